"""Which files a letter answers: case numbers as printed, the session they belong to, and what kind of file they are.

A document number (建议字〔2023〕8号), an index number or an ordinal of a list is never a case number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..people.identity import LEVELS
from ..records import Body, Kind, Level, Named, Span
from .line import Compact

HAN = "\u4e00-\u9fff"
COUNT = "一二三四五六七八九十〇零百"
ITEM = rf"(?:[〔\[（(](?:19|20)\d\d[〕\]）)])?(?:[A-Za-z]{{0,4}}[-—－]?\d[\dA-Za-z\-—]{{0,15}}|[{COUNT}]{{1,6}})"
KINDS = {"建议": Kind.SUGGESTION, "书面意见": Kind.SUGGESTION, "提案": Kind.PROPOSAL, "议案": Kind.MOTION}
KIND = re.compile(r"书面意见|建议|提案|议案")
FILE = r"(?:重点|代表|人大代表|政协|委员|党派|集体|界别|大会)?(?:建议|提案|议案)"
CASE = re.compile(
    rf"(?<![〕\]字函发令])第[“（\[［〔]?(?P<nth>{ITEM}(?:号?[、，和及与]第?{ITEM})*)[”）\]］〕]?号(?!楼|线|令|台风|机组|文|公告|院|地块|路|街|桥)"
    rf"|(?<![\dA-Za-z第〕\]-])(?P<bare>[A-Za-z]{{0,4}}-?\d{{1,10}})号(?=”?{FILE})|（(?P<held>\d{{1,10}})号）(?={FILE})"
    rf"|(?:(?:建议|提案|议案)编?号|案号|(?<![{HAN}])编号)[：:为]{{0,2}}第?(?P<labelled>{ITEM})号?"
)
ONE = re.compile(ITEM)
MEETING = re.compile(
    rf"第?[{COUNT}\d]{{1,3}}届[{HAN}]{{0,14}}?第?[{COUNT}\d]{{1,3}}次(?:全体)?(?:会议|大会)"
    rf"|第?[{COUNT}\d]{{1,3}}届(?:人大|政协|人民代表大会|委员会)?闭会(?:期间)?"
)
ORDINALS = re.compile(rf"([{COUNT}\d]{{1,3}})[届次]")
BEFORE = 18  # characters before 十六届 that can name the assembly
NO_PLACE = re.compile(
    r"关于|提交|提出|递交|报送|承办|收到|答复|回复|向(?!阳)|[对在就为的您你们是于至从及和、，：“《（）]|中共|我"
)
SCOPE = re.compile(r"全国|自治区|省|市|州|盟|区|县|旗|镇|乡")
PLACE = re.compile(rf"[{HAN}]{{2,8}}?(?:省|自治区|市|自治州|州|盟|区|县|旗|镇|乡)")


@dataclass(frozen=True, slots=True)
class Session:
    """A session as printed, with what its words say of the assembly."""

    printed: Named
    body: Body | None
    level: Level | None
    place: str | None

    @property
    def ordinals(self) -> tuple[str, ...]:
        """届 and 次 as printed: ("十六", "三")."""
        return tuple(ORDINALS.findall(self.printed.name))


@dataclass(frozen=True, slots=True)
class Case:
    """One file answered. `kind` and `session` are those the words around the number state."""

    number: str
    span: Span
    kind: Kind | None
    session: Session | None

    def differs(self, other: "Case") -> bool:
        """Whether this is another file, though it may bear the same number: of another kind or session."""
        if self.number != other.number or (self.kind and other.kind and self.kind is not other.kind):
            return True
        mine, theirs = (one.session.ordinals if one.session else () for one in (self, other))
        return len(mine) == len(theirs) and mine != theirs and "".join(mine).isdecimal() == "".join(theirs).isdecimal()


def cases(text: Compact) -> tuple[Case, ...]:
    """The case numbers of a title or first sentence, in order, each once."""
    held = sorted(_sessions(text), key=lambda one: one[0])
    found: dict[tuple[str, Kind | None], Case] = {}
    for match in CASE.finditer(text.text):
        kind = _kind(text.text, match)
        session = next((one for end, one in reversed(held) if end <= match.start()), held[0][1] if held else None)
        for number, span in _numbers(text, match):
            found.setdefault((number, kind), Case(number, span, kind, session))
    return tuple(found.values())


def sessions(text: Compact) -> tuple[Session, ...]:
    """The sessions a stretch names, in order."""
    return tuple(session for _, session in _sessions(text))


def _sessions(text: Compact) -> Iterator[tuple[int, Session]]:
    before = 0
    for match in MEETING.finditer(text.text):
        if match.start() > before or not before:  # a session printed twice in a row is one
            start = max(before, _assembly_start(text.text, match.start()))
            yield match.end(), _session(text.named(start, match.end()))
        before = match.end()


def _assembly_start(text: str, end: int) -> int:
    """Where 临江市政协 before 十届三次会议 begins: after the last word that belongs to no name of a place."""
    floor = max(0, end - BEFORE)
    run = re.search(rf"[{HAN}]*$", text[floor:end])
    floor = end - len(run.group()) if run else end
    return max((match.end() for match in NO_PLACE.finditer(text, floor, end)), default=floor)


def _session(printed: Named) -> Session:
    words = printed.name
    body = None
    if re.search(r"人大|人民代表", words):
        body = Body.NPC
    elif re.search(r"政协|政治协商|委员会", words):
        body = Body.CPPCC
    scopes = SCOPE.findall(re.sub(r"人民政治协商会议|中国", "", words))
    place = PLACE.search(re.sub(r"中国人民政治协商会议|政协|第?[一二三四五六七八九十\d]{1,3}届", " ", words))
    return Session(printed, body, LEVELS[scopes[-1]] if scopes else None, place.group() if place else None)


def _kind(text: str, match: re.Match[str]) -> Kind | None:
    """建议 or 提案 by the word after the number; by the one right before it where none follows."""
    after = KIND.search(text, match.end(), match.end() + 24)
    if after and "号" not in text[match.end() : after.start()]:
        return KINDS[after.group()]
    before = KIND.findall(text, max(0, match.start() - 10), match.end())
    if before:
        return KINDS[before[-1]]
    far = KIND.search(text, match.end())
    return KINDS[far.group()] if far else None


def _numbers(text: Compact, match: re.Match[str]) -> Iterator[tuple[str, Span]]:
    group = next(name for name in ("nth", "bare", "held", "labelled") if match[name])
    for one in ONE.finditer(match[group]):
        start = match.start(group) + one.start()
        yield one.group(), text.span(start, start + len(one.group()))
