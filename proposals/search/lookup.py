"""The search as a condition on Django's querysets: filters, counts, slices and visibility go on working in SQL.

Bound: a condition stands for all matching ids. It costs the proof of every candidate (3-8 microseconds each), where
`paging.search` proves at most 2,000 a page.
"""

from typing import Any, TypeVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Case, F, Func, Q, QuerySet, Value, When
from django.db.models.sql.compiler import SQLCompiler

from proposals.search.document import NUMBER, number_key
from proposals.search.index import index_of
from proposals.search.query import OtherNames, Query, parse, relaxed
from proposals.search.terms import Condition, Token

Model = TypeVar("Model", bound=models.Model)
SHORTEST = 2  # characters of a case number from which it can be completed


class Holds(Func):
    """Whether a row's primary key is the id of a hit; `each` as in `Index.membership`."""

    output_field = BooleanField()

    def __init__(self, condition: Condition, *, each: bool = False) -> None:
        super().__init__(F("pk"))
        self.condition = condition
        self.each = each

    def as_sql(  # type: ignore[override]  # takes no template: the SQL is the index's
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, list[Any]]:
        """A condition in the SQL of the queryset's own database, with bound parameters only."""
        key, key_params = compiler.compile(self.source_expressions[0])
        sql, params = index_of(connection).membership(key, self.condition, each=self.each)
        return sql, [*key_params, *params]


def matching(text: str, others: OtherNames | None = None) -> Q | None:
    """The condition that a row's id stands for a document holding every term of `text`; None where nothing is asked."""
    query = parse(text, others)
    return None if query is None else holding(query)


def holding(query: Query) -> Q:
    """The condition for a query that was understood already."""
    return Q(Holds(query.everywhere()))


def numbered(text: str) -> Q | None:
    """The condition that a case number begins as `text` does, zeros and form aside; None where it is no number.

    A single digit is none: too many begin with it.
    """
    key = number_key(text)
    if len(key) < SHORTEST:
        return None
    return Q(Holds(Condition((((Token("_" + NUMBER + key, prefix=True),),),))))


def understand(text: str, *, among: QuerySet[Model], others: OtherNames | None = None) -> Query | None:
    """The query for a text: as typed where any of `among` holds it, else by its words where that helps and is said."""
    query = parse(text, others)
    if query is None or among.filter(holding(query)).exists():
        return query
    return relaxed(query, lambda other: among.filter(holding(other)).count()) or query


def title_first(queryset: QuerySet[Model], query: Query) -> QuerySet[Model]:
    """Those of the queryset that hold the query: hits in the title first, newest first in both."""
    there = When(Holds(query.in_title(), each=True), then=Value(0))
    return queryset.filter(holding(query)).order_by(Case(there, default=Value(1)), "-pk")
