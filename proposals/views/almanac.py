"""近日与将到: what happened last, today, what is due next. A few entries a day, so that one busy day is not all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from delegates.gathering import Lines
from proposals.workflow.events import Event

DAYS, A_DAY = 4, 3  # on either side of today; entries of one day
OWED = {"reply": "应当答复", "again": "应当再次答复"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the almanac."""

    key: int
    headline: str
    said: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its first entries. `shape`: "" for what was, today, ahead for what is due."""

    on: date
    shape: str
    entries: Sequence[Entry]


def almanac(told: Mapping[str, Lines], today: date) -> list[Day]:
    """By day, the earliest first; nothing where nothing has a day. `told` as `shown.front` gives it."""
    past = [_entry(one, Event(one["event"]).label) for one in told["past"]]
    due = [_entry(one, OWED[one["step"]]) for one in told["ahead"]]
    due += [_entry(one, f"答应的“{_short(one['text'])}”到期") for one in told["promised"]]
    was, ahead = _days(past, ""), _days(sorted(due, key=lambda pair: pair[0]), "ahead")
    now = [entry for day in (*was, *ahead) if day.on == today for entry in day.entries]
    before = [day for day in was if day.on < today][:DAYS]
    after = [day for day in ahead if day.on > today][:DAYS]
    return [*reversed(before), Day(today, "today", now), *after] if before or now or after else []


def _entry(line: Mapping[str, Any], said: str) -> tuple[date, Entry]:
    return date.fromisoformat(line["on"]), Entry(line["key"], line["headline"], said)


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"


def _days(entries: Iterable[tuple[date, Entry]], shape: str) -> list[Day]:
    """Those of one day together, in the order given."""
    days = groupby(entries, key=lambda pair: pair[0])
    return [Day(on, shape, [entry for _, entry in some][:A_DAY]) for on, some in days]
