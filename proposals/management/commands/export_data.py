"""`manage.py export_data`: the open data as files in a folder, with the manifest that says what each of them holds."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from delegates.models import Session
from proposals.exports.folder import write
from proposals.exports.selection import Selection

ENDINGS = ("csv", "xlsx", "jsonl", "json")


class Command(BaseCommand):
    """Arguments, call, print."""

    help = "把公开的数据写成文件：各表的 CSV、XLSX、JSON Lines，人和机构（Popolo），清单和校验值"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and what of it."""
        parser.add_argument("folder", type=Path, help="写到哪个文件夹；没有就新建，同名的文件换成新的")
        parser.add_argument("--session", type=int, metavar="S", help="只要一次会议的：会议页网址里的编号")
        parser.add_argument("--format", action="append", choices=ENDINGS, help="只要这一种格式，可以写几次")

    def handle(self, *args: Any, folder: Path, session: int | None, **options: Any) -> None:
        """Exit status 1 with a sentence where nothing could be written."""
        if session is not None and not Session.objects.filter(pk=session).exists():
            raise CommandError(f"没有编号是 {session} 的会议。会议的编号在会议页的网址里。")
        asked = QueryDict(f"session={session}") if session is not None else None
        try:
            written = write(folder, Selection(asked), endings=options["format"] or ENDINGS)
        except OSError as reason:
            raise CommandError(f"没能写到 {folder}：{reason.strerror}。请换一个可以写的文件夹。") from reason
        size = sum(one.size for one in written.values()) / 1_000_000
        self.stdout.write(f"写好 {len(written)} 个文件，共 {size:.1f} MB，清单和校验值在 {folder / 'manifest.json'}。")
