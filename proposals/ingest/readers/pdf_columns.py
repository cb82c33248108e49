"""The lines of a page in reading order: a column to its end, then the next; headlines across columns part the page.

A gutter is a strip that few lines cross, with prose on both sides. The columns of a table are no prose: their rows are
kept together, cells parted by TAB.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from .pdf_lines import SAME_ROW, Line

Column = list[Line]  # from top to bottom

LEAST = 3  # lines on each side of a gutter
NARROWEST = 0.6  # of the size: a strip less wide is no gutter
CROSSING = 0.3  # share of the lines that may cross a gutter: headlines
WORDS = 6  # characters a line of prose has as a rule
FULL = 2.0  # of the size: a line that ends nearer to the column's edge is full
FLOWING = 0.5  # share of full lines in a column of prose
CELL = 1.5  # of the size: a wider gap on one baseline parts cells
DEEPEST = 6  # columns within columns


def in_reading_order(lines: Sequence[Line], depth: int = 0) -> list[Column]:
    """The columns of a page in the order they are read."""
    gutter = _gutter(lines) if depth < DEEPEST and len(lines) >= 2 * LEAST else None
    if gutter is None:
        rows = [*_rows(lines)]
        return [rows] if rows else []
    columns: list[Column] = []
    for band in _bands(lines, gutter):
        crossing = [line for line in band if line.left < gutter < line.right]
        if crossing:
            columns += in_reading_order(band, DEEPEST)
            continue
        columns += in_reading_order([line for line in band if line.right <= gutter], depth + 1)
        columns += in_reading_order([line for line in band if line.left >= gutter], depth + 1)
    return columns


def _bands(lines: Sequence[Line], gutter: float) -> Iterator[list[Line]]:
    """From top to bottom: runs of lines that cross the gutter, and of lines that do not."""
    for _, band in groupby(sorted(lines, key=lambda line: -line.y), key=lambda line: line.left < gutter < line.right):
        yield [*band]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the strip lies that fewest lines cross, of those that part columns of prose; None without one."""
    size = median(line.size for line in lines)
    strips = [
        (crossing, left - right, (left + right) / 2)
        for left, right, crossing in _strips(lines)
        if right - left >= NARROWEST * size and crossing <= CROSSING * len(lines)
    ]
    for crossing, _, place in sorted(strips):
        before = [line for line in lines if line.right <= place]
        after = [line for line in lines if line.left >= place]
        few = crossing * 2 <= min(len(before), len(after))
        if few and _overlap(before, after) and _flows(before, -1) and _flows(after, 1):
            return place
    return None


def _strips(lines: Sequence[Line]) -> Iterator[tuple[float, float, int]]:
    """The strips between neighbouring edges, each with how many lines cross it."""
    edges = sorted([(line.left, 1) for line in lines] + [(line.right, -1) for line in lines])
    crossing = 0
    for (place, step), (following, _) in pairwise(edges):
        crossing += step
        if following > place:
            yield place, following, crossing


def _overlap(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether there are lines enough on both sides, and they stand beside each other."""
    if min(len(before), len(after)) < LEAST:
        return False
    top = min(max(line.y for line in before), max(line.y for line in after))
    bottom = max(min(line.y for line in before), min(line.y for line in after))
    shorter = min(max(line.y for line in side) - min(line.y for line in side) for side in (before, after))
    return top - bottom >= shorter / 2


def _flows(side: Sequence[Line], direction: int) -> bool:
    """Whether the column next to the gutter is prose: long lines, most of which reach its right edge."""
    near: dict[int, Line] = {}
    for line in side:
        row = round(line.y)
        if row not in near or (line.left - near[row].left) * direction < 0:
            near[row] = line
    lines = [*near.values()]
    edge = sorted(line.right for line in lines)[int(len(lines) * 0.9)]
    full = sum(line.right >= edge - FULL * line.size for line in lines)
    return median(len(line.text) for line in lines) >= WORDS and full >= FLOWING * len(lines)


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines of one baseline as one: cells of a table parted by TAB, what stands nearer by a blank."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if row and row[0].y - line.y > SAME_ROW * max(row[0].size, line.size):
            yield _joined(row)
            row = []
        row.append(line)
    if row:
        yield _joined(row)


def _joined(row: list[Line]) -> Line:
    row.sort(key=lambda line: line.left)
    text = row[0].text
    for before, line in pairwise(row):
        text += ("\t" if line.left - before.right > CELL * line.size else " ") + line.text
    return Line(text, row[0].left, row[-1].right, row[0].y, row[0].size)
