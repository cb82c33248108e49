"""Lists without columns: 1.关于…的建议（张三等5人，市教育局主办）, 关于…的提案——民盟市委, 《…》（…）.

Below an item may stand labelled lines: 提案人：…, 主办单位：….
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..records import Cell, Column, Span
from ..text.blocks import Block
from .about import About, about
from .cells import piece, plain
from .content import DEPARTMENTS, KIND_END, NO_PROPOSAL
from .delegates import SECTOR
from .entries import COUNTED, NUMBERING
from .entry import Entry, Held
from .headers import columns_of
from .trailing import details, held_by, trailing

ORDINAL = re.compile(
    r"\s*(?:[（(]?(?:\d{1,4}|[一二三四五六七八九十]{1,3})[）)]?[、.．：:）)]|[（(](?:\d{1,4}|[一二三四五六七八九十]{1,3})[）)]"
    r"|[①-⑳]|[●•▲■◆○★]|(?!0)\d{1,3}\s)\s*"
)
ITEMS = re.compile(
    r"(?<=[；;：:。）)])\s{0,4}(?=[（(]?\d{1,3}[）)]?[、.．](?:关于|《|“))"
    r"|(?<=[；;：:。）) ])\s{0,4}(?=[（(][一二三四五六七八九十][）)])"
)
END = r"(?:建议|提案|议案)案?(?=[（(【\[；;。，,、\s—－\-]|$)"
QUOTED = re.compile(r"[《“](?P<title>[^《》\n]{4,120})[》”](?P<kind>的?(?:建议|提案|议案))?")
ABOUT = re.compile(rf"(?P<title>关于[^\n]{{2,120}}?{END})")
ANY = re.compile(rf"(?P<title>[^\n《》（）()：:。；;]{{4,80}}?{END})")
SORT = re.compile(r"(?:代表|委员|人大|政协|个人|集体|党派|团体|界别|重点|优秀|大会|平时|联名)(?:建议|提案|议案)$")
ENDED = re.compile(r"[。；：]$|(?:建议|提案|议案)$")
BREAKING = re.compile(r"(?:关于|《关于|“关于)")
BRINGING = re.compile(r"(?:领衔|联名|共同|等)?(?:提出|提交|撰写|递交)?的?[：:\-—\s]*$")
LEAD_IN = re.compile(
    r"(?:^|[，。、的\s]|人大|政协|会议)(?P<body>(?:(?!的)[\u4e00-\u9fff]){2,4}代表团|"
    r"(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)[\u4e00-\u9fff]{0,8}?[委央会社])"
    r"[^。：]{0,24}?(?:提出|提交|带来)[^。：]{0,12}(?:建议|提案|议案)[^。：]{0,8}：$"
)
LINE_END = re.compile(r"[\r\n]")
REACH = 2  # lines that a broken title goes on for
LONGEST, SECTION = 60, 30  # characters of a line that heads items; of one that ends with a stop all the same
GROUP_NAME = 12  # characters of a delegation's or sector's name
BEFORE = 60  # characters that may stand before a title


@dataclass
class Found:
    """The entries of a text's lines and how much of it they are."""

    entries: list[Entry] = field(default_factory=list)
    claimed: list[Span] = field(default_factory=list)
    characters: int = 0


@dataclass
class _Draft:
    held: list[Held]
    span: Span
    about: About


def items(source: str, lines: Sequence[Block]) -> Found:
    """Every item in order, with the labelled lines below it. The work grows with the text only."""
    return _Items(source, list(_pieces(lines))).read()


class _Items:
    """One pass over the lines: items, the labelled lines below each, the sections between them."""

    def __init__(self, source: str, pieces: list[Cell]) -> None:
        self.source, self.pieces = source, pieces
        self.found = Found()
        self.about = About()
        self.group: list[Held] = []
        self.brought: list[Held] = []  # the body that brings the items below: 青山代表团提出以下建议：
        self.draft: _Draft | None = None
        self.ahead: list[tuple[list[Held], Span]] = []  # labelled lines above a title: 案号：… before 案由：…

    def read(self) -> Found:
        at = 0
        while at < len(self.pieces):
            taken, held = _item(self.source, self.pieces, at)
            cell = self.pieces[at]
            if held:
                self._close()
                self._open(held, Span(cell.span.start, self.pieces[at + taken - 1].span.end))
            elif not self._more(cell):
                self.ahead = []
                self.brought = _bringing(cell)
                self._section(cell)
            at += taken
        self._close()
        return self.found

    def _open(self, held: list[Held], span: Span) -> None:
        above = [one for some, _ in self.ahead for one in some]
        start = min([span.start, *(place.start for _, place in self.ahead)])
        named = any(one.column is Column.PROPOSERS for one in (*held, *above))
        brought = [] if named else self.brought
        self.draft = _Draft([*held, *above, *brought, *self.group], Span(start, span.end), self.about)
        self.ahead = []

    def _close(self) -> None:
        if self.draft:
            self.found.entries.append(Entry(tuple(self.draft.held), self.draft.about, self.draft.span))
            self.found.characters += self.draft.span.end - self.draft.span.start
            self.draft = None

    def _more(self, cell: Cell) -> bool:
        """Add a labelled line to the item above; one that says again what the item has said begins the next item."""
        held = [] if NUMBERING.match(cell.text) else details(cell)
        if not held or any(one.column is Column.TITLE for one in held):
            return False
        if self.draft and {one.column for one in held} & {one.column for one in self.draft.held} - DEPARTMENTS:
            self._close()
        if self.draft is None:
            self.ahead.append((held, cell.span))
        else:
            self.draft.held += held
            self.draft.span = Span(self.draft.span.start, cell.span.end)
        return True

    def _section(self, cell: Cell) -> None:
        """A line that heads the items below it: 一、代表建议, 委员个人提案5件分别是：, 青山代表团（3件）."""
        start = match.end() if (match := NUMBERING.match(cell.text)) else 0
        name = cell.text[start:].rstrip("：:")
        name = name.rstrip("。") if start and len(name) <= SECTION else name
        if len(name) > LONGEST or name.endswith(("。", "，", "；")):
            return
        heading = about(piece(cell, start, len(cell.text)))
        counted = COUNTED.sub("", name)
        grouping = len(counted) <= GROUP_NAME and SECTOR.search(counted)
        if heading.kinds or heading.session:
            self.about = heading
        elif grouping and (group := piece(cell, start, start + len(counted))):
            self.group = [Held(Column.GROUP, group)]
        else:
            return
        self.found.claimed.append(cell.span)


def _bringing(cell: Cell) -> list[Held]:
    """The delegation or party that brings the items below a line: its name, and the words of bringing as the header."""
    match = LEAD_IN.search(cell.text[-LONGEST:])
    if not match:
        return []
    offset = max(0, len(cell.text) - LONGEST)
    body = piece(cell, offset + match.start("body"), offset + match.end("body"))
    return [Held(Column.PROPOSERS, body, match.group())] if body else []


def _pieces(lines: Sequence[Block]) -> Iterator[Cell]:
    """The lines; one that runs several items together is cut before each of their numbers."""
    for line in lines:
        cell = Cell(line.text, line.span)
        cuts = [0, *(match.end() for match in ITEMS.finditer(line.text)), len(line.text)]
        for start, end in pairwise(cuts):
            if part := piece(cell, start, end):
                yield part


def _item(source: str, pieces: Sequence[Cell], at: int) -> tuple[int, list[Held]]:
    """The item that begins on a line and how many lines it takes; one line and nothing where none begins."""
    cell = pieces[at]
    if held := _read(cell):
        return 1, held
    start = _begin(cell.text)
    if BREAKING.match(cell.text, start) and not (ENDED.search(cell.text) or NO_PROPOSAL.search(cell.text)):
        for more in range(1, REACH + 1):
            if at + more >= len(pieces) or _fresh(pieces[at + more]):
                break
            span = Span(cell.span.start, pieces[at + more].span.end)
            if held := _read(Cell(LINE_END.sub("\v", source[span.start : span.end]), span)):
                return more + 1, held
    return 1, []


def _fresh(cell: Cell) -> bool:
    """Whether a line begins something new rather than going on with the title above."""
    return bool(_begin(cell.text) or NUMBERING.match(cell.text) or details(cell))


def _begin(text: str) -> int:
    match = ORDINAL.match(text)
    return match.end() if match else 0


def _read(cell: Cell) -> list[Held]:
    """The cells of one item; [] when the line is none: prose before or behind the title makes it none."""
    label = re.match(r"(?P<head>[^：:\s]{2,8})[：:]\s*", cell.text)
    start = _begin(cell.text)
    if label and columns_of(label["head"])[:1] == (Column.TITLE,):
        start = label.end()
    match = _title(cell.text, start)
    if not match:
        return []
    before = _before(cell, start, match.start())
    behind = trailing(cell, match.end())
    title = piece(cell, *match.span("title"))
    if before is None or behind is None or title is None:
        return []
    return [Held(Column.TITLE, title), *before, *behind]


def _title(text: str, start: int) -> re.Match[str] | None:
    quoted = QUOTED.search(text, start, start + BEFORE + 130)
    if quoted and quoted.start() - start <= BEFORE and (quoted["kind"] or KIND_END.search(quoted["title"])):
        return quoted
    match = ABOUT.search(text, start, start + BEFORE + 130)
    if match is None and start:
        match = ANY.match(text, start)
        if match and SORT.search(match["title"]):
            return None
    if not match or match.start() - start > BEFORE or NO_PROPOSAL.search(plain(match["title"])):
        return None
    return match if len(match["title"]) >= 8 else None


def _before(cell: Cell, start: int, end: int) -> list[Held] | None:
    """Those who 提出的 it, or its number; None when something else stands before the title."""
    bringing = BRINGING.search(cell.text, start, end)
    part = piece(cell, start, bringing.start() if bringing else end)
    if part is None:
        return []
    held = held_by(part)
    return held or None
