"""Lines as a letter is looked at: without the blanks that set titles wide, every place in the text still known."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..blocks import BLANK, Block
from ..records import Named, Span


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
