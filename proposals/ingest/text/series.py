"""Numbered points: 一是…二是…第三, 首先…其次, 一方面…另一方面, 一要…二要, 1. 2., mixed as newspapers mix them."""

import re
from dataclasses import dataclass

NUMERALS = "一二三四五六七八九十"
MARKER = re.compile(
    r"(?:(?<=[，。；：！？“”、\s,.;:!?])|(?<=建议)|(?<=呼吁)|(?<=希望)|^)"
    r"(?:(?P<is>[一二三四五六七八九十]是[，,：:]?)"
    r"|(?P<must>[一二三四五六七八九十])(?=要|靠|抓|须)"
    r"|第(?P<nth>[一二三四五六七八九十])(?:[点条]?是(?:要)?|[点条]?[，,、：:]|(?:个|条|点)(?:建议|方面)(?:就?是)?[，,：:]?)"
    r"|(?P<order>首先|其次|再次|再者|然后(?=[，,是])|最后(?=[，,是]))(?:的?是)?[，,、：:]?是?"
    r"|其(?P<its>[一二三四五六七八九十])(?:是|[，,、：:])"
    r"|(?P<side>(?P<other>另)?一方面)[，,]?"
    r"|(?:建议|措施|对策)(?P<named>[一二三四五六七八九十])[：:]"
    r"|(?P<list>[一二三四五六七八九十])、(?![一二三四五六七八九十\d])"
    r"|(?P<digit>\d{1,2})[.、．](?!\d)"
    r"|(?P<circle>[①②③④⑤⑥⑦⑧⑨⑩])"
    r"|[（(](?P<bracket>[一二三四五六七八九十]|\d{1,2})[）)]"
    r"|(?P<half>\d{1,2})[）)])"
)
FORMS = ("is", "must", "nth", "its", "named", "list", "digit", "bracket", "half")
NEXT = 0  # 其次, 再次, 最后: whatever comes next
DISTANCE = 3_000  # characters between two points of one series
OPEN = 4  # series that can be under way at once


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker; `end` is where its point begins. `rank` counts from 1, NEXT follows any; `family` is its form."""

    start: int
    end: int
    rank: int
    family: str


def markers(text: str) -> list[Marker]:
    """Every marker in order."""
    return [_marker(match) for match in MARKER.finditer(text)]


def _marker(match: re.Match[str]) -> Marker:
    family = match.lastgroup if match.lastgroup != "other" else "side"
    if match["order"]:
        return Marker(match.start(), match.end(), 1 if match["order"] == "首先" else NEXT, "order")
    if match["side"]:
        return Marker(match.start(), match.end(), 2 if match["other"] else 1, "side")
    if match["circle"]:
        return Marker(match.start(), match.end(), "①②③④⑤⑥⑦⑧⑨⑩".index(match["circle"]) + 1, "circle")
    word = next(value for value in match.group(*FORMS) if value)
    rank = int(word) if word.isdecimal() else NUMERALS.index(word[0]) + 1
    return Marker(match.start(), match.end(), rank, family or "")


def series(text: str) -> list[list[Marker]]:
    """Markers that count on from one another; forms may mix (一是, 二是, 第三). A new 1 begins one within another."""
    done: list[list[Marker]] = []
    under_way: list[list[Marker]] = []
    for marker in markers(text):
        if marker.rank == 1:
            under_way.append([marker])
            done.append(under_way[-1])
            del under_way[:-OPEN]
            continue
        place = _continues(under_way, marker)
        if place is not None:
            under_way[place].append(marker)
            del under_way[place + 1 :]
    return done


def _continues(under_way: list[list[Marker]], marker: Marker) -> int | None:
    """Which series a marker goes on with: one of its own form first, then the innermost that waits for its number."""
    fitting = [
        place
        for place, run in enumerate(under_way)
        if marker.rank in (NEXT, _last_rank(run) + 1) and marker.start - run[-1].end < DISTANCE
    ]
    same = [place for place in fitting if under_way[place][-1].family == marker.family]
    chosen = same or fitting
    return chosen[-1] if chosen else None


def _last_rank(run: list[Marker]) -> int:
    return len(run)
