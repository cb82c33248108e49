"""The database itself keeps the log append-only: triggers refuse UPDATE and DELETE on it, on both engines.

Installed after every migration, since SQLite drops a table's triggers whenever Django rebuilds the table.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "proposals_followup"
REFUSAL = "follow-ups are append-only: record a further event instead"

SQLITE = f"""
CREATE TRIGGER IF NOT EXISTS followup_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;
CREATE TRIGGER IF NOT EXISTS followup_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;
"""
POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION followup_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$;
CREATE OR REPLACE TRIGGER followup_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}
FOR EACH STATEMENT EXECUTE FUNCTION followup_refuse();
"""


def guard_after_migrate(using: str, **_: Any) -> None:
    """Receiver of `post_migrate`."""
    guard(connections[using])


def guard(connection: BaseDatabaseWrapper) -> None:
    """Install the triggers where they are missing. Does nothing while the table does not exist."""
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for statement in SQLITE.strip().splitlines():
                cursor.execute(statement)
        else:
            cursor.execute(POSTGRESQL)
