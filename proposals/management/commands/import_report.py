"""`manage.py import_report FILE...`: plan, show, apply. The same file twice changes nothing."""

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import Progress

from proposals.importing.apply import apply
from proposals.importing.plan import AlreadyImported, Plan, Said, plan
from proposals.importing.preview import show_outcome, show_plan
from proposals.ingest.records import Refusal


class Command(BaseCommand):
    """Arguments, call, print."""

    help = "导入两会报道：先算出会写什么，再一次写入。同一个文件导入两次，第二次什么都不改。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What staff say about the files, since the text does not."""
        parser.add_argument("files", nargs="+", metavar="文件", help="报道文件；写 - 从标准输入读")
        parser.add_argument("--dry-run", action="store_true", help="只看会写什么，不写")
        parser.add_argument(
            "--session", action="append", default=[], metavar="npc:16-1", help="哪次会议；人大和政协各可说一次"
        )
        parser.add_argument("--region", metavar="430200", help="行政区划代码；原文写明城市的不用说")
        parser.add_argument("--date", type=date.fromisoformat, metavar="2021-12-30", help="发布日期；不知道就不说")
        parser.add_argument("--publish", action="store_true", help="导入后马上公开；不加就先不公开，等人核对")
        parser.add_argument("--show-text", action="store_true", help="公开全文；不加就只公开取用的句子（报道属于报社）")

    def handle(self, *args: Any, files: list[str], dry_run: bool, **said: Any) -> None:
        """Exit status 1 when any file was refused; the others are imported."""
        console = Console()
        refused = False
        for name in files:
            try:
                self._import(name, dry_run, said, console)
            except Refusal as refusal:
                refused = True
                self.stderr.write(f"{name}：{refusal}")
        if refused:
            sys.exit(1)

    def _import(self, name: str, dry_run: bool, said: dict[str, Any], console: Console) -> None:
        shown = self._plan(name, said)
        if dry_run:
            show_plan(shown, Path(name).name, console)
            return
        with Progress(console=console, transient=True) as progress:
            task = progress.add_task(Path(name).name, total=None)
            outcome = apply(
                shown, by=None, progress=lambda done, total: progress.update(task, completed=done, total=total)
            )
        show_outcome(outcome, Path(name).name, console)

    def _plan(self, name: str, said: dict[str, Any]) -> Plan | AlreadyImported:
        return plan(
            _content(name),
            "标准输入" if name == "-" else Path(name).name,
            Said.of(
                said["session"],
                region=said["region"],
                published_on=said["date"],
                publish=said["publish"],
                show_text=said["show_text"],
            ),
        )


def _content(name: str) -> bytes:
    """The bytes of a file or of standard input. Raises Refusal when there is nothing to read."""
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise Refusal("没有这个文件。请核对路径和文件名。") from None
    except IsADirectoryError:
        raise Refusal("这是一个文件夹。请写文件夹里的文件名，例如 报道/*.txt。") from None
    except OSError as error:
        raise Refusal(f"打不开这个文件（{error.strerror}）。请检查读取权限。") from None
