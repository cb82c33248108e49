"""A table of the annual report, for a page and for a workbook."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """One table: what it counts in words, the heads of its columns, its rows (a label, then numbers)."""

    title: str
    definition: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]
    total: tuple[str | float, ...] = ()
    words: int = 1  # columns that hold words, from the left
