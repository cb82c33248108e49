"""The rates of handling, for some proposals as a whole and for each department, with the rows behind each number.

What each means stands in `measures`. Where there are few, the numbers are said and no percentage is reckoned.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value

from delegates.gathering import Lines
from proposals.models import Department, Proposal

from .at_once import at_once
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


def rates(proposals: "QuerySet[Proposal]", today: date, *, public: bool = False) -> Rates:
    """The rates of these proposals on a day. One query, however many there are."""
    asked = Reckoning.of(proposals, today, public=public)
    return asked.rates(at_once(asked.queries))


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The rates before they are counted: what is asked, and what is made of the lines that come back.

    For whoever asks other things in the same question.
    """

    wanted: tuple[Measure, ...]
    whole: Grounds
    parts: Grounds

    @classmethod
    def of(cls, proposals: "QuerySet[Proposal]", today: date, *, public: bool = False) -> "Reckoning":
        """Of these proposals on a day; `public`: by what everybody may know of them."""
        grounds = {
            Ground.CLOCKS: of_clocks(proposals),
            Ground.RATINGS: of_ratings(proposals),
            Ground.PROMISES: of_promises(proposals, public=public),
        }
        whole = {Ground.PROPOSALS: of_proposals(proposals, public=public), **grounds}
        return cls(measures(today), whole, {Ground.PROPOSALS: of_parts(proposals, public=public), **grounds})

    @property
    def queries(self) -> "dict[str, QuerySet[Any, Any]]":
        """For `at_once`: a line for each department, and one for all proposals."""
        conditions = {ground: _counting(_conditions(self.wanted, ground)) for ground in self.parts}
        found = {
            f"rate_{ground}": rows.values(whom=F("of")).annotate(**conditions[ground])
            for ground, rows in self.parts.items()
        }
        every = self.whole[Ground.PROPOSALS].values(every=Value(1)).annotate(**conditions[Ground.PROPOSALS])
        names = Department.objects.order_by("name", "pk").values("pk", "name")
        return {**found, "rate_whole": every, "rate_names": names}

    @property
    def of_all(self) -> "dict[str, QuerySet[Any, Any]]":
        """The same without what only departments need: the rates of the whole alone."""
        return {name: rows for name, rows in self.queries.items() if name not in {"rate_proposals", "rate_names"}}

    def rates(self, lines: Mapping[str, Lines]) -> Rates:
        """Of the lines that came back."""
        found = {ground: lines.get(f"rate_{ground}", []) for ground in self.parts}
        sums = {ground: _summed(rows) for ground, rows in found.items()}
        sums[Ground.PROPOSALS] = _summed(lines["rate_whole"])
        each = self._of_each(found, lines.get("rate_names", []))
        return Rates(
            _made(self.wanted, self.whole, sums), tuple(one[1:] for one in each), tuple(one[0] for one in each)
        )

    def _of_each(self, found: Mapping[Ground, Lines], names: Lines) -> tuple[tuple[int, str, tuple[Rate, ...]], ...]:
        by_pk = {ground: {row["whom"]: row for row in rows} for ground, rows in found.items()}
        pks = {pk for rows in by_pk.values() for pk in rows if pk is not None}
        return tuple(
            (
                one["pk"],
                one["name"],
                _made(
                    self.wanted,
                    {ground: rows.filter(of=one["pk"]) for ground, rows in self.parts.items()},
                    {ground: rows.get(one["pk"], {}) for ground, rows in by_pk.items()},
                ),
            )
            for one in names
            if one["pk"] in pks
        )


def rows_of(
    proposals: "QuerySet[Proposal]",
    rate: int,
    *,
    lower: bool,
    department: int | None,
    today: date,
    public: bool = False,
) -> Rows:
    """The rows that one rate counts above its line, or `lower` below it: of all, or of one department's own parts."""
    asked = Reckoning.of(proposals, today, public=public)
    one = asked.wanted[rate]
    rows = (asked.whole if department is None else asked.parts)[one.ground].filter(one.of if lower else one.hit)
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


def _summed(rows: Lines) -> Counts:
    names = [name for name in (rows[0] if rows else ()) if name not in {"whom", "every"}]
    return {name: sum(row[name] for row in rows) for name in names}


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
