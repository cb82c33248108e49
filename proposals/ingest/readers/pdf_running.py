"""Running heads, running feet and page numbers: left out where they are surely no part of the text."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .pdf_lines import SAME_ROW, Line

EDGE = 2  # rows at the top and at the bottom of a page that are looked at
APART = 1.35  # of the usual distance between rows: what stands further off is set apart
SIZES = 0.12  # so is what differs in size by a larger share
LEAST = 3  # pages from which a repeated line is a running head
SHARE = 0.6  # of the pages it stands on
NUMBER = re.compile(r"[-—–·\s]{0,6}第?\s?[0-9]{1,4}\s?页?(?:\s?[/／,，共]\s?第?共?\s?[0-9]{1,4}\s?页?)?[-—–·\s]{0,6}$")
DIGITS = re.compile(r"[0-9]+")


def without_running(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without what stands at the same edge of most of them, numbers counted as equal."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for edge in edges for key in {_key(line) for line in edge})
    running = {key for key, times in seen.items() if times >= max(LEAST, SHARE * len(pages))}
    numbered = len(pages) > 1 and all(any(map(_is_number, edge)) for edge in edges if edge)
    return [
        [line for line in page if line not in edge or not (_key(line) in running or (numbered and _is_number(line)))]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _is_number(line: Line) -> bool:
    return NUMBER.match(line.text) is not None


def _edges(page: Sequence[Line]) -> set[Line]:
    """The lines of the first and last rows that are set apart from the text and stand alone on their row."""
    rows: list[list[Line]] = []
    for line in sorted(page, key=lambda line: -line.y):
        if not rows or rows[-1][0].y - line.y > SAME_ROW * line.size:
            rows.append([])
        rows[-1].append(line)
    found = [*_apart(rows), *_apart(rows[::-1])]
    return {row[0] for row in found if len(row) == 1}


def _apart(rows: list[list[Line]]) -> list[list[Line]]:
    """The rows from one edge inwards to the last that is set apart from its neighbour by distance or size."""
    distances = [abs(one[0].y - other[0].y) for one, other in pairwise(rows)]
    usual = median(distances) if distances else 0.0
    last = 0
    for order, (one, other) in enumerate(pairwise(rows[: EDGE + 1]), start=1):
        smaller = abs(one[0].size - other[0].size) > SIZES * other[0].size
        if distances[order - 1] > APART * usual or smaller:
            last = order
    return rows[:last]


def _key(line: Line) -> tuple[str, int]:
    """The words with numbers as one, and the height to the nearest dozen points."""
    return DIGITS.sub("#", line.text), round(line.y / 12)
