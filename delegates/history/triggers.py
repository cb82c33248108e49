"""The triggers that write the history, and those that keep it as it is, on SQLite and on PostgreSQL.

Installed after every migration. SQLite loses a table's triggers when Django rebuilds it, and rebuilds no table that
triggers of others speak of: there they are taken down before.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from .tracked import Tracked, tracked
from .triggers_postgresql import FUNCTIONS, KEPT, keeping
from .triggers_sqlite import GUARD, writing

CHANGES = "delegates_change"


def install_after_migrate(using: str, **_: Any) -> None:
    """Receiver of `post_migrate`."""
    install(connections[using])


def remove_before_migrate(using: str, **_: Any) -> None:
    """Receiver of `pre_migrate`."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'history\\_%' ESCAPE '\\'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def install(connection: BaseDatabaseWrapper) -> None:
    """Install all triggers anew on the tables that exist. Does nothing before the history has its table."""
    tables = set(connection.introspection.table_names())
    if CHANGES not in tables:
        return
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor, [one for one in tracked() if _stands(one, tables)]):
            cursor.execute(statement)


def _stands(one: Tracked, tables: set[str]) -> bool:
    return one.model._meta.db_table in tables


def _statements(vendor: str, stand: list[Tracked]) -> Iterator[str]:
    if vendor == "sqlite":
        yield from GUARD
        for one in stand:
            yield from writing(one)
        return
    yield from FUNCTIONS
    yield KEPT
    for one in stand:
        yield from keeping(one)
