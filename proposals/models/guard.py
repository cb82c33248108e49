"""The database itself keeps what happened: the log is append-only, and a letter that went out stays as it was sent.

A reply taken from a source (`article` set) is what that source states, not a letter of this site: an import may fill
and correct the columns it reads, and undoing it may remove the row. What nobody reads off a source stays there too.
Publication may change at any time: it says what the public reads, not what was answered.
Installed after every migration, since SQLite drops a table's triggers whenever Django rebuilds the table.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

LOG, REPLIES = "proposals_followup", "proposals_reply"
REFUSAL = "follow-ups are append-only: record a further event instead"
SENT = "a reply that was sent stays as it is: answer again in another round"

# Of every reply that was sent; and of those written here, what an import reads off sources besides.
LETTER = (
    "proposal_id", "article_id", "assignment_id", "role", "round", "status", "text", "file", "signed_by",
    "written_by_id",
)  # fmt: skip
STATED = ("number", "issuer", "department_id", "replied_on", "reply_class", "result_id")


def _differs(columns: tuple[str, ...], unlike: str) -> str:
    return " OR ".join(f'OLD."{one}" {unlike} NEW."{one}"' for one in columns)


def _changed(unlike: str) -> str:
    """The condition under which an update touches a letter that went out."""
    stated = f"OLD.article_id IS NULL AND ({_differs(STATED, unlike)})"
    return f"OLD.status = 'sent' AND ({_differs(LETTER, unlike)} OR ({stated}))"


SQLITE = {
    LOG: (
        f"CREATE TRIGGER IF NOT EXISTS followup_no_update BEFORE UPDATE ON {LOG}"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        f"CREATE TRIGGER IF NOT EXISTS followup_no_delete BEFORE DELETE ON {LOG}"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ),
    REPLIES: (
        "DROP TRIGGER IF EXISTS reply_sent_no_update",
        "DROP TRIGGER IF EXISTS reply_sent_no_delete",
        f"CREATE TRIGGER reply_sent_no_update BEFORE UPDATE ON {REPLIES} WHEN {_changed('IS NOT')}"
        f" BEGIN SELECT RAISE(ABORT, '{SENT}'); END",
        f"CREATE TRIGGER reply_sent_no_delete BEFORE DELETE ON {REPLIES}"
        f" WHEN OLD.status = 'sent' AND OLD.article_id IS NULL BEGIN SELECT RAISE(ABORT, '{SENT}'); END",
    ),
}
POSTGRESQL = {
    LOG: (
        "CREATE OR REPLACE FUNCTION followup_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        f"CREATE OR REPLACE TRIGGER followup_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {LOG}"
        " FOR EACH STATEMENT EXECUTE FUNCTION followup_refuse()",
    ),
    REPLIES: (
        "CREATE OR REPLACE FUNCTION reply_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{SENT}'; END $$",
        f"CREATE OR REPLACE TRIGGER reply_sent_no_update BEFORE UPDATE ON {REPLIES}"
        f" FOR EACH ROW WHEN ({_changed('IS DISTINCT FROM')}) EXECUTE FUNCTION reply_refuse()",
        f"CREATE OR REPLACE TRIGGER reply_sent_no_delete BEFORE DELETE ON {REPLIES}"
        " FOR EACH ROW WHEN (OLD.status = 'sent' AND OLD.article_id IS NULL) EXECUTE FUNCTION reply_refuse()",
    ),
}


def guard_after_migrate(using: str, **_: Any) -> None:
    """Receiver of `post_migrate`."""
    guard(connections[using])


def guard(connection: BaseDatabaseWrapper) -> None:
    """Install the triggers where they are missing. Does nothing for a table that does not exist."""
    tables = set(connection.introspection.table_names())
    statements = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    with connection.cursor() as cursor:
        for table, of_table in statements.items():
            for statement in of_table if table in tables else ():
                cursor.execute(statement)
