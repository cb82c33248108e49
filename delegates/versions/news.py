"""What happened to the rows of one table since a form was opened, told from its history."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from delegates.history.tracked import tracked_as
from delegates.history.words import Names, field_of
from delegates.models import Change


class News:
    """The changes since a version. Without a version (`since` None) nobody knows what was read: it is `blind`."""

    def __init__(self, since: list[Change] | None, model: type[models.Model]) -> None:
        """Keep those of one table, and of the tables of its many-to-many fields."""
        self.blind = since is None
        self._model = model
        self._own = [one for one in since or [] if one.table == model._meta.label_lower]
        self._links = {
            field.name: [one for one in since or [] if one.table == _through(field)._meta.label_lower]
            for field in model._meta.many_to_many
        }

    def __bool__(self) -> bool:
        return self.blind or bool(self._own)

    @property
    def removed(self) -> list[Change]:
        """The rows that went."""
        return [one for one in self._own if one.kind == Change.Kind.REMOVED]

    @property
    def made(self) -> list[Change]:
        """The rows that came and are still there."""
        gone = {one.row for one in self.removed}
        return [one for one in self._own if one.kind == Change.Kind.MADE and one.row not in gone]

    def about(self, row: str, name: str) -> Change | None:
        """The last change of one field of a row."""
        if name in self._links:
            return self._links[name][-1] if self._links[name] else None
        column = self._column(name)
        return next((one for one in reversed(self._own) if one.row == row and column in one.fields), None)

    def base(self, row: str, name: str, form: Any) -> Any:
        """What stood in the field when the form was opened."""
        if name in self._links:
            return self._links_before(name, form)
        column = self._column(name)
        old = next((one.fields[column][0] for one in self._own if one.row == row and column in one.fields), None)
        field = field_of(self._model, column)
        return field.to_python(old) if field is not None and not isinstance(field, models.JSONField) else old

    def rewritten(self, removed: Change, row: Mapping[str, str]) -> bool:
        """Whether what was sent for a removed row differs from what was read."""
        return any(
            value != _typed(self._before(removed, column))
            for name, value in row.items()
            if (column := self._column(name)) and field_of(self._model, column) is not None
        )

    def words(self, change: Change) -> str:
        """What a row says, that came or went."""
        table, names = tracked_as(change.table), Names()
        if table is None:
            return ""
        state: dict[str, Any] = {column: old for column, (old, _) in change.fields.items()}
        if change.kind == Change.Kind.MADE:
            found = self._model._base_manager.filter(pk=change.row).values().first() or {}
            state = {str(field.column): found[field.attname] for field in self._model._meta.concrete_fields if found}
        told = {column: state[column] for column in table.columns if column != table.link and state.get(column)}
        for column, value in told.items():
            names.want(field_of(self._model, column), [value])
        names.look_up()
        return "，".join(names.shown(field_of(self._model, column), value) for column, value in told.items())

    def _before(self, removed: Change, column: str) -> Any:
        earlier = (one.fields[column][0] for one in self._own if one.row == removed.row and column in one.fields)
        return next(earlier, None)

    def _column(self, name: str) -> str:
        """The column behind a field of the form; "" for one that is none of the model's."""
        found = {field.name: str(field.column) for field in self._model._meta.concrete_fields}
        return found.get(name, "")

    def _links_before(self, name: str, form: Any) -> list[Any]:
        """The rows that a many-to-many field named when the form was opened."""
        field: Any = self._model._meta.get_field(name)
        through, target = field.remote_field.through, field.m2m_reverse_name()
        made = [one.row for one in self._links[name] if one.kind == Change.Kind.MADE]
        came = set(through._base_manager.filter(pk__in=made).values_list(target, flat=True))
        went = {one.fields[target][0] for one in self._links[name] if one.kind == Change.Kind.REMOVED}
        stands = {row.pk for row in form.get_initial_for_field(form.fields[name], name)}
        return sorted((stands - came) | went)


def _through(field: Any) -> type[models.Model]:
    return field.remote_field.through  # type: ignore[no-any-return]  # of a many-to-many field


def _typed(value: Any) -> str:
    """A value as a form sends it."""
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)
