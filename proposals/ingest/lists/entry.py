"""One row of a list, cell by cell, before anything is made of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..records import Cell, Column, Span
from .about import About


@dataclass(frozen=True, slots=True)
class Held:
    """One cell with what it holds and the header word above it."""

    column: Column
    cell: Cell
    head: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row states, and what the titles above say of it."""

    held: tuple[Held, ...]
    about: About
    span: Span
    hint: str = ""  # all header words of the table

    def first(self, column: Column) -> Held | None:
        """The first cell of a column."""
        return next((one for one in self.held if one.column is column), None)

    def all(self, *columns: Column) -> Iterator[Held]:
        """The cells of some columns in the order of the row."""
        return (one for one in self.held if one.column in columns)


@dataclass
class Reading:
    """What was read of a table: entries, places that are understood without being one, rows that are not understood."""

    entries: list[Entry] = field(default_factory=list)
    claimed: list[Span] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)
