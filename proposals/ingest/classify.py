"""Which industries a proposal is about and which departments it addresses, by the words of the vocabulary.

An industry is attached when its words weigh 3 or more: 3 in the headline, 2 in a point that is asked, 1 in the heading's
posts or elsewhere in the body. A word in a list (陶瓷、服装等) weighs nothing outside the headline: a list names examples.
So one comparison, or one example in a point, tags nothing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .passage import Passage
from .records import Ask, Named, NamedDepartment, Span

HEADLINE, ASKED, ELSEWHERE, ENOUGH = 3, 2, 1, 3
FULL = (
    "局",
    "委",
    "厅",
    "办",
    "部",
    "室",
    "院",
    "队",
    "府",
    "会",
    "公司",
    "中心",
    "部门",
    "机关",
    "机构",
    "社",
    "分行",
)
SHORT_NAME = re.compile(r"(?:、[\u4e00-\u9fff]{2,8}){0,6}(?:等)?(?:相关|有关|职能|多)?(?:个)?(?:部门|单位)")
LEADING = re.compile(r"(?:作为|为)?主办|牵头主办")
ASSISTING = re.compile(r"(?:作为|为)?(?:会办|协办)")


@dataclass(frozen=True, slots=True)
class Words:
    """A vocabulary ready to be looked for: one pattern, the longest word first."""

    names: Mapping[str, str]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, names: Mapping[str, str]) -> "Words":
        """Compile once a file."""
        words = sorted((re.escape(word) for word in names if word), key=len, reverse=True)
        return cls(names, re.compile("|".join(words)) if words else None)

    def found(self, text: str) -> Iterable[re.Match[str]]:
        """Every word of the vocabulary in a text, left to right, none within another."""
        return self.pattern.finditer(text) if self.pattern else ()


def industries(
    words: Words, headline: Passage, heading: Passage | None, body: Passage, asked: Iterable[Ask]
) -> tuple[Named, ...]:
    """The industries of one proposal, the heaviest first; every place that weighed is kept as evidence."""
    points = [ask.span for ask in asked]
    weights: dict[str, int] = {}
    spans: dict[str, list[Span]] = {}
    for passage, weight in ((headline, HEADLINE), (heading, ELSEWHERE), (body, ELSEWHERE)):
        for match in words.found(passage.text) if passage else ():
            if passage is None or (weight < HEADLINE and _listed(passage.text, match)):
                continue
            name, span = words.names[match.group()], passage.span(match.start(), match.end())
            weights[name] = weights.get(name, 0) + (ASKED if passage is body and _within(span, points) else weight)
            spans.setdefault(name, []).append(span)
    chosen = sorted((name for name, weight in weights.items() if weight >= ENOUGH), key=lambda name: -weights[name])
    return tuple(Named(name, tuple(sorted(set(spans[name])))) for name in chosen)


def _listed(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1 : match.start()] == "、" or text[match.end() : match.end() + 1] in ("、", "等")


def _within(span: Span, points: list[Span]) -> bool:
    return any(point.start <= span.start and span.end <= point.end for point in points)


def departments(words: Words, body: Passage, asked: Iterable[Ask]) -> tuple[NamedDepartment, ...]:
    """The departments the points name, as they name them; a short name (城管) only before 部门 or 单位."""
    points = [ask.span for ask in asked]
    found: dict[str, list[Span]] = {}
    roles: dict[str, str] = {}
    for match in words.found(body.text):
        span = body.span(match.start(), match.end())
        if not _within(span, points):
            continue
        if match.group().endswith(FULL) or SHORT_NAME.match(body.text, match.end()):
            found.setdefault(match.group(), []).append(span)
            roles.setdefault(match.group(), _role(body.text, match.end()))
    return tuple(NamedDepartment(name, roles[name], tuple(spans)) for name, spans in found.items())


def _role(text: str, end: int) -> str:
    if LEADING.match(text, end):
        return "lead"
    return "assist" if ASSISTING.match(text, end) else "unknown"
