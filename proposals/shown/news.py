"""Which entries of the log are news to who follows from outside, and at what moment they count as told.

News is what happens to the matter itself; the steps between offices, notes and sums stand on the page of the proposal.
What never makes an entry of the log (another industry, a tag, an edited headline) is no news at all.
"""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone

from proposals.models.followup import FollowUp
from proposals.workflow.events import Event

if TYPE_CHECKING:
    from proposals.models.followup import FollowUpQuerySet

NEWS = frozenset(
    {
        Event.REPORT, Event.SUBMIT, Event.FILE, Event.MERGE, Event.CONVERT, Event.TURN, Event.REJECT, Event.WITHDRAW,
        Event.ASSIGN, Event.REASSIGN, Event.EXTEND, Event.REPLY, Event.RATE, Event.REOPEN, Event.CLOSE, Event.TRACK,
        Event.FULFIL, Event.KEEP, Event.BREAK,
    }
)  # fmt: skip
_END = time(23, 59, 59)


def news() -> "FollowUpQuerySet":
    """The dated entries that are news, the latest day first. What nobody knows the day of cannot be put among them."""
    return FollowUp.objects.filter(event__in=sorted(one.value for one in NEWS)).latest_dated()


def told_at(recorded_at: datetime, day: date | None) -> datetime:
    """When an entry counts as told: when it was recorded, but never after the day on which it happened.

    So what is registered years later stands at its own day, and an import of old papers moves nothing up.
    """
    moment = recorded_at.replace(microsecond=0)
    return moment if day is None else min(moment, timezone.make_aware(datetime.combine(day, _END)))
