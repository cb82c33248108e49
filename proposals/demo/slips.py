"""A few entries that were wrong and put right, as happens: recorded one by one, since a correction looks back."""

from datetime import date, timedelta

from proposals.handling.correcting import correct
from proposals.models import FollowUp
from proposals.workflow.events import Event
from proposals.workflow.states import State

from .lives import Staff

CLOSED_TOO_SOON = 3


def put_right(staff: Staff, today: date) -> None:
    """Some files were closed before everything was in; of one the day on which it was handed over was mistyped."""
    latest = FollowUp.objects.filter(proposal__session__term__council__region__is_example=True).order_by("-pk")
    closed = latest.filter(event=Event.CLOSE, proposal__state=State.CLOSED)
    for entry in closed.select_related("proposal")[:CLOSED_TOO_SOON]:
        correct(followup=entry, by=staff.reviewer, on=today, note="提出人的评价还没有收齐", state=State.REPLIED)
        entry.proposal.record(Event.CLOSE, by=staff.reviewer, on=today)
    handed = latest.filter(event=Event.ASSIGN, proposal__state=State.HANDLING).select_related("proposal")
    for entry in handed:
        day = (entry.happened_on or today) - timedelta(days=1)
        if not entry.proposal.followups.filter(sequence__lt=entry.sequence, happened_on__gt=day).exists():
            correct(followup=entry, by=staff.reviewer, on=today, note="交办单上写的是前一天", day=day)
            return
