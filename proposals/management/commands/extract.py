"""`manage.py extract FILE...`: what each file states, one JSON object a line on standard output. Opens no database."""

import hashlib
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from proposals.ingest import contract, vocabulary
from proposals.ingest.extract import extract
from proposals.ingest.read import read
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
            line = _line(name, words)
            refused = refused or line["error"] is not None
            sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
            sys.stdout.buffer.flush()
            for warning in [line["error"], *line["warnings"]]:
                if warning:
                    sys.stderr.buffer.write(f"{name}：{warning}\n".encode("utf-8", "backslashreplace"))
        if refused:
            sys.exit(1)


def _line(name: str, words: Vocabulary) -> Line:
    try:
        content = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as failed:
        return contract.refused(name, None, f"打不开文件，请检查路径和权限（{failed.strerror}）。")
    try:
        source = read(content)
    except Refusal as refusal:
        return contract.refused(name, hashlib.sha256(content).hexdigest(), str(refusal))
    line = contract.extracted(name, source.sha256, extract(source.text, words))
    line["warnings"] += [source.doubt] if source.doubt else []
    return line
