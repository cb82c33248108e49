"""The files that can be taken along: each a table in one way of writing, or records of a published vocabulary."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from . import bills, json_lines, popolo, separated, workbook
from .columns import Table, Words
from .selection import Selection
from .tables import LEDGER, TABLES

FORMATS: dict[str, tuple[str, Callable[[Table, Selection], Iterator[bytes]]]] = {
    "csv": (separated.TYPE, separated.as_csv),
    "xlsx": (workbook.TYPE, workbook.as_workbook),
    "jsonl": (json_lines.TYPE, json_lines.as_json_lines),
}


@dataclass(frozen=True, slots=True, eq=False)  # each is itself: a key
class File:
    """One file. `format` is how its name ends; `table` None for records that are no table."""

    name: str
    format: str
    label: Words
    media_type: str
    written: Callable[[Selection], Iterator[bytes]]
    table: Table | None = None

    @property
    def filename(self) -> str:
        """proposals.csv."""
        return f"{self.name}.{self.format}"


def _of(table: Table, ending: str) -> File:
    media_type, write = FORMATS[ending]
    return File(table.name, ending, table.label, media_type, lambda selection: write(table, selection), table)


FILES: dict[tuple[str, str], File] = {
    (one.name, one.format): one
    for one in (
        *(_of(table, ending) for table in TABLES.values() for ending in FORMATS),
        *(_of(LEDGER, ending) for ending in ("xlsx", "csv")),
        File("popolo", "json", _("人和机构（Popolo）"), popolo.TYPE, popolo.as_popolo),
        File("bills", "jsonl", _("建议提案（Open Civic Data）"), bills.TYPE, bills.as_bills),
    )
}
