"""`manage.py due START RULE [--region CODE]`: the last day of a period, and why, as one JSON object."""

import json
import re
import sys
from argparse import ArgumentParser
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from delegates.models import Region
from proposals.models import Holiday
from proposals.workflow.calendar import NATION, PACKAGED, Calendar
from proposals.workflow.deadlines import due
from proposals.workflow.periods import BadPeriod, parse
from proposals.workflow.published import TooFar

USAGE = "请写一个起算日和一个期限，例如：manage.py due 2025-11-30 3m"
HELP = """用法：manage.py due START RULE [--region CODE]

算期限：从哪天起、多久，算到哪一天，为什么。输出一行 JSON：
due（哪一天）、shifted_by（顺延天数）、provisional（是否暂定）、because（为什么）。

  START          起算日，例如 2025-11-30，当天不计入
  RULE           期限：3m（月）、30d（日）、7wd（工作日）或 =06-30（固定日期，START 以后的第一个）
  --region CODE  行政区划代码，例如 430200；不写是全国

退出码：0 算出来了；1 写得不对或者算不了，标准错误里有一句话说明怎么改。
"""
REGION = re.compile(r"[0-9]{6}", re.ASCII)
NEGATIVE = re.compile(r"-+([0-9]+(?:m|d|wd))", re.ASCII)
NAMED = re.compile(r"argument ([^:]+):")  # how argparse begins what it says of one option


class Reader(CommandParser):
    """Reads the command line and speaks Chinese where it cannot."""

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Words and options. What looks like an option and is none is named."""
        known, unknown = self.parse_known_args(args, namespace)
        if unknown:
            period = NEGATIVE.fullmatch(unknown[0])
            why = f"期限只往后算，前面不写减号：请写 {period[1]}" if period else f"没有“{unknown[0]}”这个选项"
            self.error(f"{why}。{USAGE}")
        return known

    def error(self, message: str) -> NoReturn:
        """End with status 1, like every other refusal of this command."""
        named = NAMED.match(message)
        if named:
            example = "行政区划代码这样写：--region 430200" if named[1] == "--region" else USAGE
            message = f"“{named[1]}”后面没有写，或者写得不对。{example}"
        if self.called_from_command_line:
            self.exit(1, f"{message}\n")
        raise CommandError(message)

    def format_help(self) -> str:
        """What to write."""
        return HELP


class Command(BaseCommand):
    """Arguments, call, print."""

    help = "算期限：从哪天起、多久，算到哪一天，为什么。输出一行 JSON。"
    requires_system_checks = ()  # checks may look at the database; this command does without one
    at_a_terminal = False

    def run_from_argv(self, argv: list[str]) -> None:
        """As a program of its own: whatever the locale, others read it as UTF-8."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8")
        self.at_a_terminal = True
        super().run_from_argv(argv)

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django's options, read by one that speaks Chinese."""
        stock = super().create_parser(prog_name, subcommand, add_help=False, **kwargs)
        return Reader(parents=[stock], called_from_command_line=stock.called_from_command_line)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A day, a period, a place."""
        parser.add_argument("words", nargs="*")
        parser.add_argument("--region", default=NATION)

    def execute(self, *args: Any, **options: Any) -> Any:
        """Exit status 1 with the sentence alone on standard error when it cannot be computed."""
        try:
            return super().execute(*args, **options)
        except CommandError as refused:
            if not self.at_a_terminal:
                raise
            self.stderr.write(str(refused))
            sys.exit(refused.returncode)

    def handle(self, *args: Any, words: list[str], region: str, **options: Any) -> None:
        """Compute and print. Raises CommandError."""
        if len(words) != 2:
            raise CommandError(USAGE)
        start, rule = words
        try:
            found = due(_day(start), parse(rule), self._calendar(region))
        except (BadPeriod, TooFar) as bad:
            raise CommandError(str(bad)) from None
        answer = {
            "due": found.due.isoformat(),
            "shifted_by": found.shifted_by,
            "provisional": found.provisional,
            "because": found.because,
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _calendar(self, region: str) -> Calendar:
        """With what staff entered; from the packages alone where there is no database yet."""
        if not REGION.fullmatch(region):
            raise CommandError(f"行政区划代码是六位数字，例如 430200；“{region}”不是。")
        try:
            known = _known(region)
            calendar = Holiday.objects.calendar(region) if _has_database() else None
        except DatabaseError as failed:
            known, calendar = _listed(region), None
            self.stderr.write(f"读不了数据库（{failed}）。")
        if not known:
            raise CommandError(f"没有行政区划代码 {region}。请核对代码。")
        if calendar is None:
            self.stderr.write("数据库还没有建好，只按公布的放假安排计算，没有用人工录入的节假日。")
        return calendar or PACKAGED


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"看不懂日期“{text}”，或者没有这一天。请写成 2025-11-30。") from None


def _has_database() -> bool:
    """Whether there is one to read. SQLite would make an empty file of a name that it does not find."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and "memory" not in name and not Path(name).exists():
        return False
    return Holiday._meta.db_table in connection.introspection.table_names()


def _known(region: str) -> bool:
    if region == NATION:
        return True
    if _has_database() and Region.objects.exists():
        return Region.objects.filter(pk=region).exists()
    return _listed(region)


def _listed(region: str) -> bool:
    """Whether the reference data, from which the table of regions is filled, has the code."""
    rows = json.loads((settings.BASE_DIR / "fixtures" / "reference" / "regions.json").read_text("utf-8"))
    return region == NATION or any(row["code"] == region for row in rows)
