"""Posts that a text gives a delegate elsewhere: 某厂厂长张三 in a later line, 张三是某厂厂长, 自己所在的某大学."""

import re
from collections.abc import Iterable, Iterator

from ..records import Post
from ..text.passage import Passage
from .posts import UNKNOWN, posts
from .titles import DEPARTMENTS, ENDINGS, UNITS, core_length, unit_end

EDGE = frozenset("。！？；：，“”‘’《》【】\n!?;:,（）() \u3000|—")
REACH = 60
HEAD = re.compile(
    r".*(?:的|了|由|据|请|让|是|会上|日前|昨日|昨天|今天|今日|当天|上午|下午|同时|此外|记者|采访|邀请|作为|身为|来自|走访|随后|首先|告诉|代表|委员|"
    r"聆听|观看|参观|学习|联系|遇到|见到|看到|找到|其中|以及|包括)"
)
OPENING = re.compile(r"(?:在(?!线)|据|对|由|向(?!阳)|和(?!平|顺)|与|而|但|就|像|如|当|经|因)")
IS = re.compile(
    r"(?:同志)?(?:代表|委员)?(?:(?:是|系|现任|担任|任|为)(?:一名|一位|该市|我市)?|[，（( \u3000\n]{1,2}(?:现任|系|是)?"
    r"|[^。；！？\n“”]{0,20}[，,][他她]是(?:一名|一位)?)"
    r"(?P<posts>[\u4e00-\u9fffA-Za-z·（）()、]{2,50}?)(?=[，。；）)“\n]|$)"
)
OWN = re.compile(r"(?:自己|我|她|他)?所在的(?P<unit>[\u4e00-\u9fff]{3,20})")
TITLE = re.compile(r"副?教授|院士|研究员|博士|律师|医生|主任医师|老师")
FROM = re.compile(r"来自(?P<unit>[\u4e00-\u9fff]{4,20})的[\u4e00-\u9fff]{0,4}$")
NO_POST = re.compile(r"[说道]|表示|认为|建议|提出|[他她我你]|了|着|之一|人大代表|政协委员|政协常委|希望|一直")
MARKS = re.compile("[、，,]")
BRACKETED = re.compile(r"[（(][^（()）]{0,40}[)）]")
MOST = 40  # places of one name that are looked at


def elsewhere(body: Passage, name: str, places: Iterable[int]) -> tuple[Post, ...]:
    """The posts that stand glued before the name or in apposition behind it, wherever the text names it."""
    found: list[Post] = []
    for order, start in enumerate(places):
        if order >= MOST:
            break
        found += _before(body, start, start + len(name))
        found += _behind(body, start + len(name))
        found += _around(body, start, start + len(name))
    return tuple(post for post in found if post.organisation)


def _before(body: Passage, end: int, behind: int) -> tuple[Post, ...]:
    text = body.text
    if not core_length(text[max(0, end - 10) : end]):
        return ()
    start = end
    while start > max(0, end - REACH) and text[start - 1] not in EDGE:
        start -= 1
    if (start == 0 or text[start - 1] == "\n") and text[behind : behind + 1] in ("：", ":"):
        return posts(body, start, end)  # 某厂厂长张三： a title's own form, whatever the unit's name ends with
    start = behind_others(text, clean_start(text, start, end), end)
    if NO_POST.search(text, start, end) or end - start < 4:
        return ()
    return _with_units(posts(body, start, end))


def _around(body: Passage, end: int, behind: int) -> tuple[Post, ...]:
    """某大学水利系张三教授: the unit before the name, what one is called behind it."""
    called, start = TITLE.match(body.text, behind), end
    while called and start > max(0, end - REACH) and body.text[start - 1] not in EDGE:
        start -= 1
    start = clean_start(body.text, start, end)
    unit = unit_end(body.text[start:end])
    if not called or unit < 4 or (unit < end - start and not body.text[:end].endswith(DEPARTMENTS)):
        return ()
    if not body.text[start : start + unit].endswith(UNITS) or NO_POST.search(body.text, start, end):
        return ()
    return (Post(body.text[start : start + unit], called.group(), None, body.span(start, behind)),)


def clean_start(text: str, start: int, end: int) -> int:
    """Where the unit begins in 记者采访了某公司董事长: behind the words that are no part of it."""
    head = HEAD.match(text, start, end)
    start = head.end() if head else start
    word = OPENING.match(text, start, end)
    return word.end() if word and end - word.end() > 3 else start


def behind_others(text: str, start: int, end: int) -> int:
    """Where the posts begin behind another person: 馆长张三、|副院长."""
    begin = start
    for mark in MARKS.finditer(text, start, end):
        if not core_length(BRACKETED.sub("", text[begin : mark.start()])):
            start = mark.end()
        begin = mark.end()
    return start


def _behind(body: Passage, end: int) -> tuple[Post, ...]:
    following = IS.match(body.text, end)
    if not following or NO_POST.search(following["posts"]) or not core_length(following["posts"].rstrip("）)")):
        return ()
    return _with_units(posts(body, following.start("posts"), following.end("posts")))


def _with_units(found: tuple[Post, ...]) -> tuple[Post, ...]:
    return tuple(post for post in found if post.organisation and unit_end(post.organisation) == len(post.organisation))


def workplaces(body: Passage) -> Iterator[tuple[int, Post]]:
    """自己所在的某大学, with the place of the words: the unit of whoever had the word last."""
    for match in OWN.finditer(body.text):
        unit = match["unit"]
        end = next((n for n in range(len(unit), 2, -1) if _unit(unit[:n])), 0)
        if end:
            start = match.start("unit")
            yield match.start(), Post(unit[:end], UNKNOWN, None, body.span(start, start + end))


def come_from(body: Passage, seat: int) -> tuple[Post, ...]:
    """来自某公司的市人大代表张三: the unit before a seat."""
    match = FROM.search(body.text, max(0, seat - 30), seat)
    if not match or not match["unit"].endswith((*UNITS, *ENDINGS)):
        return ()
    start, end = match.span("unit")
    return (Post(match["unit"], UNKNOWN, None, body.span(start, end)),)


def _unit(text: str) -> bool:
    return len(text) >= 4 and text.endswith(
        ("公司", "集团", "大学", "学院", "医院", "中学", "小学", "学校", "研究所", "研究院", "银行")
    )
