"""One sentence that asks for several things: cut at semicolons, else at commas before a measure of its own.

Semicolons part equal points, so that a comma between them parts none. Without semicolons 建立…, 鼓励…, 将…纳入 begin
a further measure after a comma; 提升能力, 避免… say what the measure is for. Both sides must be long enough to stand
alone.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from .measures import follows, governs, measure

JOINING = re.compile(
    r"\s*(?:与此同时|同时|此外|另外|并且?|以及|还要?|也)[，,]?(?:还|也)?"
)  # left out before a further point
PREFACE = re.compile(r"\s*(?:[应要]当?)?(?:明确规定|作出规定|规定|做到)[：:]")
SHORT = 4  # characters of one in a row
LONG = 200  # characters of a measure that are looked at
LEAST = 6  # characters of a measure that others can follow
ROW = 2  # measures behind the first that make a row
REST = 5  # characters of one that follows
TOPIC = re.compile(
    r"^(?![^，]*(?:进行|予以|给予|加以|提供|搭建|留[足出]|创造|建立|设立|开展|举办|实行|实施|制定|出台|修订|发力|牵头|纳入|减免|补贴|监管|加强|主办|承办|更好))"
    r"(?:(?!对(?!于|此|这)[^，]*(?:摸底|排查|普查|巡查|检查|整治|改造|整改|清理|修缮|维修|评估|处罚|补助|奖励|扶持|开放|限制|征收))"
    r"[应要可须]?以?(?:对|对于|针对|为了?|通过|从|由|以|依托|结合|按照|根据|围绕|借鉴|参照|随着|鉴于|考虑到|面对|充分发挥|发挥|借助)[^，]{0,40}"
    r"|在[^，]{0,40}(?:[上中下时后前里内]|方面|基础|同时|过程|领域|环节|地区))$"
)
FRAME = re.compile(
    r"[“‘]?(?:[应要]|应当|必须)?(?:按照|根据|遵循|以[^，。；]{2,30}为(?:遵循|指导|统领|引领|契机|抓手))[^，。；]{0,30}，"
)
REGARDING = re.compile(r"^(?:对于?|就|在)[^，]{1,20}(?:而言|来说|看来)$")
MEANS = re.compile(r"^以[^，]{1,40}$")
SHARED = re.compile(r"并(?:在|予以|给予|进行|加以|由|按|处以?)")  # 并在媒体上公示: what a topic before the comma meets
HEADED = re.compile(r"^(?:对|对于|针对|面对)")
QUOTE = re.compile(r"，“(?=[^”]{0,60}[，要应])")
OURS = re.compile(r"[，。]\s*我们(?!要|应|国|市|省|县|区|建议|需|的?城市|必须)")
SAYS_MORE = re.compile(r"，[他她](?:认为|说|表示|指出|坦言|解释|介绍|还说)")
AIMED = re.compile(
    r"，(?:(?:以此|以期|以便|就像|正如|犹如|体现|彰显)[^，；。]{2,40}|(?:真正做到|进一步弘扬)[^，；。]{2,40}(?:，不断[^，；。]{2,40})?)[。”]*$"
)


def parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The separate demands of one sentence."""
    end = _without_tail(text, start, end)
    frame = FRAME.match(text, start, end)
    if frame and governs(text[frame.end() : end]):
        start = frame.end()
    halves = [(at, stop) for at, stop in _halves(text, start, end) if text[at:stop].strip("”。 ")]
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
    for pattern, least in ((OURS, 2), (SAYS_MORE, 2), (QUOTE, LEAST), (AIMED, LEAST)):
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
    for (_, edge, previous), (at, stop, clause) in pairwise(clauses):
        if (
            len(text[begin : min(edge, begin + LONG)].lstrip("“ 要应当")) < (SHORT if row else LEAST)
            or end - at < REST
            or _leads(previous)
        ):
            continue
        shared = SHARED.match(clause) and HEADED.match(text[begin : begin + LEAST].strip("，。 “"))
        if not shared and measure(
            clause, text[max(begin, edge - LONG) : edge], row=row, last=at >= like[-1] if like else True
        ):
            found.append((begin, edge))
            joined = JOINING.match(text, at, stop)
            begin = joined.end() if joined else at
    return iter([*found, (begin, end)])


def _leads(clause: str) -> bool:
    """Whether a clause only leads in the next: 为此类老人，; 以三年为期，."""
    return TOPIC.match(clause) is not None or MEANS.match(clause) is not None
