"""The data of a sent form, changed before it is shown again."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms

from delegates.history.words import EMPTY, plain

if TYPE_CHECKING:
    from django.http import QueryDict


class Posted:
    """What was sent. `data` is the caller's copy and is written to."""

    def __init__(self, data: "QueryDict") -> None:
        """Take a copy that may be written to."""
        self.data = data

    def put(self, bound: Any, value: Any) -> None:
        """Let a field say this."""
        name = bound.html_name
        widget = getattr(bound.field.widget, "widget", bound.field.widget)  # the admin wraps those that point at rows
        told = widget.format_value(bound.field.prepare_value(value))
        if isinstance(widget, forms.CheckboxInput):
            self.data.pop(name, None)
            if value:
                self.data[name] = "on"
        elif isinstance(told, list):
            self.data.setlist(name, [str(one) for one in told])
        else:
            self.data[name] = "" if told is None else str(told)

    def drop(
        self, prefix: str, key: str, number: str, *, keep: Callable[[dict[str, str]], bool]
    ) -> dict[str, str] | None:
        """Take the row of this number out of a formset. One that `keep` wants comes in again as new, and is returned.

        The others move up: the rows that were there come before the new ones.
        """
        rows = self._rows(prefix)
        first = int(self.data.get(f"{prefix}-INITIAL_FORMS") or 0)
        at = next((n for n, row in enumerate(rows[:first]) if row.get(key) == [number]), None)
        if at is None:
            self._write(prefix, rows, first)
            return None
        row = rows.pop(at)
        words = {name: values[-1] for name, values in row.items() if name != key and values}
        again = "DELETE" not in row and keep(words)
        if again:
            rows.append({**row, key: [""]})
        self._write(prefix, rows, first - 1)
        return {name: value for name, value in words.items() if value} if again else None

    def _rows(self, prefix: str) -> list[dict[str, list[str]]]:
        total = int(self.data.get(f"{prefix}-TOTAL_FORMS") or 0)
        rows: list[dict[str, list[str]]] = [{} for _ in range(min(total, 1000))]
        pattern = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)")
        for name in list(self.data):
            found = pattern.fullmatch(name)
            if found and int(found[1]) < len(rows):
                rows[int(found[1])][found[2]] = self.data.getlist(name)
                del self.data[name]
        return rows

    def _write(self, prefix: str, rows: list[dict[str, list[str]]], first: int) -> None:
        for n, row in enumerate(rows):
            for name, values in row.items():
                self.data.setlist(f"{prefix}-{n}-{name}", values)
        self.data[f"{prefix}-INITIAL_FORMS"] = str(first)
        self.data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))


def shown(field: Any, value: Any) -> str:
    """A value of a form field, sent or stored, as people read it."""
    queryset: Any = getattr(field, "queryset", None)
    choices: Any = getattr(field, "choices", ())
    if value in (None, "", []):
        return EMPTY
    if isinstance(field, forms.ModelMultipleChoiceField):
        keys = [getattr(one, "pk", one) for one in value]
        return "；".join(str(one) for one in queryset.filter(pk__in=keys)) or EMPTY
    if isinstance(field, forms.ModelChoiceField):
        row = queryset.filter(pk=getattr(value, "pk", value)).first()
        return str(row) if row is not None else str(value)
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in choices}
        return labels.get(str(value), str(value))
    if isinstance(field, forms.BooleanField):
        return "是" if field.to_python(value) else "否"
    return value if isinstance(value, str) else plain(None, value) if isinstance(value, bool | list) else str(value)
