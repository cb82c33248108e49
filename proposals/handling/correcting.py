"""Putting a wrong entry of the log right: the entry stays, a further one says what is right and why."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from proposals.models import FollowUp, Proposal
from proposals.shown.searchable import reindex
from proposals.tracking.standings import standing_of
from proposals.workflow.events import Event
from proposals.workflow.states import WITH_DEPARTMENTS, Stage, State

from .refusal import Refused, allow

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Nobody declares these: the one comes of undoing an import, the others need another file or an answer to stand on.
UNDECLARED = frozenset({State.RETRACTED, State.MERGED})
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
) -> FollowUp:
    """Correct one entry. `stage` is the right one of its department; without `state` the departments decide it.

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
    made = proposal.record(
        Event.CORRECT, by=by, on=on, note=note, corrects=followup, assignment=followup.assignment, state=state,
        stage=stage,
    )  # fmt: skip
    reindex([proposal.pk])
    return made


def _derived(proposal: Proposal, followup: FollowUp, stage: Stage) -> State | None:
    """Where the proposal stands with this department at `stage`; None leaves a state that departments do not move."""
    standing = standing_of(proposal, list(proposal.assignments.all()))
    assert followup.assignment_id is not None  # noqa: S101  the caller looked
    place = replace(standing.places[followup.assignment_id], stage=stage)
    there = replace(standing, places={**standing.places, followup.assignment_id: place})
    return there.at_pace() if standing.state in MOVED_BY_STAGES else None
