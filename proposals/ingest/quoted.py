"""Words whose speaker is named apart from a verb of saying.

Behind a dash: “应该…。”——省政协委员张三在讨论时. Before a colon: 张三：…, 答：… in interviews and transcripts.
"""

import re
from collections.abc import Iterable

from .cast import Cast
from .sentences import Sentences
from .speech import DUTY, OWN, SHOULD, Demand
from .turns import taken

ASCRIBED = re.compile(r"”\s{0,3}(?:[—－–-]{1,4}\s?)(?P<who>[^。！？：“”\n]{2,60})")
LENGTH = 600  # characters of such a quote

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
