"""The SQL of SQLite: one row that moves at random, since there is one writer at a time."""

from collections.abc import Iterator

from .watched import Watched

TABLE = "delegates_dataversion"
FIRST = f"INSERT INTO {TABLE} (step) SELECT random() WHERE NOT EXISTS (SELECT 1 FROM {TABLE})"  # noqa: S608  a name
READ = f"SELECT step FROM {TABLE}"  # noqa: S608  a name
MOVE = f"UPDATE {TABLE} SET step = random()"  # noqa: S608  a name


def moving(one: Watched) -> Iterator[str]:
    """The three triggers of a table, made anew."""
    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in one.columns)
    old, new = one.shown.format(row="OLD"), one.shown.format(row="NEW")
    for act, conditions in (
        ("INSERT", [new]),
        ("UPDATE", [differs, f"({old}) OR ({new})" if one.shown else ""]),
        ("DELETE", [old]),
    ):
        name = f"fresh_{one.table}_{act.lower()}"
        when = " AND ".join(f"({condition})" for condition in conditions if condition)
        yield f'DROP TRIGGER IF EXISTS "{name}"'
        yield (
            f'CREATE TRIGGER "{name}" AFTER {act} ON "{one.table}"{f" WHEN {when}" if when else ""} BEGIN {MOVE}; END'
        )
