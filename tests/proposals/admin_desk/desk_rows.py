"""Proposals as they lie on a desk, and browsers of those who sit there."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from proposals.models import Assignment, Department, Proposal
from proposals.workflow.events import Event
from proposals.workflow.states import Duty
from tests.factories import make_proposal, make_session

HANDED = date(2026, 1, 30)


def signed_in(user: User) -> Client:
    """A browser of this person."""
    client = Client()
    client.force_login(user)
    return client


def make_suggestion(headline: str = "", **more: Any) -> Proposal:
    """A 建议 of the session that the rules are for, submitted."""
    wanted = {"kind": "suggestion", "session": make_session(), "asks": ("由市里定补贴办法", "先选三个小区试点")}
    return make_proposal(headline, **{**wanted, **more})


def hand_over(
    proposal: Proposal, department: Department, *events: Event, on: date = HANDED, duty: Duty = Duty.SOLE
) -> Assignment:
    """Its part in the hands of a department, which then takes these steps on the same day."""
    proposal.record(Event.ASSIGN, by=None, on=on, department=department, duty=duty)
    part: Assignment = proposal.assignments.get(department=department)
    for event in events:
        proposal.record(event, by=None, on=on, assignment=part, note="职责不同")
    return part
