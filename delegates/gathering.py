"""The rows of many small tables in one question: each table comes as a JSON array, each line is made a row again.

A page that shows a dozen kinds of rows of one proposal would else ask a dozen times. Only what the page needs of a
row is read; the rest is deferred, as by `defer`.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import F, Field, JSONField, Model, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.db.models.sql.compiler import SQLCompiler

_Row = TypeVar("_Row", bound=Model)
Lines = list[dict[str, Any]]


def know_json(connection: Any, **_: Any) -> None:
    """Receiver of `connection_created`: the SQLite that is asked for has JSON.

    Django finds that out by a transaction of its own when a connection first needs it. While somebody else writes that
    waits in vain, and Django takes the lock for a lack of JSON and refuses, for as long as the connection lives.
    """
    if connection.vendor == "sqlite" and connection.Database.sqlite_version_info >= (3, 38):
        connection.features.supports_json_field = True


class Rows(Subquery):
    """Another query's rows, in its order, as one JSON array of objects with these names."""

    template = "(SELECT JSON_GROUP_ARRAY(JSON(gathered.line)) FROM (%(subquery)s) AS gathered)"
    output_field = JSONField()

    def __init__(self, rows: "QuerySet[Any, Any]", names: Sequence[str]) -> None:
        """`names` are columns or annotations of `rows`."""
        super().__init__(rows.values(line=JSONObject(**{name: F(name) for name in names})))

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> Any:
        """PostgreSQL has no array for no rows, and needs no second reading of what is JSON already."""
        template = "(SELECT COALESCE(JSONB_AGG(gathered.line), '[]'::jsonb) FROM (%(subquery)s) AS gathered)"
        return self.as_sql(compiler, connection, template=template)


def gathered(base: "QuerySet[Any]", queries: "Mapping[str, QuerySet[Any, Any]]") -> dict[str, list[Any]]:
    """What each query would give: rows of its model without relations, or dicts where it asks for `values`.

    `base` has one row: the one that everything hangs on. Times of day are not for this: defer them.
    """
    wanted = {f"rows_{name}": Rows(query, _names(query)) for name, query in queries.items()}
    found = base.order_by().values(**wanted).get()
    return {name: _made(query, found[f"rows_{name}"]) for name, query in queries.items()}


def _made(query: "QuerySet[Any, Any]", lines: Lines) -> list[Any]:
    if query._fields is not None:  # type: ignore[attr-defined]  # set by `values`
        return lines
    return [_row(query.model, line) for line in lines]


def _names(query: "QuerySet[Any, Any]") -> list[str]:
    """The columns that are loaded and the annotations, by name."""
    annotations = [*query.query.annotation_select]
    if query._fields is not None:  # type: ignore[attr-defined]  # as above
        return [*query.query.values_select, *annotations]
    names, deferred = query.query.deferred_loading
    loaded = (one for one in query.model._meta.concrete_fields if one.primary_key or (one.name in names) != deferred)
    return [*(one.attname for one in loaded), *annotations]


def _row(model: type[_Row], line: dict[str, Any]) -> _Row:
    fields = [one for one in model._meta.concrete_fields if one.attname in line]
    row = model.from_db(None, [one.attname for one in fields], [_value(one, line.pop(one.attname)) for one in fields])
    for name, value in line.items():
        setattr(row, name, value)
    return row


def _value(field: "Field[Any, Any]", value: Any) -> Any:
    """SQLite writes JSON into JSON as text; dates are text everywhere."""
    if isinstance(field, JSONField):
        return json.loads(value) if isinstance(value, str) else value
    return field.to_python(value)
