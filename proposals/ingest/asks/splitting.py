"""One sentence that asks for several things: cut at semicolons, else at commas before a measure of its own.

Semicolons part equal points, so that a comma between them parts none. Without semicolons 建立…, 鼓励…, 将…纳入 begin
a further measure after a comma; 提升能力, 避免… say what the measure is for. Both sides must be long enough to stand
alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .measures import follows, governs, measure

JOINING = re.compile(
    r"\s*(?:与此同时|同时|此外|另外|并且?|以及|还(?:要|可以?)?|也(?:要|可以?)?)[，,]?(?:还|也)?"
)  # left out before a further point
PREFACE = re.compile(r"\s*(?:[应要]当?)?(?:明确规定|作出规定|规定|做到)[：:]")
SHORT = 4  # characters of one in a row
LONG = 200  # characters of a measure that are looked at
LEAST = 6  # characters of a measure that others can follow
ROW = 2  # measures behind the first that make a row
REST = 5  # characters of one that follows
TOPIC = re.compile(
    r"^(?:并|同时)?(?![^，]*(?:进行|予以|给予|加以|提供|搭建|留[足出]|创造|建立|设立|开展|举办|实行|实施|制定|出台|修订|发力|牵头|纳入|减免|补贴|监管|加强|主办|承办|更好))"
    r"(?:(?!对(?!于|此|这)[^，]*(?:摸底|排查|普查|巡查|检查|整治|改造|整改|清理|修缮|维修|检修|养护|检测|登记|评估|处罚|补助|奖励|扶持|开放|限制|征收))"
    r"[应要可须]?以?(?:对|对于|针对|为了?|通过|从|由|以|依托|结合|按照|根据|围绕|借鉴|参照|随着|鉴于|考虑到|面对|充分发挥|发挥|借助)[^，]{0,40}"
    r"|在[^，]{0,40}(?:[上中下时后前里内]|方面|基础|同时|过程|领域|环节|地区)"
    r"|[^，]{2,14}(?:完成|结束|建成|之)[后前]|[^，]{2,20}方面|(?:也?可以?)?[与和同][^，]{2,24}(?:合作|协作|联合|联手))$"
)
FRAME = re.compile(
    r"[“‘]?(?:[应要]|应当|必须)?(?:按照|根据|遵循|以[^，。；]{2,30}为(?:遵循|指导|统领|引领|契机|抓手))[^，。；]{0,30}，"
)
REGARDING = re.compile(r"^(?:对于?|就|在)[^，]{1,20}(?:而言|来说|看来)$")
MEANS = re.compile(r"^以[^，]{1,40}$")
SHARED = re.compile(r"并(?:在|予以|给予|进行|加以|由|按|处以?)")  # 并在媒体上公示: what a topic before the comma meets
HEADED = re.compile(r"^(?:对|对于|针对|面对)")
QUOTE = re.compile(r"，“(?=[^”]{0,60}[，要应])")
OURS = re.compile(r"[，。]\s*我们(?!(?:更|还|也|都)?[要应]|国|市|省|县|区|建议|需|的?城市|必须)")
SAYS_MORE = re.compile(r"，[他她](?:认为|说|表示|指出|坦言|解释|介绍|还说)")
AIMED = re.compile(
    r"，(?:(?:以此|以期|以便|就像|正如|犹如|体现|彰显)[^，；。]{2,40}(?:，(?:避免|防止|让|使)[^，；。]{2,40})?|(?:真正做到|进一步弘扬)[^，；。]{2,40}(?:，不断[^，；。]{2,40})?)[。”]*$"
)
PREDICATED = re.compile(
    r"[从由对在向][^，]{2,30}?(?:加[大强快]|强化|推[动进]|优化|引导|鼓励|支持|落实|明确|规范|健全|完善|打造|配备|整合|给予|牵头|负责|参与|组织|征收|试点)"
    r"(?=[^，、]{2})|以[^，]{2,30}?(?:支撑|推[动进]|带动|引领|促进|驱动|倒逼|代替|替代|换取|赋能|为[^，]{2,6}(?:实施|开展|建设|打造|建立|构建))(?=[^，、]{2})"
)
WAY = re.compile(
    r"由[^，]{2,24}(?:牵头|主导|统筹|组织|负责)$|(?:会同|联合|协同|联手)[^，]{2,40}$|(?:同时|并)?(?:通过|采[取用]|以|借助|依托)[^，]{2,40}(?:方式|形式|途径|手段|机制|办法|措施|举措|渠道|模式)$"
)
PLACE = re.compile(r"(?:[上中下时后前里内]|方面|基础|同时|过程|领域|环节|地区|角度|层面)$")
BESIDE = re.compile(r"[“‘]?(?:(?:同时|与此同时|此外|另外|除此之外|最后)[，,]|同时)")
PIVOT = re.compile(
    r"(?:应|要|大力|积极)?(?:鼓励|支持|引导|组织|动员|督促|指导|推动|允许)[^，]{2,10}$"
)  # 鼓励青年，依托…，探索…
NOTHING = re.compile(r"[”。，\s]*(?:首先|其次|再次|最后|同时|此外|另外|另?一方面)?[”。，\s]*")
CONCLUDES = re.compile(
    r"，(?:(?:引[发起])(?=[^，。]*(?:讨论|热议|关注|共鸣|争议))|所以|毕竟|这(?:将|也|既|不仅|是|对|有利于|有助于)|对[^，；。]{2,16}(?:大?有|很有)(?:帮助|好处|裨益|益处|意义|作用))[^。]*"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause from `at` to `stop`; `start` is where the words that lead it in begin."""

    start: int
    at: int
    stop: int
    clause: str
    led: bool
    by_means: bool  # 以三年为期，…: what stands right before goes with the measure before it


def parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The separate demands of one sentence."""
    beside = BESIDE.match(text, start, end)
    start = beside.end() if beside else start
    end = _without_tail(text, start, end)
    frame = FRAME.match(text, start, end)
    if frame and governs(text[frame.end() : end]):
        start = frame.end()
    halves = [(at, stop) for at, stop in _halves(text, start, end) if not NOTHING.fullmatch(text, at, stop)]
    found: list[tuple[int, int]] = []
    for begin, stop in halves:
        joined = JOINING.match(text, begin, stop) if begin > start else None
        begin = joined.end() if joined else begin
        preface = PREFACE.match(text, begin, stop)
        begin = preface.end() if preface else begin
        found += [(begin, stop)] if len(halves) > 1 else _measures(text, begin, stop)
    return found


def _without_tail(text: str, start: int, end: int) -> int:
    """Leave out the delegate's own duties, a reason, a quote that only explains, and 以此…."""
    for pattern, least in ((OURS, 2), (SAYS_MORE, 2), (CONCLUDES, 2), (QUOTE, LEAST), (AIMED, LEAST)):
        tail = pattern.search(text, start + least, end) if end - start > least else None
        if tail and (pattern is not QUOTE or not text.startswith("“", start)):
            end = tail.start()
    return end


def _halves(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return _cut(text, start, end, "；;")


def _cut(text: str, start: int, end: int, marks: str) -> Iterator[tuple[int, int]]:
    """The stretches between marks that stand in no quote, title or bracket."""
    begin, depth = start, 0
    for at in range(start, end):
        char = text[at]
        if char in "“《（(":
            depth += at > start
        elif char in "”》）)":
            depth = max(0, depth - 1)
        elif char in marks and depth == 0:
            yield begin, at
            begin = at + 1
    yield begin, end


def _measures(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Clause by clause: each measure with its topic before it and its purpose behind it.

    A sentence that argues before it demands, or whose demand has a subject of its own, is one.
    """
    clauses = [(at, stop, text[at:stop].strip("“ ")) for at, stop in _cut(text, start, end, "，,")]
    opening = clauses[0][2]
    if not governs(next((clause for _, _, clause in clauses if not TOPIC.match(clause)), "")) or REGARDING.match(
        opening
    ):
        return iter([(start, end)])
    like = [at for at, _, clause in clauses[1:] if follows(clause)]
    row = len(like) >= ROW and not TOPIC.match(opening)
    begin, found = start, []
    for unit in [*_units(clauses)][1:]:
        edge = unit.start - 1
        head = text[begin : min(edge, begin + LONG)].lstrip("“ 要应当")
        short = len(head) < (SHORT if row else LEAST) or end - unit.start < REST
        if short or unit.by_means or (unit.led and PIVOT.fullmatch(head)):
            continue
        shared = SHARED.match(unit.clause) and HEADED.match(text[begin : begin + LEAST].strip("，。 “"))
        last = unit.at >= like[-1] if like else True
        if not shared and measure(unit.clause, text[max(begin, edge - LONG) : edge], row=row, last=last):
            found.append((begin, edge))
            joined = JOINING.match(text, unit.start, unit.stop)
            begin = joined.end() if joined else unit.start
    return iter([*found, (begin, end)])


def _units(clauses: list[tuple[int, int, str]]) -> Iterator[Unit]:
    """Each clause with those before it that only lead it in."""
    start, by_means = -1, False
    for order, (at, stop, clause) in enumerate(clauses):
        first = at if start < 0 else start
        if _leads(clause) and order + 1 < len(clauses):
            start, by_means = first, MEANS.match(clause) is not None
            continue
        yield Unit(first, at, stop, clause, first < at, by_means)
        start, by_means = -1, False


def _leads(clause: str) -> bool:
    """Whether a clause only leads in the next: 为此类老人，; 以三年为期，."""
    if PREDICATED.match(clause) and not PLACE.search(clause):
        return False
    return WAY.match(clause) is not None or TOPIC.match(clause) is not None or MEANS.match(clause) is not None
