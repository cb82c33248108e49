"""Lines that hold something, with their places; and what can be said of one line by its looks alone."""

import re
from dataclasses import dataclass

from ..records import Span
from .passage import Passage

LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
BLANK = " \t\u3000\xa0\u200b\u200c\u200d\ufeff"
ENDED = re.compile(r"[。！？!?…；;：:][”’」』》）)\]】\"']*$")
INNER_MARKS = re.compile(r"[，。；！？,;!?]")
WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+]{1,6}$")


@dataclass(frozen=True, slots=True)
class Block:
    """One line without the blanks around it; `runs` are the lines it was mended from, where a column broke it."""

    text: str
    span: Span
    runs: tuple[Span, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether a sentence ends here: else a column, a title or a caption broke off."""
        return ENDED.search(self.text[-12:]) is not None

    @property
    def titular(self) -> bool:
        """Whether it could be a title or section name: short, not ended, without commas or stops."""
        return len(self.text) <= 40 and not self.ended and not INNER_MARKS.search(self.text)

    @property
    def word(self) -> bool:
        """Whether it is one lone word, as art lettering leaves behind."""
        return WORD.match(self.text) is not None

    def part(self, start: int, end: int) -> Passage:
        """The characters from `start` to `end`, with their places."""
        starts: list[int] = []
        origins: list[int] = []
        at = 0
        for run in self.runs or (self.span,):
            first, last = max(start, at), min(end, at + run.end - run.start)
            if first < last:
                starts.append(first - start)
                origins.append(run.start + first - at)
            at += run.end - run.start
        return Passage(self.text[start:end], tuple(starts), tuple(origins))


def blocks(source: str) -> tuple[Block, ...]:
    """The lines of a text in order; blank ones are left out."""
    found: list[Block] = []
    for line in LINE.finditer(source):
        text = line.group()
        left = len(text) - len(text.lstrip(BLANK))
        stripped = text.strip(BLANK)
        if stripped and not stripped.isspace():
            start = line.start() + left
            found.append(Block(stripped, Span(start, start + len(stripped))))
    return tuple(found)
