"""What is asked, point by point, and by whom: only the delegates' own demands, no problem, praise or office's measure.

Four ways a point begins: a numbered series led in by an act of asking; an act of asking itself (X建议…); a demand in
the quote that stands before X建议; and a sentence that adds on (同时，要…) right after another point. A general call
that only repeats the headline is dropped when a series says the same in detail. For a delegate of
whom none is found, 应 in reported speech counts.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from .cast import Cast, Voice
from .cues import QUOTE_REACH, Cue, cues
from .enumerated import Item, Run, runs
from .passage import Passage
from .quantities import quantities
from .records import Ask
from .sentences import Sentences, sentences
from .speech import demands_in_speech, has_modal

ADDING = re.compile(r"[“‘]?(?:同时|此外|另外|除此之外|还有)[，,]?(?=(?:还|也|更)?(?:要|应|须|需|必须|可以))")
OPENING = re.compile(r"^[\s，,、：:；;。”’]+")
CLOSING = re.compile(r"[\s，,、：:；;。]+$")
SAME = 0.5  # share of character pairs with the headline from which a call says no more than the headline
LEAST = 2  # characters: less is no demand


@dataclass(frozen=True, slots=True)
class Point:
    """One point in the article's text. `general` marks one that no series counts."""

    start: int
    end: int
    voice: Voice
    general: bool


def asks(body: Passage, cast: Cast, headline: str) -> list[tuple[Voice, Ask]]:
    """The points of an article in order, each with those who ask."""
    cut = sentences(body.text)
    said = list(cues(body.text, cast, cut))
    counted = runs(body.text, cast, cut, said)
    points = sorted([*_series(counted, said, cut), *_calls(body.text, counted, said, cut)], key=lambda p: p.start)
    points = [*_not_repeating(points, counted, headline, body.text)]
    points = sorted([*points, *_added(body.text, points, cut)], key=lambda point: point.start)
    heard = {point.voice for point in points}
    points += [
        Point(start, end, voice, True)
        for start, end, voice in demands_in_speech(body.text, cast, cut)
        if voice not in heard
    ]
    points.sort(key=lambda point: point.start)
    found = [(point.voice, _ask(body, point)) for point in points]
    return [(voice, ask) for voice, ask in found if ask]


def _series(counted: Iterable[Run], said: list[Cue], cut: Sentences) -> Iterable[Point]:
    """The points of counted series: each to the next marker, or the end of its paragraph, or a new act of asking."""
    starts = [cue.start for cue in said]
    for run in counted:
        for item in run.items:
            inside = said[bisect_left(starts, item.start) : bisect_left(starts, item.end)]
            own = inside[0] if inside and inside[0].start <= item.start + 1 else None
            begin = own.end if own and (own.named or own.at == item.start) else item.start
            fresh = next((cue for cue in inside if cue.fresh and cue.start > begin), None)
            end = _before(fresh, begin, cut) if fresh else item.end
            yield Point(begin, max(begin, end), own.voice if own and own.named else run.voice, False)


def _before(fresh: Cue, begin: int, cut: Sentences) -> int:
    """A counted point ends with the sentence before a new act of asking."""
    edge = cut.start(fresh.start)
    return edge if edge > begin else fresh.start


def _calls(text: str, counted: list[Run], said: list[Cue], cut: Sentences) -> Iterable[Point]:
    """Acts of asking outside a series, and demands quoted before them."""
    items = sorted(item for run in counted for item in run.items)
    leads = {run.first for run in counted} | {run.first - 1 for run in counted}
    reached = 0
    for cue in said:
        quote = _quote_before(text, cue, cut)
        if quote:
            yield Point(*quote, cue.voice, True)
        item = items[order - 1] if (order := bisect_right(items, Item(cue.start, len(text)))) else None
        inside = item is not None and cue.start < item.end
        first = item is not None and inside and cue.start <= item.start + 1
        if cue.end in leads or first or (inside and not cue.fresh) or cue.start < reached:
            continue
        reached = _call_end(text, cue, cut)
        yield Point(cue.end, reached, cue.voice, True)


def _call_end(text: str, cue: Cue, cut: Sentences) -> int:
    """A call ends with its sentence; 建议：“…” with the quote."""
    end = cut.end(cue.end) if cue.end < len(text) else cue.end
    if text.startswith("“", cue.end):
        close = text.find("”", cue.end, min(cut.paragraph_end(cue.end), cue.end + QUOTE_REACH))
        return max(end, close + 1)
    return end


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


def _not_repeating(points: list[Point], counted: list[Run], headline: str, text: str) -> Iterable[Point]:
    """Drop general calls before a series of two or more that say no more than the headline."""
    first = min((run.first for run in counted if len(run.items) > 1), default=None)
    for point in points:
        early = first is not None and point.general and point.end <= first
        if not (early and _likeness(headline, text[point.start : point.end]) >= SAME):
            yield point


def _likeness(one: str, other: str) -> float:
    mine, theirs = _pairs(one), _pairs(other)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _pairs(text: str) -> set[str]:
    bare = re.sub(r"\W", "", text)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}


def _added(text: str, points: list[Point], cut: Sentences) -> Iterable[Point]:
    """同时，要…: the sentence right after a point, in the same paragraph, that goes on asking."""
    taken = sorted(point.start for point in points)
    for point in points:
        at = point.end
        match = ADDING.match(text, at) if at < len(text) else None
        if match and bisect_left(taken, at) == bisect_left(taken, cut.end(at)):
            yield Point(match.end(), cut.end(at), point.voice, True)


def _ask(body: Passage, point: Point) -> Ask | None:
    start, end = point.start, point.end
    if opening := OPENING.search(body.text[start:end]):
        start += opening.end()
    start, end = _quotes_off(body.text, start, end)
    if end - start < LEAST:
        return None
    text = body.text[start:end]
    return Ask(text.replace("\n", ""), body.span(start, end), quantities(text))


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
