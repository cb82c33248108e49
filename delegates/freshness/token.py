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


class _Own(threading.local):
    connection: BaseDatabaseWrapper | None = None
    driver: Any = None


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
    kept, _own.connection, _own.driver = _own.connection, None, None
    if kept is not None:
        kept.close()


def _apart(like: BaseDatabaseWrapper) -> str:
    """Outside of any transaction, on the connection that is kept, past all layers but the driver's lowest."""
    driver = _own.driver or _open(like)
    answer = driver.exec_prepared(NAME, None)
    if answer.ntuples != 1:
        raise OperationalError(answer.get_error_message())
    return str(answer.get_value(0, 0).decode())


def _open(like: BaseDatabaseWrapper) -> Any:
    _own.connection = like.copy()
    _own.connection.settings_dict["OPTIONS"].pop("pool", None)
    _own.connection.ensure_connection()
    driver: Any = _own.connection.connection
    _own.driver = driver.pgconn
    _own.driver.prepare(NAME, READ["postgresql"].encode())
    return _own.driver
