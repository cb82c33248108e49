"""Demands that no 建议 leads in: modal verbs in quotes and in a delegate's reported speech."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .cast import Cast, Voice
from .cues import without_adverbs
from .earlier import earlier
from .sentences import Sentences

MODAL = re.compile(
    r"应当|应该|必须|(?<![反相适供响回对])应(?=[加推完建强进尽把将由从在以给予着注该当重立继引])"
    r"|(?<![最重主需不只就首紧必摘纲机险扼简概])要(?![紧素求点么不是害塞闻领命])"
)
SPOKEN = re.compile(r"(?P<verb>提出|认为|表示|指出|说|看来|强调|坦言|直言)[，：:,]\s?(?P<quote>“)?")
SHOULD = re.compile(
    r"(?P<clause>(?:^|(?<=[，；：“。]))[^，；。：“”\n]{0,30}?(?:应当|应该(?!说|看到|是(?:一|说))|亟[需须](?!解决|破解)|(?<!没)有必要|"
    r"(?<![反相适供响回对效])应(?=[加推完建强进尽把将由从以给予着注重立继引体针明专统充合适依大按进逐参纳遵及早采在对设])|"
    r"可以?(?=借鉴|考虑|探索|引入|采取|通过|设立|建立|尝试|参照|先从)|能否|最好能?|需(?=不断|进一步|尽快|要?从)))"
)
WANTED = re.compile(
    r"(?P<clause>(?:^|(?<=[，；：“]))[^，；。：“”\n]{0,24}?(?<![最重主需不只就首紧必摘纲机险扼简概都更还])要"
    r"(?![紧素求点么不是害塞闻领命看想知]))"
)
LOOSE = frozenset(("提出", "指出", "认为", "看来"))  # verbs after which 要 demands; after 说 it may be a plan
TOPIC = re.compile(
    r"(?:^|(?<=[，；：“]))(?:对|对于|针对|在|关于|面对|除|凡|作为|同时)"
    r"(?:(?!存在|不足|缺|问题|已)[^，；。“”]){1,40}，$"
)
AIM = re.compile(
    r"要[^，。；]{0,4}?(?:遏制|解决|实现|破解|改变|做到|扭转|避免|满足)[^，；。]{2,40}，(?=[^，。]{0,20}(?:应|必须|要))"
)
OWN = re.compile(
    r"^[他她我](?:们)?(?:自己)?(?:将|会|要)|^我们(?:公司|企业|学校|医院|单位|局|律师|教师|老师|医生)|^(?:今后|接下来|下一步)"
)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a delegate is reported to say should be done. `strict` where 应 or 应该 says so."""

    start: int
    end: int
    voice: Voice
    strict: bool


def has_modal(quote: str) -> bool:
    """Whether a quote demands something: 要, 应, 必须 as modal verbs."""
    return MODAL.search(quote) is not None


def demands_in_speech(text: str, cast: Cast, cut: Sentences) -> Iterable[Demand]:
    """Sentences in which a delegate is reported to say what should be done; 要 counts after 提出, 指出, 认为 only."""
    for match in SPOKEN.finditer(text):
        start = cut.clause(match.start())
        stop = without_adverbs(text, start, match.start())
        if match["verb"] == "看来" and text[start : start + 1] == "在":
            start += 1
        voice = cast.subject(start, stop) if stop > start else None
        end = cut.end(match.end()) if match.end() < len(text) else len(text)
        if earlier(text, start, match.start()):
            continue
        if voice and (demand := _demand(text, match, end, voice)):
            yield demand


def _demand(text: str, match: re.Match[str], end: int, voice: Voice) -> Demand | None:
    begin = match.end()
    if OWN.match(text[begin : begin + 20]) or text[end - 1 : end] in "？?" or "？”" in text[end - 3 : end]:
        return None
    aim = AIM.search(text, begin, min(end, begin + 80))
    begin = aim.end() if aim else begin
    should = SHOULD.search(text, begin, end)
    wanted = WANTED.search(text, begin, end) if match["verb"] in LOOSE else None
    first = min((one for one in (should, wanted) if one), key=lambda one: one.start(), default=None)
    if not first:
        return None
    at = max(begin, first.start("clause"))
    topic = TOPIC.search(text, max(begin, at - 60), at)
    return Demand(topic.start() if topic else at, end, voice, first is should)
