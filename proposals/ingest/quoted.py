"""Quotes whose speaker is named behind them: “应该…。”——省政协委员张三在讨论时; “…，”市政协委员李四说."""

import re
from collections.abc import Iterable

from .cast import Cast
from .sentences import Sentences
from .speech import SHOULD, Demand

ASCRIBED = re.compile(r"”\s{0,3}(?:[—－–-]{1,4}\s?)(?P<who>[^。！？：“”\n]{2,60})")
LENGTH = 600  # characters of such a quote


def ascribed(text: str, cast: Cast, cut: Sentences) -> Iterable[Demand]:
    """The sentences of a quote before a dash and a delegate's name that say what should be done."""
    for match in ASCRIBED.finditer(text):
        order = cast.endings_within(match.start("who"), match.end("who"))
        opened = text.rfind("“", max(0, match.start() - LENGTH), match.start())
        if not order or opened < 0 or "”" in text[opened : match.start()]:
            continue
        voice = cast.voices[cast.endings[order[0]]]
        begin = opened + 1
        while begin < match.start():
            end = min(cut.end(begin), match.start())
            should = SHOULD.search(text, begin, end)
            if should and text[end - 1] not in "？?":
                yield Demand(max(begin, should.start("clause")), end, voice, True)
            begin = max(end, begin + 1)
