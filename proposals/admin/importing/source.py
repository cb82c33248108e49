"""The source text of one sheet, cut at every fact, so that overlapping places never have to nest. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from proposals.ingest.records import Span

WHOLE = 12_000  # characters of a sheet that are drawn whole; of a longer one only what lies around its facts
AROUND = 400
LARGEST = 40_000  # characters drawn at most


@dataclass(frozen=True, slots=True)
class Place:
    """Where one fact stands. `key` is its line on the page, `kind` how it is marked, `number` its mark."""

    span: Span
    key: str
    kind: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under the same facts. The shortest of them, `places[0]`, is what a click leads to."""

    text: str
    start: int
    places: tuple[Place, ...] = ()
    ending: tuple[Place, ...] = ()  # facts whose first place ends here: their numbers are printed

    @property
    def keys(self) -> str:
        """All facts that cover it, for the script."""
        return " ".join(place.key for place in self.places)


@dataclass(slots=True)
class Stretch:
    """One run of source as lines of pieces, with how many characters were left out before it."""

    omitted: int
    lines: list[list[Piece]] = field(default_factory=list)


def stretches(text: str, span: Span, places: Sequence[Place]) -> list[Stretch]:
    """What to draw of `text` within `span`. Work grows with its length and the number of places, sorted once."""
    ordered = sorted((one for one in places if span.start <= one.span.start < span.end), key=lambda one: one.span)
    drawn, at = [], span.start
    for window in _windows(span, ordered):
        inside = [one for one in ordered if one.span.start < window.end and one.span.end > window.start]
        drawn.append(Stretch(window.start - at, _lines(_pieces(text, window, inside))))
        at = window.end
    return drawn


def _windows(span: Span, ordered: Iterable[Place]) -> list[Span]:
    """The whole span when short, else the surroundings of its facts, joined where they meet."""
    if span.end - span.start <= WHOLE:
        return [span]
    windows: list[Span] = []
    drawn = 0
    for place in ordered:
        start = max(span.start, place.span.start - AROUND)
        end = min(span.end, max(place.span.end, place.span.start) + AROUND)
        if windows and start <= windows[-1].end:
            drawn += max(0, end - windows[-1].end)
            windows[-1] = Span(windows[-1].start, max(end, windows[-1].end))
        else:
            drawn += end - start
            windows.append(Span(start, end))
        if drawn > LARGEST:
            break
    return windows or [Span(span.start, span.start + WHOLE)]


def _pieces(text: str, window: Span, places: Sequence[Place]) -> list[Piece]:
    """Cut at every start and end of a place."""
    opening: dict[int, list[Place]] = {}
    closing: dict[int, list[Place]] = {}
    for place in places:
        opening.setdefault(max(place.span.start, window.start), []).append(place)
        closing.setdefault(min(place.span.end, window.end), []).append(place)
    cuts = sorted({window.start, window.end, *opening, *closing})
    open_now: list[Place] = []
    numbered: set[str] = set()
    pieces = []
    for start, end in pairwise(cuts):
        open_now = [one for one in open_now if one.span.end > start] + opening.get(start, [])
        covering = tuple(sorted(open_now, key=lambda one: one.span.end - one.span.start))
        closed = sorted(closing.get(end, ()), key=lambda one: one.number)
        ending = tuple(one for one in closed if one.key not in numbered)
        numbered.update(one.key for one in ending)
        pieces.append(Piece(text[start:end], start, covering, ending))
    return pieces


def _lines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Lines of the source become lines of the page; a piece over a line break continues on the next."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        parts = piece.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for nth, part in enumerate(parts):
            if nth:
                lines.append([])
            last = nth == len(parts) - 1
            if part or (last and piece.ending):
                lines[-1].append(Piece(part, piece.start, piece.places, piece.ending if last else ()))
    return [line for line in lines if any(piece.text.strip() for piece in line)]
