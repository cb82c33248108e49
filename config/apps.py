"""The admin under the project's own name."""

from django.contrib.admin.apps import AdminConfig


class YanluAdminConfig(AdminConfig):
    """Stock admin; the site object with Chinese titles stands in `config.admin`."""

    default_site = "config.admin.YanluAdminSite"
