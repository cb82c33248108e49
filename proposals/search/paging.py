"""One page of a search straight from the index: bounded proofs, a cursor, and a count that says when it is a guess."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from proposals.search.index import index_of
from proposals.search.query import Query, parse, relaxed
from proposals.search.tables import Index, Statement
from proposals.search.terms import Condition

Order = Literal["newest", "title"]
CANDIDATES = 2000  # proved at most for a page: one page in a hundred needs more than 67
COUNTED = 10_000  # counted at most
PROVED = 1000  # candidates up to which a count is proved
STEP = 100  # candidates proved in one statement
CURSOR = re.compile(r"([ntb])(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Result:
    """One page. `count` is exact unless `approximate`; `next_cursor` is None at the end.

    A page shorter than its limit with a `next_cursor` stopped at the bound: offer to go on ("继续查找").
    """

    ids: tuple[int, ...]
    count: int
    approximate: bool
    terms: tuple[str, ...]
    explanation: str
    next_cursor: str | None

    @property
    def counted(self) -> str:
        """The count as a page may print it."""
        if self.count >= COUNTED and self.approximate:
            return f"{COUNTED:,}+"
        return f"约 {self.count:,}" if self.approximate else f"{self.count:,}"


def search(
    text: str,
    *,
    facets: Sequence[str] = (),
    within: "QuerySet[Any] | None" = None,
    order: Order = "newest",
    cursor: str | None = None,
    limit: int = 20,
    using: str = DEFAULT_DB_ALIAS,
) -> Result | None:
    """The documents that hold every term of `text` and every facet, among `within`; None where nothing is asked.

    `cursor` is the `next_cursor` of the page before; one that is none of ours begins anew.
    """
    query = parse(text)
    if query is None:
        return None
    try:
        finder = _Finder(index_of(connections[using]), tuple(facets), _subquery(within, using))
    except EmptyResultSet:
        return Result((), 0, False, query.shown, query.explanation, None)
    count, approximate = finder.count(query)
    if not count and (other := relaxed(query, lambda asked: finder.count(asked)[0])):
        query, (count, approximate) = other, finder.count(other)
    ids, following = finder.page(query, order, cursor, limit)
    return Result(tuple(ids), count, approximate, query.shown, query.explanation, following)


@dataclass(frozen=True, slots=True)
class _Finder:
    """The index with the restrictions of one search."""

    index: Index
    facets: tuple[str, ...]
    within: Statement | None

    def count(self, query: Query) -> tuple[int, bool]:
        """How many, and whether that is a guess."""
        condition = query.everywhere(self.facets)
        candidates = self.index.count(condition, within=self.within, limit=COUNTED + 1)
        if not condition.proofs:
            return min(candidates, COUNTED), candidates > COUNTED
        if candidates > PROVED:
            return min(candidates, COUNTED), True
        ids = self.index.candidates(condition, within=self.within, below=None, limit=PROVED)
        return len(self.index.proved(condition, ids)), False

    def page(self, query: Query, order: Order, cursor: str | None, limit: int) -> tuple[list[int], str | None]:
        """Ids in order and the cursor of what follows."""
        phases = _phases(query, order, self.facets)
        match = CURSOR.fullmatch(cursor or "")
        phase, below = (match[1], int(match[2])) if match and match[1] in phases else (next(iter(phases)), None)
        ids: list[int] = []
        for name in list(phases)[list(phases).index(phase) :]:
            more, last = self._take(phases[name], below if name == phase else None, limit - len(ids))
            ids += more
            if last is not None:
                return ids, f"{name}{last}"
        return ids, None

    def _take(self, condition: Condition, below: int | None, limit: int) -> tuple[list[int], int | None]:
        """At most `limit` proved ids under `below`, and the last id looked at, or None where no candidate is left."""
        proving = condition.proofs or condition.unless
        bound = CANDIDATES if proving else limit + 1
        candidates = self.index.candidates(condition, within=self.within, below=below, limit=bound)
        ids: list[int] = []
        for start in range(0, len(candidates), STEP):
            part = candidates[start : start + STEP]
            proved = self.index.proved(condition, part)
            for candidate in part:
                if len(ids) == limit:
                    return ids, ids[-1] if ids else (below or candidate + 1)
                if candidate in proved:
                    ids.append(candidate)
        return ids, candidates[-1] if len(candidates) == bound else None


def _phases(query: Query, order: Order, facets: Sequence[str]) -> dict[str, Condition]:
    if order == "title":
        return {"t": query.in_title(facets), "b": query.beyond_title(facets)}
    return {"n": query.everywhere(facets)}


def _subquery(within: "QuerySet[Any] | None", using: str) -> Statement | None:
    if within is None:
        return None
    sql, params = within.using(using).values("pk").query.get_compiler(using).as_sql()
    return sql, list(params)
