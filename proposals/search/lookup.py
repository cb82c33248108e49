"""The search as a condition on Django's querysets: filters, counts, slices and visibility go on working in SQL.

Bound: a condition stands for all matching ids. It costs the proof of every candidate (3-8 microseconds each), where
`paging.search` proves at most 2,000 a page.
"""

from typing import Any, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Case, Expression, Model, Q, QuerySet, Value, When
from django.db.models.sql.compiler import SQLCompiler

from proposals.search.index import index_of
from proposals.search.query import Query, parse, relaxed
from proposals.search.terms import Condition

Row = TypeVar("Row", bound=Model)


class MatchingIds(Expression):
    """A subquery of all ids that fulfil a condition, in the SQL of whatever database the queryset runs on."""

    def __init__(self, condition: Condition) -> None:
        super().__init__(output_field=BigIntegerField())
        self.condition = condition

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:  # type: ignore[override]
        """The subquery in parentheses, with bound parameters only."""
        sql, params = index_of(connection).ids(self.condition)
        return f"({sql})", params


def matching(text: str) -> Q | None:
    """The condition that a row's id stands for a document holding every term of `text`; None where nothing is asked."""
    query = parse(text)
    return None if query is None else holding(query)


def holding(query: Query) -> Q:
    """The condition for a query that was understood already."""
    return Q(pk__in=MatchingIds(query.everywhere()))


def understand(text: str, *, among: QuerySet[Row]) -> Query | None:
    """The query for a text: as typed where any of `among` holds it, else by its words where that helps and is said."""
    query = parse(text)
    if query is None or among.filter(holding(query)).exists():
        return query
    return relaxed(query, lambda other: among.filter(holding(other)).count()) or query


def title_first(queryset: QuerySet[Row], query: Query) -> QuerySet[Row]:
    """Those of the queryset that hold the query: hits in the title first, newest first in both."""
    there = When(pk__in=MatchingIds(query.in_title()), then=Value(0))
    return queryset.filter(holding(query)).order_by(Case(there, default=Value(1)), "-pk")
