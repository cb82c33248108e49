"""Statements printed above their speaker: some paragraphs, then ——张三委员 on a line of its own or （张三委员）."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

LINE = re.compile(r"(?:^|(?<=\n))[ \u3000]*[—－–-]{1,4}\s?(?P<who>[^。！？：“”\n]{2,40})(?=\n|$)")
BRACKET = re.compile(r"[（(](?P<who>[^（）()，。：\n]{0,20}(?:代表|委员)[^（）()，。：\n]{0,8})[）)]。?(?=\n|$)")
PARAGRAPHS = 3  # paragraphs above one line that are the same speaker's


@dataclass(frozen=True, slots=True)
class Statement:
    """What stands from `start` to `end` is said by whoever is named between `who` and `stop`."""

    start: int
    end: int
    who: int
    stop: int


def statements(text: str) -> Iterator[Statement]:
    """Each line that names a speaker below his words, with the paragraphs above it up to the line before."""
    breaks = [-1, *(at for at, char in enumerate(text) if char == "\n")]
    floor = 0
    for line in sorted([*LINE.finditer(text), *BRACKET.finditer(text)], key=lambda found: found.start()):
        above = bisect_left(breaks, line.start() - 1)  # the line feed right before a line of its own
        start = max(floor, breaks[max(0, above - PARAGRAPHS)] + 1)
        if start < line.start():
            yield Statement(start, line.start(), line.start("who"), line.end("who"))
        floor = min(line.end() + 1, len(text))
