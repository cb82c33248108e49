"""The admin site: stock Django with the project's name, its own order and a first page that says what waits."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest

# What staff open every day comes first; accounts come last.
ORDER = ("proposals", "delegates", "auth")
DAILY = (
    "Proposal", "Assignment", "Deadline", "Reply", "Commitment", "Rating", "ImportBatch", "Report", "Problem",
    "Department", "Industry", "Keyword", "Delegate", "Organisation",
)  # fmt: skip

# Tables of libraries that nobody works with here.
INNER = ("django_tasks_database",)


class YanluAdminSite(admin.AdminSite):
    """What staff see after signing in."""

    site_header = "言路演示站 · 工作台（含示例）" if settings.DEMO else "言路 · 工作台"
    site_title = "言路演示站工作台" if settings.DEMO else "言路工作台"
    index_title = "今日工作"
    index_template = "admin/today.html"
    empty_value_display = "—"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """As Django's, in the order of daily use instead of that of names."""
        apps: list[dict[str, Any]] = super().get_app_list(request, app_label)
        shown = [app for app in apps if app["app_label"] not in INNER]
        for app in shown:
            app["models"].sort(key=lambda model: _place(model["object_name"], DAILY))
        return sorted(shown, key=lambda app: _place(app["app_label"], ORDER))


def _place(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)
