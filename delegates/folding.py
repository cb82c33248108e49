"""Turns one row into another of its table: everything that points at it points at the other one afterwards.

Works on Django's description of the models, so that tables of other rooms move along without being known here. Where
two rows would then say the same, which a unique constraint forbids, they are folded into one in the same way.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Q

from .journal import Journal, Row

EMPTY = (None, "")


def fold(gone: Row, kept: Row, journal: Journal) -> None:
    """Move what points at `gone` to `kept`, fill what is empty in `kept`, and remove `gone`."""
    for relation in relations(type(gone)):
        _move(relation, gone, kept, journal)
    _fill(gone, kept, journal)
    journal.delete(gone, into=kept)


def relations(model: type[Row]) -> list["models.ForeignKey[Any, Any]"]:
    """Every foreign key that points at this model, those of many-to-many tables too, in a fixed order."""
    found = [
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and relation.auto_created and not relation.concrete
    ]
    return sorted(found, key=lambda field: (field.model._meta.label, field.name))


def pointing_at(row: Row, relation: "models.ForeignKey[Any, Any]") -> "models.QuerySet[Any]":
    """The rows that point at this one."""
    return relation.model._base_manager.filter(**{relation.attname: row.pk}).order_by("pk")


def _move(relation: "models.ForeignKey[Any, Any]", gone: Row, kept: Row, journal: Journal) -> None:
    constraints = list(_unique_with(relation))
    free = []
    for row in pointing_at(gone, relation):
        like = _like(row, relation, kept, constraints)
        if like is None:
            free.append(row)
        else:
            fold(row, like, journal)
    journal.move(free, relation.attname, kept.pk)


def _unique_with(relation: "models.ForeignKey[Any, Any]") -> Iterator[tuple[tuple[str, ...], Q | None]]:
    """The unique sets of columns in which this foreign key stands, each with its condition."""
    meta = relation.model._meta
    if relation.unique:
        yield (relation.name,), None
    for fields in meta.unique_together:
        if relation.name in fields:
            yield tuple(fields), None
    for constraint in meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and relation.name in constraint.fields:
            yield tuple(constraint.fields), constraint.condition


def _like(
    row: Row, relation: "models.ForeignKey[Any, Any]", kept: Row, constraints: list[tuple[tuple[str, ...], Q | None]]
) -> Row | None:
    """The row of `kept` beside which this one cannot stand."""
    manager = type(row)._base_manager
    for fields, condition in constraints:
        values = {name: row._meta.get_field(name).value_from_object(row) for name in fields}  # type: ignore[union-attr]
        values[relation.name] = kept.pk
        if None in values.values():
            continue
        others = manager.filter(**values).exclude(pk=row.pk)
        concerned = condition is None or manager.filter(condition, pk=row.pk).exists()
        found = others.filter(condition or Q()).first() if concerned else None
        if found is not None:
            return found
    return None


def _fill(gone: Row, kept: Row, journal: Journal) -> None:
    """What only the row that goes knows: a delegation, a day, a note."""
    for field in kept._meta.concrete_fields:
        if field.primary_key or field.is_relation or field.unique or not field.editable:
            continue
        ours, theirs = field.value_from_object(kept), field.value_from_object(gone)
        if ours in EMPTY and theirs not in EMPTY:
            journal.fill(kept, field.attname, theirs)
