"""`manage.py reindex`: fill the search index anew, after an upgrade that changed what a page shows or how it is cut."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from rich.console import Console
from rich.progress import track

from proposals.catalogue.journal import prune
from proposals.models import Proposal
from proposals.shown.searchable import BATCH, reindex


class Command(BaseCommand):
    """Call and print."""

    help = "重建检索索引。升级以后、或者检索结果不对时运行；运行时网站照常可用。"

    def handle(self, *args: Any, **options: Any) -> None:
        """One transaction a batch, so that nobody waits."""
        ids = list(Proposal.objects.order_by("pk").values_list("pk", flat=True))
        batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
        for batch in track(batches, description="重建索引", console=Console(stderr=True), transient=True):
            reindex(batch)
        prune(connection)
        self.stdout.write(f"检索索引已重建：{len(ids)} 件。")
