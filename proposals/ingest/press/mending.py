"""Headings and bylines that a newspaper's column broke into lines, made whole before the page is laid out.

Lines are put together only where they make a heading that presents delegates, with what follows a heading below, or a
byline of a paper that the page names elsewhere. Any other line stays as it is.
"""

import re
from collections import Counter
from dataclasses import dataclass

from ..people.identity import BODY, IDENTITY, UNIT
from ..records import Span
from ..text.blocks import Block
from .byline import OURSELVES, byline, paper
from .headings import COLON, LONGEST, heading

MOST = 4  # lines that one heading is broken into
BELOW = 3  # lines of a headline between a heading and its byline
STOP = re.compile(r"[。！？；!?;“”《》]")
AREA = re.compile(rf"(?:全国|[\u4e00-\u9fff]{{0,6}}(?:{UNIT}))")
BARE = re.compile(rf"(?:{BODY})")
OPEN_BYLINE = re.compile(r"(?:记者|通讯员|实习生)[\s/／:：]*$")
PRESS = re.compile(r"..[日晚早晨商时]报$|..(?:新闻|融媒|电视台|广播)$")
PAPER_LINE = 30


def mended(lines: tuple[Block, ...]) -> tuple[Block, ...]:
    """The lines with broken headings and bylines as one line each."""
    papers = Papers.of(lines)
    whole: list[Block] = []
    at = 0
    while at < len(lines):
        count = _byline(lines, at, papers) or _heading(lines, at, papers)
        whole.append(_whole(lines[at : at + count]) if count > 1 else lines[at])
        at += max(count, 1)
    return tuple(whole)


def _whole(lines: tuple[Block, ...]) -> Block:
    """The lines as one; 本报记者 in a line of its own is parted from the name by a blank."""
    closed = _joined(lines)
    return closed if heading(closed) or byline(closed) else _joined(lines, " ")


def _joined(lines: tuple[Block, ...], gap: str = "") -> Block:
    """The lines one behind the other; a `gap` of one blank stands for the end of a line."""
    runs = tuple(Span(line.span.start, line.span.end + len(gap)) for line in lines[:-1])
    return Block(
        gap.join(line.text for line in lines),
        Span(lines[0].span.start, lines[-1].span.end),
        (*runs, lines[-1].span),
    )


@dataclass(frozen=True, slots=True)
class Papers:
    """The bylines that the page prints whole: the papers before 记者, and the lines themselves."""

    names: frozenset[str]
    lines: frozenset[str]

    @classmethod
    def of(cls, lines: tuple[Block, ...]) -> "Papers":
        """What a page's bylines say; the rest of a broken one is shorter than they are."""
        found = Counter(name for line in lines if (name := paper(line)))
        often = {name for name, times in found.items() if len(name) > 2 and (times > 1 or PRESS.search(name))}
        return cls(frozenset(often | OURSELVES), frozenset(line.text for line in lines if paper(line) is not None))


def _byline(lines: tuple[Block, ...], at: int, papers: Papers) -> int:
    """How many lines one broken byline takes; 0 when none begins here."""
    if at + 1 >= len(lines) or len(lines[at].text) > PAPER_LINE or len(lines[at + 1].text) > PAPER_LINE:
        return 0
    both = _joined(lines[at : at + 2])
    if not byline(both):
        return 2 if OPEN_BYLINE.search(lines[at].text) and byline(_joined(lines[at : at + 2], " ")) else 0
    if byline(lines[at]):
        return 2 if both.text in papers.lines else 0  # 易楚|瞳 where another article prints 易楚瞳
    known = (paper(both) or "") in papers.names
    return 2 if known or OPEN_BYLINE.search(lines[at].text) else 0


def _heading(lines: tuple[Block, ...], at: int, papers: Papers) -> int:
    """How many lines one broken heading takes, up to the one with its colon; 0 when none begins here."""
    count, length = 0, 0
    for line in lines[at : at + MOST]:
        count += 1
        colon = COLON.search(line.text)
        length += colon.start() if colon else len(line.text)
        if length > LONGEST or STOP.search(line.text[: colon.start() if colon else len(line.text)]):
            return 0
        if colon:
            break
    else:
        return 0
    if count == 1 or not heading(_joined(lines[at : at + count])) or _later(lines, at, count):
        return 0
    return count if _signed(lines, at + count, papers) else 0


def _later(lines: tuple[Block, ...], at: int, count: int) -> bool:
    """Whether the heading begins in a later line: a section's name or a title stands above it."""
    if lines[at].text.endswith(("、", "，")):
        return False
    for first in range(1, count):
        rest = _joined(lines[at + first : at + count])
        if heading(rest) and not (BARE.match(rest.text) and _goes_on(_joined(lines[at : at + first]).text)):
            return True
    return False


def _goes_on(above: str) -> bool:
    """Whether 人大代表 in the next line goes on: 株洲市, or a heading whose second seat is broken."""
    return AREA.fullmatch(above) is not None or IDENTITY.match(above) is not None


def _signed(lines: tuple[Block, ...], below: int, papers: Papers) -> bool:
    """Whether a byline stands under the headline, as under a heading."""
    for at in range(below, min(below + BELOW + 1, len(lines))):
        if byline(lines[at]) or _byline(lines, at, papers):
            return True
        if not lines[at].titular:
            return False
    return False
