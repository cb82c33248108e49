"""A table of the annual report, for a page and for a workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Value = str | float
Place = tuple[int, int]  # row and column, from 0; the row of sums comes after the others


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place: pieces of text, each with the list that it counts or "". `words`: set as text."""

    pieces: tuple[tuple[str, str], ...]
    words: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """One table: what it counts in words, the heads of its columns, its rows (a label, then numbers)."""

    title: str
    definition: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...] = ()
    words: frozenset[int] = frozenset({0})  # columns that hold words, from 0
    # Where a number leads; two addresses for a fraction, to its upper and its lower part.
    links: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)

    @property
    def cells(self) -> list[list[Cell]]:
        """The rows as a page shows them."""
        return [list(self._shown(at, row)) for at, row in enumerate(self.rows)]

    @property
    def sums(self) -> list[Cell]:
        """The last row, where there is one."""
        return list(self._shown(len(self.rows), self.total))

    def _shown(self, at: int, row: tuple[Value, ...]) -> Iterator[Cell]:
        for column, value in enumerate(row):
            yield Cell(_pieces(str(value), self.links.get((at, column), ())), column in self.words)


def _pieces(text: str, links: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """A number that counts nothing leads nowhere, nor does the share in brackets behind a fraction."""
    if len(links) == 2 and "/" in text:
        upper, _, lower = text.partition("/")
        number, bracket, share = lower.partition("（")
        behind = ((bracket + share, ""),) if bracket else ()
        return *_pieces(upper, links[:1]), ("/", ""), *_pieces(number, links[1:]), *behind
    return ((text, links[0] if links and text != "0" else ""),)
