"""The rows of all tables of a file that list proposals: each by its own guess, or by what staff said of its header."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..records import Cell, Column, Mapping, Span, Table
from ..text.blocks import Block
from .about import About
from .columns import header_signature, principal, surmised
from .entries import entries
from .entry import Entry
from .front import Front, above, front
from .recognise import announced, lists_proposals

TOP = 40  # lines of a document's beginning that are read for what they say


@dataclass
class Rows:
    """The entries of a file, what else is understood, rows that are not, and what the titles say."""

    entries: list[Entry] = field(default_factory=list)
    claimed: list[Span] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)
    title: Cell | None = None
    about: About = field(default_factory=About)


def rows(tables: Sequence[Table], lines: Sequence[Block], mapping: Mapping | None) -> Rows | None:
    """Read every table that lists proposals; None when none does."""
    chosen = _mappings(tables, mapping)
    ends = [line.span.end for line in lines]
    found = Rows()
    outer = About()
    stop, before = 0, None
    for table, own in zip(tables, chosen, strict=True):
        start, end = _extent(table)
        above_it = bisect_right(ends, start)
        said = front(above(table, own.header, lines[max(stop, above_it - TOP) : above_it]), outer)
        stop = max(stop, bisect_right(ends, end))
        told = mapping is not None and own.columns == mapping.columns
        own = _going_on(table, own, before)
        if Column.TITLE not in own.columns or not (told or _proposals(table, own, said, above_it, lines)):
            continue
        before = own
        _add(found, table, own, said)
        outer = said.about if len(found.entries) and outer == About() else outer
    return found if found.entries else None


def _proposals(table: Table, own: Mapping, said: Front, above_it: int, lines: Sequence[Block]) -> bool:
    titles = [said.title.text] if said.title else [line.text for line in lines[max(0, above_it - 3) : above_it]]
    return lists_proposals(table, own, announced=announced([*titles, table.name or ""]))


def _add(found: Rows, table: Table, own: Mapping, said: Front) -> None:
    read = entries(table, own, said.about)
    found.entries += read.entries
    found.claimed += [*said.claimed, *read.claimed]
    found.unread += read.unread
    found.title = found.title or said.title
    found.about = found.about.below(said.about)


def _mappings(tables: Sequence[Table], mapping: Mapping | None) -> list[Mapping]:
    own = [surmised(table) for table in tables]
    chief = principal(tables)
    if mapping is None or chief is None:
        return own
    key = header_signature(chief, mapping)
    return [
        mapping
        if table is chief
        else Mapping(one.header, mapping.columns)
        if key and header_signature(table, one) == key
        else one
        for table, one in zip(tables, own, strict=True)
    ]


def _going_on(table: Table, own: Mapping, before: Mapping | None) -> Mapping:
    """A table without a header, as wide as the one before it, goes on with its columns."""
    width = max((len(row) for row in table.rows), default=0)
    if before and own.header < 0 and width == len(before.columns):
        return Mapping(-1, before.columns)
    return own


def _extent(table: Table) -> tuple[int, int]:
    spans = [cell.span for row in table.rows for cell in row]
    return min((span.start for span in spans), default=0), max((span.end for span in spans), default=0)
