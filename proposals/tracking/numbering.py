"""Numbers for rows that are written together later: what refers to a row can name it before it is stored."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model

AT_A_TIME = 500

_Row = TypeVar("_Row", bound=Model)


class Numbers:
    """Primary keys drawn one after the other, for one transaction that alone writes these tables."""

    def __init__(self) -> None:
        """Nothing is asked before the first number of a table."""
        self._last: dict[type[Model], int] = {}

    def give(self, row: _Row) -> _Row:
        """The same row with the next number of its table."""
        model = type(row)
        if model not in self._last:
            self._last[model] = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
        self._last[model] += 1
        row.pk = self._last[model]
        return row


def store(rows: Iterable[Model]) -> None:
    """Write numbered rows, each table in one go, in the order in which the tables first come."""
    tables: dict[type[Model], list[Model]] = defaultdict(list)
    for row in rows:
        tables[type(row)].append(row)
    for model, of_table in tables.items():
        model._base_manager.bulk_create(of_table, batch_size=AT_A_TIME)
    # SQLite counts on by itself; PostgreSQL's sequences have to be told.
    statements = connection.ops.sequence_reset_sql(no_style(), list(tables))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
