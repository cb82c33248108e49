"""Titles inside a body: the line above a paragraph that names what the paragraph tells.

A column breaks lines just as short, so titles are looked for only on pages whose other lines are whole, and one alone
counts only where the paragraph below says the same again. A delegate whom one titled paragraph presents is told of
under that title; the page's own headline names somebody else's matter.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..asks.finding import Asked
from ..paragraphs import BULLET, LABEL, NAME, presenting
from ..people.identity import IDENTITY
from ..records import Span
from ..text.blocks import INNER_MARKS, Block
from ..text.passage import Passage
from ..text.repeats import said_by
from .shares import Share

LONGEST = 36  # characters of a title
LEAST = 5
PARAGRAPH = 30  # least characters of the paragraph below
GROUP = 2  # most lines of one title
BROKEN = 2  # long lines without an end from which a page counts as broken by columns
LEAD = 300  # characters of the paragraph that can say the title again
SAID = 0.5  # share of a title's character pairs from which they do
ATTRIBUTED = re.compile(r"[—―–\-－（(△▲*]|.{2,5}(?:代表|委员)$")  # ——张三代表: whose words stand above
WHOSE = r"(?:全国|省|市|区|县)?(?:人大代表|政协委员|代表委员|代表|委员)们?"
WHO_ASKS = re.compile(rf"{WHOSE}(?:建议|呼吁|提出|希望|提议|认为|热议|说|声音|建言)?[：:]?")
GENERAL = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,2}[、.．])?(?:具体|相关|对策|工作|提案|意见|问题|主要|存在|背景|现状|原因)*"
    r"(?:建议|对策|问题|背景|现状|原因|情况|分析|案由|案据|措施|内容|办法|摘要|链接|链接新闻|新闻链接|相关链接|延伸阅读|记者手记|编后)"
)
INTRODUCED = re.compile(
    r"^[^：:]{2,24}(?:代表|委员|说|道|发言|表示|认为|建议|呼吁|提出|[\u4e00-\u9fff]{3})[：:]\s?(?P<title>[^：:]{4,})$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title in an article's text; `section` is where the text under it ends."""

    start: int
    end: int
    section: int


def subheads(lines: Sequence[Block]) -> frozenset[Span]:
    """The lines of a body that are titles of the paragraph below them."""
    found = [group for group in _groups(lines) if group]
    if len(found) < 2 and not any(_repeated(lines, group) for group in found):
        return frozenset()
    return frozenset(lines[at].span for group in found for at in group)


def broken(lines: Iterable[Block]) -> bool:
    """Whether columns broke the lines of a page: long ones stop without an end."""
    long = (not line.ended and (len(line.text) > LONGEST or len(INNER_MARKS.findall(line.text)) > 1) for line in lines)
    return sum(long) >= BROKEN


def _groups(lines: Sequence[Block]) -> Iterable[range]:
    """Short lines right above a paragraph, behind the end of another."""
    for at, line in enumerate(lines):
        if line.ended and len(line.text) >= PARAGRAPH:
            top = at
            while top > 0 and at - top < GROUP and _short(lines[top - 1]):
                top -= 1
            above = lines[top - 1] if top else None
            length = sum(len(one.text) for one in lines[top:at])
            if top < at and (above is None or above.ended) and len(line.text) > length * 3 // 2:
                yield range(top, at)


def _short(line: Block) -> bool:
    text = line.text
    if line.ended or not LEAST <= len(text) <= LONGEST or len(INNER_MARKS.findall(text)) > 1:
        return False
    marked = any(sign.match(text) for sign in (ATTRIBUTED, LABEL, BULLET))
    named = IDENTITY.fullmatch(text) or NAME.fullmatch(text) or presenting(line)
    return not marked and not named


def _repeated(lines: Sequence[Block], group: range) -> bool:
    title = "".join(lines[at].text for at in group if not WHO_ASKS.fullmatch(lines[at].text))
    return said_by(title, lines[group[-1] + 1].text[:LEAD]) >= SAID


def titles(body: Passage, heads: frozenset[Span]) -> tuple[Title, ...]:
    """Where titles stand in an article's text: of each group the last line that says what is asked."""
    length = {span.start: span.end - span.start for span in heads}
    places = [
        (at, at + length[origin]) for at, origin in zip(body.starts, body.origins, strict=True) if origin in length
    ]
    found = [
        Title(start, end, places[order][0] if order < len(places) else len(body.text))
        for order, (start, end) in enumerate(places, 1)
    ]
    found = [one for one in found if one.section > one.end + 1]
    return tuple(one for one in found if not GENERAL.fullmatch(body.text, one.start, one.end))


def outside(body: Passage, asked: Sequence[Asked], heads: frozenset[Span]) -> list[Asked]:
    """What is asked in the text under the titles; a title's own words count where it names who asks nothing else."""
    above = titles(body, heads)
    starts = [one.start for one in above]
    said: list[tuple[Asked, Title | None]] = []
    for one in asked:
        order = bisect_right(starts, one.start) - 1
        said.append((one, above[order] if order >= 0 and one.start < above[order].end else None))
    heard = {one.voice for one, title in said if not title}
    return [one for one, title in said if not title or (one.voice not in heard and _names(body, title, one))]


def _names(body: Passage, title: Title, one: Asked) -> bool:
    return any(body.text.find(name, title.start, title.end) >= 0 for name in one.voice)


def titles_of(body: Passage, shares: Sequence[Share], heads: frozenset[Span]) -> list[tuple[int, int] | None]:
    """For each share the title above the place where it is told of first; None where that tells of others as well."""
    above = titles(body, heads)
    if not above:
        return [None for _ in shares]
    firsts = [_first(share) for share in shares]
    told = sorted(firsts)
    return [_title_above(body, above, first, told) for first in firsts]


def _first(share: Share) -> int:
    return min([point.start for point in share.points] + ([share.filing.at] if share.filing else []), default=-1)


def _title_above(body: Passage, above: Sequence[Title], first: int, told: Sequence[int]) -> tuple[int, int] | None:
    order = bisect_right([one.start for one in above], first) - 1
    if order < 0 or above[order].section <= first:
        return None
    title = above[order]
    if bisect_left(told, title.section) - bisect_left(told, title.end) > 1:
        return None
    if WHO_ASKS.fullmatch(body.text, title.start, title.end):
        return None
    introduced = INTRODUCED.match(body.text[title.start : title.end])
    return (title.start + introduced.start("title"), title.end) if introduced else (title.start, title.end)
