"""What a newly entered notice changes: running deadlines computed again, with an event in the log for each change."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TypedDict

from django.db import transaction
from django.db.models import QuerySet

from proposals.models.deadline import Deadline
from proposals.models.holiday import Holiday
from proposals.models.proposal import Proposal
from proposals.workflow.calendar import Calendar
from proposals.workflow.deadlines import chinese
from proposals.workflow.events import Event

from .computing import Calendars, compute, region_of

COLUMNS = ("due_on", "first_due_on", "shifted_by", "provisional", "because")
AT_A_TIME = 500


class Change(TypedDict):
    """One deadline before and after, as the log keeps it. Days in ISO form."""

    deadline: int
    step: str
    old: str
    new: str
    provisional: bool


def recompute() -> int:
    """Compute every running deadline again, one transaction a proposal. Returns how many proposals changed."""
    calendars = cache(Holiday.objects.calendar)
    stale = dict.fromkeys(
        one.proposal_id for one in _running().iterator(AT_A_TIME) if _computed(one, calendars(region_of(one)))
    )
    return sum(_recompute(Proposal.objects.get(pk=pk), calendars) for pk in stale)


@transaction.atomic
def _recompute(proposal: Proposal, calendars: Calendars) -> bool:
    Proposal.objects.select_for_update().get(pk=proposal.pk)  # whoever records meanwhile waits, and sees the new days
    changes = list(_changes(_running().filter(proposal=proposal), calendars))
    if not changes:
        return False
    proposal.record(
        Event.RECOMPUTE, by=None, note="".join(_sentence(one) for one in changes), data={"deadlines": changes}
    )
    return True


def _changes(deadlines: Iterable[Deadline], calendars: Calendars) -> Iterable[Change]:
    """Write each that differs. The log hears of those whose day or whose mark changed, not of a reworded reason."""
    for deadline in deadlines:
        before = deadline.due_on, deadline.provisional
        if not _computed(deadline, calendars(region_of(deadline))):
            continue
        deadline.save(update_fields=COLUMNS)
        if before != (deadline.due_on, deadline.provisional):
            yield Change(
                deadline=deadline.pk,
                step=deadline.get_step_display(),
                old=before[0].isoformat(),
                new=deadline.due_on.isoformat(),
                provisional=deadline.provisional,
            )


def _running() -> "QuerySet[Deadline]":
    return (
        Deadline.objects.running()
        .filter(rule__isnull=False)
        .select_related("rule__rule_set", "assignment__department", "proposal__session__term__council")
        .order_by("proposal", "pk")
    )


def _computed(deadline: Deadline, calendar: Calendar) -> bool:
    """Compute in place; whether anything changed."""
    before = [getattr(deadline, name) for name in COLUMNS]
    compute(deadline, calendar)
    return before != [getattr(deadline, name) for name in COLUMNS]


def _sentence(change: Change) -> str:
    old, new = chinese(date.fromisoformat(change["old"])), chinese(date.fromisoformat(change["new"]))
    if old == new:
        return f"{change['step']}期限仍是{new}，{'改为暂定' if change['provisional'] else '不再是暂定'}。"
    mark = "（暂定）" if change["provisional"] else ""
    return f"{change['step']}期限由{old}改为{new}{mark}。"
