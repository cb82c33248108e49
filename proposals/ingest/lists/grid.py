"""Tables that stand in a text as lines: cells parted by tabs, bars or blanks under a line of header words.

A line that the blanks part wrongly (李 明, a title with a blank in it) is laid over the columns so that it fits best.
"""

import re
from collections.abc import Sequence

from ..people.surnames import SURNAMES
from ..records import Cell, Column, Span, Table
from ..text.blocks import LINE
from .cells import BLANKS, joined
from .content import DEPARTMENTS, MAKERS, fit
from .headers import is_header, likeliest

TAB, BAR, GAP = re.compile(r"\t"), re.compile(r"[|｜]"), re.compile(rf"[{BLANKS}]+")
RULE = re.compile(r"[\s|｜:：+\-—=]*$")
MOST = 24  # cells: a line with more is prose
JOINING = frozenset((Column.TITLE, Column.ASKS, *MAKERS, *DEPARTMENTS))


def drawn(source: str) -> tuple[Table, ...]:
    """The tables of a text, each from its header line to the next one or the end."""
    tables: list[list[list[Cell]]] = []
    mark: re.Pattern[str] | None = None
    columns: tuple[Column, ...] = ()
    for line in LINE.finditer(source):
        text, at = line.group(), line.start()
        own = next((one for one in (TAB, BAR, GAP) if one.search(text.strip(BLANKS) if one is GAP else text)), None)
        cells = _cut(text, at, own) if own else []
        if 2 <= len(cells) <= MOST and is_header([cell.text for cell in cells]):
            tables.append([cells])
            mark = own
            columns = likeliest(cell.text for cell in cells)
        elif tables and mark and not RULE.match(text):
            tables[-1].append(_row(text, at, mark, columns, source))
    return tuple(Table(None, tuple(tuple(row) for row in rows)) for rows in tables if len(rows) > 1)


def _cut(text: str, at: int, mark: re.Pattern[str]) -> list[Cell]:
    if mark is not TAB:
        text, at = text.strip(BLANKS), at + len(text) - len(text.lstrip(BLANKS))
    cells: list[Cell] = []
    begin = 0
    for found in [*mark.finditer(text), None]:
        end = found.start() if found else len(text)
        bare = text[begin:end].strip(BLANKS)
        start = at + begin + len(text[begin:end]) - len(text[begin:end].lstrip(BLANKS)) if bare else at + begin
        cells.append(Cell(bare, Span(start, start + len(bare))))
        begin = found.end() if found else end
    if mark is BAR:
        cells = cells[text[:1] in "|｜" : len(cells) - (text[-1:] in "|｜")]
    return cells


def _row(text: str, at: int, mark: re.Pattern[str], columns: Sequence[Column], source: str) -> list[Cell]:
    cells = _cut(text, at, mark)
    if mark is GAP:
        return laid(_whole_names(cells, source), columns, source)
    return cells


def _whole_names(cells: list[Cell], source: str) -> list[Cell]:
    """李 明: a surname and a single character that a blank parts are one name."""
    found: list[Cell] = []
    for cell in cells:
        if found and len(cell.text) == 1 and len(found[-1].text) == 1 and found[-1].text in SURNAMES:
            found[-1] = joined([found[-1], cell], source)
        else:
            found.append(cell)
    return found


def laid(cells: Sequence[Cell], columns: Sequence[Column], source: str) -> list[Cell]:
    """The cells over the columns, in order, as they fit best; one cell with all of the line when none fits.

    Neighbours may share a column of titles, names or departments. The work is cells times columns.
    """
    if not cells or len(cells) > MOST:
        return [joined(list(cells), source)] if cells else []
    best: list[list[tuple[int, int, int]]] = []  # per cell and column: score, column of the cell before, shared
    for order, cell in enumerate(cells):
        scores: list[tuple[int, int, int]] = []
        for at, column in enumerate(columns):
            own = 2 * fit(cell.text, column)
            fresh = max(((best[-1][one][0] + 1, one) for one in range(at)), default=(-99, -1)) if order else (1, -1)
            shared = best[-1][at][0] - 1 if order and column in JOINING else -99
            scores.append((own + max(fresh[0], shared), at if shared > fresh[0] else fresh[1], 0))
        best.append(scores)
    return _placed(cells, columns, best, source)


def _placed(
    cells: Sequence[Cell], columns: Sequence[Column], best: list[list[tuple[int, int, int]]], source: str
) -> list[Cell]:
    at = max(range(len(columns)), key=lambda one: best[-1][one][0])
    whole = [joined(list(cells), source)]
    if best[-1][at][0] <= 0 or len(cells) < 2:
        return whole
    held: list[list[Cell]] = [[] for _ in columns]
    for order in range(len(cells) - 1, -1, -1):
        held[at].insert(0, cells[order])
        at = best[order][at][1]
    titles = [one for one, column in zip(held, columns, strict=True) if column is Column.TITLE]
    if not any(titles):
        return whole
    edge = cells[0].span.start
    return [joined(one, source) if one else Cell("", Span(edge, edge)) for one in held]
