"""A department's deadlines and promises as an iCalendar file, for the calendar programs of its people.

An entry keeps its UID as long as its clock or promise is the same row. SEQUENCE is the number of the last event in the
proposal's log: every move of a date is recorded there, so it grows whenever the date moved. What is met, kept, broken
or dropped is left out: a program that subscribes replaces the whole calendar at each look. Nothing depends on the day
it is asked, so the same state gives the same bytes.
"""

from collections.abc import Iterator
from datetime import UTC
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from proposals.models import Assignment, Commitment, Deadline, Department, FollowUp, Proposal
from proposals.workflow.states import State

from .agenda import OF_DEPARTMENTS, Step
from .ical import Entry, written

ALARMS = (7, 1)  # days before


def calendar_of(department: Department) -> bytes:
    """What the department, and those it succeeded, still has to do: an .ics file."""
    parts = _parts(department)
    entries = [*_clocks(parts), *_promises(parts)]
    name = f"{department}：建议提案期限"
    return written(name, entries, product="-//Yanlu//Deadlines//ZH", alarms=ALARMS)


def _parts(department: Department) -> "QuerySet[Assignment]":
    """What a liaison of this department works on (`models.visibility.own_parts`)."""
    own = Q(pk=department.pk) | Q(successor=department) | Q(successor__successor=department)
    departments = Department.objects.filter(own).order_by().values("pk")
    held: QuerySet[Assignment] = Assignment.objects.standing().filter(department__in=departments)
    return held.exclude(proposal__state=State.RETRACTED.value)


def _clocks(parts: "QuerySet[Assignment]") -> Iterator[Entry]:
    rows = Deadline.objects.running().filter(assignment__in=parts.order_by().values("pk"), step__in=OF_DEPARTMENTS)
    for row in _dated(rows.select_related("proposal", "assignment__department")):
        act = "最后一天可申请改办" if row.step == Step.CONTEST else f"应{row.get_step_display()}"
        words = [f"{row.assignment.department}{row.assignment.get_duty_display()}", row.because]
        yield _entry(f"deadline-{row.pk}", row, f"{act}{'（暂定）' if row.provisional else ''}", words)


def _promises(parts: "QuerySet[Assignment]") -> Iterator[Entry]:
    rows = Commitment.objects.open().filter(due_on__isnull=False, reply__assignment__in=parts.order_by().values("pk"))
    for row in _dated(rows.select_related("proposal")):
        yield _entry(f"promise-{row.pk}", row, "承诺到期", [f"答复里承诺：{row.text}"])


def _dated(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Each with `step_in_log` and `logged_at`: the number and the time of the last event of its proposal."""
    last = FollowUp.objects.filter(proposal=OuterRef("proposal")).order_by("-sequence")
    sequence, at = (Subquery(last.values(name)[:1]) for name in ("sequence", "recorded_at"))
    return cast("QuerySet[Any]", rows.annotate(step_in_log=sequence, logged_at=at))


def _entry(uid: str, row: Any, act: str, words: list[str]) -> Entry:
    proposal: Proposal = row.proposal
    number = f"（第{proposal.number}号）" if proposal.number else ""
    changed = max(filter(None, [row.logged_at, proposal.updated_at]))
    return Entry(
        uid=f"{uid}@{urlsplit(settings.SITE_URL).hostname}",
        day=row.due_on,
        title=f"{act}：{proposal.headline}{number}",
        words="\n".join(filter(None, words)),
        address=settings.SITE_URL + reverse("admin:proposals_proposal_change", args=[proposal.pk]),
        sequence=row.step_in_log or 0,
        changed_at=changed.astimezone(UTC).replace(microsecond=0),
    )
