"""`manage.py due START RULE [--region CODE]`: the last day of a period, and why, as one JSON object."""

import json
import re
import sys
from argparse import ArgumentParser
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from delegates.models import Region
from proposals.models import Holiday
from proposals.workflow.calendar import NATION, PACKAGED, Calendar
from proposals.workflow.deadlines import due
from proposals.workflow.periods import BadPeriod, parse
from proposals.workflow.published import TooFar

USAGE = "请写一个起算日和一个期限，例如：manage.py due 2025-11-30 3m"
REGION = re.compile(r"[0-9]{6}", re.ASCII)


class Command(BaseCommand):
    """Arguments, call, print."""

    help = "算期限：从哪天起、多久，算到哪一天，为什么。输出一行 JSON。"
    requires_system_checks = ()  # checks may look at the database; this command does without one

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A day, a period, a place."""
        parser.usage = "manage.py due START RULE [--region CODE]"
        parser.add_argument(
            "words", nargs="*", metavar="START RULE",
            help="起算日，例如 2025-11-30，当天不计入；期限，3m（月）、30d（日）、7wd（工作日）或 =06-30（固定日期）",
        )  # fmt: skip
        parser.add_argument("--region", metavar="CODE", default=NATION, help="行政区划代码，例如 430200；不写是全国")

    def handle(self, *args: Any, words: list[str], region: str, **options: Any) -> None:
        """Exit status 1 with a sentence on standard error when it cannot be computed."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8")  # whatever the locale: programs read it
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
