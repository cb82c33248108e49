"""Which industries a proposal is about and which departments it addresses, by the words of the vocabulary.

An industry is attached when its words weigh 3 or more: 3 in the headline, 2 in a point that is asked, 1 in the
heading's posts or elsewhere in the proposers' part of the body. A word in a list (陶瓷、服装等) weighs nothing outside
the headline: a list names examples. So one comparison, or one example in a point, tags nothing. Where an article gives
several voices a word each, all that is a proposer's is the points, and one word in a point is enough.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .records import Ask, Named, NamedDepartment, Span
from .text.passage import Passage

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
TOGETHER = re.compile(r"(?:、[\u4e00-\u9fff]{2,8}){0,6}(?:等)?(?:相关|有关|职能|多)?(?:个)?(?:部门|单位)")
LEADING = re.compile(r"(?:作为|为)?主办|牵头主办")
ASSISTING = re.compile(r"(?:作为|为)?(?:会办|协办)")


@dataclass(frozen=True, slots=True)
class Hit:
    """One word of the vocabulary in a passage; `after` is where it ends there."""

    word: str
    name: str
    span: Span
    listed: bool
    after: int


@dataclass(frozen=True, slots=True)
class Hits:
    """The words of a passage in order."""

    text: str
    all: tuple[Hit, ...]
    starts: tuple[int, ...]

    def within(self, span: Span) -> tuple[Hit, ...]:
        """Those that begin in a stretch of the source."""
        return self.all[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]


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

    def hits(self, passage: Passage | None) -> Hits:
        """Every word in a passage, left to right, none within another."""
        if not self.pattern or passage is None:
            return Hits("", (), ())
        text = passage.text
        found = tuple(
            Hit(m.group(), self.names[m.group()], passage.span(*m.span()), _listed(text, m), m.end())
            for m in self.pattern.finditer(text)
        )
        return Hits(text, found, tuple(hit.span.start for hit in found))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary, compiled once a file."""

    industries: Words
    departments: Words


def _listed(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1 : match.start()] == "、" or text[match.end() : match.end() + 1] in ("、", "等")


def industries(
    headline: Hits, heading: Hits, body: Hits, own: Iterable[Span], asked: Iterable[Ask], *, brief: bool
) -> tuple[Named, ...]:
    """The industries of one proposal, the heaviest first.

    `own` are the parts of the body that are the proposers'; `brief` says that the points are all they have.
    """
    weighed: dict[Hit, int] = dict.fromkeys(headline.all, HEADLINE)
    for hit in (*heading.all, *(hit for part in own for hit in body.within(part))):
        weighed[hit] = 0 if hit.listed else ELSEWHERE
    for hit in (hit for ask in asked for hit in body.within(ask.span)):
        weighed[hit] = 0 if hit.listed else (ENOUGH if brief else ASKED)
    weights: dict[str, int] = {}
    spans: dict[str, list[Span]] = {}
    for hit, weight in weighed.items():
        if weight:
            weights[hit.name] = weights.get(hit.name, 0) + weight
            spans.setdefault(hit.name, []).append(hit.span)
    chosen = sorted((name for name, weight in weights.items() if weight >= ENOUGH), key=lambda name: -weights[name])
    return tuple(Named(name, tuple(sorted(set(spans[name])))) for name in chosen)


def departments(body: Hits, asked: Iterable[Ask]) -> tuple[NamedDepartment, ...]:
    """The departments the points name, as they name them; a short name (城管) only before 部门 or 单位."""
    found: dict[str, list[Span]] = {}
    roles: dict[str, str] = {}
    for hit in (hit for ask in asked for hit in body.within(ask.span)):
        if hit.word.endswith(FULL) or TOGETHER.match(body.text, hit.after):
            found.setdefault(hit.word, []).append(hit.span)
            roles.setdefault(hit.word, _role(body.text, hit.after))
    return tuple(NamedDepartment(name, roles[name], tuple(spans)) for name, spans in found.items())


def _role(text: str, end: int) -> str:
    if LEADING.match(text, end):
        return "lead"
    return "assist" if ASSISTING.match(text, end) else "unknown"
