"""The words that make somebody a delegate: 市人大代表, 政协委员, 株洲市人大代表, 驻湘全国政协委员, 省政协常委."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..records import Body, Level, Span
from ..text.passage import Passage

UNIT = r"自治区|自治州|自治县|省|市|区|县|旗|州|盟|镇|乡|兵团"
TERM = r"(?:第?[一二三四五六七八九十]{1,3}(?:、第?[一二三四五六七八九十]{1,3})?届)?"
BODY = r"人大代表|政协优秀委员|人大优秀代表|人民代表(?!大会)|政协委员|政协常委|政协(?:列席|特邀|的[新老]|[新老])委员"
IDENTITY = re.compile(
    rf"(?:[住驻在][\u4e00-\u9fff])?{TERM}(?P<scope>(?:全国|省|市|区|县|镇|乡)(?:[、和]?(?:省|市|区|县|镇|乡)){{1,3}}|全国|"
    rf"[\u4e00-\u9fff]{{0,9}}?(?:{UNIT}))?(?:级)?{TERM}(?P<observer>列席)?(?P<body>{BODY})|(?P<guest>列席代表)"
)
ANCHOR = re.compile(
    rf"(?:{BODY})(?!会(?!上|议|场)|长(?!期)|候选|选举|团|法|证|资格|名额|建议(?:办理|工作|和提案|、)|提案(?:办理|工作)|联络(?!员)|之家|家站|工作|小组|履职|议案)"
    r"|列席代表"
)
LOOK_BACK = 20  # characters before 人大代表 that can belong to it
LEVELS = {
    "全国": Level.NATIONAL,
    "自治区": Level.PROVINCE,
    "兵团": Level.PROVINCE,
    "省": Level.PROVINCE,
    "自治州": Level.CITY,
    "自治县": Level.COUNTY,
    "市": Level.CITY,
    "州": Level.CITY,
    "盟": Level.CITY,
    "区": Level.COUNTY,
    "县": Level.COUNTY,
    "旗": Level.COUNTY,
    "镇": Level.TOWNSHIP,
    "乡": Level.TOWNSHIP,
}
TERMS = re.compile(r"第?[一二三四五六七八九十]{1,3}、第?[一二三四五六七八九十]{1,3}届$")
SEVERAL = re.compile(r"(?:全国|省|市|区|县|镇|乡)(?:[、和]?(?:省|市|区|县|镇|乡)){1,3}$")
EDGE = re.compile(r"[^\u4e00-\u9fff]|(?<=[的是和由与及为让请作等兼任位名])|(?<=当选)|(?<=担任)|(?<=来自)")
PLURAL_REACH = 14
PLURAL = re.compile(
    r"(?:部分|多[名位]|(?:[二两三四五六七八九十百几余0-9][一二三四五六七八九十百余0-9]{0,2})[多余]?[名位]|各级|广大|全体|一些|有关|邀请|组织|驻[\u4e00-\u9fff])$"
    r"|(?:人大代表|政协委员|人民代表)(?:、|和|及|与|，)$"
)
NO_PLACE = frozenset(
    "我本全各该两级们位名多等任届选为作有让请来自的是和由与及这那"
)  # 我市, 本市, 全市: which level, not which place


FORMER = re.compile(r"(?:^|[^\u4e00-\u9fff]|[的是])[前原]$")  # 原市人大代表, 、前全国政协委员; not 此前, 日前
FORMER_PLACE = re.compile(r"(?:前(?!进|锋|郭)|原(?!平|州|阳))[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Identity:
    """One naming of a seat. `start` and `end` count in the passage; `place` is the assembly's, where it is named."""

    body: Body
    level: Level | None
    place: str | None
    observer: bool
    start: int
    end: int
    span: Span
    several: bool = False  # 省、市人大代表: more than one level at once
    plural: bool = False  # 部分市人大代表; 人大代表、政协委员


def identities(passage: Passage) -> Iterator[Identity]:
    """Every seat a passage names, in order."""
    for anchor in ANCHOR.finditer(passage.text):
        start = _clause_start(passage.text, anchor.start())
        for begin in range(start, anchor.start() + 1):
            match = IDENTITY.match(passage.text, begin, anchor.end())
            if match and match.end() == anchor.end():
                if not _former(passage.text, match):
                    yield _identity(passage, match)
                break


def _former(text: str, match: re.Match[str]) -> bool:
    """Whether the seat is held no more: 原市人大代表, 前全国政协委员."""
    scope = match["scope"] or ""
    if FORMER.search(text, max(0, match.start() - 2), match.start()):
        return True
    begins = match.start() == 0 or not "\u4e00" <= text[match.start() - 1] <= "\u9fff"
    return begins and bool(FORMER_PLACE.match(scope))


def _clause_start(text: str, end: int) -> int:
    """Where the unbroken run of Chinese before `end` begins, no further back than a place's name reaches."""
    floor = max(0, end - LOOK_BACK)
    several = SEVERAL.search(text, floor, end) or TERMS.search(text, floor, end)
    edges = [edge.end() for edge in EDGE.finditer(text, floor, several.start() if several else end)]
    return edges[-1] if edges else floor


def _identity(passage: Passage, match: re.Match[str]) -> Identity:
    scope = match["scope"] or ""
    several = bool(SEVERAL.match(scope))
    level = _level(scope, several)
    named = not several and len(scope) >= 3 and level is not Level.NATIONAL and not NO_PLACE & set(scope)
    start = match.start() if named or several or len(scope) <= 2 else match.start("scope") + len(scope) - 1
    return Identity(
        body=Body.CPPCC if (match["body"] or "").startswith("政协") else Body.NPC,
        level=level,
        place=scope if named else None,
        observer=bool(match["observer"] or match["guest"] or "列席" in (match["body"] or "")),
        start=start,
        end=match.end(),
        span=passage.span(start, match.end()),
        several=several,
        plural=bool(PLURAL.search(passage.text, max(0, start - PLURAL_REACH), start)),
    )


def _level(scope: str, several: bool) -> Level | None:
    """The level of a place; the highest where several are named at once."""
    if several:
        return next(level for word, level in LEVELS.items() if scope.startswith(word))
    return next((LEVELS[word] for word in LEVELS if scope.endswith(word)), None)
