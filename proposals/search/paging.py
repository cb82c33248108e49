"""One page of a search straight from the index: bounded proofs, a cursor, and a count that says when it is a guess."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
STEP = 100  # candidates proved in one statement, after a first one of twice the page
CURSOR = re.compile(r"([ntb])(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Result:
    """One page. `count` is exact unless `approximate`; `next_cursor` is None at the end.

    A page shorter than its limit with a `next_cursor` stopped at the bound: offer to go on ("继续查找").
    `query` is what was asked in the end, `looked_at` how many candidates it took to fill the page.
    """

    ids: tuple[int, ...]
    count: int
    approximate: bool
    query: Query
    next_cursor: str | None
    looked_at: int = 0

    @property
    def terms(self) -> tuple[str, ...]:
        """What a hit may show, for highlighting."""
        return self.query.shown

    @property
    def explanation(self) -> str:
        """Where this differs from what was typed."""
        return self.query.explanation

    @property
    def counted(self) -> str:
        """The count as a page may print it."""
        if self.count >= COUNTED and self.approximate:
            return f"{COUNTED}+"
        return f"约 {self.count}" if self.approximate else str(self.count)


def search(
    asked: str | Query,
    *,
    facets: Sequence[str] = (),
    within: "QuerySet[Any] | None" = None,
    order: Order = "newest",
    cursor: str | None = None,
    limit: int = 20,
    using: str = DEFAULT_DB_ALIAS,
) -> Result | None:
    """The documents that hold every term asked for and every facet, among `within`; None where nothing is asked.

    `cursor` is the `next_cursor` of the page before; one that is none of ours begins anew.
    """
    query = parse(asked) if isinstance(asked, str) else asked
    if query is None:
        return None
    try:
        finder = _Finder(index_of(connections[using]), tuple(facets), _subquery(within, using))
    except EmptyResultSet:
        return Result((), 0, False, query, None)
    count, approximate = finder.count(query)
    if not count and (other := relaxed(query, lambda instead: finder.count(instead)[0])):
        query, (count, approximate) = other, finder.count(other)
    page = finder.page(query, order, cursor, limit)
    return Result(tuple(page.ids), count, approximate, query, page.following, page.looked_at)


@dataclass(slots=True)
class _Page:
    """A page as it fills: ids in order, candidates looked at, and the cursor of what follows ('' at the end)."""

    limit: int
    ids: list[int] = field(default_factory=list)
    looked_at: int = 0
    following: str | None = None

    @property
    def full(self) -> bool:
        """Whether it holds all it was asked for."""
        return len(self.ids) == self.limit


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

    def page(self, query: Query, order: Order, cursor: str | None, limit: int) -> _Page:
        """Hits in order. All phases together look at no more than `CANDIDATES`."""
        phases = _phases(query, order, self.facets)
        match = CURSOR.fullmatch(cursor or "")
        first, below = (match[1], int(match[2])) if match and match[1] in phases else (next(iter(phases)), None)
        page = _Page(limit)
        for name in list(phases)[list(phases).index(first) :]:
            last = self._fill(page, phases[name], below if name == first else None)
            if last is not None:
                page.following = f"{name}{last}"
                return page
        return page

    def _fill(self, page: _Page, condition: Condition, below: int | None) -> int | None:
        """Add proved ids under `below`. Returns the last id looked at, or None where no candidate is left."""
        proving = bool(condition.proofs or condition.unless)
        bound = CANDIDATES - page.looked_at if proving else page.limit - len(page.ids) + 1
        candidates = self.index.candidates(condition, within=self.within, below=below, limit=bound)
        last = below if below is not None else (candidates[0] + 1 if candidates else None)
        for part in _steps(candidates, 2 * page.limit):
            proved = self.index.proved(condition, part)
            page.looked_at += len(part) if proving else 0
            for candidate in part:
                if page.full:
                    return last
                if candidate in proved:
                    page.ids.append(candidate)
                last = candidate
        return last if proving and len(candidates) == bound else None


def _steps(candidates: list[int], first: int) -> Iterator[list[int]]:
    yield candidates[:first]
    for start in range(first, len(candidates), STEP):
        yield candidates[start : start + STEP]


def _phases(query: Query, order: Order, facets: Sequence[str]) -> dict[str, Condition]:
    if order == "title":
        return {"t": query.in_title(facets), "b": query.beyond_title(facets)}
    return {"n": query.everywhere(facets)}


def _subquery(within: "QuerySet[Any] | None", using: str) -> Statement | None:
    if within is None:
        return None
    sql, params = within.using(using).values("pk").query.get_compiler(using).as_sql()
    return sql, list(params)
