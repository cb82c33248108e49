"""What Django finds out about a database at its first use is found out here in peace, before anybody waits for a lock.

Django asks SQLite whether it knows JSON inside a transaction. Transactions here begin with the write lock, so while
another process writes for long the question fails, and Django takes that for a no: every later page of this connection
that reads JSON would fail. Outside a transaction the question needs no lock.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


def ask_for_json(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Receiver of `connection_created`."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT json('{}')")  # raises where this SQLite knows no JSON: nothing here would work
        connection.features.supports_json_field = True
