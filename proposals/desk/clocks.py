"""The clocks of a desk: how many run out when, which come first, and what is due on each of the next days."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from proposals.models import Deadline, DeadlineRule
from proposals.models.deadline import DeadlineQuerySet
from proposals.models.visibility import worked_on_by

from .waiting import SOON

if TYPE_CHECKING:
    from delegates.models.delegate import Reader

WINDOWS = (1, 7, 15, 30)  # days ahead; each holds the ones before it
FIRST = 8  # clocks shown with their next step


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something is due: how many of what."""

    day: date
    steps: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        """Clocks that end on this day."""
        return sum(count for _, count in self.steps)


@dataclass(frozen=True, slots=True)
class Clocks:
    """What runs: overdue, within each window of days, those to do first, and day by day."""

    overdue: int
    within: tuple[tuple[int, int], ...]
    first: tuple[Deadline, ...]
    today: Day | None
    days: tuple[Day, ...]  # after today


def clocks(user: "Reader", today: date) -> Clocks:
    """What runs for this user: for a liaison the own department's. Three queries."""
    rows: DeadlineQuerySet = worked_on_by(user, Deadline.objects.running().owed())  # type: ignore[assignment]  # same
    near = rows.filter(due_on__lte=_after(today, SOON))
    counts = near.aggregate(
        overdue=Count("pk", filter=Q(due_on__lt=today)),
        **{f"in{days}": Count("pk", filter=Q(due_on__range=(today, _after(today, days)))) for days in WINDOWS},
    )
    shown = near.order_by("due_on", "pk").select_related("proposal", "assignment__department")[:FIRST]
    within = tuple((days, int(counts[f"in{days}"])) for days in WINDOWS)
    days = _days(rows.due_within(today, SOON))
    now = next((one for one in days if one.day == today), None)
    return Clocks(int(counts["overdue"]), within, tuple(shown), now, tuple(one for one in days if one.day != today))


def _after(today: date, days: int) -> date:
    return today + timedelta(days=days)


def _days(rows: DeadlineQuerySet) -> tuple[Day, ...]:
    labels = dict(DeadlineRule.Step.choices)
    found = groupby(rows.by_day(), key=lambda row: row["due_on"])
    return tuple(Day(day, tuple((str(labels[row["step"]]), row["n"]) for row in on_it)) for day, on_it in found)
