"""A second text to read in, with the way back to the source: columns rejoined, every offset still known."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from ..records import Span

Paragraph = tuple[Span, ...]  # the runs of source one paragraph was rejoined from


@dataclass(frozen=True, slots=True)
class Passage:
    """Runs of the source written one after the other; paragraphs are parted by one line feed that is no source text.

    `starts` are the offsets of the runs in `text`, `origins` those in the source. Both rise.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    @classmethod
    def of(cls, source: str, paragraphs: Iterable[Paragraph]) -> "Passage":
        """The paragraphs of one article, or the lines of one heading, as a text of their own."""
        pieces: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        length = 0
        for order, runs in enumerate(paragraphs):
            if order:
                pieces.append("\n")
                length += 1
            for run in runs:
                starts.append(length)
                origins.append(run.start)
                pieces.append(source[run.start : run.end])
                length += run.end - run.start
        return cls("".join(pieces), tuple(starts), tuple(origins))

    def place(self, offset: int) -> int:
        """Where in the source the character at `offset` stands."""
        run = bisect_right(self.starts, offset) - 1
        return self.origins[run] + offset - self.starts[run]

    def span(self, start: int, end: int) -> Span:
        """The stretch of source from the character at `start` to the one before `end`; start < end."""
        return Span(self.place(start), self.place(end - 1) + 1)

    def spans_of(self, word: str) -> tuple[Span, ...]:
        """Every place of `word` that no column break divides."""
        found: list[Span] = []
        at = self.text.find(word) if word else -1
        while at >= 0:
            span = self.span(at, at + len(word))
            if span.end - span.start == len(word):
                found.append(span)
            at = self.text.find(word, at + len(word))
        return tuple(found)
