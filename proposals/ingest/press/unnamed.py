"""A filed proposal whose makers the text does not name: 川渝两地政协委员联名提交提案，吁请….

Only a stated filing of one file counts, and only with what it asks: opinions of 一些委员 are nobody's proposal.
"""

import re
from dataclasses import dataclass

from ..asks.splitting import parts
from ..records import Ask, Kind, Span
from ..text.passage import Passage
from ..text.quantities import quantities
from ..text.sentences import sentences
from .filing import career

WHO = r"(?:代表|委员|界别|小组|党派)们?"
FILED = re.compile(
    rf"{WHO}[^。！？；\n]{{0,24}}?(?P<verb>联名|共同|联合|集体)?(?:提交|递交|提出|带来)[^。！？；，\n]{{0,12}}?(?P<word>提案|议案)(?!办理|委员会|工作|审查|组|[^，。；！]{{0,4}}\d)"
)
ASKING = re.compile(r"[，,](?:吁请|建议|呼吁|提出|希望|请求)[，：:,]?(?P<what>[^。！？\n]{6,300})")
INSIDE = re.compile(
    r"(?:^|(?<=[。！？\n”]))[^，。！？；：“”\n]{0,12}(?:提案|议案)中?(?:提到|提出|建议|指出|认为|还建议)[，：:,]?\s?(?=“(?:建议|支持|应)|建议)(?P<what>[^。！？\n]{6,400})"
)
CERTAIN = re.compile(
    r"(?:某|一位|一名|有)[^，。；“”\n]{0,6}(?:政协委员|人大代表)[^，。；“”\n]{0,12}“(?P<what>[^”\n]{6,80})”的?(?P<word>提案|议案|建议)"
)
PARTED = re.compile(r"”\s?“")


@dataclass(frozen=True, slots=True)
class Nameless:
    """A filing of unnamed makers with what it asks."""

    kind: Kind
    span: Span
    asks: tuple[Ask, ...]
    at: int


def nameless(body: Passage) -> Nameless | None:
    """The one filing of unnamed makers a text tells of; None where it tells of none or of many."""
    text, cut = body.text, sentences(body.text)
    found = [match for match in FILED.finditer(text) if not career(text, cut.start(match.start()), match.end())]
    if not found and (certain := CERTAIN.search(text)):
        kind = {"提案": Kind.PROPOSAL, "议案": Kind.MOTION}.get(certain["word"], Kind.SUGGESTION)
        wanted = tuple(_asks(body, *certain.span("what")))
        return Nameless(kind, body.span(*certain.span()), wanted, certain.start()) if wanted else None
    if len(found) != 1:
        return None
    filed = found[0]
    asking = ASKING.search(text, filed.end(), min(cut.end(filed.end() - 1), filed.end() + 200))
    stretches = [asking.span("what")] if asking else []
    stretches += [match.span("what") for match in INSIDE.finditer(text, filed.end())]
    asks = tuple(one for start, end in stretches for one in _asks(body, start, end))
    kind = Kind.PROPOSAL if filed["word"] == "提案" else Kind.MOTION
    return Nameless(kind, body.span(filed.start(), filed.end()), asks, filed.start()) if asks else None


def _asks(body: Passage, start: int, end: int) -> list[Ask]:
    edges = [start, *(at for gap in PARTED.finditer(body.text, start, end) for at in gap.span()), end]
    found: list[Ask] = []
    for begin, stop in zip(edges[::2], edges[1::2], strict=True):
        for first, last in parts(body.text, begin, stop):
            text = body.text[first:last]
            left = len(text) - len(text.lstrip("，,：: “‘"))
            left += 2 * text.startswith("建议", left)
            bare = text[left:].rstrip("”’。；， ")
            if len(bare) > 5:
                at = first + left
                found.append(Ask(bare, body.span(at, at + len(bare)), quantities(bare)))
    return found
