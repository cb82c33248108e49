"""What changed since: triggers note the proposals that statements touch, and each process reads what it has not seen.

On SQLite writers take turns, so that numbers of notes are an order: what is above the last number read is new. On
PostgreSQL a note made earlier may become visible later; there a process keeps the snapshot of its last reading, and
what that snapshot did not see is new. Nobody waits for anybody: notes are only added, old ones removed by `prune`.

This file and `watched` hold the only SQL of the catalogue. It is put together from names of our own tables, which is
why S608 is switched off line by line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_hex
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from .watched import ACTS, EVERYTHING, NAMES, WATCHED, apart, noted

KEPT = 50_000  # notes that `prune` leaves: a process that slept longer reads everything anew
MOST = 2_000  # proposals read anew one by one; more, and everything is


@dataclass(frozen=True, slots=True)
class Place:
    """How far the journal was read: `born` names the journal, `upto` is a number of a note or a snapshot."""

    born: str
    upto: str


@dataclass(frozen=True, slots=True)
class News:
    """What was noted since a place, and the place now. `everything`: nothing that was known may be relied on."""

    place: Place
    proposals: frozenset[int] = frozenset()
    names: bool = False
    everything: bool = False


SQLITE = (
    "CREATE TABLE IF NOT EXISTS catalogue_change (seq integer PRIMARY KEY AUTOINCREMENT, proposal bigint NOT NULL)",
    "CREATE TABLE IF NOT EXISTS catalogue_state (born text NOT NULL, pruned integer NOT NULL)",
    "INSERT INTO catalogue_state (born, pruned)"
    " SELECT lower(hex(randomblob(8))), 0 WHERE NOT EXISTS (SELECT 1 FROM catalogue_state)",
)
POSTGRESQL = (
    "CREATE TABLE IF NOT EXISTS catalogue_change (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " proposal bigint NOT NULL, xact xid8 NOT NULL DEFAULT pg_current_xact_id())",
    "CREATE INDEX IF NOT EXISTS catalogue_change_xact ON catalogue_change (xact)",
    "CREATE TABLE IF NOT EXISTS catalogue_state (born text NOT NULL, pruned xid8 NOT NULL)",
    "INSERT INTO catalogue_state (born, pruned)"
    " SELECT gen_random_uuid()::text, '0'::xid8 WHERE NOT EXISTS (SELECT 1 FROM catalogue_state)",
    """
    CREATE OR REPLACE FUNCTION catalogue_note() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        rows text := CASE TG_OP
            WHEN 'INSERT' THEN 'SELECT * FROM now' WHEN 'DELETE' THEN 'SELECT * FROM was'
            ELSE 'SELECT * FROM was UNION ALL SELECT * FROM now' END;
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            INSERT INTO catalogue_change (proposal) VALUES (0);
        ELSE
            EXECUTE format('INSERT INTO catalogue_change (proposal) SELECT DISTINCT n.noted FROM (%s) m,'
                ' LATERAL (%s) n (noted)', rows, TG_ARGV[0]);
        END IF;
        RETURN NULL;
    END $$
    """,
)
TABLES = {"INSERT": "NEW TABLE AS now", "DELETE": "OLD TABLE AS was", "UPDATE": "OLD TABLE AS was NEW TABLE AS now"}
READ = {
    "sqlite": (
        "SELECT s.born, CAST(s.pruned AS text), CAST(coalesce((SELECT max(seq) FROM catalogue_change), s.pruned)"
        " AS text), s.pruned <= CAST(%s AS integer), c.proposal FROM catalogue_state s LEFT JOIN (SELECT DISTINCT"
        " proposal FROM catalogue_change WHERE seq > CAST(%s AS integer) AND proposal >= %s) c"
    ),
    "postgresql": (
        "SELECT s.born, s.pruned::text, pg_current_snapshot()::text, s.pruned <= pg_snapshot_xmin(%s::pg_snapshot),"
        " c.proposal FROM catalogue_state s LEFT JOIN (SELECT DISTINCT proposal FROM catalogue_change"
        " WHERE xact >= pg_snapshot_xmin(%s::pg_snapshot) AND (NOT pg_visible_in_snapshot(xact, %s::pg_snapshot)"
        " OR xact = pg_current_xact_id_if_assigned()) AND proposal >= %s) c ON true"
    ),
}
PRUNE = {
    "sqlite": (
        "UPDATE catalogue_state SET pruned = max(pruned, coalesce((SELECT max(seq) FROM catalogue_change), 0) - %s)",
        "DELETE FROM catalogue_change WHERE seq <= (SELECT pruned FROM catalogue_state)",
    ),
    # Only notes of transactions that every snapshot to come sees: those below the oldest that is still under way.
    "postgresql": (
        "UPDATE catalogue_state SET pruned = greatest(pruned, least(pg_snapshot_xmin(pg_current_snapshot()),"
        " (SELECT xact FROM catalogue_change ORDER BY xact DESC OFFSET %s LIMIT 1)))",
        "DELETE FROM catalogue_change WHERE xact < (SELECT pruned FROM catalogue_state)",
    ),
}
NOWHERE = {"sqlite": "-1", "postgresql": "1:1:"}


def read(connection: BaseDatabaseWrapper, since: Place | None) -> News:
    """What was noted since, in one query. Without a place everything is news."""
    place, lost, notes = _notes(connection, since, NAMES)
    if lost or EVERYTHING in notes or len(notes) > MOST:
        return News(place, everything=True, names=True)
    return News(place, frozenset(notes - {NAMES}), names=NAMES in notes)


def touched(connection: BaseDatabaseWrapper, since: Place) -> frozenset[int] | None:
    """Every proposal of which anything that it tells may be another since; None where nobody can say any more."""
    _, lost, notes = _notes(connection, since, -(2**62))
    if lost or EVERYTHING in notes:
        return None
    return frozenset(apart(one) for one in notes - {NAMES})


def _notes(connection: BaseDatabaseWrapper, since: Place | None, least: int) -> tuple[Place, bool, set[int]]:
    """Where the journal stands, whether notes since that place are lost, and those of at least this number."""
    upto = since.upto if since else NOWHERE[connection.vendor]
    sql = READ[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*[upto] * (sql.count("%s") - 1), least])
        rows = cursor.fetchall()
    born, _, now, whole, _ = rows[0]
    lost = since is None or since.born != born or not whole
    # A database put back from a copy has gone back in its numbers.
    lost = lost or _end(connection.vendor, now) < _end(connection.vendor, upto)
    return Place(born, now), lost, {row[4] for row in rows if row[4] is not None}


def _end(vendor: str, upto: str) -> int:
    return int(upto) if vendor == "sqlite" else int(upto.split(":")[1])


def prune(connection: BaseDatabaseWrapper, *, keep: int = KEPT) -> None:
    """Forget all but the last notes. A process that has not read the others yet will read everything."""
    first, then = PRUNE[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(first, [keep])
        cursor.execute(then)


def install_after_migrate(using: str, plan: Any = (), **_: Any) -> None:
    """Receiver of `post_migrate`."""
    install(connections[using], anew=bool(plan))


def remove_before_migrate(using: str, **_: Any) -> None:
    """Receiver of `pre_migrate`: SQLite rebuilds no table that triggers of others speak of."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'catalogue\\_%' ESCAPE '\\'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def install(connection: BaseDatabaseWrapper, *, anew: bool = True) -> None:
    """Create the journal and its triggers on the tables that exist. What was known before a migration is not relied on.

    The journal is born anew where a migration may have changed what the tables mean (`anew`), and where what is noted
    is not what was noted before.
    """
    stand = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)
        for table in WATCHED:
            for statement in _triggers(connection.vendor, table) if table in stand else ():
                cursor.execute(statement)
        cursor.execute("SELECT born FROM catalogue_state")
        (born,) = cursor.fetchone()
        if anew or not born.endswith(_rules()):
            cursor.execute("UPDATE catalogue_state SET born = %s", [token_hex(8) + _rules()])


def _rules() -> str:
    """What is noted, as a mark: from another program's notes nothing can be told."""
    told = repr([(table, act, noted(table, act)) for table in WATCHED for act in ACTS])
    return f"-{sha256(told.encode()).hexdigest()[:8]}"


def _triggers(vendor: str, table: str) -> Iterator[str]:
    for act in ACTS:
        name = f"catalogue_{table}_{act.lower()}"
        query = noted(table, act)
        if vendor == "sqlite":
            sides = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("OLD", "NEW")}[act]
            found = " UNION ".join(query.format(row=side) for side in sides)
            yield f'DROP TRIGGER IF EXISTS "{name}"'
            yield (
                f'CREATE TRIGGER "{name}" AFTER {act} ON "{table}"'
                f" BEGIN INSERT INTO catalogue_change (proposal) {found}; END"
            )
        else:
            yield (
                f'CREATE OR REPLACE TRIGGER "{name}" AFTER {act} ON "{table}" REFERENCING {TABLES[act]}'
                f" FOR EACH STATEMENT EXECUTE FUNCTION catalogue_note('{query.format(row='m')}')"
            )
    if vendor == "postgresql":
        yield (
            f'CREATE OR REPLACE TRIGGER "catalogue_{table}_truncate" AFTER TRUNCATE ON "{table}"'
            " FOR EACH STATEMENT EXECUTE FUNCTION catalogue_note()"
        )
