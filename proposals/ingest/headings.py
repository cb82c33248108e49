"""A heading that presents its delegates: 市人大代表、单位职务姓名： 标题."""

import re
from dataclasses import dataclass

from .blocks import Block
from .identity import IDENTITY
from .passage import Passage
from .records import Span

COLON = re.compile(r"[：:]")
LONGEST = 160  # characters before the colon: two delegates with long units
SENTENCE = re.compile(r"[。！？!?“”《]")
BRACKETED = re.compile(r"[（(][^（()）]{0,60}[)）]")
SPEAKING = re.compile(r"(?:说|道|表示|认为|建议|呼吁|提出|指出|介绍|透露|希望|强调|坦言|如下|是)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """The words before the colon, and where the headline after it stands; None when it follows on another line."""

    people: Passage
    headline: Span | None


def heading(block: Block) -> Heading | None:
    """Read one line as such a heading; None when it is none: a sentence about a delegate, a spoken line."""
    first = IDENTITY.match(block.text)
    colon = COLON.search(block.text, 0, LONGEST)
    if not first or not colon or first.end() > colon.start():
        return None
    before, after = block.text[: colon.start()], block.text[colon.end() :]
    if SENTENCE.search(BRACKETED.sub("", before)) or SPEAKING.search(before) or len(after) > 60:
        return None
    if after.endswith(("。", "；", "，")) or (after.lstrip().startswith("“") and "”" not in after):
        return None
    start = block.span.start
    people = Passage(before, (0,), (start,))
    left = len(after) - len(after.lstrip())
    return Heading(people, Span(start + colon.end() + left, block.span.end) if after.strip() else None)
