"""How a text opens: the title before its first sentence, in a line of its own or in 【】 before the words of a post."""

import re
from collections.abc import Iterable, Sequence

from ..records import Span
from ..text.blocks import INNER_MARKS, Block
from ..text.repeats import said_by

POST = re.compile(r"(?P<tags>(?:#[^#]{1,24}#\s*)*)【(?P<head>[^【】]{6,60})】\s*(?=[^【】]{20})")
NO_TITLE = re.compile(r"讯$|报道|记者|电$|摄$|版$|来源|编者按|解说|同期声")
LONGEST = 48  # characters of a title with commas
MARKS = 3  # most commas, exclamation and question marks in one
UNENDED = re.compile(r"[，,；;：:、。]$")
OPENS = re.compile(
    r"[（(【“\s]*(?:本[报网台]|[\u4e00-\u9fff·]{2,12}(?:讯|电|消息|报道)|记者|近日|日前|今年|近年|连日|[昨今][天日早晚]|20\d\d年|\d{1,2}月|"
    r"[^，。]{0,12}两会|在|随着|“|[^。]{0,20}(?:人大代表|政协委员))"
)
LEAD = 300  # characters of the first paragraph that can say the title again
SAID = 0.5  # share of a title's character pairs from which they do


def opened(lines: Iterable[Block]) -> tuple[Block, ...]:
    """The lines, #话题#【标题】正文 as a title and a body."""
    return tuple(part for line in lines for part in _parts(line))


def _parts(line: Block) -> Iterable[Block]:
    post = POST.match(line.text)
    if not post or line.runs or NO_TITLE.search(post["head"]):
        return [line]
    tags, head, rest = post["tags"].rstrip(), post["head"], line.text[post.end() :]
    start = line.span.start
    first = start + post.start("head")
    below = Block(rest, Span(start + post.end(), line.span.end))
    above = Block(head, Span(first, first + len(head)))
    return [*([Block(tags, Span(start, start + len(tags)))] if tags else []), above, below]


def stands_as_title(lines: Sequence[Block], at: int) -> bool:
    """Whether the line, though it holds commas or a question, is the title of the paragraph below it."""
    if at + 1 >= len(lines):
        return False
    text, below = lines[at].text, lines[at + 1]
    marks = INNER_MARKS.findall(text)
    if len(text) > LONGEST or len(marks) > MARKS or "。" in text or UNENDED.search(text):
        return False
    if not below.ended or len(below.text) < len(text) * 3 // 2:
        return False
    return OPENS.match(below.text) is not None or said_by(text, below.text[:LEAD]) >= SAID
