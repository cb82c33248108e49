"""What to try where a search found nothing: its parts, its words, names that sound alike, each with its number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import DEFAULT_DB_ALIAS, connections

from delegates.pinyin import readings
from proposals.search.index import index_of
from proposals.search.query import Cut, OtherNames, Query, in_words, parse
from proposals.search.words import cut as cut_by_jieba

Kind = Literal["names", "part", "sound"]
PROVED = 100  # candidates a number may cost: twenty numbers cost what a page may
COUNTED = 1000  # where there is nothing to prove
NAME = re.compile("[\u3400-\u9fff]{2,4}")


@dataclass(frozen=True, slots=True)
class Way:
    """Another thing to ask for. `count` is exact, or a lower bound where `more`.

    A part of what was typed (0 stays: that is what was missing), the whole with its other `names`, or the pinyin of a
    name of the same sound.
    """

    kind: Kind
    typed: str
    count: int
    more: bool = False
    names: tuple[str, ...] = ()

    @property
    def counted(self) -> str:
        """The number as a page may print it."""
        return f"至少 {self.count}" if self.more else str(self.count)


def ways_out(
    query: Query,
    *,
    facets: Sequence[str] = (),
    others: OtherNames | None = None,
    cut: Cut = cut_by_jieba,
    using: str = DEFAULT_DB_ALIAS,
) -> list[Way]:
    """What may help, in one statement (and one of `others`): parts in their order, ways that lead nowhere left out."""
    tries = _with_names(query, list(_tries(query, cut)), others)
    conditions = [tried.everywhere(facets) for _, tried in tries]
    tallies = index_of(connections[using]).tally(conditions, proved=PROVED, counted=COUNTED)
    ways = [
        Way(kind, " ".join(tried.typed), hits, not every, tried.included)
        for (kind, tried), (hits, every) in zip(tries, tallies, strict=True)
    ]
    return [way for way in ways if way.count or way.kind == "part"]


def _tries(query: Query, cut: Cut) -> Iterator[tuple[Kind, Query]]:
    """Each term of several, or the words of an unbroken one; and how names in it are spoken."""
    words = in_words(query, cut) if len(query.terms) == 1 else query
    if words is not None:
        yield from (("part", Query((term,))) for term in words.terms)
    for term in query.terms:
        if NAME.fullmatch(term.text):
            spelled = next((form for form in readings(term.text) if len(form) > len(term.text)), "")
            if spelled and (spoken := parse(spelled)):
                yield "sound", spoken


def _with_names(query: Query, tries: list[tuple[Kind, Query]], others: OtherNames | None) -> list[tuple[Kind, Query]]:
    """The tries with the other names of their terms, asked for together; first the query itself, where it has any."""
    if others is None:
        return tries
    known = others([term.text for _, tried in ((None, query), *tries) for term in tried.terms])
    whole = query.including(lambda _: known)
    named = [(kind, tried.including(lambda _: known)) for kind, tried in tries]
    return [("names", whole), *named] if whole.included and not query.included else named
