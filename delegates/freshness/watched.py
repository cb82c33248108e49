"""Which tables public pages are made of, and which of their rows and columns a page can show."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True, slots=True)
class Watched:
    """One table. `shown` is SQL about one row ({row} stands for it) that fails for rows no page can show; "" for none.

    The same SQL is run by both engines.
    """

    model: type[models.Model]
    columns: tuple[str, ...]
    shown: str

    @property
    def table(self) -> str:
        """Its name in the database."""
        return self.model._meta.db_table


_register: dict[str, Watched] = {}


def watch(model: type[models.Model], *, leave: Collection[str] = (), shown: str = "") -> None:
    """Let changes of this table change the data version; a change of the columns in `leave` alone does not."""
    key = model._meta.pk.column
    columns = tuple(str(one.column) for one in model._meta.concrete_fields if one.column not in {key, *leave})
    _register[model._meta.label_lower] = Watched(model, columns, shown)


def watched() -> list[Watched]:
    """Every table that counts."""
    return list(_register.values())
