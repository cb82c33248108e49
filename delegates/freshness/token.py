"""The data version as a token, in one question.

It is asked for each request, and for most of them it is all that is asked. So on PostgreSQL each thread keeps a
connection of its own for it: to take one from the pool and give it back costs more than the question.
"""

import threading
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from . import triggers_postgresql, triggers_sqlite

READ = {"sqlite": triggers_sqlite.READ, "postgresql": triggers_postgresql.READ}

NAME = b"version"  # of the prepared statement


class _Connection:
    """Closes itself where its thread ends."""

    def __init__(self, like: BaseDatabaseWrapper) -> None:
        self._opened = like.copy()
        self._opened.settings_dict["OPTIONS"].pop("pool", None)
        self._opened.ensure_connection()
        opened: Any = self._opened.connection
        self.driver = opened.pgconn
        self.driver.prepare(NAME, READ["postgresql"].encode())

    def __del__(self) -> None:
        self._opened.close()


class _Own(threading.local):
    connection: _Connection | None = None


_own = _Own()


def current() -> str:
    """The version of the rows that this thread sees now. Never the same again once they have changed."""
    used: Any = connections[DEFAULT_DB_ALIAS]
    if used.connection is None and used.vendor == "postgresql":
        try:
            return _apart(used)
        except (DatabaseError, used.Database.Error):  # the server was away since
            forget()
    with used.cursor() as cursor:
        cursor.execute(READ[used.vendor])
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def forget() -> None:
    """Close the connection that this thread keeps."""
    _own.connection = None


def _apart(like: BaseDatabaseWrapper) -> str:
    """Outside of any transaction, on the connection that is kept, past all layers but the driver's lowest."""
    kept = _own.connection
    if kept is None:
        kept = _own.connection = _Connection(like)
    answer = kept.driver.exec_prepared(NAME, None)
    if answer.ntuples != 1:
        raise OperationalError(answer.get_error_message())
    return str(answer.get_value(0, 0).decode())
