"""Who spoke, where and when."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class DelegatesConfig(AppConfig):
    """Delegates, their assemblies, posts and organisations."""

    name = "delegates"
    verbose_name = "代表委员与会议"

    def ready(self) -> None:
        """Let the database keep the history of what staff edit, and the version of what pages show."""
        from delegates.freshness import tables, triggers  # inline: models are not loaded before `ready`
        from delegates.gathering import know_json  # inline: as above
        from delegates.history.connections import introduce  # inline: as above
        from delegates.history.tables import track_all  # inline: as above
        from delegates.history.triggers import install_after_migrate, remove_before_migrate  # inline: as above

        track_all()
        tables.watch_all()
        connection_created.connect(introduce)
        connection_created.connect(know_json)
        pre_migrate.connect(remove_before_migrate, sender=self)
        post_migrate.connect(install_after_migrate, sender=self)
        pre_migrate.connect(triggers.remove_before_migrate, sender=self)
        post_migrate.connect(triggers.install_after_migrate, sender=self)
