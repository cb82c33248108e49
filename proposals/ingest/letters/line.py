"""Lines as a letter is looked at: without the blanks that set titles wide, every place in the text still known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..records import Named, Span
from ..text.blocks import BLANK, Block

PAIR = re.compile(r"[\u4e00-\u9fff]{4}")
CALLED = re.compile(r"代表|委员|同志|等|界")


@dataclass(frozen=True, slots=True)
class Compact:
    """A stretch of text without its blanks. `origins` has the place of every character."""

    text: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The stretch of source from the character at `start` to the one before `end`; start < end."""
        return Span(self.origins[start], self.origins[end - 1] + 1)

    def named(self, start: int, end: int) -> Named:
        """The words there with their place."""
        return Named(self.text[start:end], (self.span(start, end),))


def compact(source: str, spans: Iterable[Span]) -> Compact:
    """Stretches of the source one after the other, blanks left out."""
    places = [at for span in spans for at in range(span.start, span.end) if not _blank(source[at])]
    return Compact("".join(source[at] for at in places), tuple(places))


def clipped(spans: Iterable[Span], reach: int) -> list[Span]:
    """The stretches up to `reach` characters: a line that runs on for pages is looked at no further."""
    kept: list[Span] = []
    left = reach
    for span in spans:
        if left <= 0:
            break
        kept.append(Span(span.start, min(span.end, span.start + left)))
        left -= span.end - span.start
    return kept


def parted(source: str, spans: Iterable[Span]) -> Compact:
    """The same, where a blank between two names (石磊 王小明) stands as 、; 李 明 is one name."""
    joined = compact(source, spans)
    text, places = list(joined.text), joined.origins
    inserted = [
        at
        for at in range(2, len(text) - 1)
        if places[at] > places[at - 1] + 1
        and PAIR.fullmatch(joined.text, at - 2, at + 2)
        and _adjoin(places, at - 2)
        and _adjoin(places, at)
        and not CALLED.match(joined.text, at)
        and not CALLED.match(joined.text, at + 1)
    ]
    kept = list(places)
    for at in reversed(inserted):
        text.insert(at, "、")
        kept.insert(at, places[at - 1] + 1)
    return Compact("".join(text), tuple(kept))


def _adjoin(places: tuple[int, ...], at: int) -> bool:
    return places[at + 1] == places[at] + 1


def cells(line: Block) -> tuple[Span, ...]:
    """The parts of a line between tabs; a line without any is one."""
    found: list[Span] = []
    at = line.span.start
    for part in line.text.split("\t"):
        if part.strip(BLANK):
            found.append(Span(at, at + len(part)))
        at += len(part) + 1
    return tuple(found)


def _blank(char: str) -> bool:
    return char.isspace() or char in BLANK
