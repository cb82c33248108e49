"""The words that make somebody a delegate: 市人大代表, 政协委员, 株洲市人大代表, 列席代表, 驻湘全国政协委员."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .passage import Passage
from .records import Body, Level, Span

IDENTITY = re.compile(
    r"(?:[住驻在][\u4e00-\u9fff])?(?P<scope>全国|[\u4e00-\u9fff]{0,7}?(?:自治区|省|市|区|县|旗|州|盟|镇|乡))?"
    r"(?:第?[一二三四五六七八九十]{1,3}届)?(?P<observer>列席)?(?P<body>人大代表|政协委员)|(?P<guest>列席代表)"
)
ANCHOR = re.compile(r"人大代表|政协委员|列席代表")
LOOK_BACK = 16  # characters before 人大代表 that can belong to it
LEVELS = {
    "全国": Level.NATIONAL,
    "自治区": Level.PROVINCE,
    "省": Level.PROVINCE,
    "市": Level.CITY,
    "州": Level.CITY,
    "盟": Level.CITY,
    "区": Level.COUNTY,
    "县": Level.COUNTY,
    "旗": Level.COUNTY,
    "镇": Level.TOWNSHIP,
    "乡": Level.TOWNSHIP,
}
EDGE = re.compile(r"[^\u4e00-\u9fff]|(?<=[的是和由与及])")
NO_PLACE = frozenset("我本全各该两级们位名多")  # 我市, 本市, 全市, 各级 say which level, not which place


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


def identities(passage: Passage) -> Iterator[Identity]:
    """Every seat a passage names, in order."""
    for anchor in ANCHOR.finditer(passage.text):
        start = _clause_start(passage.text, anchor.start())
        for begin in range(start, anchor.start() + 1):
            match = IDENTITY.match(passage.text, begin, anchor.end())
            if match and match.end() == anchor.end():
                yield _identity(passage, match)
                break


def _clause_start(text: str, end: int) -> int:
    """Where the unbroken run of Chinese before `end` begins, no further back than a place's name reaches."""
    edges = [edge.end() for edge in EDGE.finditer(text, max(0, end - LOOK_BACK), end)]
    return edges[-1] if edges else max(0, end - LOOK_BACK)


def _identity(passage: Passage, match: re.Match[str]) -> Identity:
    scope = match["scope"] or ""
    level = next((LEVELS[word] for word in LEVELS if scope.endswith(word)), None)
    named = len(scope) >= 3 and level is not Level.NATIONAL and not NO_PLACE & set(scope)
    start = match.start() if named or len(scope) <= 2 else match.start() + len(scope) - 1
    body = Body.CPPCC if match["body"] == "政协委员" else Body.NPC
    return Identity(
        body=body,
        level=level,
        place=scope if named else None,
        observer=bool(match["observer"] or match["guest"]),
        start=start,
        end=match.end(),
        span=passage.span(start, match.end()),
    )
