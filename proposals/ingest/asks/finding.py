"""What is asked, point by point, and by whom: only the delegates' own demands, no problem, praise or office's measure.

Five ways a point begins: a numbered series led in by an act of asking; an act of asking itself (X建议…); a demand in
the quote that stands before X建议; a delegate's reported speech in which 应 or 要 demands; and a sentence that goes on
asking right after another point. A general call that only repeats the headline gives way to points that say more, and
what is said twice counts once.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..records import Ask
from ..text.passage import Passage
from ..text.quantities import quantities
from ..text.repeats import likeness, once, said_by
from ..text.sentences import Sentences, sentences
from .carrying import carried
from .cast import Cast, Voice
from .cues import QUOTE_REACH, Cue, cues
from .enumerated import Item, Run, runs
from .measures import governs
from .quoted import ascribed, captioned, explained, labelled, signed, undersigned
from .speech import SHOULD, demands_in_speech, has_modal, own_end
from .splitting import OURS, parts

OPENING = re.compile(r"^(?:[\s，,、：:；;。”’！!]|[.．](?!\d))+")
CLOSING = re.compile(r"[\s，,、：:；;。！!]+$")
REASON = re.compile(r"(?:(?:鉴于|考虑到|由于|既然)[^。；]{4,200}?|[^，。；]{2,30})，(?=(?:特|现|并)?建议(?!中|里))")
BESIDE = re.compile(r"(?:同时|与此同时|此外|另外|除此之外)[，,]")
OFFICES = re.compile(r"(?:政府|国家|相关|有关|职能|部门|各级|各地|地方|全社会|社会各界)+能够?")  # 希望政府能…
SAME = 0.5  # share of character pairs with the headline from which a call says no more than the headline
ALL = 0.7  # share of a point's own pairs from which the headline says all of it
LEAST = 2  # characters: less is no demand


@dataclass(frozen=True, slots=True)
class Point:
    """One point in the article's text. `general` marks one that no series counts."""

    start: int
    end: int
    voice: Voice
    general: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One point as it is recorded, with those who ask and its place in the passage."""

    voice: Voice
    ask: Ask
    start: int
    end: int


def asks(body: Passage, cast: Cast, headline: str) -> list[Asked]:
    """The points of an article in order, each with those who ask."""
    text, cut = body.text, sentences(body.text)
    said = list(cues(text, cast, cut))
    counted = runs(text, cast, cut, said)
    points = _sorted([*_series(text, counted, said, cut), *_calls(text, counted, said, cut, cast)])
    points = _sorted([*points, *_spoken(text, cast, cut, points)])
    points = _sorted([*points, *_carried(text, points, said, cast, cut)])
    points = [*_not_repeating(points, counted, headline, text)]
    points = [part for point in points for part in _parted(text, point)]
    found = [asked for point in points if (asked := _ask(body, point))]
    return _once(found)


def _sorted(points: Iterable[Point]) -> list[Point]:
    return sorted(points, key=lambda point: point.start)


def _parted(text: str, point: Point) -> Iterable[Point]:
    """A counted point is one; a call may ask for several things."""
    if not point.general:
        return [point]
    return [replace(point, start=start, end=end) for start, end in parts(text, point.start, point.end)]


def _once(found: list[Asked]) -> list[Asked]:
    """Each voice's points once, in order."""
    by_voice: dict[Voice, list[Asked]] = {}
    for one in found:
        by_voice.setdefault(one.voice, []).append(one)
    kept = [own[at] for own in by_voice.values() for at in once([one.ask.text for one in own])]
    return sorted(kept, key=lambda one: one.start)


def _series(text: str, counted: Iterable[Run], said: list[Cue], cut: Sentences) -> Iterable[Point]:
    """The points of counted series: each to the next marker, or the end of its paragraph, or a new act of asking."""
    starts = [cue.start for cue in said]
    for run in counted:
        for item in run.items:
            inside = said[bisect_left(starts, item.start) : bisect_left(starts, item.end)]
            own = inside[0] if inside and inside[0].start <= item.start + 1 else None
            begin = own.end if own and (own.named or own.at == item.start) else item.start
            fresh = next((cue for cue in inside if cue.fresh and cue.start > begin), None)
            end = _before(fresh, begin, cut) if fresh else item.end
            if text[max(begin, end - 1) : end] not in ("？", "?"):
                yield Point(begin, max(begin, end), own.voice if own and own.named else run.voice, False)


def _before(fresh: Cue, begin: int, cut: Sentences) -> int:
    """A counted point ends with the sentence before a new act of asking."""
    edge = cut.start(fresh.start)
    return edge if edge > begin else fresh.start


def _calls(text: str, counted: list[Run], said: list[Cue], cut: Sentences, cast: Cast) -> Iterable[Point]:
    """Acts of asking outside a series, and demands quoted before them."""
    items = sorted(item for run in counted for item in run.items)
    leads = {run.first for run in counted} | {run.first - 1 for run in counted}
    reached = 0
    for order, cue in enumerate(said):
        quote = _quote_before(text, cue, cut)
        if quote:
            yield Point(*quote, cue.voice, True)
        place = bisect_right(items, Item(cue.start, len(text)))
        item = items[place - 1] if place else None
        inside = item is not None and cue.start < item.end
        first = item is not None and inside and cue.start <= item.start + 1
        if cue.end in leads or first or (inside and not cue.fresh) or cue.start < reached:
            continue
        end = _call_end(text, cue, cut, said[order + 1 : order + 2], cast)
        reached = max(reached, end)
        begin = _after_reason(text, cue.end, end)
        if text[max(begin, end - 1) : end] not in ("？", "?"):
            yield Point(begin, end, cue.voice, True)


def _after_reason(text: str, start: int, end: int) -> int:
    """建议，鉴于…，建议免税: what is asked begins after the reason."""
    reason = REASON.match(text, start, end)
    if not reason:
        return start
    again = text.index("建议", reason.end())
    return again + 2


def _call_end(text: str, cue: Cue, cut: Sentences, after: list[Cue], cast: Cast) -> int:
    """A call ends with its sentence, or where somebody else asks or takes the word in the same one."""
    if cue.until is not None:
        return cue.until
    end = cut.end(cue.end) if cue.end < len(text) else cue.end
    if after and after[0].named and after[0].voice != cue.voice and cue.end < after[0].start < end:
        end = after[0].start
    elif after and _asks_again(text, cue, after[0], end):
        end = after[0].start - 1
    return own_end(text, cast, cut, cue.end, end, cue.voice)


def _asks_again(text: str, cue: Cue, after: Cue, end: int) -> bool:
    """建议应架桥，建议修路: a second 建议 in the same sentence, unless the words before it only give a reason."""
    first = text[cue.end : after.start]
    bare = after.start == after.at and text[after.start - 1 : after.start] in ("，", ",")
    return cue.end < after.start < end and bare and (SHOULD.search(first) is not None or governs(first))


def _quote_before(text: str, cue: Cue, cut: Sentences) -> tuple[int, int] | None:
    """“要…。”张三建议: the quote before a named act of asking, if it demands something. A lost mark costs the quote."""
    if not cue.named or not text.startswith("”", cue.start - 1) or cue.start < 1:
        return None
    floor = max(cut.paragraph_start(cue.start), cue.start - QUOTE_REACH)
    opened = text.rfind("“", floor, cue.start)
    quote = text[opened + 1 : cue.start - 1]
    if opened < 0 or "”" in quote or not has_modal(quote):
        return None
    return opened + 1, cue.start - 1


def _spoken(text: str, cast: Cast, cut: Sentences, points: list[Point]) -> Iterable[Point]:
    """Demands in reported speech and in quotes ascribed afterwards, where no other point stands."""
    ways = (demands_in_speech, ascribed, labelled, captioned, explained, signed, undersigned)
    spoken = [demand for way in ways for demand in way(text, cast, cut)]
    counted = {point.voice for point in points if not point.general}
    heard = {point.voice for point in points} | {demand.voice for demand in spoken if demand.strict}
    starts = [point.start for point in points]
    reached = 0
    for demand in sorted(spoken, key=lambda one: one.start):
        free = bisect_left(starts, demand.start) == bisect_left(starts, demand.end)
        covered = (at := bisect_right(starts, demand.start)) and points[at - 1].end > demand.start
        wanted = demand.voice not in heard if not demand.strict else not (demand.aside and demand.voice in counted)
        if free and not covered and demand.start >= reached and wanted:
            reached = demand.end
            yield Point(demand.start, demand.end, demand.voice, True)


def _carried(text: str, points: list[Point], said: list[Cue], cast: Cast, cut: Sentences) -> Iterable[Point]:
    """Sentences after a point that go on asking, until somebody takes the word."""
    starts = [point.start for point in points]
    asking = [cue.start for cue in said]
    for order, point in enumerate(points):
        if OURS.search(text, point.start, point.end):
            continue  # the speaker has come to duties of his own
        end = point.end
        limit = starts[order + 1] if order + 1 < len(points) else len(text)
        while (more := carried(text, end, cut)) and more[1] <= limit:
            if bisect_left(asking, more[0]) < bisect_left(asking, more[1]) or cast.others(*more, point.voice):
                break
            yield Point(*more, point.voice, True)
            end = more[1]


def _not_repeating(points: list[Point], counted: list[Run], headline: str, text: str) -> Iterable[Point]:
    """Drop general calls that say no more than the headline, before a series or beside other points of the voice."""
    first = min((run.first for run in counted if len(run.items) > 1), default=None)
    last = {point.voice: at for at, point in enumerate(points)}
    for at, point in enumerate(points):
        said = text[point.start : point.end]
        early = first is not None and point.general and point.end <= first
        if early and likeness(headline, said) >= SAME:
            continue
        if point.general and last[point.voice] > at and said_by(said, headline) >= ALL:
            continue
        yield point


def _ask(body: Passage, point: Point) -> Asked | None:
    start, end = point.start, point.end
    if opening := OPENING.search(body.text[start:end]):
        start += opening.end()
    if beside := BESIDE.match(body.text, start, end):
        start = beside.end()
    if offices := OFFICES.match(body.text, start, end):
        start = offices.end()
    start, end = _quotes_off(body.text, start, end)
    if end - start < LEAST:
        return None
    text = body.text[start:end]
    return Asked(point.voice, Ask(text.replace("\n", ""), body.span(start, end), quantities(text)), start, end)


def _quotes_off(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the stop at the end and quotation marks whose partner lies outside."""
    while True:
        part = text[start:end]
        closing = CLOSING.search(part[-8:])
        if closing:
            end -= len(closing.group())
        elif part.endswith("”") and part.count("“") < part.count("”"):
            end -= 1
        elif part.startswith("“") and part.count("“") > part.count("”"):
            start += 1
        else:
            return start, end
