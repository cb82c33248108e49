"""How many rows wait in each of many queries, and since when: one statement for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, Expression, F, Min, QuerySet, Value
from django.db.models.functions import Cast


@dataclass(frozen=True, slots=True)
class Waiting:
    """Rows that wait, and the day from which each has waited; None where no column knows it."""

    rows: "QuerySet[Any]"
    since: Expression | F | None = None


def counted(waiting: Mapping[str, Waiting]) -> dict[str, tuple[int, date | None]]:
    """(how many, the earliest day) of each by its name. One query, whatever their number."""
    parts = [_part(name, one) for name, one in waiting.items()]
    if not parts:
        return {}
    found = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    counts = {row["queue"]: (row["n"], row["oldest"]) for row in found}
    return {
        name: counts.get(name, (0, None)) for name in waiting
    }  # the database is not asked for what can hold nothing


def _part(name: str, one: Waiting) -> "QuerySet[Any, dict[str, Any]]":
    since = Min(one.since) if one.since is not None else Value(None)
    rows = one.rows.order_by().annotate(queue=Value(name)).values("queue")
    found: QuerySet[Any, dict[str, Any]] = rows.annotate(n=Count("pk", distinct=True), oldest=Cast(since, DateField()))
    return found
