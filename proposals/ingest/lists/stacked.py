"""Tables that stand in a text with one cell a line: the header words one below the other, then the rows likewise."""

from collections.abc import Sequence

from ..records import Cell, Column, Table
from ..text.blocks import Block
from .content import fit
from .grid import laid
from .headers import columns_of, is_header, likeliest

WIDEST = 12  # columns
ANCHORS = (Column.ORDINAL, Column.NUMBER, Column.TITLE)


def stacked(source: str, lines: Sequence[Block]) -> tuple[Table, ...]:
    """The tables of a text whose cells are lines."""
    found: list[Table] = []
    at = 0
    while at < len(lines):
        width = _header(lines, at)
        if not width:
            at += 1
            continue
        stop = _stop(lines, at, width)
        head = tuple(Cell(line.text, line.span) for line in lines[at : at + width])
        columns = likeliest(cell.text for cell in head)
        rows = _rows(source, lines[at + width : stop], columns)
        if rows:
            found.append(Table(None, (head, *rows)))
        at = stop
    return tuple(found)


def _header(lines: Sequence[Block], at: int) -> int:
    """How many lines from `at` are header words; 0 unless they make a header of two columns or more."""
    width = 0
    while width < WIDEST and at + width < len(lines) and columns_of(lines[at + width].text):
        width += 1
    while width >= 2:
        if is_header([line.text for line in lines[at : at + width]]):
            return width
        width -= 1
    return 0


def _stop(lines: Sequence[Block], at: int, width: int) -> int:
    """The next header, or the end of the text."""
    first = lines[at].text
    again = (one for one in range(at + width, len(lines)) if lines[one].text == first and _header(lines, one) == width)
    return next(again, len(lines))


def _rows(source: str, lines: Sequence[Block], columns: Sequence[Column]) -> list[tuple[Cell, ...]]:
    anchor = next((column for column in ANCHORS if column in columns), None)
    if anchor is None:
        return []
    place = list(columns).index(anchor)
    starts = _starts(lines, columns, place)
    rows: list[tuple[Cell, ...]] = []
    for begin, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        cells = [Cell(line.text, line.span) for line in lines[begin : min(end, begin + len(columns))]]
        if len(cells) == len(columns):
            rows.append(tuple(cells))
        else:
            rows.append(tuple(laid(cells, columns, source)))
        rows += [(Cell(line.text, line.span),) for line in lines[begin + len(columns) : end]]
    return rows


def _starts(lines: Sequence[Block], columns: Sequence[Column], place: int) -> list[int]:
    """Where each row begins: where its ordinal is the next one, or its number or title stands in its place."""
    starts: list[int] = []
    expected = 1
    for at, line in enumerate(lines):
        if fit(line.text, columns[place]) < 3:
            continue
        # a merged cell before the anchor is printed once: the rows it covers begin with the anchor
        led = at >= place and all(fit(lines[at - place + n].text, columns[n]) >= 0 for n in range(place))
        begin = at - place if led else at
        if columns[place] is Column.ORDINAL:
            digits = "".join(char for char in line.text if char.isdecimal())
            if int(digits) != expected:
                continue
            expected += 1
        elif starts and begin - starts[-1] < min(2, len(columns)):
            continue
        starts.append(begin)
    return starts
