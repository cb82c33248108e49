"""The log of a proposal as moments of its history, so that what was edited and what happened are read in one line."""

from collections.abc import Iterator

from delegates.history.reading import Moment, Step, person
from delegates.history.words import day
from proposals.models import FollowUp, Proposal
from proposals.models.visibility import worked_on_by

NAME = "办理进展"  # in the filter of fields


def moments_of(proposal: Proposal) -> Iterator[Moment]:
    """Each event at the time it was written down, with the day it happened.

    A proposal opened by somebody carries its `reader`: what another department reports is not for every liaison.
    Without one nothing is told, so that a forgotten reader never shows too much.
    """
    rows = proposal.followups.select_related("department", "recorded_by")
    for row in worked_on_by(getattr(proposal, "reader", None), rows):
        step = Step(row.get_event_display(), text=_said(row), names=frozenset({NAME}))
        yield Moment(row.recorded_at, person(row.recorded_by), "", [step])


def _said(row: FollowUp) -> str:
    happened = day(row.happened_on) if row.happened_on else ""
    return "，".join(one for one in (str(row.department or ""), happened, row.note) if one)
