"""What a table of the open data is made of: columns with machine name, heading, type and a sentence of meaning."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from .selection import Selection

Row = Mapping[str, Any]  # values are what JSON has: text, numbers, true and false, lists of text, None for unknown
Words = str | Promise
BETWEEN = "、"  # the items of a list in one cell


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `words` are the labels of coded values; `lines` numbers the items of a list, one a line.

    `human` False: for programs alone, left out of CSV and XLSX.
    """

    name: str
    label: Words
    about: Words
    kind: str = "string"  # string, integer, boolean, date, list
    words: Mapping[str, Words] = field(default_factory=dict)
    lines: bool = False
    human: bool = True

    def cell(self, value: object) -> str | int:
        """The value as people read it; "" for what is unknown."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, int):
            return value
        if isinstance(value, list):
            return _numbered(value) if self.lines else BETWEEN.join(str(self.words.get(one, one)) for one in value)
        return str(self.words.get(str(value), value))


def _numbered(items: Iterable[object]) -> str:
    """1. …⏎2. …: what the importer reads back as so many points."""
    return "\n".join(f"{number}. {' '.join(str(one).split())}" for number, one in enumerate(items, start=1))


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its machine name, what people call it, its columns, and its rows for a selection of proposals.

    `foreign`: columns that hold the ids of another table, by name.
    """

    name: str
    label: Words
    about: Words
    columns: Sequence[Column]
    rows: "Callable[[Selection], Iterator[Row]]"
    foreign: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> list[Column]:
        """The columns that people get."""
        return [one for one in self.columns if one.human]

    def cells(self, selection: "Selection") -> Iterator[list[str | int]]:
        """Its rows as people read them, without the headings."""
        shown = self.shown
        for row in self.rows(selection):
            yield [one.cell(row.get(one.name)) for one in shown]


def day(value: Any) -> str | None:
    """A day as ISO 8601, None where nobody knows it."""
    return value.isoformat() if value else None
