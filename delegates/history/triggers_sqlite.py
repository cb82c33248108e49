"""The SQL of SQLite. Booleans and JSON are written as in PostgreSQL, so that one reader serves both."""

from collections.abc import Iterator

from django.db import models

from .tracked import Tracked

REFUSAL = "the history is append-only"
GUARD = tuple(
    statement
    for act in ("UPDATE", "DELETE")
    for statement in (
        f"DROP TRIGGER IF EXISTS history_keeps_{act.lower()}",
        f"CREATE TRIGGER history_keeps_{act.lower()} BEFORE {act} ON delegates_change"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    )
)
_INSERT = (
    'INSERT INTO delegates_change ("table", "row", "whole", "whole_row", "kind", "at", "by_id", "why", "act", "fields")'
)
_NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"


def writing(one: Tracked) -> Iterator[str]:
    """The three triggers of a table, made anew."""
    table = one.model._meta.db_table
    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in one.columns)
    for act, side, kind, when, fields in (
        ("INSERT", "NEW", "made", "", "'{}'"),
        ("UPDATE", "NEW", "changed", f" WHEN {differs}", _moved(one)),
        ("DELETE", "OLD", "removed", "", _last(one)),
    ):
        name = f"history_{table}_{act.lower()}"
        yield f'DROP TRIGGER IF EXISTS "{name}"'
        yield (
            f'CREATE TRIGGER "{name}" AFTER {act} ON "{table}"{when} BEGIN {_INSERT} VALUES ('
            f"'{one.label}', {side}.\"{_key(one)}\", '{one.whole._meta.label_lower}', {side}.\"{one.link}\","
            f" '{kind}', {_NOW}, yanlu_by(), yanlu_why(), yanlu_act(), {fields}); END"
        )


def _key(one: Tracked) -> str:
    return str(one.model._meta.pk.column)


def _moved(one: Tracked) -> str:
    """Old and new of each column that moved."""
    pairs = {column: f"json_array({_side(one, 'OLD', column)}, {_side(one, 'NEW', column)})" for column in one.columns}
    return _object({column: (f'OLD."{column}" IS NOT NEW."{column}"', pair) for column, pair in pairs.items()})


def _last(one: Tracked) -> str:
    """What stood in each column that was not empty."""
    pairs = {column: f"json_array({_side(one, 'OLD', column)}, NULL)" for column in one.columns}
    return _object({column: (f'OLD."{column}" IS NOT NULL', pair) for column, pair in pairs.items()})


def _object(pairs: dict[str, tuple[str, str]]) -> str:
    rows = " UNION ALL ".join(
        f"SELECT '{column}' AS k, {pair} AS v WHERE {condition}" for column, (condition, pair) in pairs.items()
    )
    return f"(SELECT json_group_object(k, json(v)) FROM ({rows}))"  # noqa: S608  of names in our own models


def _side(one: Tracked, side: str, column: str) -> str:
    if column in one.hidden:
        return "NULL"
    value = f'{side}."{column}"'
    field = next(field for field in one.model._meta.concrete_fields if field.column == column)
    if isinstance(field, models.BooleanField):
        return f"json(CASE {value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END)"
    return f"json({value})" if isinstance(field, models.JSONField) else value
