"""`manage.py undo_import BATCH`: take an import back, or show what would go and what would stay."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from proposals.importing.preview import show_undone
from proposals.importing.undo import undo_batch, would_undo
from proposals.ingest.records import Refusal
from proposals.models import ImportBatch


class Command(BaseCommand):
    """Arguments, call, print."""

    help = "撤销一个导入批次：没有人动过的都撤掉，有人改过、跟进过的留下并说明原因。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which batch."""
        parser.add_argument("batch", type=int, metavar="批次号", help="导入批次的编号")
        parser.add_argument("--dry-run", action="store_true", help="只看会撤销什么，不撤销")

    def handle(self, *args: Any, batch: int, dry_run: bool, **rest: Any) -> None:
        """Exit status 1 when nothing can be undone."""
        row = ImportBatch.objects.filter(pk=batch).first()
        if row is None:
            raise CommandError(f"没有 {batch} 号批次。请核对编号。")
        try:
            done = would_undo(row) if dry_run else undo_batch(row, by=None)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        show_undone(done, row, Console(), dry_run=dry_run)
