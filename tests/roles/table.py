"""The role matrix as a file, and the addresses that the project has: which line speaks for which address."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

FILE = Path(__file__).parent / "matrix.csv"
ROLES = ("anonymous", "none", "auditor", "liaison", "editor", "reviewer", "administrator")
COLUMNS = ("what", "how", "sends", *ROLES)
ACTS = {"changelist": "v", "history": "v", "change": "vc", "add": "a", "delete": "d"}


@dataclass(frozen=True)
class Line:
    """One line. `what` is an address with its arguments, or a table; `sends` a query or form, or which row."""

    what: str
    how: str
    sends: str
    cells: Mapping[str, str]

    def opens(self, column: str) -> bool:
        """Whether the list of this table opens: some row of it may be viewed."""
        return any("v" in one.cells[column] for one in lines() if one.of_table and one.what == self.what)

    @property
    def of_table(self) -> bool:
        """Whether it stands for all addresses of one table in the admin."""
        return self.how == "rows"

    def __str__(self) -> str:
        return f"{self.what} {self.how} {self.sends}".strip()


@cache
def lines() -> tuple[Line, ...]:
    """All lines of the file, its remarks left out."""
    written = (text for text in FILE.read_text("utf-8").splitlines() if text.strip() and not text.startswith("#"))
    rows = [[cell.strip() for cell in row] for row in csv.reader(written)]
    assert tuple(rows[0]) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}, [row for row in rows if len(row) != len(COLUMNS)]
    return tuple(Line(row[0], row[1], row[2], dict(zip(ROLES, row[3:], strict=True))) for row in rows[1:])


@dataclass(frozen=True)
class Address:
    """One pattern: its name with its namespace ("" where it has none) and its route."""

    name: str
    route: str

    @property
    def line(self) -> str:
        """What a line has to say to speak for it: a table, a name, or for a pattern without a name a path."""
        return table_of(self.name, self.route) or self.name or f"/{self.route}"


def addresses() -> list[Address]:
    """Every pattern of the project, the admin's among them."""
    return list(_walk(get_resolver().url_patterns))


def _walk(patterns: list[URLPattern | URLResolver], space: str = "", above: str = "") -> Iterator[Address]:
    for one in patterns:
        route = above + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space, route)
        else:
            yield Address(f"{space}{one.name}" if one.name else "", route)


def table_of(name: str, route: str) -> str:
    """`proposals.reply` for the stock addresses of a table in the admin and for its redirect; "" for others."""
    for model in admin.site._registry:
        app, table = model._meta.app_label, model._meta.model_name
        stock = {f"admin:{app}_{table}_{act}" for act in ACTS}
        if name in stock or route == f"admin/{app}/{table}/<path:object_id>/":
            return f"{app}.{table}"
    return ""


def spoken_for(line: Line) -> str:
    """The address that a line speaks for, in the words of `Address.line`."""
    if line.what.startswith("/"):
        match = resolve(line.what.partition(" ")[0])
        return match.view_name if match.url_name else f"/{match.route}"
    return line.what.partition(" ")[0]


def path_of(line: Line, named: Mapping[str, object]) -> str:
    """The path to ask for, its arguments filled from the rows of the world."""
    name, *arguments = line.what.split(" ")
    if name.startswith("/"):
        return name
    return reverse(name, args=[filled(one, named) for one in arguments])


def filled(words: str, named: Mapping[str, object]) -> str:
    """{batch} becomes the number of that row."""
    return re.sub(r"\{(\w+)\}", lambda found: str(named[found[1]]), words)
