"""The words by which a delegate asks: 建议, 呼吁, 希望 as verbs, with the one who asks found before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..text.earlier import earlier
from ..text.sentences import Sentences
from ..text.series import NUMERALS
from .cast import Cast, Voice
from .measures import governs
from .turns import SAYING

NO_VERB = re.compile(
    r"[提写]得|后[，,]|\d{1,2}(?![\d.．年月日个万亿%％项条岁元至到~～—－-])|[件案条的和书函稿数被了”’》）)？?]|及(?![时早])|与(?!会)|者|共(?![同建享治管])|总(?!结)|中(?![央小医国学心部等老高西考职青])|"
    r"\d{1,5}[余多]?[件份条项]|办理|工作|答复|提案|意见|内容|清单|征集|得到|已|在(?:大会|会上|哪)|落实(?:情况|率|工作)|采纳|"
    r"[指提]出|认为|(?<=希望)(?:能够?|可以)?(?:提出|带来|自己|尽自己|不负|继续履|[把将][^，。]{0,14}带)|(?<=希望)[^，。]{0,16}(?:继续努力|越来越好|再接再厉|健康成长|再上新台阶)(?=[，。])|(?<=希望)(?:工程|小学)|(?<=希望)(?=。)|称"
)
SPEECH = re.compile(r"[，：:,]?\s?")
MINE = re.compile(r"[我他她](?:今年|此次|这次)?的(?:提案|议案|建议)(?:就)?是(?!关于|《|“|有关|围绕|一份|一件)")
# 在今年提交的建议里，加强…
WITHIN = r"(?:今年|此次|这次|本次)[^，。；：“”\n]{0,8}?(?:提交|带来|准备|提出|撰写)的(?:提案|议案|建议)(?:里|中)[，：]"
# What is asked stands before the word.
OFFERED = r"(?:提出|带来)(?:了(?:关于|有关)?|关于)(?P<offered>[^，。；：\n]{4,60})的(?:意见)?建议(?=[，。；]|$)"
COUNTED = (
    r"提出了?(?P<counted>[^，。；：“”\n]{4,80}?)(?P<more>等)?(?P<number>[一二三四五六七八九十两几\d]{1,2})"
    r"(?:点|条|项|个|方面)(?:的)?(?:具体)?(?:意见|对策)?建议(?=[，。；]|$)"
)
CUES = re.compile(
    rf"(?P<mine>{MINE.pattern})|(?P<within>{WITHIN})|{OFFERED}|{COUNTED}|建议|呼吁|吁请|希望|提议|恳请|提请|倡议|主张|盼望|期盼|期待"
)
NOUN = re.compile(
    r"(?:[件份条个项些点类种的该此本好]|意见|提交|递交|带来|合理化|接受|采纳|征集|办理|答复|督办|听取|提出了?)$"
)
BROUGHT = re.compile(r"(?:带来|提交|递交|提出)[^，。；：]{0,30}的$")
SEVERAL = re.compile(
    r"(?:带来|提交|递交|提出|形成)了?(?:[多几数两二三四五六七八九十\d]|若干|一系列|一些|一批|诸多|不少|许多|大量)[^，。；：]{0,12}$"
)
ADDS = re.compile(r"[“‘]?(?:同时|与此同时|此外|另外|除此之外|最后)[，,]?(?:[他她]|还|也)*$")
ADVERB = re.compile(
    r"(?:同时|还|也|并且?|进一步|再次|继续|因此|为此|强烈|郑重|共同|一致|联名|特别|就此|对此|由此|所以|于是|此外|另外|最后|与此|明确|"
    r"首先|其次|再次|其中[就还也]?|诚恳|殷切|真诚|衷心|则|又|更|现场|在会上|在发言中|我们|积极|大胆|反复|多次|领衔|联合|重点|今年|此次|"
    r"(?<![\u4e00-\u9fff])[在从当][^，。；：“”\n]{1,24}?(?:中|上|时|里|期间|后|看来))$"
)
ATTRIBUTION = re.compile(rf"[^，。！？；：“”\n]{{1,40}}?(?:{SAYING})")
SAID = re.compile(rf"(?:{SAYING})$")
QUOTED = re.compile(
    r"[”’]\s*(?:——|[—－-]{1,2}|[。！？；，、”\n]|$|[\u4e00-\u9fff]{2,30}?(?:说|道|建议|表示|认为|呼吁|提出|介绍|坦言|告诉|指出|称))"
)
NAMING = re.compile(r"[^，。！？；：“”\n]{2,40}")  # the clause behind a quote
VERBAL = re.compile(
    r"(?:进一步|积极|大力|撬|抢|挖掘|做|形成|实现|引导|促进|加|推|建|完善|健全|提[高升]|优化|构|培育|打造|降低|增|扩|改|发展|规范|强化|支持|鼓励|助力|以|将|把|对|在)"
)
MYSELF = re.compile(r"我们?|本人")
QUOTE_REACH = 600
PIECE = re.compile(r"[^、]+")
TITLE = 60  # characters back to the mark that opens a title
SOLE = frozenset(("代表", "委员"))


@dataclass(frozen=True, slots=True)
class Cue:
    """One act of asking. `start` is where its clause begins, `end` where what is asked begins."""

    start: int
    at: int
    end: int
    voice: Voice
    named: bool  # the clause names who asks; else the voice is the one who had the word
    until: int | None = None  # where what is asked ends, if not with the sentence
    adds: bool = False  # 此外，建议: a sentence that goes on asking

    @property
    def fresh(self) -> bool:
        """Whether it begins a point of its own even within a counted one."""
        return self.named or self.adds


def cues(text: str, cast: Cast, cut: Sentences) -> Iterator[Cue]:
    """Every cue whose subject is a delegate of the article. 专家建议, 市民希望, 代表建议228件 are none."""
    for match in CUES.finditer(text):
        if _titled(text, match.start()):
            continue
        if match["mine"] or match["within"]:
            if match["within"] and not governs(text[match.end() : match.end() + TITLE]):
                continue
            if voice := cast.current(match.start()):
                yield Cue(match.start(), match.start(), match.end(), voice, True)
            continue
        if match["offered"]:
            yield from _offered(text, cast, cut, match)
        elif match["counted"]:
            yield from _counted(text, cast, cut, match)
        elif not (NO_VERB.match(text, match.end()) or _noun(text, match)) and (cue := _cue(text, cast, cut, match)):
            yield cue


def _noun(text: str, match: re.Match[str]) -> bool:
    """7份建议, 群众的建议; 提出建议 and 带来了关于夜校的建议 ask only where a colon says what."""
    noun = NOUN.search(text, max(0, match.start() - 4), match.start())
    said = text[match.end() : match.end() + 1] in ("：", ":")
    brought = BROUGHT.search(text, max(0, match.start() - 40), match.start()) if said else None
    if not said and SEVERAL.search(text, max(0, match.start() - 40), match.start()):
        return True
    return noun is not None and not (said and (noun.group().startswith("提出") or brought))


def _offered(text: str, cast: Cast, cut: Sentences, match: re.Match[str]) -> Iterator[Cue]:
    """提出了加快港城建设的建议: the words between are what is asked."""
    start = cut.clause(match.start())
    stop = without_adverbs(text, start, match.start())
    voice = cast.subject(start, stop) if stop > start else cast.current(start)
    if voice and VERBAL.match(match["offered"]) and not earlier(text, cut.start(start), match.start()):
        yield Cue(start, match.start(), match.start("offered"), voice, True, until=match.end("offered"))


def _counted(text: str, cast: Cast, cut: Sentences, match: re.Match[str]) -> Iterator[Cue]:
    """提出修路、架桥、种树三点建议: as many asks as it counts; with 等 all that it names."""
    start = cut.clause(match.start())
    stop = without_adverbs(text, start, match.start())
    voice = cast.subject(start, stop) if stop > start else cast.current(start)
    if not voice or match["counted"].endswith("的") or earlier(text, cut.start(start), match.start()):
        return
    pieces = list(PIECE.finditer(text, *match.span("counted")))
    if len(pieces) != _number(match["number"]) and not (match["more"] and all(governs(one.group()) for one in pieces)):
        pieces = [match]
    for piece in pieces:
        span = piece.span("counted") if piece is match else piece.span()
        yield Cue(span[0], span[0], span[0], voice, True, until=span[1])


def _number(word: str) -> int:
    """三 is 3; 0 where the word counts nothing."""
    return int(word) if word.isdecimal() else NUMERALS.find(word) + 1


def _titled(text: str, at: int) -> bool:
    """《关于呼吁…的提案》: a word within a title asks for nothing."""
    opened = text.rfind("《", max(0, at - TITLE), at)
    return opened >= 0 and "》" not in text[opened:at] and text.find("》", at, at + TITLE) >= 0


def _cue(text: str, cast: Cast, cut: Sentences, match: re.Match[str]) -> Cue | None:
    start = cut.clause(match.start())
    stop = without_adverbs(text, start, match.start())
    voice = cast.subject(start, stop) if stop > start else None
    if text[start:stop] in SOLE and len(set(cast.voices.values())) == 1:
        voice = cast.current(start) or next(iter(cast.voices.values()))
    if stop > start and voice is None and "并" in text[stop : match.start()]:
        voice = _acting(cast, start, stop)
    named = voice is not None and text[stop - 1] not in "我们"
    if stop == start or not named:
        voice = _had_the_word(text, cast, start, stop, voice)
    floor = cut.start(start)
    if not voice or earlier(text, floor, match.start()) or _slogan(text, start, stop):
        return None
    after = SPEECH.match(text, match.end())
    adds = ADDS.search(text, max(floor, match.start() - 16), match.start()) is not None
    return Cue(start, match.start(), after.end() if after else match.end(), voice, named, adds=adds)


def _acting(cast: Cast, start: int, stop: int) -> Voice | None:
    """张三分析了原因并建议: whoever the clause names first."""
    ends = cast.endings_within(start, stop)
    return cast.subject(start, ends[0]) if ends else None


def without_adverbs(text: str, start: int, end: int) -> int:
    """Where a clause's subject ends: 他同时还|建议."""
    while end > start and (adverb := ADVERB.search(text, max(start, end - 30), end)):
        end = adverb.start()
    return end


def _slogan(text: str, start: int, stop: int) -> bool:
    """“建议…”冲上热搜: a quote that begins with the cue and is nobody's speech."""
    if stop > start or text[start - 1 : start] not in ("“", "‘"):
        return False
    close = text.find("”", start, start + QUOTE_REACH)
    return close >= 0 and "\n" not in text[start:close] and not QUOTED.match(text, close)


def _had_the_word(text: str, cast: Cast, start: int, stop: int, voice: Voice | None) -> Voice | None:
    """Without a subject, or with 我, the speaker: a quote's is named after it, else the last who had the word."""
    if stop > start and voice is None and not MYSELF.fullmatch(text, start, stop):
        return None  # somebody else is the subject
    after = named_after(text, cast, stop)
    return after[0] if after else voice or cast.current(start)


def named_after(text: str, cast: Cast, at: int) -> tuple[Voice | None] | None:
    """Who is named behind the quote in which `at` stands; None where it stands in none, or nobody is named."""
    close = text.find("”", at, at + QUOTE_REACH)
    if close < 0 or "“" in text[at:close] or "\n" in text[at:close]:
        return None
    if said := ATTRIBUTION.match(text, close + 1):
        verb = SAID.search(said.group())
        return (cast.subject(close + 1, said.end() - (len(verb.group()) if verb else 0)),)
    clause = NAMING.match(text, close + 1)
    ends = cast.endings_within(close + 1, clause.end()) if clause else ()
    return (cast.voices[cast.endings[ends[0]]],) if ends else None
