"""What a page shows of two rows that may be one: seats, posts, proposals, sources. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from delegates.duplicates import Pair
from delegates.models import Delegate, Organisation

SHOWN = 5  # proposals, sources or people of one row
MANY = 400  # rows read for one page
ORDER = ("机构", "地区", "职务", "别的写法", "别名", "任职的人", "说明", "提过", "出处")


@dataclass(frozen=True, slots=True)
class Line:
    """What stands beside a label: words, each with an address or ""; `more` were left out."""

    words: list[tuple[str, str]]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, with its lines by label."""

    row: Any
    address: str
    lines: dict[str, Line]


@dataclass(frozen=True, slots=True)
class Sides:
    """A pair with both sides."""

    pair: Pair[Any]
    older: Side
    newer: Side

    @property
    def lines(self) -> list[tuple[str, Line | None, Line | None]]:
        """Label by label what stands on either side, as a reader compares."""
        labels = dict.fromkeys([*self.older.lines, *self.newer.lines])
        order = sorted(labels, key=ORDER.index)
        return [(label, self.older.lines.get(label), self.newer.lines.get(label)) for label in order]


def sides(pairs: Collection[Pair[Any]]) -> list[Sides]:
    """Both sides of each pair of one kind."""
    rows = {row.pk: row for pair in pairs for row in (pair.older, pair.newer)}
    found = _people(rows) if all(isinstance(row, Delegate) for row in rows.values()) else _units(rows)
    return [Sides(pair, found[pair.older.pk], found[pair.newer.pk]) for pair in pairs]


def _people(rows: dict[int, Delegate]) -> dict[int, Side]:
    proposals = _linked(Delegate, rows, "proposing__proposal", ("headline",), "proposal")
    sources = _linked(Delegate, rows, "spans__report", ("title", "filename"), "report")
    return {
        key: _side(row, [*_of_person(row), ("提过", proposals[key]), ("出处", sources[key])])
        for key, row in rows.items()
    }


def _of_person(row: Delegate) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    seats = [f"{one.term or one.council}{'·' + one.group if one.group else ''}" for one in row.mandates.all()]
    posts = [f"{one}{f'（{one.seen_on:%Y-%m-%d}）' if one.seen_on else ''}" for one in row.posts.all()]
    names = [alias.name for alias in row.aliases.all()]
    return [
        (label, [(word, "") for word in words])
        for label, words in (
            ("机构", seats),
            ("职务", posts),
            ("别的写法", names),
            ("说明", [row.note] if row.note else []),
        )
    ]


def _units(rows: dict[int, Organisation]) -> dict[int, Side]:
    holders = _linked(Organisation, rows, "posts__delegate", ("name",), "delegate")
    proposals = _linked(Organisation, rows, "proposing__proposal", ("headline",), "proposal")
    found = {}
    for key, row in rows.items():
        names = [(alias.name, "") for alias in row.aliases.all()]
        place = [(str(row.region), "")] if row.region else []
        lines = [("地区", place), ("别名", names), ("任职的人", holders[key]), ("提过", proposals[key])]
        found[key] = _side(row, lines)
    return found


def _side(row: Any, lines: Iterable[tuple[str, list[tuple[str, str]]]]) -> Side:
    kind = row._meta.model_name
    shown = {label: Line(words[:SHOWN], max(0, len(words) - SHOWN)) for label, words in lines if words}
    return Side(row, reverse(f"admin:delegates_{kind}_change", args=[row.pk]), shown)


def _linked(
    model: Any, rows: Collection[int], path: str, names: tuple[str, ...], kind: str
) -> dict[int, list[tuple[str, str]]]:
    """What each row leads to over a relation: a name with its address in the admin, the newest first. One query."""
    columns = [f"{path}__{name}" for name in names]
    found = model.objects.filter(pk__in=list(rows), **{f"{path}__isnull": False}).order_by(f"-{path}")
    by_row: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for key, target, *words in found.values_list("pk", path, *columns).distinct()[:MANY]:
        by_row[key].append((next(filter(None, words), str(target)), _address(kind, target)))
    return by_row


def _address(kind: str, key: int) -> str:
    for room in ("proposals", "delegates"):
        try:
            return reverse(f"admin:{room}_{kind}_change", args=[key])
        except NoReverseMatch:
            continue
    return ""
