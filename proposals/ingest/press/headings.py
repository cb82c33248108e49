"""A heading that presents its delegates: 市人大代表、单位职务姓名： 标题, 彭军委员： 标题."""

import re
from dataclasses import dataclass
from itertools import pairwise

from ..people.called import called
from ..people.identity import IDENTITY
from ..records import Span
from ..text.blocks import Block
from ..text.passage import Passage

COLON = re.compile(r"[：:]")
OPENING = re.compile(r"[■□●○◆◇▲★※\s]+|【|\[|\d{1,2}[.、．]")
CALLED = re.compile(r"(?:代表|委员)$")
CLOSING = {"【": "】", "[": "]"}
SHORT = 40
LONGEST = 160  # characters before the colon: two delegates with long units
SENTENCE = re.compile(r"[。！？!?“”《]")
BRACKETED = re.compile(r"[（(][^（()）]{0,60}[)）]")
SPEAKING = re.compile(r"(?:说|道|表示|认为|建议|呼吁|提出|指出|介绍|透露|希望|强调|坦言|如下|是)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """The words before the colon, and where the headline after it stands; () when it follows on another line."""

    people: Passage
    headline: tuple[Span, ...]


def heading(block: Block) -> Heading | None:
    """Read one line as such a heading; None when it is none: a sentence about a delegate, a spoken line."""
    opening = OPENING.match(block.text)
    begin = opening.end() if opening else 0
    colon = COLON.search(block.text, begin, LONGEST)
    if not colon or not _presents(block.text, begin, colon.start()):
        return None
    before, after = block.text[begin : colon.start()], block.text[colon.end() :]
    if IDENTITY.fullmatch(before):
        return None  # 政协优秀委员：张三、李四
    if SENTENCE.search(BRACKETED.sub("", before)) or SPEAKING.search(before) or len(after) > 60:
        return None
    if after.endswith(("。", "；", "，")) or (after.lstrip().startswith("“") and "”" not in after):
        return None
    first = colon.end() + len(after) - len(after.lstrip())
    last = len(block.text) - after.endswith(CLOSING.get(block.text[begin - 1 : begin], "\n"))
    return Heading(block.part(begin, colon.start()), _lines(block.part(first, last)))


def _presents(text: str, begin: int, end: int) -> bool:
    """市人大代表、某厂厂长张三 or 彭军委员; the second must name somebody."""
    first = IDENTITY.match(text, begin)
    if first:
        return first.end() <= end
    words = text[begin:end]
    return len(words) <= SHORT and bool(CALLED.search(words)) and any(called(Passage(words, (0,), (0,))))


def _lines(words: Passage) -> tuple[Span, ...]:
    """Where words stand in the source, line by line; () when there are none."""
    edges = (*words.starts, len(words.text))
    return tuple(words.span(start, end) for start, end in pairwise(edges) if end > start)
