"""The SQL of PostgreSQL: each transaction adds a step of its own, so that no writer ever waits for another.

Readers see the steps of exactly those transactions whose rows they see: the version is right whoever commits first.
Inside the transaction that changes, whose step stands already, a setting tells one change from the next; it comes and
goes with savepoints as rows do.
"""

import hashlib
from collections.abc import Iterator

from .watched import Watched

TABLE = "delegates_dataversion"
READ = f"SELECT bit_xor(step)::text || coalesce(current_setting('yanlu.moved', true), '') FROM {TABLE}"  # noqa: S608
FOLDED = 1000  # steps that one transaction folds at most
FIRST = (
    # Now and then (once in 32 transactions) the steps are folded into one. Whoever folds already is not waited for.
    # A transaction that may not look past its own snapshot does not fold: it would fail where another folded.
    f"""
    CREATE OR REPLACE FUNCTION fresh_move() RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        IF coalesce(current_setting('yanlu.moved', true), '') = '' THEN
            INSERT INTO {TABLE} (step) VALUES (hashtextextended(gen_random_uuid()::text, 0));
            IF random() < 0.03125 AND current_setting('transaction_isolation') = 'read committed' THEN
                WITH gone AS (
                    DELETE FROM {TABLE} WHERE id IN (
                        SELECT id FROM {TABLE} ORDER BY id LIMIT {FOLDED} FOR UPDATE SKIP LOCKED
                    ) RETURNING step
                )
                INSERT INTO {TABLE} (step) SELECT bit_xor(step) FROM gone HAVING count(*) > 0;
            END IF;
        END IF;
        PERFORM set_config('yanlu.moved', '.' || gen_random_uuid()::text, true);
    END $$
    """,  # noqa: S608  a name and a number
    "CREATE OR REPLACE FUNCTION fresh_always() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN PERFORM fresh_move(); RETURN NULL; END $$",
    f"INSERT INTO {TABLE} (step) SELECT hashtextextended(gen_random_uuid()::text, 0)"  # noqa: S608  a name
    f" WHERE NOT EXISTS (SELECT 1 FROM {TABLE})",
)  # fmt: skip


def moving(one: Watched) -> Iterator[str]:
    """The triggers of a table, made anew. What no page can show is told apart before any function is called."""
    differs = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in one.columns)
    function = "fresh_always"
    if one.shown:
        function = f"fresh_{hashlib.sha256(one.shown.encode()).hexdigest()[:12]}"
        yield _deciding(function, one.shown)
    for act, when in (("INSERT", ""), ("UPDATE", f" WHEN ({differs})"), ("DELETE", "")):
        yield (
            f'CREATE OR REPLACE TRIGGER fresh_{act.lower()} AFTER {act} ON "{one.table}"'
            f" FOR EACH ROW{when} EXECUTE FUNCTION {function}()"
        )
    yield (
        f'CREATE OR REPLACE TRIGGER fresh_truncate AFTER TRUNCATE ON "{one.table}"'
        " FOR EACH STATEMENT EXECUTE FUNCTION fresh_always()"
    )


def _deciding(name: str, shown: str) -> str:
    """A function that asks for each row, as it was and as it is, whether a page can show it. No row is no."""
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF ({shown.format(row='NEW')}) OR ({shown.format(row='OLD')}) THEN PERFORM fresh_move(); END IF;"
        " RETURN NULL; END $$"
    )
