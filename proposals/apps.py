"""What was asked and what became of it."""

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete, pre_migrate


class ProposalsConfig(AppConfig):
    """Proposals, their sources and their follow-up."""

    name = "proposals"
    verbose_name = "建议提案"

    def ready(self) -> None:
        """Install what Django's models cannot describe: the search index and the guard of the log."""
        from proposals.catalogue import journal  # inline: models are not loaded before `ready`
        from proposals.classification.dictionary import NAMED, teach_new  # inline: as above
        from proposals.following.sending import install  # inline: as above
        from proposals.following.tasks import tell_soon  # inline: as above
        from proposals.history.tables import track_all  # inline: as above
        from proposals.matters.tasks import compare_soon  # inline: as above
        from proposals.models.guard import guard_after_migrate  # inline: as above
        from proposals.search.index import install_after_migrate  # inline: as above
        from proposals.search.words import keep_dictionary_in  # inline: as above
        from proposals.shown.searchable import (  # inline: as above
            SHOWN_BY,
            forget_deleted,
            reindex_after_rename,
            reindexed,
            uncount_deleted,
        )
        from proposals.shown.watching import watch_all  # inline: as above
        from proposals.tracking.sessions import recompute_after_save  # inline: as above
        from proposals.webhooks.queueing import queue_after_event  # inline: as above
        from proposals.wording.tasks import count_soon  # inline: as above

        track_all()
        watch_all()
        keep_dictionary_in(settings.VAR / "jieba")
        for model in SHOWN_BY:
            post_save.connect(reindex_after_rename, sender=model)
        for named in NAMED:
            post_save.connect(teach_new, sender=named)
        post_save.connect(recompute_after_save, sender="delegates.Session")
        post_save.connect(queue_after_event, sender="proposals.FollowUp")
        pre_delete.connect(uncount_deleted, sender="proposals.Proposal")
        post_delete.connect(forget_deleted, sender="proposals.Proposal")
        reindexed.connect(count_soon)
        reindexed.connect(compare_soon)
        reindexed.connect(tell_soon)
        install()
        post_migrate.connect(install_after_migrate, sender=self)
        post_migrate.connect(guard_after_migrate, sender=self)
        pre_migrate.connect(journal.remove_before_migrate, sender=self)
        post_migrate.connect(journal.install_after_migrate, sender=self)
