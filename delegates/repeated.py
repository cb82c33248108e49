"""Rows of many tables for a list of ids in one question, composed by Django once and asked again with other ids.

To compose a statement over a dozen tables costs more than the database takes to answer it. Each table comes as a JSON
array of arrays, without names, in the order of its query; dates come as text.
"""

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.models import BigIntegerField, Expression, F, Func, JSONField, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from .gathering import Rows

_PLACE = "the ids stand here"  # a parameter of the composed statement
# By connection of the driver: the names of the statements that it has prepared.
_prepared: "WeakKeyDictionary[Any, dict[Repeated, str]]" = WeakKeyDictionary()


class Ids(Expression):
    """The ids that are asked for, wherever a query would name a list of them."""

    output_field = BigIntegerField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[str]]:
        """One parameter, however many there are."""
        return "(SELECT value FROM json_each(%s))", [_PLACE]

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[str]]:
        """As above."""
        return "(SELECT jsonb_array_elements_text(%s::jsonb)::bigint)", [_PLACE]

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """For an engine that nobody uses here."""
        raise NotImplementedError(connection.vendor)


class Repeated:
    """`tables` gives for the ids' place the queries with the columns or annotations wanted of each.

    `model` is any table that has a row whenever there is something to ask for: the arrays need one row to hang on.
    """

    def __init__(self, model: type[Model], tables: "Callable[[Ids], Sequence[tuple[Any, Sequence[str]]]]") -> None:
        """Nothing is composed before it is asked for."""
        self._model, self._tables = model, tables
        self._composed: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def ask(self, ids: Collection[int]) -> list[list[list[Any]]]:
        """The lines of each table; [] where there is none of these ids."""
        if not ids:
            return []
        with connection.cursor() as cursor:
            self._execute(cursor, json.dumps(list(ids)))
            row = cursor.fetchone()
        return [json.loads(one) if isinstance(one, str) else one for one in row or ()]

    def _execute(self, cursor: Any, ids: str) -> None:
        sql, params = self._composed.get(connection.vendor) or self._compose()
        if connection.vendor == "postgresql":
            cursor.execute(f"EXECUTE {self._prepared(sql, params)} (%s)", [ids])
        else:
            cursor.execute(sql, [ids if one == _PLACE else one for one in params])

    def _prepared(self, sql: str, params: Sequence[Any]) -> str:
        """The name of the statement that this connection has prepared: to plan a dozen tables is dearer than to read.

        Prepared once for each connection, outlives transactions, and is planned anew by itself after a migration.
        """
        driver: Any = connection.connection
        known = _prepared.setdefault(driver, {})
        name = known.get(self)
        if name is None:
            name = f"repeated_{len(known) + 1}"
            whole: str = driver.cursor().mogrify(sql, params).replace(f"'{_PLACE}'", "$1")
            driver.cursor().execute(f"PREPARE {name} (text) AS {whole}")
            known[self] = name
        return name

    def _compose(self) -> tuple[str, tuple[Any, ...]]:
        ids = Ids()
        arrays = {f"rows_{place}": Arrays(*one) for place, one in enumerate(self._tables(ids))}
        found = self._model._default_manager.order_by().filter(pk__in=ids).values(**arrays)[:1]
        composed = self._composed[connection.vendor] = found.query.sql_with_params()
        return composed


class Arrays(Rows):
    """Another query's rows as a JSON array of arrays, which is half the bytes of objects."""

    def __init__(self, rows: "QuerySet[Any, Any]", names: Sequence[str]) -> None:
        """`names` are columns or annotations of `rows`."""
        super(Rows, self).__init__(rows.values(line=_Array(*(F(name) for name in names))))

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> Any:
        """JSON as text: it is read once, so nothing is gained by taking it apart for PostgreSQL."""
        template = "(SELECT COALESCE(JSON_AGG(gathered.line), '[]'::json)::text FROM (%(subquery)s) AS gathered)"
        return self.as_sql(compiler, connection, template=template)


class _Array(Func):
    """A JSON array of expressions."""

    function = "JSON_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **_: Any) -> Any:
        """PostgreSQL calls it otherwise before version 16."""
        return self.as_sql(compiler, connection, function="JSON_BUILD_ARRAY")
