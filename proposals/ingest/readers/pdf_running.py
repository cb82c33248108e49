"""Running heads, running feet and page numbers: left out where they are surely no part of the text."""

import re
from collections import Counter
from collections.abc import Sequence

from .pdf_lines import SAME_ROW, Line

EDGE = 2  # rows at the top and at the bottom of a page that are looked at
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
    """The lines of the first and of the last rows that stand alone on their row: no cells of a table."""
    rows: list[list[Line]] = []
    for line in sorted(page, key=lambda line: -line.y):
        if not rows or rows[-1][0].y - line.y > SAME_ROW * line.size:
            rows.append([])
        rows[-1].append(line)
    return {row[0] for row in (*rows[:EDGE], *rows[-EDGE:]) if len(row) == 1}


def _key(line: Line) -> tuple[str, int]:
    """The words with numbers as one, and the height to the nearest dozen points."""
    return DIGITS.sub("#", line.text), round(line.y / 12)
