"""One number for all that stands in the database."""

import hashlib
from typing import Any

from django.db import connection

# Signing in and out writes sessions, and what a page says to its reader may rest in one: they are no data.
APART = {"django_session"}


def digest() -> str:
    """Of every row of every table."""
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.django_table_names(only_existing=True)) - APART):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")  # noqa: S608  a table's name
            for row in cursor.fetchall():
                found.update(repr([_plain(value) for value in row]).encode())
    return found.hexdigest()


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
