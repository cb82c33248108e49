"""The words that the invented city is told with: our own, from `fixtures/demo/`."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDER = Path("fixtures") / "demo"


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter that people raise of some kind of place. `{at}` stands for the place, `{n}` for a number."""

    word: str
    field: str
    industry: str
    lead: str
    assist: tuple[str, ...]
    at: str
    heads: tuple[str, ...]
    asks: tuple[str, ...]
    why: tuple[str, ...]
    did: tuple[str, ...]
    hindered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """All lists. `city`, `people`, `letters` and `press` are as their files have them."""

    topics: tuple[Topic, ...]
    places: dict[str, list[str]]
    city: dict[str, Any]
    people: dict[str, Any]
    letters: dict[str, Any]
    press: dict[str, Any]


@cache
def words() -> Words:
    """Read once."""
    topics = tuple(_topic(row) for row in _read("topics"))
    return Words(topics, *(_read(name) for name in ("places", "city", "people", "letters", "press")))


def _topic(row: dict[str, Any]) -> Topic:
    hindered = row.pop("not")
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return Topic(**told, hindered=tuple(hindered))


def _read(name: str) -> Any:
    return json.loads((Path(settings.BASE_DIR) / FOLDER / f"{name}.json").read_text("utf-8"))
