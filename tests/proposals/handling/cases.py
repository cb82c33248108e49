"""Proposals on their way: assigned, drafted, answered; each step recorded as people record it."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from delegates.models import Delegate, Organisation
from proposals.handling.replies import draft, hand_in, send
from proposals.models import (
    Assignment,
    Department,
    Proposal,
    Publication,
    Reply,
    ResultClass,
    ResultScheme,
)
from proposals.workflow.events import Event
from proposals.workflow.outcomes import Outcome
from proposals.workflow.roles import Role
from proposals.workflow.states import Duty
from tests.factories import make_department, make_proposal, make_session, make_user

ASSIGNED, HANDED_IN, SENT, RATED = date(2026, 1, 30), date(2026, 4, 20), date(2026, 4, 27), date(2026, 5, 9)
LETTER = "您提出的建议收悉。规划已经起草，计划六月底前印发。补助将在年内发放。"
CLASSES = (
    ("A", "已经解决或者基本解决", Outcome.RESOLVED),
    ("B", "正在解决或者列入规划逐步解决", Outcome.UNDERWAY),
    ("C", "因条件限制以后再解决", Outcome.NOT_NOW),
)


def make_scheme(session: Any = None, classes: Any = CLASSES) -> ResultScheme:
    """What letters mean at one session."""
    session = session or make_session()
    scheme = ResultScheme.objects.create(name="本会期分类", council=session.term.council, session=session)
    for order, (letter, meaning, outcome) in enumerate(classes):
        ResultClass.objects.create(scheme=scheme, order=order, letter=letter, meaning=meaning, outcome=outcome)
    return scheme


def make_assigned(
    *, duties: tuple[Duty, ...] = (Duty.SOLE,), proposers: list[Delegate | Organisation] | None = None, **more: Any
) -> tuple[Proposal, list[Assignment]]:
    """A suggestion in the hands of one department for each duty, each at work."""
    proposal = make_proposal(
        kind="suggestion", session=more.pop("session", None) or make_session(), proposers=proposers, **more
    )
    for duty in duties:
        proposal.record(Event.ASSIGN, by=None, on=ASSIGNED, department=make_department(), duty=duty)
    parts = list(proposal.assignments.order_by("pk"))
    for part in parts:
        proposal.record(Event.ACCEPT, by=None, on=ASSIGNED, assignment=part)
        proposal.record(Event.HANDLE, by=None, on=ASSIGNED, assignment=part)
    return proposal, list(proposal.assignments.order_by("pk"))


def make_answered(
    *,
    duties: tuple[Duty, ...] = (Duty.SOLE,),
    publication: str = Publication.PUBLISHED,
    text: str = LETTER,
    **more: Any,
) -> tuple[Proposal, Reply]:
    """A proposal whose answering departments have answered, and the first reply."""
    proposal, parts = make_assigned(duties=duties, **more)
    replies = [answer(part, text=text) for part in parts if Duty(part.duty).answers]
    Reply.objects.filter(proposal=proposal).update(publication=publication)
    return Proposal.objects.get(pk=proposal.pk), Reply.objects.get(pk=replies[0].pk)


def answer(part: Assignment, *, text: str = LETTER, on: date = SENT, **letter: Any) -> Reply:
    """One department's letter from draft to post."""
    proposal = Proposal.objects.get(pk=part.proposal_id)
    reply = draft(proposal=proposal, assignment=part, by=None, text=text, **letter)
    return send(reply=hand_in(reply=reply, by=None, on=HANDED_IN), by=None, on=on)


def liaison(department: Department) -> User:
    """Who speaks for a department."""
    return make_user(role=Role.LIAISON, department=department)


def reviewer() -> User:
    """Who sends letters."""
    return make_user(role=Role.REVIEWER)


def paper(name: str = "回执.pdf") -> SimpleUploadedFile:
    """A scanned form."""
    return SimpleUploadedFile(name, b"%PDF-1.4 scan", content_type="application/pdf")
