"""Files as a web column shows them: a title, below it those who propose, a date, a state, what the office answered.

Nothing is labelled and no header stands above; what shows the layout is that it repeats down the page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..records import Body, Cell, Column, Kind, Span
from ..text.blocks import Block
from .about import KIND_WORD, About
from .captions import ENDING, KINDS
from .cells import piece, plain
from .content import DATE, NO_PROPOSAL
from .entry import Entry, Held
from .front import front
from .makers import making
from .numbered import ORDINAL, SORT, Found
from .trailing import details, held_by

TITLE = re.compile(
    r"(?:[《“]关于[^《》\n]{2,90}[》”](?:的(?:建议|提案))?|关于[^。；：！？\n]{2,90}?(?:建议|提案|议案|问题)"
    r"|(?![^\n]{0,50}(?:代表|委员|提出|带来|呼吁|两会))[^。；：，！？《》“”\n]{4,50}的(?:建议|提案|议案))"
)
BESIDE = re.compile(r"[\s|]+[\[【（(]?(?:19|20)\d\d\s?[年./-]\s?\d{1,2}(?:\s?[月./-]\s?\d{1,2}日?)?[\]】）)]?$")
STATE = re.compile(
    r"[\[【（(]?(?:[已未待]?(?:回复|答复|受理|办结|办理|交办|采纳|公开)|办理中|处理中|(?:查看|阅读)?(?:详情|全文|更多)|(?:点击)?查看)[\]】）)]?[>》]*"
)
NO_NAME = re.compile(
    r"(?:类|业|建设|管理|经济|教育|文化|交通|环保|民生|社会|农村|卫生|法[治制]|科技|旅游|城建|首页|全部)$"
)
CONTENT = re.compile(
    r"(?<![的该此本条件项])建议(?![中的书内所提办人已案得收])|希望|呼吁|认为|(?:代表|委员|[他她])(?:说|表示|指出|介绍)"
)
NPC = re.compile(r"人大|人代会|人民代表|代表(?:建议|议案)|议案")
CITIZENS = re.compile(
    r"信箱|网[友民]|市民|群众|咨询|投诉|留言|热线|信访|问政|征集|来信"
)  # their suggestions are none of a delegate
CPPCC = re.compile(r"政协|政治协商|提案|委员")
PARAGRAPH = 25  # characters of a line of running text
WRAPPED = 8  # lines that one paragraph is broken into at most
SHORT = 40  # characters of a line that says where the page belongs
NAMES = 3  # people that a line names at most


@dataclass
class _Card:
    title: Cell
    start: int
    stop: int
    held: list[Held] = field(default_factory=list)
    told: bool = False  # something but a paragraph stands below the title
    text: list[Block] = field(default_factory=list)

    def entry(self, lines: Sequence[Block], about: About) -> Entry:
        span = Span(lines[self.start].span.start, lines[self.stop - 1].span.end)
        return Entry((Held(Column.TITLE, self.title), *self.held), about, span)


def cards(lines: Sequence[Block]) -> Found | None:
    """The blocks of a page, top down; None unless they make up most of it. The work is one pass."""
    found = _cards(lines)
    told = sum(card.told for card in found)
    if told < 2 or told * 5 < len(found) * 3:
        return None
    spoken = [card for card in found if card.text]
    if sum(any(CONTENT.search(line.text) for line in card.text) for card in spoken) * 3 > len(spoken):
        return None  # the file's own words stand below its title, not an answer
    covered = {at for card in found for at in range(card.start, card.stop)}
    if sum(len(lines[at].text) for at in covered) * 2 < sum(len(line.text) for line in lines):
        return None
    words = "\n".join(line.text for at, line in enumerate(lines) if at not in covered and len(line.text) <= SHORT)
    if not _filed(found, words):
        return None
    about = _about(lines[: found[0].start], words, found)
    return Found([card.entry(lines, about) for card in found])


def _filed(found: Sequence[_Card], words: str) -> bool:
    """Whether the blocks are files of delegates: their page or most titles call them so, and no citizens write."""
    called = sum(ENDING.search(plain(card.title.text)) is not None for card in found)
    assembly = NPC.search(words) or CPPCC.search(words)
    if CITIZENS.search(words) and not assembly:
        return False
    return called * 2 > len(found) or bool(assembly and (called or KIND_WORD.search(words)))


def _cards(lines: Sequence[Block]) -> list[_Card]:
    found: list[_Card] = []
    at = 0
    while at < len(lines):
        title = _title(lines[at])
        if title is None:
            at += 1
            continue
        card = _Card(title, at, at + 1, told=title.span.end < lines[at].span.end - 1)
        at += 1
        while at < len(lines) and (taken := _below(lines, at, card)):
            at += taken
        card.stop = at
        found.append(card)
    return found


def _title(line: Block) -> Cell | None:
    """The title a line holds, without ordinal before and date behind it."""
    cell = Cell(line.text, line.span)
    begin = match.end() if (match := ORDINAL.match(cell.text)) else 0
    beside = BESIDE.search(cell.text, max(begin, len(cell.text) - 24))
    end = beside.start() if beside else len(cell.text)
    words = cell.text[begin:end]
    if not TITLE.fullmatch(words) or SORT.search(words) or NO_PROPOSAL.search(plain(words)):
        return None
    return piece(cell, begin, end)


def _below(lines: Sequence[Block], at: int, card: _Card) -> int:
    """How many lines from one on belong to the block above, what they say being added to it."""
    line = lines[at]
    cell = Cell(line.text, line.span)
    if _title(line):
        return 0
    if DATE.fullmatch(line.text) or STATE.fullmatch(line.text):
        card.told = True
        return 1
    if (day := BESIDE.search(cell.text, max(0, len(cell.text) - 24))) and len(cell.text) <= SHORT:
        cell = piece(cell, 0, day.start()) or cell  # 温如玉 2029-01-16
    if not card.text and (held := details(cell) or _named(cell, card)):
        card.held += held
        card.told = True
        return 1
    if not card.text and len(line.text) >= PARAGRAPH and (line.ended or "，" in line.text):
        return _paragraph(lines, at, card)
    return 0


def _named(cell: Cell, card: _Card) -> list[Held]:
    if any(one.column is Column.PROPOSERS for one in card.held) or NO_NAME.search(cell.text):
        return []
    held = [one for one in held_by(cell) if one.column is Column.PROPOSERS]
    return held if held and len(making(cell).makers) <= NAMES else []


def _paragraph(lines: Sequence[Block], at: int, card: _Card) -> int:
    stop = at + 1
    while stop < len(lines) and stop - at < WRAPPED and not lines[stop - 1].ended and not _title(lines[stop]):
        stop += 1
    if not lines[stop - 1].ended:
        stop = at + 1
    card.text += lines[at:stop]
    return stop - at


def _about(above: Sequence[Block], words: str, found: Sequence[_Card]) -> About:
    """What the page says of its files: its title, the assembly that its short lines name, or what all titles end in."""
    said = front(above, About()).about
    if said.kinds or said.body:
        return said
    npc, cppcc = NPC.search(words) is not None, CPPCC.search(words) is not None
    if npc != cppcc:
        return replace(said, body=Body.NPC if npc else Body.CPPCC)
    endings: set[Kind] = {KINDS[match[1]] for card in found if (match := ENDING.search(plain(card.title.text)))}
    return said if len(endings) != 1 else replace(said, kinds=frozenset(endings))
