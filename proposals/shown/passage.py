"""An article's text as shown: paragraphs rejoined from their runs, cut into pieces at the places of facts.

Pure: text, runs and places in, pieces out. Used by pages and by the search index, so that both hold the same text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SENTENCE_END = re.compile(r"[。！？!?；;][”’」』)）]*")
GAP = "……"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands. `key` names the fact on the page; `doubt` marks it for a second look.

    `quoted` is false where the fact is only named again: no reason to quote press text that belongs to its publisher.
    """

    start: int
    end: int
    key: str
    label: str = ""
    doubt: bool = False
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same fact, or under none. `first` and `last` tell where the fact begins and ends."""

    text: str
    place: Place | None = None
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph to show. A paragraph without any fact is `loose`."""

    pieces: tuple[Piece, ...]

    @property
    def loose(self) -> bool:
        """Whether no fact was taken from it."""
        return all(piece.place is None for piece in self.pieces)

    @property
    def text(self) -> str:
        """Its characters as shown."""
        return "".join(piece.text for piece in self.pieces)


def paragraphs(
    text: str, runs: Sequence[Sequence[Sequence[int]]], places: Iterable[Place], *, full: bool
) -> list[Paragraph]:
    """Every paragraph with its facts; without `full` only the sentences quoted for a fact, gaps marked."""
    ordered = sorted(places, key=lambda place: (place.start, -place.end))
    shown = []
    for paragraph in runs:
        kept = [tuple(run) for run in paragraph] if full else _kept(text, paragraph, ordered)
        pieces = _pieces(text, kept, ordered, paragraph)
        if pieces:
            shown.append(Paragraph(tuple(pieces)))
    return shown


def _kept(text: str, runs: Sequence[Sequence[int]], places: Sequence[Place]) -> list[tuple[int, int]]:
    """The parts of the runs whose sentences are quoted. A sentence may go on from one run to the next."""
    joined = "".join(text[start:end] for start, end in runs)
    offsets = [offset for start, end in runs for offset in range(start, end)]
    keep: list[tuple[int, int]] = []
    for first, last in _sentences(joined):
        covered = offsets[first:last]
        if covered and any(one.quoted and one.start <= covered[-1] and covered[0] < one.end for one in places):
            keep.extend(_runs_of(covered))
    return _merged(keep)


def _sentences(joined: str) -> Iterable[tuple[int, int]]:
    start = 0
    for end in SENTENCE_END.finditer(joined):
        yield start, end.end()
        start = end.end()
    if start < len(joined):
        yield start, len(joined)


def _runs_of(offsets: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for offset in offsets:
        if runs and runs[-1][1] == offset:
            runs[-1] = (runs[-1][0], offset + 1)
        else:
            runs.append((offset, offset + 1))
    return runs


def _merged(runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in runs:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _pieces(
    text: str, kept: Sequence[tuple[int, ...]], places: Sequence[Place], paragraph: Sequence[Sequence[int]]
) -> list[Piece]:
    pieces: list[Piece] = []
    whole = {start for start, _ in paragraph[1:]}
    for position, (start, end) in enumerate(kept):
        starts_here = start == paragraph[0][0] if position == 0 else start in whole
        if not starts_here:
            pieces.append(Piece(GAP))
        pieces.extend(_cut(text, start, end, places))
    if kept and kept[-1][1] != paragraph[-1][1]:
        pieces.append(Piece(GAP))
    return pieces


def _cut(text: str, start: int, end: int, places: Sequence[Place]) -> Iterable[Piece]:
    """Cut [start, end) where facts begin and end. Where facts overlap, the one that began first keeps the stretch."""
    at = start
    for place in places:
        begin, stop = max(place.start, at), min(place.end, end)
        if begin >= stop:
            continue
        if begin > at:
            yield Piece(text[at:begin])
        yield Piece(text[begin:stop], place, first=begin == place.start, last=stop == place.end)
        at = stop
    if at < end:
        yield Piece(text[at:end])
