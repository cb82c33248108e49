"""One sentence that asks for several things: cut at semicolons, and at commas before a measure of its own.

After a comma 建立…, 鼓励…, 制定… begin a further measure; 提升…, 推动…, 避免… say what the measure is for. Both sides
must be long enough to stand alone.
"""

import re
from collections.abc import Iterator

MEASURE = re.compile(
    r"，(?:并|还|也|同时)?(?=(?:建立|设立|成立|强化|支持(?!力度)|鼓励|充分发挥|(?:全程|主动|及时)?公开|制[定订]|出台|健全|完善|加强|将其|加大|取消|"
    r"增设|严禁|严厉打击|严格落实))"
)
JOINING = re.compile(r"\s*(?:与此同时|同时|此外|另外|并且|还要?|也)[，,]?(?:还|也)?")  # after a semicolon
PREFACE = re.compile(r"\s*(?:[应要]当?)?(?:明确规定|作出规定|规定|做到)[：:]")
LEAST = 8  # characters of a measure that stands alone
TOPIC = re.compile(
    r"^(?:(?:对|对于|针对|为了?|通过|从|由|以|依托|结合|按照|根据|围绕|借鉴|随着|鉴于|考虑到)[^，]{0,40}"
    r"|在[^，]{0,40}(?:[上中下时后前里内]|方面|基础|同时|过程|领域|环节|地区))$"
)
QUOTE = re.compile(r"，“(?=[^”]{0,60}[，要应])")
OURS = re.compile(r"[，。]\s*我们(?!要|应|国|市|省|县|区|建议|需|的?城市|必须)")
SAYS_MORE = re.compile(r"，[他她](?:认为|说|表示|指出|坦言|解释|介绍|还说)")
AIMED = re.compile(r"，(?:以此|以期|以便)[^，；。]{2,40}[。”]*$")


def parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The separate demands of one sentence."""
    end = _without_tail(text, start, end)
    found: list[tuple[int, int]] = []
    for begin, stop in _halves(text, start, end):
        joined = JOINING.match(text, begin, stop) if begin > start else None
        begin = joined.end() if joined else begin
        preface = PREFACE.match(text, begin, stop)
        found += _measures(text, preface.end() if preface else begin, stop)
    return found


def _without_tail(text: str, start: int, end: int) -> int:
    """Leave out the delegate's own duties, a reason, a quote that only explains, and 以此…."""
    for pattern, least in ((OURS, 2), (SAYS_MORE, 2), (QUOTE, LEAST), (AIMED, LEAST)):
        tail = pattern.search(text, start + least, end) if end - start > least else None
        if tail and (pattern is not QUOTE or not text.startswith("“", start)):
            end = tail.start()
    return end


def _halves(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin, depth = start, 0
    for at in range(start, end):
        char = text[at]
        if char in "“《（(":
            depth += at > start
        elif char in "”》）)":
            depth = max(0, depth - 1)
        elif char in "；;" and depth == 0:
            yield begin, at
            begin = at + 1
    yield begin, end


def _measures(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = counted = start + text.startswith("“", start)
    depth = 0
    for match in MEASURE.finditer(text, start, end):
        at = match.start()
        depth = max(0, depth + _opened(text, counted, at))
        counted = at
        enough = at - begin >= LEAST and end - at > LEAST
        if enough and depth == 0 and not TOPIC.match(text[begin:at].strip()):
            yield begin, at
            begin = match.end()
    yield begin, end


def _opened(text: str, start: int, end: int) -> int:
    """How many quotes and titles open in a stretch, less those that close."""
    opened = text.count("“", start, end) + text.count("《", start, end)
    return opened - text.count("”", start, end) - text.count("》", start, end)
