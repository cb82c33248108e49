"""Rows for reminders and calendars: a proposal at a department, its clocks and its promises."""

from datetime import date
from typing import Any

from proposals.models import Assignment, Commitment, Deadline, Department, Reply
from proposals.models.proposal import Kind
from proposals.workflow.events import Event
from proposals.workflow.states import Duty
from tests.factories import make_department, make_proposal

HANDED_OVER = date(2026, 3, 2)


def make_part(
    department: Department | None = None, *, headline: str = "", duty: Duty = Duty.SOLE, **more: Any
) -> Assignment:
    """A suggestion handed over to a department (a new one unless given); its clocks are those a test makes."""
    proposal = make_proposal(headline, kind=Kind.SUGGESTION, **more)
    proposal.record(Event.ASSIGN, by=None, on=HANDED_OVER, department=department or make_department(), duty=duty)
    return proposal.assignments.get()


def make_clock(part: Assignment, due_on: date, *, step: str = "reply", **more: Any) -> Deadline:
    """One running clock."""
    given = {"starts_on": HANDED_OVER, "first_due_on": due_on, "because": "《代表法》第五十一条：三个月内答复。"}
    return Deadline.objects.create(
        proposal=part.proposal, assignment=part, step=step, due_on=due_on, **{**given, **more}
    )


def make_letter(part: Assignment, *, status: str = Reply.Status.SENT, **more: Any) -> Reply:
    """A reply of the part's department."""
    given = {"text": "年底前修好堤岸。", "department": part.department}
    return Reply.objects.create(proposal=part.proposal, assignment=part, status=status, **{**given, **more})


def make_promise(part: Assignment, due_on: date | None, text: str = "年底前修好堤岸") -> Commitment:
    """An open promise of the part's reply."""
    reply = part.replies.first() or make_letter(part)
    return Commitment.objects.create(proposal=part.proposal, reply=reply, text=text, due_on=due_on)
