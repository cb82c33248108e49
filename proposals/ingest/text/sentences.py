"""Where sentences and paragraphs begin and end in an article's text. Quotes close sentences; they are never paired."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

END = re.compile(r"[。！？!?]+[”’」』）)]*|\n")
CLAUSE_EDGE = frozenset("。！？；，：“”‘’\n!?;,:")


@dataclass(frozen=True, slots=True)
class Sentences:
    """The starts of all sentences of a text; a line feed parts paragraphs."""

    text: str
    starts: tuple[int, ...]
    breaks: tuple[int, ...]  # offsets of line feeds

    def start(self, offset: int) -> int:
        """Where the sentence around an offset begins."""
        return self.starts[bisect_right(self.starts, offset) - 1]

    def end(self, offset: int) -> int:
        """Where it ends, its stop and closing quotes included, a line feed excluded."""
        order = bisect_right(self.starts, offset)
        stop = self.starts[order] if order < len(self.starts) else len(self.text)
        return stop - 1 if stop > offset and self.text[stop - 1] == "\n" else stop

    def paragraph_end(self, offset: int) -> int:
        """Where the paragraph around an offset ends."""
        order = bisect_left(self.breaks, offset)
        return self.breaks[order] if order < len(self.breaks) else len(self.text)

    def paragraph_start(self, offset: int) -> int:
        """Where it begins."""
        order = bisect_left(self.breaks, offset)
        return self.breaks[order - 1] + 1 if order else 0

    def clause(self, offset: int, reach: int = 80) -> int:
        """Where the clause before an offset begins, no further back than `reach`."""
        at = offset
        while at > max(0, offset - reach) and self.text[at - 1] not in CLAUSE_EDGE:
            at -= 1
        return at


def sentences(text: str) -> Sentences:
    """Cut a text."""
    starts = (0, *(stop.end() for stop in END.finditer(text) if stop.end() < len(text)))
    return Sentences(text, starts, tuple(at for at, char in enumerate(text) if char == "\n"))
