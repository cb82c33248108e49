"""`manage.py extract FILE...`: what each file states, one JSON object a line on standard output. Opens no database."""

import hashlib
import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from proposals.ingest import contract, vocabulary
from proposals.ingest.outcome import outcome
from proposals.ingest.readers.archives import entries
from proposals.ingest.readers.formats import is_archive
from proposals.ingest.records import Refusal, Vocabulary

STANDARD_INPUT = "-"
Line = dict[str, Any]


class Command(BaseCommand):
    """Arguments, call, print."""

    help = "读出报道里的代表委员和建议，每个文件输出一行 JSON；不读写数据库。"
    requires_system_checks = ()  # checks may look at the database; this command must run without one

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files alone."""
        parser.add_argument("files", nargs="+", metavar="文件", help="报道文件；写 - 从标准输入读")

    def handle(self, *args: Any, files: list[str], **options: Any) -> None:
        """Exit status 1 when any file was refused; the others are printed all the same."""
        words = vocabulary.load(Path(settings.BASE_DIR) / "fixtures" / "reference")
        refused = False
        for name in files:
            for line in _lines(name, words):
                refused = refused or line["error"] is not None
                _print(line)
        if refused:
            sys.exit(1)


def _lines(name: str, words: Vocabulary) -> Iterator[Line]:
    """The line of a file; of a zip, one for each file in it, named as `a.zip/entry.txt`."""
    try:
        content = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as failed:
        yield contract.refused(name, None, f"打不开文件，请检查路径和权限（{failed.strerror}）。")
        return
    try:
        if not is_archive(content):
            yield _line(name, content, words)
            return
        for entry in entries(content):
            inside = f"{name}/{entry.name}"
            yield (
                contract.refused(inside, None, entry.refusal) if entry.refusal else _line(inside, entry.content, words)
            )
    except Refusal as refusal:
        yield contract.refused(name, hashlib.sha256(content).hexdigest(), str(refusal))


def _line(name: str, content: bytes, words: Vocabulary) -> Line:
    read = outcome(content, name, words)
    if read.source is None or read.found is None:
        return contract.refused(name, hashlib.sha256(content).hexdigest(), read.refusal or "")
    line = contract.extracted(name, read.source.sha256, read.found)
    line["warnings"] += [read.source.doubt] if read.source.doubt else []
    return line


def _print(line: Line) -> None:
    """JSON on standard output; what a person should know of it on standard error."""
    sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()
    for warning in [line["error"], *line["warnings"]]:
        if warning:
            sys.stderr.buffer.write(f"{line['file']}：{warning}\n".encode("utf-8", "backslashreplace"))
