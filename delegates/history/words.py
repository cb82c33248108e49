"""The history in the words of the forms: labels of columns, values as people read them, names of rows pointed at."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

EMPTY = "（空）"
HIDDEN = "（不显示）"


def field_of(model: type[models.Model], column: str) -> "models.Field[Any, Any] | None":
    """The field behind a column; None for one that the model has no more."""
    return next((field for field in model._meta.concrete_fields if field.column == column), None)


def label_of(model: type[models.Model], column: str) -> str:
    """What the form calls it."""
    field = field_of(model, column)
    return str(field.verbose_name) if field else column


def day(value: date) -> str:
    """2026年6月30日."""
    return f"{value.year}年{value.month}月{value.day}日"


class Names:
    """The names of rows that others point at, looked up table by table: one query for each."""

    def __init__(self) -> None:
        self._wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        self._found: dict[tuple[type[models.Model], str], str] = {}

    def want(self, field: "models.Field[Any, Any] | None", values: Iterable[Any]) -> None:
        """These values of a column will be shown."""
        target = field.related_model if isinstance(field, models.ForeignKey) else None
        if isinstance(target, type):
            self._wanted[target].update(one for one in values if one is not None)

    def look_up(self) -> None:
        """Ask for all that is wanted."""
        for model, keys in self._wanted.items():
            for row in model._base_manager.select_related().filter(pk__in=keys):
                self._found[model, str(row.pk)] = str(row)
        self._wanted.clear()

    def shown(self, field: "models.Field[Any, Any] | None", value: Any) -> str:
        """A value as people read it. A row that is gone is named by its number."""
        if value in (None, "", [], {}):
            return EMPTY
        if isinstance(field, models.ForeignKey) and isinstance(field.related_model, type):
            return self._found.get((field.related_model, str(value)), f"{value} 号（已不在）")
        return plain(field, value)


def plain(field: "models.Field[Any, Any] | None", value: Any) -> str:
    """A value that points at no row."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField):
        return _moment(field.to_python(value))
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "；".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _moment(value: Any) -> str:
    if isinstance(value, datetime):
        here = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{day(here)} {here:%H:%M}"
    return day(value)
