"""Tells every database connection who writes and why, so that a trigger can ask.

SQLite asks this process itself, by functions; only programs that know them write to tables with a history. PostgreSQL
reads settings of the transaction: they are sent before the first such write of a transaction, and again when the act
changes or a rollback to a savepoint took them back.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from .acts import current
from .tracked import tracked

_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
_TELL = "SELECT set_config('yanlu.by', %s, %s), set_config('yanlu.why', %s, %s), set_config('yanlu.act', %s, %s)"
_IDLE = 0  # libpq: the server is in no transaction


def introduce(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Receiver of `connection_created`."""
    if connection.vendor == "sqlite":
        asked: Any = connection.connection
        asked.create_function("yanlu_by", 0, lambda: current().by)
        asked.create_function("yanlu_why", 0, lambda: current().why)
        asked.create_function("yanlu_act", 0, lambda: current().key)
    elif not any(isinstance(one, _Teller) for one in connection.execute_wrappers):
        # First, since whoever puts a wrapper around a block takes the last one off again.
        connection.execute_wrappers.insert(0, _Teller(connection))


class _Teller:
    """Stands around each statement of one PostgreSQL connection."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection
        self._tables = {one.model._meta.db_table for one in tracked()}
        self._told: tuple[str, str, str] | None = None  # in this transaction

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        driver: Any = self._connection.connection
        if driver is None or driver.info.transaction_status == _IDLE:
            self._told = None
        words = sql if isinstance(sql, str) else ""
        found = _WRITES.match(words)
        if found and found[1] in self._tables:
            self._tell(context["cursor"].cursor)
        try:
            return execute(sql, params, many, context)
        finally:
            if words.startswith("ROLLBACK TO"):
                self._told = None

    def _tell(self, cursor: Any) -> None:
        act = current()
        now = (str(act.by or ""), act.why, act.key)
        if now == self._told:
            return
        local = self._connection.in_atomic_block  # else the setting would be gone before the statement
        values = [part for one in now for part in (one, local)]
        with self._connection.wrap_database_errors:
            cursor.execute(_TELL, values)
        self._told = now if local else None
