"""Steps that change rows of any table and can be taken back to the very rows: the journal of a merge.

A step is JSON, so that it can be kept. Taken back in reverse order, each step looks first whether its row is still as
the step left it: what somebody changed since is a person's decision and stays as it is.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

Step = dict[str, Any]
Row = models.Model


def encode(row: Row) -> dict[str, Any]:
    """Every column of a row, exactly, as JSON."""
    return {field.attname: _written(field, row) for field in row._meta.concrete_fields}


def decode(table: str, values: dict[str, Any]) -> Row:
    """The row that `encode` wrote down, not yet saved."""
    model = model_of(table)
    columns = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: _read(columns[name], value) for name, value in values.items() if name in columns})


def digest(row: Row) -> str:
    """Changes when any column of the row does."""
    return hashlib.sha256(json.dumps(encode(row), ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:20]


def model_of(table: str) -> type[Row]:
    """The model of "app_label.ModelName"."""
    return apps.get_model(table)


def table_of(row: Row | type[Row]) -> str:
    """Its "app_label.ModelName"."""
    return row._meta.label


class Journal:
    """Takes steps and writes each down."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def move(self, rows: Iterable[Row], column: str, target: Any) -> None:
        """Let these rows of one table point somewhere else, in one statement."""
        moved = list(rows)
        if not moved:
            return
        before = getattr(moved[0], column)
        for row in moved:
            setattr(row, column, target)
            step = {"do": "move", "table": table_of(row), "row": row.pk, "column": column, "before": before}
            self.steps.append({**step, "after": target, "digest": digest(row)})
        type(moved[0])._base_manager.filter(pk__in=[row.pk for row in moved]).update(**{column: target})

    def fill(self, row: Row, column: str, value: Any) -> None:
        """Write into a column that is empty."""
        field = row._meta.get_field(column)
        before = _written(field, row)
        setattr(row, column, value)
        step = {"do": "fill", "table": table_of(row), "row": row.pk, "column": column, "before": before}
        self.steps.append({**step, "after": _written(field, row)})
        type(row)._base_manager.filter(pk=row.pk).update(**{column: value})

    def delete(self, row: Row, *, into: Row | None = None) -> None:
        """Remove a row to which nothing points any more (the database refuses otherwise), `into` its like if any."""
        like = [table_of(into), into.pk] if into is not None else None
        step = {"do": "delete", "table": table_of(row), "row": row.pk, "values": encode(row), "into": like}
        self.steps.append(step)
        found = type(row)._base_manager.filter(pk=row.pk)
        found._raw_delete(found.db)

    def add(self, row: Row) -> None:
        """Save a new row."""
        row.save(force_insert=True)
        row.refresh_from_db()
        self.steps.append({"do": "add", "table": table_of(row), "row": row.pk, "digest": digest(row)})


def touched(steps: Iterable[Step]) -> set[tuple[str, Any]]:
    """The rows that a journal speaks of."""
    rows = [(step["table"], step["row"]) for step in steps]
    return {*rows, *(tuple(step["into"]) for step in steps if step.get("into"))}


def take_back(steps: Iterable[Step]) -> list[Step]:
    """Undo the steps, last first, in the caller's transaction. Returns those left alone, since their rows changed."""
    return [step for step in reversed(list(steps)) if not _BACK[step["do"]](step)]


def _move_back(step: Step) -> bool:
    model = model_of(step["table"])
    target = model._meta.get_field(step["column"]).related_model
    row = model._base_manager.filter(pk=step["row"]).first()
    there = isinstance(target, type) and target._base_manager.filter(pk=step["before"]).exists()
    if row is None or digest(row) != step["digest"] or not there:
        return False
    model._base_manager.filter(pk=step["row"]).update(**{step["column"]: step["before"]})
    return True


def _empty_again(step: Step) -> bool:
    model = model_of(step["table"])
    field = model._meta.get_field(step["column"])
    row = model._base_manager.filter(pk=step["row"]).first()
    if row is None or _written(field, row) != step["after"]:
        return False
    model._base_manager.filter(pk=step["row"]).update(**{step["column"]: _read(field, step["before"])})
    return True


def _restore(step: Step) -> bool:
    row = decode(step["table"], step["values"])
    if not all(_there(*parent) for parent in _parents(row)):
        return False
    try:
        with transaction.atomic():
            row.save_base(raw=True, force_insert=True)
    except IntegrityError:
        return False
    return True


def _remove(step: Step) -> bool:
    row = model_of(step["table"])._base_manager.filter(pk=step["row"]).first()
    if row is not None and digest(row) != step["digest"]:
        return False
    if row is not None:
        row.delete()
    return True


_BACK = {"move": _move_back, "fill": _empty_again, "delete": _restore, "add": _remove}


def _parents(row: Row) -> Iterator[tuple[type[Row], Any]]:
    for field in row._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and getattr(row, field.attname) is not None:
            yield field.related_model, getattr(row, field.attname)


def _there(model: type[Row], key: Any) -> bool:
    return model._base_manager.filter(pk=key).exists()


def _written(field: Any, row: Row) -> Any:
    value = field.value_from_object(row)
    if value is None or isinstance(field, models.JSONField):
        return value
    return field.value_to_string(row)


def _read(field: Any, value: Any) -> Any:
    return value if value is None or isinstance(field, models.JSONField) else field.to_python(value)
