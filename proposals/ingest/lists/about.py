"""What a list's title says of all its rows: which assembly, which session, which kinds."""

import re
from dataclasses import dataclass

from ..people.identity import LEVELS, NO_PLACE
from ..records import Body, Cell, Kind, Level, Named, Span
from .cells import plain

N = r"[一二三四五六七八九十百\d]"
SCOPE = r"(?:全国|[\u4e00-\u9fff]{0,7}?(?:自治区|省|市|区|县|旗|州|盟|镇|乡))"
SESSION = re.compile(
    rf"(?:中国人民政治协商会议|政协)?(?P<scope>{SCOPE})?(?:人大|政协)?(?:第{N}{{1,4}}届|{N}{{1,4}}届)"
    rf"(?:人大常委会|人大|人民代表大会|全国委员会|委员会|政协)?(?:第{N}{{1,3}}次|{N}{{1,3}}次)(?:全体)?会议"
)
SCOPED = re.compile(
    rf"(?P<scope>{SCOPE})(?:两会|人大|政协|人民代表大会)|政协(?P<other>{SCOPE})委员会|(?P<dated>{SCOPE})20\d\d年度?[\u4e00-\u9fff]{{0,4}}?(?:人大|政协)|(?P<term>{SCOPE})第?{N}{{1,4}}届"
)
JUNK = re.compile(
    r"^.*(?:关于|公布|印发|公开|办理|交办|分办|承办|做好|下达|转发|通报|表彰|表扬|以下是|在|附件|附|将|对|的|年|政协|会议|人大|提交|提出|递交|报送|承办|收到|向(?=[省市区县州盟旗])|[省市区县州盟旗]委)"
)
LISTED = re.compile(
    r"目录|一览|清单|汇总|名单|分办|交办|承办|任务|分解|台账|列表|登记|办理(?:情况|结果|计划|表)|立案(?:情况|表)?|公开(?:情况|表)?|明细|题录|索引|[表册录]$"
)
KIND_WORD = re.compile(r"建议|提案|议案")
NO_LIST = re.compile(
    r"议程|日程|安排表|统计|委员名单|代表名单|当选|人员名单|成员名单|通讯录|工作总结|工作报告|程序|须知|简介|决定$|个人名单|单位名单|先进"
)


@dataclass(frozen=True, slots=True)
class About:
    """What holds for every row below a title. Unknown is None or empty."""

    kinds: frozenset[Kind] = frozenset()
    body: Body | None = None
    level: Level | None = None
    place: str | None = None
    place_span: Span | None = None
    session: Named | None = None

    def below(self, outer: "About") -> "About":
        """What is said here, and from the title above where this says nothing."""
        same = self.body is None or outer.body is None or self.body is outer.body
        return About(
            kinds=self.kinds or outer.kinds,
            body=self.body or (None if self.kinds else outer.body),
            level=self.level or (outer.level if same else None),
            place=self.place or (outer.place if same else None),
            place_span=self.place_span or (outer.place_span if same else None),
            session=self.session or (outer.session if same else None),
        )


def about(cell: Cell | None) -> About:
    """Read one line or the name of a sheet."""
    if cell is None:
        return About()
    text = cell.text
    kinds = kinds_of(text)
    match = SESSION.search(text)
    level, place, where = _place(cell)
    return About(kinds, _body(text, kinds), level, place, where, _session(cell, match) if match else None)


def kinds_of(text: str) -> frozenset[Kind]:
    """The kinds a line names. 建议提案 names two; 意见建议 beside 提案 names none of its own."""
    words = plain(text).replace("意见建议", "").replace("意见和建议", "")
    if "代表建议" in plain(text):
        words += "建议"
    found = {Kind.MOTION} if "议案" in words else set()
    found |= {Kind.PROPOSAL} if re.search(r"提案(?!权)", words) else set()
    return frozenset(found | ({Kind.SUGGESTION} if "建议" in words else set()))


def _body(text: str, kinds: frozenset[Kind]) -> Body | None:
    npc = "人大" in text or "人民代表大会" in text or "代表" in text
    cppcc = "政协" in text or "政治协商" in text or "委员提" in text or "界别" in text
    if npc != cppcc:
        return Body.NPC if npc else Body.CPPCC
    if kinds == {Kind.PROPOSAL}:
        return Body.CPPCC
    return Body.NPC if kinds and Kind.PROPOSAL not in kinds and not cppcc else None


def _place(cell: Cell) -> tuple[Level | None, str | None, Span | None]:
    match = SCOPED.search(cell.text)
    if not match:
        return None, None, None
    name = next(key for key, value in match.groupdict().items() if value)
    start, end = match.span(name)
    if junk := JUNK.match(cell.text[start:end]):
        start += junk.end()
    scope = cell.text[start:end]
    level = next((LEVELS[word] for word in LEVELS if scope.endswith(word)), None)
    if len(scope) >= 3 and level is not Level.NATIONAL and not NO_PLACE & set(scope):
        at = cell.span.start + start
        return level, scope, Span(at, at + len(scope)) if cell.span.end > cell.span.start else None
    return level, None, None


def _session(cell: Cell, match: re.Match[str]) -> Named:
    start = match.start()
    if junk := JUNK.match(match["scope"] or ""):
        start = match.start("scope") + junk.end()
    printed = cell.text[start : match.end()]
    at = cell.span.start + start
    return Named(printed, (Span(at, at + len(printed)),) if cell.span.end > cell.span.start else ())
