"""Lines of columns joined to paragraphs: a full line goes on in the next, unless that one is indented or set apart."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .pdf_columns import Column
from .pdf_lines import Line

INDENT = 1.2  # of the size: a line that begins further in begins a paragraph
FULL = 1.6  # of the size: a line that ends nearer to the edge is full
NARROW = 5  # of the size: what is set narrower is no column of text but words one below the other
APART = 1.35  # of the usual distance: lines further apart are no paragraph
SIZES = 0.12  # lines whose sizes differ by a larger share are no paragraph
ENDED = re.compile(r"[。！？!?…][”’」』）)]{0,2}$")
LATIN = re.compile(r"[A-Za-z0-9]$")
LATIN_WORD = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where the lines of a column begin and end as a rule, and how far apart they stand."""

    left: float
    right: float
    leading: float


def paragraphs(pages: Iterable[Sequence[Column]]) -> Iterator[str]:
    """The paragraphs of all pages in order; one may go on in the next column or on the next page."""
    text = ""
    last: tuple[Line, _Edges] | None = None
    for page in pages:
        for column in page:
            edges = _edges(column)
            for line in column:
                if last and text and _goes_on(last, (line, edges)):
                    text = _joined(text, line.text)
                else:
                    if text:
                        yield text
                    text = line.text
                last = (line, edges)
    if text:
        yield text


def _edges(column: Column) -> _Edges:
    lefts = Counter(round(line.left / 2) for line in column)
    usual = [line.left for line in column if lefts[round(line.left / 2)] > 1]
    distances = sorted(before.y - line.y for before, line in pairwise(column) if before.y > line.y)
    return _Edges(
        min(usual, default=min(line.left for line in column)),
        max(line.right for line in column),
        distances[len(distances) // 5] if distances else 0.0,  # most may be those between paragraphs
    )


def _goes_on(last: tuple[Line, _Edges], following: tuple[Line, _Edges]) -> bool:
    (before, old), (line, new) = last, following
    if "\t" in before.text or "\t" in line.text or abs(before.size - line.size) > SIZES * before.size:
        return False
    full = before.right >= old.right - FULL * before.size and old.right - old.left >= NARROW * before.size
    indented = line.left > new.left + INDENT * line.size
    if not full or indented:
        return False
    if old is not new:
        return ENDED.search(before.text) is None and len(before.text) > 1
    return before.y - line.y <= APART * new.leading


def _joined(text: str, following: str) -> str:
    """Latin words keep a blank between them, a broken word loses its hyphen's line end only."""
    apart = LATIN.search(text) and LATIN_WORD.match(following)
    return f"{text} {following}" if apart else text + following
