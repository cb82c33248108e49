"""Putting a wrong entry of the log right: the entry stays, a further one says what is right and why."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from proposals.models import FollowUp, Proposal
from proposals.shown.searchable import reindex
from proposals.tracking.recomputing import recompute_proposal
from proposals.tracking.standings import standing_of
from proposals.tracking.told import Log
from proposals.workflow.deadlines import chinese
from proposals.workflow.events import Event
from proposals.workflow.states import WITH_DEPARTMENTS, Stage, State

from .refusal import Refused, allow

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Nobody declares these: the one comes of undoing an import, the others need another file or an answer to stand on.
UNDECLARED = frozenset({State.RETRACTED, State.MERGED})
# Entries that have no place in the order of the procedure.
LOOSE = frozenset({Event.NOTE, Event.CORRECT, Event.RECOMPUTE, Event.ATTACH})
MOVED_BY_STAGES = WITH_DEPARTMENTS | {State.REPLIED}


@transaction.atomic
def correct(
    *,
    followup: FollowUp,
    by: "User | None",
    on: date | None,
    note: str,
    state: State | None = None,
    stage: Stage | None = None,
    day: date | None = None,
) -> FollowUp:
    """Correct one entry. `stage` is the right one of its department; without `state` the departments decide it.

    `day` is when it happened: clocks that hang on that day start, or are computed again, with an event of their own.
    Raises Refused, IllegalMove, Missing or NotAllowed.
    """
    allow(by, Event.CORRECT)
    proposal = Proposal.objects.select_for_update().get(pk=followup.proposal_id)
    if stage is not None and followup.assignment is None:
        raise Refused("这一步不是某个单位的，没有单位的进度可以更正。")
    if state in UNDECLARED:
        raise Refused(f"不能直接更正为“{State(state).label}”。")
    if stage is not None and state is None:
        state = _derived(proposal, followup, stage)
    if day is not None:
        _check_day(followup, day, on)
        note = f"{followup.get_event_display()}的日期是{chinese(day)}。{note}" if note.strip() else note
    made = proposal.record(
        Event.CORRECT, by=by, on=on, note=note, corrects=followup, assignment=followup.assignment, state=state,
        stage=stage, day=day,
    )  # fmt: skip
    if day is not None:
        recompute_proposal(proposal)
    reindex([proposal.pk])
    return made


def _check_day(followup: FollowUp, day: date, on: date | None) -> None:
    """It happened neither before the entry ahead of it nor after the one behind it, as far as days are known."""
    if on is not None and day > on:
        raise Refused("更正后的日期还没有到。请填这一步实际发生的日期。")
    log = Log(followup.proposal)
    days = [(one.sequence, log.day(one)) for one in log.rows if one.event not in LOOSE]
    before = max((at for number, at in days if at and number < followup.sequence), default=None)
    after = min((at for number, at in days if at and number > followup.sequence), default=None)
    if before is not None and day < before:
        raise Refused(f"早于前一步的日期（{chinese(before)}）。请核对；前一步也登错了的，先更正前一步。")
    if after is not None and day > after:
        raise Refused(f"晚于后一步的日期（{chinese(after)}）。请核对；后一步也登错了的，先更正后一步。")


def _derived(proposal: Proposal, followup: FollowUp, stage: Stage) -> State | None:
    """Where the proposal stands with this department at `stage`; None leaves a state that departments do not move."""
    standing = standing_of(proposal, list(proposal.assignments.all()))
    assert followup.assignment_id is not None  # noqa: S101  the caller looked
    place = replace(standing.places[followup.assignment_id], stage=stage)
    there = replace(standing, places={**standing.places, followup.assignment_id: place})
    return there.at_pace() if standing.state in MOVED_BY_STAGES else None
