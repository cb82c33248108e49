"""Which tables have a history, and which of their columns."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import models

# Derived from other columns or kept beside them: that they moved says nothing new.
DERIVED = frozenset({"version", "name_key", "plain", "core", "created_at", "updated_at"})


@dataclass(frozen=True, slots=True)
class Tracked:
    """One table. `whole` is the table that its rows are parts of (an ask of its proposal), else itself."""

    model: type[models.Model]
    whole: type[models.Model]
    link: str  # the column that names the row of `whole`
    columns: tuple[str, ...]
    hidden: frozenset[str]  # that they changed is kept, their values are not

    @property
    def label(self) -> str:
        """As `Change.table` names it."""
        return self.model._meta.label_lower

    @property
    def is_part(self) -> bool:
        """Whether its history is read with that of another row."""
        return self.whole is not self.model


_register: dict[str, Tracked] = {}


def track(
    model: type[models.Model], *, part_of: str = "", leave: Collection[str] = (), hide: Collection[str] = ()
) -> None:
    """Keep the history of a table. `part_of` names the foreign key to the row it is read with.

    `leave` and `hide` name columns: the first are not looked at, of the second no value is kept.
    """
    key = str(model._meta.pk.column)
    columns = tuple(str(one.column) for one in model._meta.concrete_fields if one.column not in {key, *DERIVED, *leave})
    whole, link = model, key
    if part_of:
        foreign: Any = model._meta.get_field(part_of)
        whole, link = foreign.related_model, foreign.column
    _register[model._meta.label_lower] = Tracked(model, whole, link, columns, frozenset(hide))


def tracked() -> list[Tracked]:
    """Every table with a history."""
    return list(_register.values())


def tracked_as(label: str) -> Tracked | None:
    """The table that `Change.table` names, where it still has a history."""
    return _register.get(label)
