"""Which numbered series are demands: by the words that lead them in and by who has the word."""

import re
from dataclasses import dataclass

from ..text.sentences import Sentences
from ..text.series import Marker, series
from .carrying import ADDED, GOES_ON
from .cast import Cast, Voice
from .cues import Cue

NOT_ASKED = re.compile(
    r"原因|问题|困难|瓶颈|短板|难点|不足|现状|意义|成绩|成效|特点|亮点|体现在|表现|优势|经验|回应|答复|介绍说|目标|挑战|差距|困境|"
    r"去年|前年|往年"
)
ASKED = re.compile(r"怎么|如何|怎样|哪里|对策|办法|措施|举措|以下|建议|着手|入手|方面")
SPOKEN = re.compile(r"(?:说|认为|表示|提出|指出)[，：:,]?[“‘]?$")
DEMAND = re.compile(
    r"[“‘]?(?:[^，。；]{0,10}?(?:要|应|须|请|由|把|将|让|使|给|对|在)|加|推|完|健|建|培|壮|搭|打|提|优|强|支持|鼓励|引|落实|出台|"
    r"制[定订]|设[立置]|实施|开展|统筹|规范|改|解决|增|扩|构|尽[快早]|依托|持续|高位|多|早|用好|扶持|发展|大力|积极|深[化入]|着力|全面|切实)"
)
DONE = re.compile(
    r"(?:^|[，；。])[^，；。]{0,16}?(?:已经?(?!有)|完成了?|实现了|取得了?|新增|建成了?|荣获|获得|累计|共[有计投建办]|同比|增长\d|达到?\d|开展了|推出了|"
    r"建立了|组织了|举办了|引进了|解决了|提升了|落实了|打造了)|去年|今年以来|一年来|今年将|我们将|公司将|学校将|计划在|下一步"
)
OWN_WORK = re.compile(
    r"(?:我局|我校|我们(?:局|校|公司|医院|单位|学校|企业)|本单位|工作中|一年来|今年以来|过去[的一]|下一步|工作打算|履职|做[了好]以下|主要做|"
    r"重点[抓做]|我们(?:主要|重点|着力|将)|[他她]将|将从)"
)
ENDS = re.compile(
    r"[“‘]|据(?:悉|了解|介绍|统计)|记者|对此|会后|采访|[^，。！？；：“”\n]{0,20}(?:说|表示|认为|相信|介绍|透露|坦言|强调)[，。：]"
)
ADDS = re.compile(r"同时|与此同时|此外|另外|除此之外")
SENTENCES = 12  # sentences of one counted point
ITEM = 60  # characters at the head of a counted point that tell demand from report
LEAD = 80  # characters before the first marker that can lead a series in


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One counted point: from behind its marker to the next marker or the end of the paragraph."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """One series of demands; `first` is where its first marker stands."""

    first: int
    items: tuple[Item, ...]
    voice: Voice


def runs(text: str, cast: Cast, cut: Sentences, said: list[Cue]) -> list[Run]:
    """The series that are demands, the outermost only, in order."""
    by_end = {cue.end: cue for cue in said}
    begun = {cue.start: cue for cue in said if cue.named}
    found: list[Run] = []
    for marks in sorted(series(text), key=lambda run: run[0].start):
        if found and marks[0].start < found[-1].items[-1].end:
            if len(found[-1].items) > 1:
                continue
            found[-1] = _shortened(found[-1], marks[0].start)
        items = _items(marks, cut, text)
        voice = _voice(text, cast, cut, by_end, begun, marks, items)
        if voice:
            found.append(Run(marks[0].start, items, voice))
    return found


def _shortened(run: Run, end: int) -> Run:
    """首先 alone, with a whole series in its paragraph, ends where that series begins."""
    start = run.items[0].start
    return Run(run.first, (Item(start, max(start, end)),), run.voice)


def _items(marks: list[Marker], cut: Sentences, text: str) -> tuple[Item, ...]:
    """From marker to marker; each within its paragraph, the last no longer than the series goes on."""
    last = marks[-1]
    ends = [mark.start for mark in marks[1:]] + [_last_end(text, last, cut)]
    return tuple(
        Item(mark.end, max(mark.end, min(end, _paragraph_end(cut, mark.end, text))))
        for mark, end in zip(marks, ends, strict=True)
    )


def _last_end(text: str, last: Marker, cut: Sentences) -> int:
    """A series told in one sentence ends with it; else where somebody speaks, or the demands go on unnumbered."""
    end = cut.end(last.end) if last.end < len(text) else len(text)
    if text[last.start - 1 : last.start] in ("；", ";", "，", ","):
        return end
    limit = _paragraph_end(cut, last.end, text)
    for _ in range(SENTENCES):
        if end >= limit or ENDS.match(text, end) or _adds(text, end):
            break
        end = cut.end(end)
    return min(end, limit)


def _adds(text: str, at: int) -> bool:
    """同时，要…: a sentence that goes on asking beside the numbers."""
    return ADDED.match(text, at) is not None or (ADDS.match(text, at) and GOES_ON.match(text, at)) is not None


def _paragraph_end(cut: Sentences, offset: int, text: str) -> int:
    return cut.paragraph_end(offset) if offset < len(text) else offset


def _voice(
    text: str,
    cast: Cast,
    cut: Sentences,
    by_end: dict[int, Cue],
    begun: dict[int, Cue],
    marks: list[Marker],
    items: tuple[Item, ...],
) -> Voice | None:
    """Who makes these demands; None when they are none, or nobody is known to make them."""
    first = marks[0].start
    cue = by_end.get(first) or by_end.get(first - 1)
    if cue:
        return cue.voice
    own = begun.get(items[0].start) or begun.get(items[0].start + 1)
    if own and own.at < items[0].end:
        return own.voice
    lead = _lead(text, cut, first)
    if NOT_ASKED.search(lead) or OWN_WORK.search(lead):
        return None
    current = cast.current(first)
    spoken = SPOKEN.search(lead)
    if spoken:
        current = cast.subject(cut.clause(first - len(spoken.group())), first - len(spoken.group()))
    reported = sum(1 for item in items if DONE.search(text, item.start, min(item.end, item.start + ITEM)))
    if reported * 2 >= len(items):
        return None
    if ASKED.search(lead) and not spoken:
        return current
    demanding = sum(1 for item in items if DEMAND.match(text, item.start))
    return current if len(items) > 1 and demanding * 3 >= len(items) * 2 else None


def _lead(text: str, cut: Sentences, first: int) -> str:
    """What stands before the first marker in its sentence; the sentence before when that is nothing."""
    start = cut.start(first)
    lead = text[max(start, first - LEAD) : first].strip(" “‘\n")
    if lead or start == 0:
        return lead
    before = cut.start(max(0, start - 2))
    return text[max(before, start - LEAD) : start].strip()
