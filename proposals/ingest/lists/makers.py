"""Who proposes, read from one cell: 张三、李四等5人 · 李 明 · 民盟市委 · 王五（领衔） · 市人大代表赵六."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..people.names import plausible
from ..people.surnames import COMPOUND, SURNAMES
from ..people.titles import core_length, unit_end
from ..records import Body, Cell
from .cells import BLANKS, parts, piece, plain
from .collectives import collective

MARKS = "、，,；;/／\n\t|"
LABEL = re.compile(
    r"(?P<lead>领衔(?:代表|人)?|第一提案人|牵头人)[：:]|(?P<more>(?:附议|联名|联署)(?:代表|委员|人)?)[：:]"
    r"|(?P<wrote>(?:执笔|撰稿|撰写)人?)[：:]|(?:提案|提出|建议)(?:人|者|单位)[：:]|(?:代表|委员)[：:]"
)
IDENTITY = re.compile(r"^[\u4e00-\u9fff]{0,10}?(?:(?P<npc>人大代表|列席代表)|(?P<cppcc>政协委员))[：:]?(?=.)")
MORE = re.compile(
    r"(?P<rest>.*?)(?:代表|委员)?等(?P<count>\d{1,4}|[一二三四五六七八九十百]{1,4})?(?:位|名|个|余)?(?P<who>人|代表|委员|同志|人大代表|政协委员)?$"
)
SEAT = re.compile(r"(?P<rest>.{2,}?)(?:(?P<npc>人大代表|代表)|(?P<cppcc>政协委员|委员)|同志|先生|女士)$")
BRACKET = re.compile(r"[（(]([^（()）]*)[)）]")
LEADING = re.compile(r"领衔|第一|牵头|召集")
WROTE = re.compile(r"执笔|撰写|撰稿|发言")
DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•・.][\u4e00-\u9fff]{1,10}){1,3}$")
HAN = re.compile(r"[\u4e00-\u9fff]{2,4}$")
MASKED = re.compile(r"[*＊×Xx某○〇]")
NOBODY = re.compile(r"[-—–/无暂\\]*$|空白$")
AND = re.compile(r"(?<=.)[和与及](?=.)")
NO_NAME = re.compile(
    "(?:代表|委员|代表团|联名|附议|提案人|提案者|姓名|同上|匿名|主办|会办|协办|承办|市委|大会|平时|关于.*|.*(?:建议|提案|议案))$"
)
LONGEST = 80  # characters of one name with all that belongs to it
SURELY = re.compile(r"界$|界别$|小组$|联组$|代表团$|委员会$")  # no given name ends so
UNREAD = "提出人一栏有读不懂的文字，请核对"
HIDDEN = "原文隐去了提出人的姓名，请核对"


@dataclass(frozen=True, slots=True)
class Maker:
    """One who proposes, as one cell names them. `unit` stands before the name or in brackets behind it."""

    name: str
    person: bool
    cell: Cell
    body: Body | None = None
    lead: bool = False
    cosigner: bool = False
    unit: Cell | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Making:
    """All whom one cell names; `doubts` are sentences for whoever reviews."""

    makers: tuple[Maker, ...]
    doubts: tuple[str, ...] = ()


def named(text: str) -> bool:
    """Whether a text, blanks aside, has the shape of one or more persons' names."""
    bare = [SEAT.sub(r"\g<rest>", BRACKET.sub("", one)) for one in re.split(rf"[{MARKS}]", text) if one]
    return bool(bare) and all(_name(MORE.sub(r"\g<rest>", one)) for one in bare)


def making(cell: Cell) -> Making:
    """Read one cell of proposers; nothing is made up for what cannot be read."""
    found: list[Maker] = []
    doubts: list[str] = []
    role = ""
    for token in _tokens(cell):
        label = LABEL.match(token.text)
        if label:
            role = next((name for name, value in label.groupdict().items() if value), "")
            rest = piece(token, label.end(), len(token.text))
            if not rest:
                continue
            token = rest
        if role == "wrote" or NOBODY.match(token.text):
            continue
        makers, doubt = _read(token)
        doubts += [doubt] if doubt else []
        found += [replace(one, lead=one.lead or role == "lead", cosigner=role == "more") for one in makers]
    return Making(tuple(found), tuple(_counted(doubts, found)))


def _counted(doubts: list[str], found: list[Maker]) -> Iterator[str]:
    people = sum(one.person for one in found)
    for doubt in dict.fromkeys(doubts):
        yield doubt.format(people=people)


def _tokens(cell: Cell) -> Iterator[Cell]:
    """The names of a cell; blanks part them too, but for 李 明 and 张三 等5人."""
    for part in parts(cell, MARKS):
        words = list(parts(part, BLANKS))
        at = 0
        while at < len(words):
            end = at + 1 + (at + 1 < len(words) and _halves(words[at], words[at + 1]))
            while end < len(words) and words[end].text.startswith(("等", "（", "(", "代表", "委员")):
                end += 1
            whole = words[at]
            if end > at + 1:
                first, last = words[at].span.start - part.span.start, words[end - 1].span.end - part.span.start
                whole = piece(part, first, last) or whole
            yield whole
            at = end


def _halves(first: Cell, second: Cell) -> bool:
    """李 明, 欧阳 锋: whether a blank parts a surname from the given name."""
    one, other = plain(first.text), plain(second.text)
    return len(other) <= 2 and ((len(one) == 1 and one in SURNAMES) or (one in COMPOUND and len(other) == 1))


def _read(token: Cell) -> tuple[list[Maker], str | None]:
    """The makers of one token, and what is doubtful."""
    text = token.text
    if len(text) > LONGEST:
        return [], UNREAD
    lead = wrote = False
    unit = None
    for bracket in BRACKET.finditer(text):
        lead = lead or LEADING.search(bracket[1]) is not None
        if WROTE.search(
            bracket[1]
        ):  # who wrote it down is no proposer: （执笔） behind the name, （谈笑执笔） behind a body
            wrote = wrote or len(plain(bracket[1])) <= 3
            continue
        unit = unit or piece(token, *bracket.span(1))
    if wrote:
        return [], None
    opened = BRACKET.search(text)
    bare = piece(token, 0, opened.start()) if opened and text.rstrip(BLANKS).endswith(("）", ")")) else token
    if not bare:
        return [], None
    rest, body, doubt = _seat(bare)
    makers = _several(rest)
    if not makers:
        return [], HIDDEN if MASKED.search(rest.text) and len(rest.text) <= 6 else UNREAD
    makers = [
        replace(one, body=one.body or body, lead=lead, unit=one.unit or (None if lead else unit)) for one in makers
    ]
    return makers, doubt


def _seat(cell: Cell) -> tuple[Cell, Body | None, str | None]:
    """Take off 市人大代表 before, 代表 or 委员 behind, and 等5人."""
    text, doubt, body = cell.text, None, None
    more = MORE.match(text)
    if more and (more["count"] or more["who"] or text.endswith("等")):
        count = f"{more['count']}人" if more["count"] else "多人"
        doubt = f"原文写明等{count}，只列出{{people}}人的姓名，请核对其余联名人"
        body = Body.CPPCC if "委员" in more.group()[len(more["rest"]) :] else Body.NPC if "代表" in text else None
        cell = piece(cell, 0, len(more["rest"])) or cell
    before = IDENTITY.match(cell.text)
    if before:
        body = Body.NPC if before["npc"] else Body.CPPCC
        cell = piece(cell, before.end(), len(cell.text)) or cell
    behind = SEAT.match(cell.text)
    if behind and not collective(cell.text):
        body = body or (Body.NPC if behind["npc"] else Body.CPPCC if behind["cppcc"] else None)
        cell = piece(cell, 0, len(behind["rest"])) or cell
    return cell, body, doubt


def _several(cell: Cell) -> list[Maker]:
    """One maker, or the two that 和 joins; () when the token names nobody."""
    one = _one(cell)
    if one:
        return [one]
    for match in AND.finditer(cell.text):
        first, second = piece(cell, 0, match.start()), piece(cell, match.end(), len(cell.text))
        if first and second and (left := _one(first)) and (right := _one(second)):
            return [left, right]
    return []


def _one(cell: Cell) -> Maker | None:
    text = plain(cell.text)
    body = len(text) >= 3 and collective(text) and (SURELY.search(text) or not plausible(text))
    if _name(text) and not body:
        return Maker(text, True, cell, sure=plausible(text) or bool(DOTTED.match(text)))
    if collective(text) and not AND.search(text[2:-2]):
        return Maker(text, False, cell)
    return _behind_unit(cell) or (Maker(text, False, cell) if collective(text) else None)


def _behind_unit(cell: Cell) -> Maker | None:
    """县环卫所李小燕, 某公司经理王五: a unit or a post glued to the name."""
    for length in (3, 2, 4):
        before, name = cell.text[:-length], cell.text[-length:]
        if (
            len(before) >= 3
            and before.isalnum()
            and plausible(name)
            and (unit_end(before) == len(before) or core_length(before))
        ):
            unit, whole = piece(cell, 0, len(before)), piece(cell, len(before), len(cell.text))
            return Maker(plain(name), True, whole, unit=unit) if whole else None
    return None


def _name(text: str) -> bool:
    if DOTTED.match(text):
        return True
    return HAN.match(text) is not None and not MASKED.search(text) and not core_length(text) and not NO_NAME.match(text)
