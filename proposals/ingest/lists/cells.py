"""Pieces of a cell that keep their place in the source."""

import re
from collections.abc import Iterator

from ..records import Cell, Span

BLANKS = " \t\r\n\v\f\u3000\xa0\u200b\ufeff"
OPENING, CLOSING = "（([【〔《“", "）)]】〕》”"


def piece(cell: Cell, start: int, end: int) -> Cell | None:
    """The characters from `start` to `end` without the blanks around them; None when nothing is left."""
    text = cell.text[start:end]
    bare = text.strip(BLANKS)
    if not bare:
        return None
    if len(cell.text) != cell.span.end - cell.span.start:
        return Cell(bare, cell.span)  # written otherwise than in the source: the cell is as near as can be said
    at = cell.span.start + start + len(text) - len(text.lstrip(BLANKS))
    return Cell(bare, Span(at, at + len(bare)))


def parts(cell: Cell, marks: str) -> Iterator[Cell]:
    """The pieces between any of `marks`, in order; marks within brackets part nothing."""
    depth = begin = 0
    for at, char in enumerate(cell.text):
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and char in marks:
            if found := piece(cell, begin, at):
                yield found
            begin = at + 1
    if found := piece(cell, begin, len(cell.text)):
        yield found


def joined(cells: list[Cell], source: str) -> Cell:
    """Neighbouring cells of one line as the one cell they were."""
    span = Span(cells[0].span.start, cells[-1].span.end)
    return Cell(source[span.start : span.end], span)


def plain(text: str) -> str:
    """A text without any blank or line break."""
    return re.sub(rf"[{BLANKS}]+", "", text)
