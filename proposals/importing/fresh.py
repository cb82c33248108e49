"""New rows of one file, written together: one statement for each kind instead of one for each row."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db import connections, models, router

Row = TypeVar("Row", bound=models.Model)


def insert(rows: Sequence[Row]) -> Sequence[Row]:
    """Insert new rows of one model, each with its number afterwards. Foreign keys may point at rows inserted before."""
    if not rows:
        return rows
    model = type(rows[0])
    if connections[router.db_for_write(model)].features.can_return_rows_from_bulk_insert:
        model._base_manager.bulk_create(rows)
    else:  # SQLite before 3.35 does not tell the numbers of several rows
        for row in rows:
            row.save(force_insert=True)
    return rows


class Fresh:
    """Rows that wait to be written, kind by kind in the order in which the kinds first came."""

    def __init__(self) -> None:
        """Start with none."""
        self._waiting: dict[type[models.Model], list[models.Model]] = {}

    def add(self, row: Row) -> Row:
        """One more row."""
        self._waiting.setdefault(type(row), []).append(row)
        return row

    def write(self, kinds: Iterable[type[models.Model]] = ()) -> None:
        """Insert what waits: all of it, or only these kinds."""
        for kind in list(kinds) or list(self._waiting):
            insert(self._waiting.pop(kind, []))
