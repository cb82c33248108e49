"""Departments beside each other: how much each handles, how it stands, where its time went. Never a rank."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from delegates.gathering import Lines
from proposals.models import Deadline, DeadlineRule
from proposals.models.proposal import ProposalQuerySet

from .ageing import Ageing, Leg
from .breakdown import Queries
from .rates import Rate, Rates

ORDERS = {
    "lead": "主办",
    "assist": "会办",
    "going": "在办",
    "late": "超期",
    "name": "名称",
}


@dataclass(frozen=True, slots=True)
class Department:
    """One department: what it leads (with 独办, 分办), assists, still has to answer and is late with; its rates.

    `opinions`: how many opinions for others it owed by a day, `opinions_late` how many of them came late or are late.
    """

    pk: int
    name: str
    key: str
    lead: int
    assist: int
    going: int
    late: int
    opinions: int
    opinions_late: int
    rates: Sequence[Rate]


def opinions_of(rows: ProposalQuerySet) -> "QuerySet[Deadline]":
    """The clocks of opinions that departments owe 主办."""
    step = DeadlineRule.Step.OPINION
    owed = Deadline.objects.filter(step=step, dropped=False, assignment__isnull=False).order_by()
    return owed.filter(proposal__in=rows.values("pk"))


def due_opinion(today: date) -> Q:
    """Sent, or its day is past."""
    return Q(met_on__isnull=False) | Q(due_on__lt=today)


def late_opinion(today: date) -> Q:
    """Sent after its day, or not sent and its day is past."""
    return Q(met_on__gt=F("due_on")) | Q(met_on__isnull=True, due_on__lt=today)


def of_opinions(rows: ProposalQuerySet, today: date) -> Queries:
    """Lines of department: how many opinions it owed 主办 by a day that is past or met, and how many were late."""
    lines = opinions_of(rows).values(department=F("assignment__department"))
    return {
        "opinions": lines.annotate(
            n=Count("pk", filter=due_opinion(today)), late=Count("pk", filter=late_opinion(today))
        )
    }


def league(lines: Mapping[str, Lines], rates: Rates) -> list[Department]:
    """Of the lines of `breakdown.of_departments` and `of_opinions`, by what each leads, most first."""
    own = {pk: row for pk, (_, row) in zip(rates.keys, rates.departments, strict=True)}
    opinions: dict[int, dict[str, Any]] = {one["department"]: one for one in lines["opinions"]}
    found = [
        Department(
            one["department"], one["name"], one["key"], one["lead"], one["assist"], one["going"], one["late"],
            opinions.get(one["department"], {}).get("n", 0), opinions.get(one["department"], {}).get("late", 0),
            own.get(one["department"], ()),
        )
        for one in lines["departments"]
    ]  # fmt: skip
    return ordered(found, "lead")


def ordered(rows: Iterable[Department], order: str) -> list[Department]:
    """By one of the numbers, most first, or by name; by volume where the address says nothing known."""
    if order == "name":
        return sorted(rows, key=lambda one: (one.key, one.pk))
    name = order if order in ORDERS else "lead"
    return sorted(rows, key=lambda one: (-getattr(one, name), -one.lead, -one.assist, one.key, one.pk))


# The legs that a part walks one after the other, with the class of their colour.
LEGS = ((Leg.SIGNING, "i3"), (Leg.WAITING, "b2"), (Leg.HANDLING, "b1"), (Leg.CHECKING, "i1"))
BESIDE = (Leg.CONTESTED, Leg.REOPENED)


@dataclass(frozen=True, slots=True)
class Time:
    """Where the time of one department went: of each leg the median of days; and what stands there now.

    `finished`: its parts that were answered at least once.
    """

    department: int
    legs: Sequence[tuple[Leg, str, Ageing | None]]
    whole: Ageing | None
    standing: Sequence[Ageing]

    @property
    def finished(self) -> int:
        """How many parts the sum is of."""
        return self.whole.finished if self.whole else 0


def spent(rows: Iterable[Ageing]) -> dict[int, Time]:
    """By department."""
    by_department: dict[int, dict[Leg, Ageing]] = {}
    for row in rows:
        by_department.setdefault(row.department, {})[row.leg] = row
    return {
        pk: Time(
            pk,
            [(leg, look, legs.get(leg)) for leg, look in LEGS],
            legs.get(Leg.WHOLE),
            [legs[leg] for leg in Leg if leg is not Leg.WHOLE and leg in legs and legs[leg].open],
        )
        for pk, legs in by_department.items()
    }
