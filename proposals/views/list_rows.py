"""The rows of one page of the list, read in one statement that Django composes once and this process then repeats.

A list is asked for more often than anything else: composing its statement anew costs more than the database does.
"""

import functools
import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, Func, JSONField, QuerySet
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler

from delegates.gathering import Rows
from proposals.models import Ask, FollowUp, Proposal, Proposer
from proposals.templatetags.road import READ

FIRST = 10**17  # stands for an id while the statement is composed; no row has such a number


class Step(NamedTuple):
    """One event of the log, as the road reads it."""

    event: str
    happened_on: date | None


class Line(NamedTuple):
    """What a row shows of one proposal, besides what the catalogue knows of it."""

    pk: int
    kind: str
    number: str
    headline: str
    state: str
    proposers: list[str]
    log: list[Step]
    asks: list[str]


def lines_of(ids: Sequence[int], *, asks: bool = False) -> list[Line]:
    """Of these proposals in this order those that everybody may see by now. `asks`: with their asks."""
    if not ids:
        return []
    sql, params, places = _statement(connection.vendor, len(ids), asks)
    given = list(params)
    for place, of in places:
        given[place] = ids[of]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        row = cursor.fetchone()
    if row is None:
        return []
    of_proposals, proposers, log, *of_asks = (json.loads(one) if isinstance(one, str) else one for one in row)
    hung = [_by_proposal(some) for some in (proposers, log, *of_asks)]
    found = {one[0]: _line(one, *(of.get(one[0], []) for of in hung)) for one in of_proposals}
    return [found[pk] for pk in ids if pk in found]


def _line(own: list[Any], proposers: list[Any], log: list[Any], asks: Sequence[Any] = ()) -> Line:
    pk, kind, number, headline, state = own
    steps = [Step(event, date.fromisoformat(day) if day else None) for _, event, day in log]
    return Line(pk, kind, number, headline, state, [name for _, name in proposers], steps, [text for _, text in asks])


def _by_proposal(rows: list[list[Any]]) -> dict[int, list[list[Any]]]:
    found: dict[int, list[list[Any]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


@functools.cache
def _statement(vendor: str, count: int, asks: bool) -> tuple[str, tuple[Any, ...], list[tuple[int, int]]]:
    """SQL, parameters, and which of these are ids: (place among the parameters, place among the ids)."""
    ids = [FIRST + number for number in range(count)]
    tables = {f"rows_{place}": _Arrays(*one) for place, one in enumerate(_tables(ids, asks))}
    # One row to hang the arrays on: any there is.
    found = Proposal.objects.order_by().filter(pk__in=ids).values(**tables)[:1]
    sql, params = found.query.sql_with_params()
    return (
        sql,
        params,
        [(place, one - FIRST) for place, one in enumerate(params) if isinstance(one, int) and one >= FIRST],
    )


def _tables(ids: list[int], asks: bool) -> "list[tuple[QuerySet[Any], tuple[str, ...]]]":
    models: tuple[Any, ...] = (Proposer, FollowUp, Ask)
    of: dict[Any, Any] = {model: model.objects.filter(proposal__in=ids) for model in models}
    named = of[Proposer].order_by("order", "pk").annotate(name=Coalesce("delegate__name", "organisation__name"))
    found: list[tuple[QuerySet[Any], tuple[str, ...]]] = [
        (
            Proposal.objects.visible_to(None).filter(pk__in=ids).order_by(),
            ("pk", "kind", "number", "headline", "state"),
        ),
        (named, ("proposal_id", "name")),
        (
            of[FollowUp].filter(event__in=[one.value for one in READ]).order_by("sequence"),
            ("proposal_id", "event", "happened_on"),
        ),
    ]
    return found + ([(of[Ask].order_by("order"), ("proposal_id", "text"))] if asks else [])


class _Arrays(Rows):
    """The rows as arrays without names, which is half of the bytes."""

    def __init__(self, rows: "QuerySet[Any]", names: Sequence[str]) -> None:
        super(Rows, self).__init__(rows.values(line=_Array(*(F(name) for name in names))))


class _Array(Func):
    """A JSON array of expressions."""

    function = "JSON_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **_: Any) -> Any:
        """PostgreSQL calls it otherwise before version 16."""
        return self.as_sql(compiler, connection, function="JSONB_BUILD_ARRAY")
