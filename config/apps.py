"""The admin under the project's own name, and what every connection begins with."""

from django.contrib.admin.apps import AdminConfig
from django.db.backends.signals import connection_created

from config.connections import ask_for_json


class YanluAdminConfig(AdminConfig):
    """Stock admin; the site object with Chinese titles stands in `config.admin`."""

    default_site = "config.admin.YanluAdminSite"

    def ready(self) -> None:
        """Listen for connections before the first one is opened."""
        connection_created.connect(ask_for_json)
        super().ready()
