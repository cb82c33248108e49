"""Strings shown on a page as the lines a reader sees: one baseline, no gap as wide as a gutter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .pdf_glyphs import Shown

SAME_ROW = 0.35  # of the size: baselines nearer than this are one
GUTTER = 0.9  # of the size: a wider gap parts two lines
SPACE = 0.25  # of the size: a wider gap between Latin words is a blank
HAN_SPACE = 0.8  # the same between Chinese characters, which justification spreads
OVERPRINT = 0.2  # of the size: the same string this near is drawn twice to look bold
LATIN = re.compile(r"[!-~]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or the part of one that stands in one column. Points; y grows upwards."""

    text: str
    left: float
    right: float
    y: float
    size: float


def lines_of(shown: Sequence[Shown]) -> list[Line]:
    """The lines of a page from top to bottom, those of one baseline from left to right."""
    return [line for row in _rows(shown) for line in _parted(row)]


def _rows(shown: Sequence[Shown]) -> Iterator[list[Shown]]:
    row: list[Shown] = []
    for one in sorted(shown, key=lambda one: -one.y):
        if row and row[0].y - one.y > SAME_ROW * max(row[0].size, one.size):
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(one)
    if row:
        yield sorted(row, key=lambda one: one.left)


def _parted(row: Sequence[Shown]) -> Iterator[Line]:
    part: list[Shown] = []
    for one in row:
        before = part[-1] if part else None
        if before and one.text == before.text and abs(one.left - before.left) < OVERPRINT * one.size:
            continue
        if before and one.left - before.right > GUTTER * max(one.size, before.size):
            yield from _line(part)
            part = []
        part.append(one)
    yield from _line(part)


def _line(part: Sequence[Shown]) -> Iterator[Line]:
    solid = [one for one in part if one.text.strip()]
    if not solid:
        return
    pieces = [solid[0].text]
    inside = part[part.index(solid[0]) : len(part) - part[::-1].index(solid[-1])]
    for before, one in pairwise(inside):
        pieces.append(_gap(before, one) + one.text)
    size = max(solid, key=lambda one: len(one.text)).size
    yield Line("".join(pieces).strip(), solid[0].left, solid[-1].right, solid[0].y, size)


def _gap(before: Shown, one: Shown) -> str:
    """A blank where the strings stand apart as words do; none beside a blank that is drawn."""
    if before.text[-1:].isspace() or one.text[:1].isspace():
        return ""
    wide = one.left - before.right
    latin = LATIN.match(before.text[-1:]) and LATIN.match(one.text[:1])
    return " " if wide > (SPACE if latin else HAN_SPACE) * one.size else ""
