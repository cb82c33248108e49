"""Words whose speaker is named apart from a verb of saying.

Behind a dash: “应该…。”——省政协委员张三在讨论时. Before a colon: 张三：…, 答：… in interviews and transcripts.
"""

import re
from collections.abc import Iterable

from ..text.sentences import Sentences
from .cast import Cast, Voice
from .cues import without_adverbs
from .measures import governs
from .speech import DUTY, HEAD, LED, OWN, SHOULD, SLOGAN, TOLD, WANTED, Demand
from .turns import taken
from .undersigned import statements

ASCRIBED = re.compile(r"”\s{0,3}(?:[—－–-]{1,4}\s?)(?P<who>[^。！？：“”\n]{2,60})")
LENGTH = 600  # characters of such a quote

SIGNED = re.compile(
    r"”(?P<who>[^，。！？；：“”\n]{2,60}?)(?:说道?|表示|认为|指出|强调|介绍|坦言|直言|告诉记者|补充道?|呼吁|提出)(?=[，。：])"
)
FILED_QUOTE = re.compile(
    r"(?:提案|议案|建议)[^。“”\n]{0,40}。\s?“(?P<quote>[^”\n]{6,300})”(?![^，。：\n]{2,20}(?:说|表示|介绍|认为))"
)
OURSELVES = re.compile(r"我们(?:国家)?要?")
CAPTION = re.compile(r"(?:代表|委员)?[：:]\s?(?![“‘])")
ASKS = re.compile(r"建议|呼吁|希望")
MOST = 12  # sentences of one paragraph


def labelled(text: str, cast: Cast, cut: Sentences) -> Iterable[Demand]:
    """The sentences of a paragraph under a delegate's name that say what should be done."""
    for turn in taken(text, cut):
        if turn.kind not in ("label", "answer"):
            continue
        voice = cast.subject(turn.start, turn.end) if turn.kind == "label" else cast.current(turn.start)
        begin, stop = turn.end + 1, cut.paragraph_end(turn.end)
        for _ in range(MOST if voice else 0):
            if begin >= stop:
                break
            end = min(cut.end(begin), stop)
            should = SHOULD.search(text, begin, end)
            plain = text[end - 1] not in "？?" and not DUTY.search(text, begin, end) and not OWN.match(text[begin:end])
            if voice and should and plain:
                yield Demand(max(begin, should.start("clause")), end, voice, False)
            begin = max(end, begin + 1)


def captioned(text: str, cast: Cast, cut: Sentences) -> Iterable[Demand]:
    """张三委员：应…; in the middle of a line: what stands behind the colon, to the end of the sentence or semicolon."""
    for at in cast.ends:
        match = CAPTION.match(text, at)
        if not match:
            continue
        begin = match.end()
        end = min(cut.end(begin), begin + LENGTH) if begin < len(text) else begin
        stop = next((place for mark in "；;" if (place := text.find(mark, begin, end)) >= 0), end)
        should = SHOULD.search(text, begin, stop)
        title = "】" in text[begin:stop] or "\n" in text[begin:stop]
        if should and not title and text[stop - 1] not in "？?" and not DUTY.search(text, begin, stop):
            yield Demand(max(begin, should.start("clause")), stop, cast.voices[cast.endings[at]], True)


def signed(text: str, cast: Cast, cut: Sentences) -> Iterable[Demand]:
    """“河道应当禁采。”张三委员说: the sentences of a quote before its speaker that say what should be done."""
    for match in SIGNED.finditer(text):
        stop = without_adverbs(text, match.start("who"), match.end("who"))
        voice = cast.subject(match.start("who"), stop) if stop > match.start("who") else None
        opened = text.rfind("“", max(0, match.start() - LENGTH), match.start())
        if voice and opened >= 0 and not {"”", "\n"} & set(text[opened : match.start()]):
            yield from _within(text, cut, opened + 1, match.start(), voice)


def _within(text: str, cut: Sentences, begin: int, stop: int, voice: Voice) -> Iterable[Demand]:
    """The sentences of a quote that say what should be done."""
    while begin < stop:
        end = min(cut.end(begin), stop)
        should = SHOULD.search(text, begin, end)
        told = text[end - 1] in "？?" or DUTY.search(text, begin, end) or OWN.match(text[begin:end])
        told = told or SLOGAN.search(text, begin, end)
        if should and not told:
            yield Demand(max(begin, should.start("clause")), end, voice, True)
        begin = max(end, begin + 1)


def explained(text: str, cast: Cast, cut: Sentences) -> Iterable[Demand]:
    """The quote right behind the sentence that tells of a delegate's own file, from where it demands."""
    for match in FILED_QUOTE.finditer(text):
        voice = cast.current(match.start())
        own = cast.endings_within(cut.start(match.start()), match.start())
        should = SHOULD.search(text, *match.span("quote")) or WANTED.search(text, *match.span("quote"))
        if voice and own and should and text[match.end() - 2] not in "？?":
            begin = OURSELVES.match(text, should.start("clause"))
            yield Demand(begin.end() if begin else should.start("clause"), match.end("quote"), voice, False)


def undersigned(text: str, cast: Cast, cut: Sentences) -> Iterable[Demand]:
    """The sentences above ——张三委员 that say what should be done, or begin with their measure where none says 建议."""
    for one in statements(text):
        order = cast.endings_within(one.who, one.stop)
        voice = cast.voices[cast.endings[order[0]]] if order else None
        plain = not ASKS.search(text, one.start, one.end)
        begin = one.start
        while voice and begin < one.end:
            end = min(cut.end(begin), one.end)
            should = SHOULD.search(text, begin, end) or LED.match(text, begin, end) or WANTED.search(text, begin, end)
            told = text[end - 1] in "？?" or DUTY.search(text, begin, end) or OWN.match(text[begin:end])
            measure = plain and governs(text[begin : begin + HEAD]) and not TOLD.search(text, begin, end)
            if not told and (should or measure):
                yield Demand(should.start("clause") if should else begin, end, voice, True)
            begin = max(end, begin + 1)


def ascribed(text: str, cast: Cast, cut: Sentences) -> Iterable[Demand]:
    """The sentences of a quote before a dash and a delegate's name that say what should be done."""
    for match in ASCRIBED.finditer(text):
        order = cast.endings_within(match.start("who"), match.end("who"))
        opened = text.rfind("“", max(0, match.start() - LENGTH), match.start())
        if not order or opened < 0 or "”" in text[opened : match.start()]:
            continue
        voice = cast.voices[cast.endings[order[0]]]
        yield from _within(text, cut, opened + 1, match.start(), voice)
