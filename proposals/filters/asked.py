"""What an address asks for, read without composing a query: cheap enough for every request."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property

from .groups import NARROWING

SINGLE = frozenset({"q", "exact"})


class Asked:
    """The values understood. `fields` are those of the query language, by parameter."""

    def __init__(self, data: QueryDict, fields: Mapping[str, Any]) -> None:
        self.data = data
        self._fields = fields

    @cached_property
    def understood(self) -> dict[str, Any]:
        """By parameter: a text for `q`, lists for the others; for what the address does not name, nothing."""
        return {
            name: self._fields[name].clean(self.data.get(name) if name in SINGLE else self.data.getlist(name))
            for name in self._fields
            if name in self.data
        }

    def chosen(self, name: str) -> list[str]:
        """The values understood of one parameter, as they stand in the address."""
        return [str(one) for one in self.understood.get(name) or ()]

    @property
    def exact(self) -> bool:
        """Whether a search is to be taken by its letters, without other names."""
        return bool(self.understood.get("exact"))

    @property
    def misread(self) -> list[str]:
        """Values in the address that mean nothing here."""
        return [
            value[:40]
            for name in (*NARROWING, "order")
            if name in self.data
            for value in self.data.getlist(name)
            if value and value not in self.chosen(name)
        ]
