"""All ids that a search finds, for a caller that narrows and counts them itself: one statement for several searches.

Bounded: of each search the newest `MOST` ids are read, and at most `PROVED` texts are looked through at once.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from proposals.search.index import index_of
from proposals.search.tables import Index
from proposals.search.terms import Condition

MOST = 20_000
PROVED = 2_000
# One list for each search, however many ids: a row for each would cost more than the index does.
LISTS = {"sqlite": "json_group_array(x.id)", "postgresql": "coalesce(array_agg(x.id), '{}')"}
AMONG = {"sqlite": "s.id IN (SELECT value FROM json_each(%s))", "postgresql": "s.id = ANY (%s::bigint[])"}


def candidates(conditions: Sequence[Condition], *, using: str = DEFAULT_DB_ALIAS) -> list[list[int]]:
    """For each condition the newest ids that its tokens find, proofs aside, in no order."""
    index = index_of(connections[using])
    arms, params = [], list[Any]()
    for number, condition in enumerate(conditions):
        sql, own = index.hits(condition)
        newest = f"SELECT h.id FROM ({sql}) h ORDER BY h.id DESC LIMIT {MOST}"  # noqa: S608  fixed text and a number
        arms.append(f"SELECT {number}, {LISTS[index.connection.vendor]} FROM ({newest}) x")  # noqa: S608  as above
        params += own
    found: list[list[int]] = [[] for _ in conditions]
    for number, ids in index._select(" UNION ALL ".join(arms), params) if arms else ():
        found[number] = json.loads(ids) if isinstance(ids, str) else ids
    return found


def proved(conditions: Sequence[Condition], ids: Collection[int], *, using: str = DEFAULT_DB_ALIAS) -> list[set[int]]:
    """For each condition those of the ids, `PROVED` at most, whose text holds what it proves by."""
    index = index_of(connections[using])
    wanted = list(ids)[:PROVED]
    tests, params = [], list[Any]()
    for condition in conditions:
        sql, own = index._proof(condition)
        tests.append(f"({sql})" if sql else "true")
        params += own
    columns = ", ".join(tests)
    sql = f"SELECT s.id, {columns} FROM search_text s WHERE {AMONG[index.connection.vendor]}"  # noqa: S608  fixed text
    rows = index._select(sql, [*params, _list(index, wanted)]) if wanted else []
    return [{row[0] for row in rows if row[place]} for place in range(1, len(conditions) + 1)]


def _list(index: Index, ids: list[int]) -> Any:
    return json.dumps(ids) if index.connection.vendor == "sqlite" else ids
