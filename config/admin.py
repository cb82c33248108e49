"""The admin site: stock Django with the project's name on it."""

from django.contrib import admin


class YanluAdminSite(admin.AdminSite):
    """What staff see after signing in."""

    site_header = "言路 · 工作台"
    site_title = "言路工作台"
    index_title = "今日工作"
    empty_value_display = "（空）"
