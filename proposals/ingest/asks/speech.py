"""Demands that no 建议 leads in: modal verbs in quotes and in a delegate's reported speech."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..text.earlier import earlier
from ..text.sentences import Sentences
from .cast import Cast, Voice
from .cues import without_adverbs
from .measures import ADVERB, STRONG, governs

MODAL = re.compile(
    r"应当|应该|必须|(?<![反相适供响回对])应(?=[加推完建强进尽把将由从在以给予着注该当重立继引])"
    r"|(?<![最重主需不只就首紧必摘纲机险扼简概])要(?![紧素求点么不是害塞闻领命])"
)
SPOKEN = re.compile(
    r"(?P<verb>提出|认为|表示|指出|说|看来|强调|坦言|直言)(?:[，：:,]\s?(?P<quote>“)?"
    r"|(?<=提出|认为|指出|强调|表示)(?![了过的来着]|意见|建议|议案|提案|问题|要求|关于|自己|[，。；！？”、]))"
)
OFFICE = r"(?:(?:相关|有关|主管|职能|各级|政府)[^，。；]{0,6}?(?:部门|单位|政府|机构)|国家|政府|社会各界|全社会)"
SHOULD = re.compile(
    r"(?P<clause>(?:^|(?<=[，；：“。”？！\n]))[^，；。：“”\n]{0,30}?(?<!是否)(?:应当(?!看到|说|承认|(?:关注|注意|认识)到)|应该(?!说|看到|承认|是(?:一|说|有))|亟[需须待](?!解决|破解)|(?<!没)有必要|不妨|"
    r"(?<!不)必须(?!承认|看到|说|指出)|"
    r"(?<![反相适供响回对效呼照顺感报因本])应(?![，。；、！？“”‘’对有用急变邀聘届付酬战答声运收允诺验征试力激得景时是为该当])|"
    rf"(?<!不)可以?(?=借鉴|参[考照]|考虑|尝试|先从|{ADVERB}{{0,3}}(?:{STRONG}|[将把由]))|能否|最好能?|"
    rf"需要?(?=不断|进一步|尽快|要?从|{ADVERB}{{0,3}}(?:{STRONG}|[将把]))|需要(?={OFFICE}[^，。；]{{0,8}}?(?:{STRONG}))))"
)
WANTED = re.compile(
    r"(?P<clause>(?:^|(?<=[，；：“]))[^，；。：“”\n]{0,24}?(?<![最重主需不只就首紧必摘纲机险扼简概都更还])要"
    r"(?![紧素求点么不是害塞闻领命看想知]))"
)
ADDRESS = re.compile(r"(?:发言|建言)时?$")  # 大会发言说: what the speech says must be done is what it demands
BY_OFFICE = re.compile(OFFICE)
LED = re.compile(
    r"[“‘]?(?:(?:为此|因此|当前|今后|下一步|未来|同时|此外|[他她])[，,]?)?(?P<clause>(?:还|也|更)?(?:要|须|需)(?![求素点闻想是]))"
)
# Duties of the office, and words to one person, are no demands.
DUTY = re.compile(r"代表(?:应|要|必须)|委员(?:应|要|必须)|作为|人大代表|政协委员|我们代表|[你您]")
EFFECT = re.compile(r"(?:^|[，。；：])(?:通过|这样|由此|如此|借助|随着)")
NEEDED = re.compile(r".?需要?$")
TOLD = re.compile(r"目前|近年|去年|已经?|[了过][，。]|曾|我们|[？?]")
LONGEST = 800  # characters of one speaker's sentence that are looked through
HEAD = 40  # characters of a sentence that tell whether it begins with a measure
SLOGAN = re.compile(
    r"(?:应该?|应当|必须|要)[^，。；]{0,6}?(?:弘扬|传承|牢记|珍惜|坚持|努力|贯彻|埋头|奋斗|学习|感恩|始终|树立|更加(?=努力|坚定|自觉|珍惜|积极|紧密|奋发|扎实)|鼓足|撸起|加油|尽[责职]|不负)|应[当该]?(?:成为|多(?!部门|方|渠道)[\u4e00-\u9fff]{1,3}、)"
)
TASK = re.compile(r"(?:人大代表|政协委员|代表委员)(?:更|都|也)?(?:应|要|必须)|[你您]")
FOLLOWING = 8  # sentences after a verb of saying that go on with the speech
LOOSE = frozenset(("提出", "指出", "认为", "看来"))  # verbs after which 要 demands; after 说 it may be a plan
TOPIC = re.compile(
    r"(?:^|(?<=[，；：“。\n]))(?:对|对于|针对|在|关于|面对|除|凡|作为|同时)"
    r"(?:(?!存在|不足|缺|问题|已)[^，；。“”]){1,40}，$"
)
MATTER = re.compile(r"(?:(?<=[，：“。])|(?<=说))[^，；。：“”]{2,24}(?:方面|[时中上])，(?:要)(?![求素点闻想是])")
SETTING = re.compile(r"[^，；。“”]{4,40}(?:环节|方面|领域|过程中|基础上)，(?:在[^，；。]{2,30}，)?$")
REGARDING = re.compile(r"(?:基于|对于?|针对|关于)[^，；。：“”]{4,60}，(?:[^；。：“”]{2,60}，)?$")
REACH = 60  # characters before a demand in which its topic stands
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
    aside: bool = False  # said behind the sentence of the verb: where a series counts what is asked, it only argues


def has_modal(quote: str) -> bool:
    """Whether a quote demands something: 要, 应, 必须 as modal verbs."""
    return MODAL.search(quote) is not None


def demands_in_speech(text: str, cast: Cast, cut: Sentences) -> Iterable[Demand]:
    """Sentences in which a delegate is reported to say what should be done; 要 counts after 提出, 指出, 认为 only.

    The sentences behind, to the end of the paragraph or until somebody else speaks, are the same speech.
    """
    for match in SPOKEN.finditer(text):
        start = cut.clause(match.start())
        stop = without_adverbs(text, start, match.start())
        if match["verb"] == "看来" and text[start : start + 1] == "在":
            start += 1
        voice = cast.subject(start, stop) if stop > start else None
        end = min(cut.end(match.end()), match.end() + LONGEST) if match.end() < len(text) else len(text)
        end = own_end(text, cast, cut, match.end(), end, voice)
        if not voice or earlier(text, start, match.start()):
            continue
        address = ADDRESS.search(text, max(start, match.start() - 8), match.start()) is not None
        demand = _demand(text, match, end, voice, address=address)
        if demand:
            yield demand
        loose = match["verb"] in LOOSE
        goes_on = loose and SHOULD.search(text, match.end(), end) is not None
        yield from following(text, cast, cut, end, voice, address=address, orders=goes_on, loose=loose)


def own_end(text: str, cast: Cast, cut: Sentences, start: int, end: int, voice: Voice | None) -> int:
    """Where a sentence in which several speak in turn, parted by semicolons, goes on to the next of them."""
    taken = cast.until_others(start, voice, min(end, start + LONGEST)) if voice else end
    if taken >= end:
        return end
    other = cut.clause(taken)
    return other if start < other and text[other - 1] in "；;" else end


def following(
    text: str,
    cast: Cast,
    cut: Sentences,
    at: int,
    voice: Voice,
    *,
    address: bool,
    orders: bool = False,
    loose: bool = False,
) -> Iterable[Demand]:
    """The sentences from `at` in which the same speech demands.

    In an `address` those led by 要 as well; with `orders`, behind a demand, those that begin with their measure.
    """
    stop = cut.paragraph_end(at) if at < len(text) else at
    for _ in range(FOLLOWING):
        if at >= stop:
            return
        end = min(cut.end(at), stop, at + LONGEST)
        if cast.others(at, end, voice):
            return
        if demand := _sentence(text, at, end, voice, address=address, loose=loose):
            yield demand
        elif orders and text[at : at + 1] in ("将", "把") and not TOLD.search(text, at, end):
            yield Demand(at, end, voice, True)
        at = max(end, at + 1)


def _sentence(text: str, at: int, end: int, voice: Voice, *, address: bool, loose: bool = False) -> Demand | None:
    """What one sentence of a speech demands."""
    if text[end - 1] in "？?" or "？”" in text[end - 3 : end] or DUTY.search(text, at, end) or OWN.match(text[at:end]):
        return None
    if not address and SLOGAN.search(text, at, end):
        return None
    led = LED.match(text, at, end) if address or loose else None
    if led and not address and not governs(text[at : at + HEAD]):
        led = None
    should = led or SHOULD.search(text, at, end)
    if should and not led and _effect(text, at, should):
        return None
    if should and not led and NEEDED.match(should.group()[-2:]) and not BY_OFFICE.match(text, should.end()):
        return None  # 当前需要加强: a problem told, unless the sentence of the verb of saying says it
    if not should:
        return None
    if not led and NEEDED.match(should.group()[-2:]):
        return Demand(should.end(), end, voice, True, aside=not address)
    start = _with_topic(text, at, should.start("clause"))
    return Demand(start, end, voice, address or should.group()[-1] not in "可以", aside=not address)


def _with_topic(text: str, floor: int, at: int) -> int:
    """Where a demand begins whose topic stands before it: 对不肯让路的，市里应…; 养护、检查等环节，都应…."""
    if SETTING.match(text, floor, at) or REGARDING.match(text, floor, at):
        return floor
    topic = TOPIC.search(text, max(floor, at - REACH), at)
    return topic.start() if topic else at


def _effect(text: str, begin: int, should: re.Match[str]) -> bool:
    """通过旅游，可带动就业: what comes of it, no demand."""
    return should.group().endswith(("可", "可以")) and EFFECT.search(text, max(0, begin - 1), should.end()) is not None


def _demand(text: str, match: re.Match[str], end: int, voice: Voice, *, address: bool) -> Demand | None:
    begin = match.end()
    if OWN.match(text[begin : begin + 20]) or text[end - 1 : end] in "？?" or "？”" in text[end - 3 : end]:
        return None
    if TASK.search(text, begin, end) or (
        match["verb"] not in LOOSE and not address and SLOGAN.search(text, begin, end)
    ):
        return None
    aim = AIM.search(text, begin, min(end, begin + 80))
    begin = aim.end() if aim else begin
    should = SHOULD.search(text, begin, end)
    if should and _effect(text, begin, should):
        should = None
    wanted = WANTED.search(text, begin, end) if address or match["verb"] in LOOSE else None
    if match["verb"] == "提出" and not should and not wanted and governs(text[begin : begin + HEAD]):
        return Demand(begin, end, voice, True)
    first = min((one for one in (should, wanted) if one), key=lambda one: one.start(), default=None)
    if not first:
        matter = MATTER.search(text, begin, end)
        return Demand(matter.start(), end, voice, True) if matter and governs(text[matter.end() : end][:HEAD]) else None
    at = max(begin, first.start("clause"))
    strict = (first is should and not NEEDED.match(first.group()[-2:])) or (
        first is wanted and (address or (match["verb"] == "提出" and wanted.start() == begin))
    )
    return Demand(_with_topic(text, begin, at), end, voice, strict)
