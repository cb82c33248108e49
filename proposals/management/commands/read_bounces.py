"""`manage.py read_bounces`: learn from returned mail which addresses take none."""

import sys
from collections.abc import Iterator
from email.message import Message as Mail
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from proposals.following.bounces import mark, read_file, read_maildir


class Command(BaseCommand):
    """For the pipe of a mail server, or for cron over a Maildir; a second run over the same mail changes nothing."""

    help = "读退信（RFC 3464），给永久失败的地址停发。来源：文件、Maildir 文件夹，或者 - （标准输入）。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the mail is."""
        parser.add_argument("sources", nargs="+", metavar="来源", help="一封邮件的文件、Maildir 文件夹，或 -")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read all of it and tell."""
        count = mark((mail for source in options["sources"] for mail in _mails(source)), timezone.now())
        self.stdout.write(f"读了 {count.mails} 封，{count.failures} 个永久失败，停发 {count.marked} 个地址。")
        if count.unknown:
            self.stdout.write(f"{count.unknown} 个失败对不上本站发出的信，没有理会。")


def _mails(source: str) -> Iterator[Mail]:
    path = Path(source)
    if source == "-":
        yield from read_file(sys.stdin.buffer)
    elif path.is_dir():
        yield from (mail for _, mail in read_maildir(path))
    elif path.is_file():
        with path.open("rb") as file:
            yield from read_file(file)
    else:
        raise CommandError(f"找不到 {source}。请写一封邮件的文件、Maildir 文件夹，或者 - 。")
