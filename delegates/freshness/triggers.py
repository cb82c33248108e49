"""The triggers that move the data version, on SQLite and on PostgreSQL.

Installed after every migration. SQLite loses a table's triggers when Django rebuilds it, and rebuilds no table that
triggers of others speak of: there they are taken down before.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from . import triggers_postgresql, triggers_sqlite
from .watched import Watched, watched

VERSIONS = "delegates_dataversion"


def install_after_migrate(using: str, **_: Any) -> None:
    """Receiver of `post_migrate`."""
    install(connections[using])


def remove_before_migrate(using: str, **_: Any) -> None:
    """Receiver of `pre_migrate`."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'fresh\\_%' ESCAPE '\\'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def install(connection: BaseDatabaseWrapper) -> None:
    """Install all triggers anew on the tables that exist. Does nothing before the version has its table."""
    tables = set(connection.introspection.table_names())
    if VERSIONS not in tables:
        return
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor, [one for one in watched() if one.table in tables]):
            cursor.execute(statement)


def _statements(vendor: str, stand: list[Watched]) -> Iterator[str]:
    if vendor == "sqlite":
        yield triggers_sqlite.FIRST
        for one in stand:
            yield from triggers_sqlite.moving(one)
        return
    yield from triggers_postgresql.FIRST
    for one in stand:
        yield from triggers_postgresql.moving(one)
