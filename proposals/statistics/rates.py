"""The rates of handling, for some proposals as a whole and for each department, with the rows behind each number.

What each means stands in `measures`. Where there are few, the numbers are said and no percentage is reckoned.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from proposals.models import Department, Proposal

from .grounds import Rows, of_clocks, of_parts, of_promises, of_proposals, of_ratings
from .measures import Ground, Measure, measures

FEWEST = 10
NOTE_FEW = "件数少于10，只列件数，不算比率"

Counts = Mapping[str, int]
Grounds = Mapping[Ground, Rows]


@dataclass(frozen=True, slots=True)
class Number:
    """A number by its name, with the rows that it counts (not asked for until somebody reads them)."""

    name: str
    count: int
    rows: Rows


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate: `numerator` of `denominator`; `asides` are what was left out of it or must be told beside it."""

    name: str
    definition: str
    numerator: Number
    denominator: Number
    asides: tuple[Number, ...] = ()

    @property
    def note(self) -> str:
        """Why there is no percentage; empty where there is one."""
        return NOTE_FEW if self.denominator.count < FEWEST else ""

    @property
    def percent(self) -> float | None:
        """To a tenth; None where there are too few. Never 0 or 100 by rounding alone."""
        part, whole = self.numerator.count, self.denominator.count
        if whole < FEWEST:
            return None
        if part in {0, whole}:
            return 100.0 * (part == whole)
        return min(max(round(100 * part / whole, 1), 0.1), 99.9)


@dataclass(frozen=True, slots=True)
class Rates:
    """The six rates of the whole, and those of each department, in the order of their names; `keys` are their rows'."""

    whole: tuple[Rate, ...]
    departments: tuple[tuple[str, tuple[Rate, ...]], ...]
    keys: tuple[int, ...] = ()


def rates(proposals: "QuerySet[Proposal]", today: date) -> Rates:
    """The rates of these proposals on a day. Six queries, however many there are."""
    wanted = measures(today)
    grounds = {
        Ground.CLOCKS: of_clocks(proposals),
        Ground.RATINGS: of_ratings(proposals),
        Ground.PROMISES: of_promises(proposals),
    }
    whole = {Ground.PROPOSALS: of_proposals(proposals), **grounds}
    parts = {Ground.PROPOSALS: of_parts(proposals), **grounds}
    found = {ground: _by_department(rows, _conditions(wanted, ground)) for ground, rows in parts.items()}
    sums = {ground: _summed(rows) for ground, rows in found.items()}
    sums[Ground.PROPOSALS] = _of_all(whole[Ground.PROPOSALS], _conditions(wanted, Ground.PROPOSALS))
    each = _of_each(wanted, parts, found)
    return Rates(_made(wanted, whole, sums), tuple(one[1:] for one in each), tuple(one[0] for one in each))


def rows_of(proposals: "QuerySet[Proposal]", rate: int, *, lower: bool, department: int | None, today: date) -> Rows:
    """The rows that one rate counts above its line, or `lower` below it: of all, or of one department's own parts."""
    one = measures(today)[rate]
    own = of_parts if department is not None else of_proposals
    grounds = {
        Ground.PROPOSALS: own,
        Ground.CLOCKS: of_clocks,
        Ground.RATINGS: of_ratings,
        Ground.PROMISES: of_promises,
    }
    rows = grounds[one.ground](proposals).filter(one.of if lower else one.hit)
    return rows if department is None else rows.filter(of=department)


def _conditions(wanted: tuple[Measure, ...], ground: Ground) -> dict[str, Q]:
    """Every condition on a ground by the name of its column."""
    found: dict[str, Q] = {}
    for number, one in enumerate(wanted):
        if one.ground is ground:
            found |= {f"of{number}": one.of, f"hit{number}": one.hit}
        asides = (
            (f"aside{number}_{place}", aside)
            for place, aside in enumerate(one.asides)
            if (aside.ground or one.ground) is ground
        )
        found |= {name: aside.condition for name, aside in asides}
    return found


def _counting(conditions: Mapping[str, Q]) -> dict[str, Any]:
    return {name: Count("pk", filter=condition) for name, condition in conditions.items()}


def _of_all(rows: Rows, conditions: Mapping[str, Q]) -> Counts:
    return rows.aggregate(**_counting(conditions))


def _by_department(rows: Rows, conditions: Mapping[str, Q]) -> "list[dict[str, Any]]":
    """A row for each department; `whom` None for what is nobody's."""
    return list(rows.values(whom=F("of")).annotate(**_counting(conditions)))


def _summed(rows: "list[dict[str, Any]]") -> Counts:
    names = [name for name in (rows[0] if rows else ()) if name != "whom"]
    return {name: sum(row[name] for row in rows) for name in names}


def _of_each(
    wanted: tuple[Measure, ...], grounds: Grounds, found: Mapping[Ground, "list[dict[str, Any]]"]
) -> tuple[tuple[int, str, tuple[Rate, ...]], ...]:
    by_pk = {ground: {row["whom"]: row for row in rows} for ground, rows in found.items()}
    pks = {pk for rows in by_pk.values() for pk in rows if pk is not None}
    names = Department.objects.filter(pk__in=pks).order_by("name", "pk").values_list("pk", "name")
    return tuple(
        (
            pk,
            name,
            _made(
                wanted,
                {ground: rows.filter(of=pk) for ground, rows in grounds.items()},
                {ground: rows.get(pk, {}) for ground, rows in by_pk.items()},
            ),
        )
        for pk, name in names
    )


def _made(wanted: tuple[Measure, ...], grounds: Grounds, counts: Mapping[Ground, Counts]) -> tuple[Rate, ...]:
    return tuple(_rate(number, one, grounds, counts) for number, one in enumerate(wanted))


def _rate(number: int, one: Measure, grounds: Grounds, counts: Mapping[Ground, Counts]) -> Rate:
    def counted(name: str, column: str, condition: Q, ground: Ground) -> Number:
        return Number(name, counts[ground].get(column, 0), grounds[ground].filter(condition))

    return Rate(
        one.name,
        one.definition,
        counted("分子", f"hit{number}", one.hit, one.ground),
        counted("分母", f"of{number}", one.of, one.ground),
        tuple(
            counted(aside.name, f"aside{number}_{place}", aside.condition, aside.ground or one.ground)
            for place, aside in enumerate(one.asides)
        ),
    )
