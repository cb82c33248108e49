"""What the index does alike on both engines: reading stored rows, candidates, counts and proofs.

This file, `sqlite` and `postgresql` hold the only SQL of the search. Only fixed text is put together here; whatever a
person typed is a bound parameter, which is why S608 is switched off line by line.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, ClassVar

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from proposals.search.document import Row
from proposals.search.terms import Condition, Proof, Token

Statement = tuple[str, list[Any]]
BATCH = 500  # ids in one statement: SQLite before 3.32 allows 999 parameters
COLUMNS = {"text": "s.text", "title": "substr(s.text, 1, s.title_length)", "marks": "s.marks"}


class Index(ABC):
    """The index of one connection."""

    position: ClassVar[str]  # the engine's function that finds a string in a string
    requirement: ClassVar[Statement]
    unmet: ClassVar[str]

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    @abstractmethod
    def install(self) -> None:
        """Create what is missing. Does nothing where all is there."""

    @abstractmethod
    def hits(self, condition: Condition) -> Statement:
        """Ids that the tokens find, proofs aside."""

    @abstractmethod
    def ids(self, condition: Condition) -> Statement:
        """All ids of the condition, proved; for use as a subquery."""

    @abstractmethod
    def membership(self, key: str, condition: Condition, *, each: bool) -> Statement:
        """The condition that `key`, an SQL expression, is one of `ids`.

        `each`: it is asked of rows found otherwise, such as for their order; else it finds the rows.
        """

    @abstractmethod
    def _write(self, rows: Sequence[Row], old: Sequence[Row]) -> None: ...

    @abstractmethod
    def _forget(self, old: Sequence[Row]) -> None: ...

    def problem(self) -> str:
        """What this database lacks for the search, as a sentence; '' where it lacks nothing."""
        sql, params = self.requirement
        return "" if self._select(sql, params) else self.unmet

    def replace(self, rows: Iterable[Row]) -> None:
        """Store these rows for whatever was stored under their ids. Unchanged rows cost one read."""
        wanted = list({row.id: row for row in rows}.values())
        with transaction.atomic(using=self.connection.alias):
            for start in range(0, len(wanted), BATCH):
                part = wanted[start : start + BATCH]
                old = {row.id: row for row in self.rows([row.id for row in part])}
                changed = sorted((row for row in part if old.get(row.id) != row), key=lambda row: row.id)
                self._write(changed, [old[row.id] for row in changed if row.id in old])

    def remove(self, ids: Collection[int]) -> None:
        """Forget these documents; unknown ids are no error."""
        wanted = sorted(set(ids))
        with transaction.atomic(using=self.connection.alias):
            for start in range(0, len(wanted), BATCH):
                self._forget(self.rows(wanted[start : start + BATCH]))

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The stored rows of at most `BATCH` ids."""
        if not ids:
            return []
        sql = f"SELECT id, text, title_length, marks FROM search_text WHERE id IN ({_places(ids)})"  # noqa: S608
        return [Row(*found) for found in self._select(sql, ids)]

    def candidates(self, condition: Condition, *, within: Statement | None, below: int | None, limit: int) -> list[int]:
        """The newest ids that the tokens find, at most `limit`, under `below`, among those of the subquery `within`."""
        sql, params = _restricted(self.hits(condition), within)
        if below is not None:
            sql, params = f"{sql} AND h.id < %s", [*params, below]
        return [found[0] for found in self._select(f"{sql} ORDER BY h.id DESC LIMIT %s", [*params, limit])]

    def count(self, condition: Condition, *, within: Statement | None, limit: int) -> int:
        """How many ids the tokens find, counted up to `limit`."""
        sql, params = _restricted(self.hits(condition), within)
        counted: int = self._select(f"SELECT count(*) FROM ({sql} LIMIT %s) c", [*params, limit])[0][0]  # noqa: S608
        return counted

    def tally(self, conditions: Sequence[Condition], *, proved: int, counted: int) -> list[tuple[int, bool]]:
        """For each condition how many hits it has, and whether that is all of them; in one statement.

        At most `proved` candidates of each are proved; where nothing is to be proved, hits are counted up to `counted`.
        """
        bounds = [proved if one.proofs or one.unless else counted for one in conditions]
        parts = [self._tallied(place, *one) for place, one in enumerate(zip(conditions, bounds, strict=True))]
        sql = " UNION ALL ".join(one for one, _ in parts)
        found = self._select(sql, [value for _, values in parts for value in values]) if parts else []
        by_place = {place: (int(hits or 0), candidates < bounds[place]) for place, hits, candidates in found}
        return [by_place[place] for place in range(len(conditions))]

    def _tallied(self, place: int, condition: Condition, limit: int) -> Statement:
        hits, params = self.hits(condition)
        bounded = f"SELECT h.id AS id FROM ({hits}) h LIMIT %s"  # noqa: S608
        if not (condition.proofs or condition.unless):
            return f"SELECT {place} AS place, count(*) AS hits, count(*) AS n FROM ({bounded}) c", [*params, limit]  # noqa: S608
        proof, needles = self._proof(condition)
        sql = (
            f"SELECT {place} AS place, sum(CASE WHEN {proof} THEN 1 ELSE 0 END) AS hits, count(*) AS n "  # noqa: S608
            f"FROM ({bounded}) c JOIN search_text s ON s.id = c.id"
        )
        return sql, [*needles, *params, limit]

    def proved(self, condition: Condition, ids: Sequence[int]) -> set[int]:
        """Those of the candidates that the proofs confirm."""
        if not (condition.proofs or condition.unless):
            return set(ids)
        proof, needles = self._proof(condition)
        found: set[int] = set()
        for start in range(0, len(ids), BATCH):
            part = ids[start : start + BATCH]
            sql = f"SELECT s.id FROM search_text s WHERE s.id IN ({_places(part)}) AND {proof}"  # noqa: S608
            found.update(row[0] for row in self._select(sql, [*part, *needles]))
        return found

    def _proof(self, condition: Condition) -> Statement:
        wanted, params = self._holds(condition.proofs)
        if condition.unless:
            unwanted, more = self._holds(condition.unless)
            wanted = " AND ".join(part for part in (wanted, f"NOT ({unwanted})") if part)
            params += more
        return wanted, params

    def _holds(self, proofs: Sequence[Proof]) -> Statement:
        any_of = (" OR ".join(f"{self.position}({COLUMNS[column]}, %s) > 0" for column, _ in one) for one in proofs)
        return " AND ".join(f"({one})" for one in any_of), [needle for one in proofs for _, needle in one]

    def _select(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def _run(self, sql: str, many: Sequence[Sequence[Any]]) -> None:
        if many:
            with self.connection.cursor() as cursor:
                cursor.executemany(sql, many)


def expression(condition: Condition, both: str, either: str, write: Callable[[Token], str]) -> str:
    """AND of clauses, OR of ways, AND of tokens. Tokens hold no quote or backslash: fold made them breaks."""
    clauses = []
    for clause in condition.clauses:
        ways = (both.join(write(token) for token in way) for way in clause)
        clauses.append("(" + either.join(f"({way})" for way in ways) + ")")
    return both.join(clauses)


def _restricted(hits: Statement, within: Statement | None) -> Statement:
    sql, params = f"SELECT h.id FROM ({hits[0]}) h WHERE true", hits[1]  # noqa: S608
    return (f"{sql} AND h.id IN ({within[0]})", [*params, *within[1]]) if within else (sql, params)


def _places(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))
