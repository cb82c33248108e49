"""What recording events would do, found by doing it and taking it back: no second copy of the rules can disagree."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from proposals.models import Assignment, Deadline, Proposal
from proposals.tracking.recorded import Recorded
from proposals.workflow.events import Event
from proposals.workflow.procedure import IllegalMove, Missing
from proposals.workflow.roles import NotAllowed
from proposals.workflow.states import Stage, State

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REFUSALS = (IllegalMove, Missing, NotAllowed)
TWICE = "这个单位已经在办这一件，或者已经有主办（独办）单位。"


@dataclass(frozen=True, slots=True)
class Step:
    """One event with what comes with it."""

    event: Event
    what: Recorded


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would become of one proposal: its state and stage before and after, the clocks that move, or why not."""

    before: str
    after: str = ""
    clocks: tuple[Deadline, ...] = ()
    refusal: str = ""


class Refused(Exception):
    """One step cannot be recorded. The message says in Chinese why."""


def foresee(proposal: Proposal, steps: Sequence[Step], *, by: "User") -> Foreseen:
    """What these steps would lead to. Everything is rolled back; `proposal` is left as it was."""
    before = standing_in_words(proposal, steps)
    known = _clocks(proposal)
    stored = (proposal.state, proposal.round, proposal.merged_into_id)
    try:
        with transaction.atomic():
            perform(proposal, steps, by=by)
            after = standing_in_words(proposal, steps)
            moved = tuple(one for pk, one in _clocks(proposal).items() if _differs(known.get(pk), one))
            transaction.set_rollback(True)
    except Refused as refused:
        return Foreseen(before, refusal=str(refused))
    finally:
        proposal.state, proposal.round, proposal.merged_into_id = stored
    return Foreseen(before, after, moved)


def perform(proposal: Proposal, steps: Sequence[Step], *, by: "User") -> None:
    """Record these steps in turn, all or none. Raises Refused."""
    try:
        with transaction.atomic():
            for step in steps:
                proposal.record(step.event, by=by, **step.what)
    except REFUSALS as refused:
        raise Refused(str(refused)) from refused
    except IntegrityError as doubled:
        raise Refused(TWICE) from doubled


def standing_in_words(proposal: Proposal, steps: Sequence[Step]) -> str:
    """The state, and the stage of the department that the steps are about."""
    part = next((one for step in steps if (one := step.what.get("assignment"))), None)
    words = State(proposal.state).label
    if part is None:
        return words
    stage = Assignment.objects.values_list("stage", flat=True).get(pk=part.pk)
    return f"{words}；{part.department}{Stage(stage).label}"


def _clocks(proposal: Proposal) -> dict[int, Deadline]:
    """The clocks that run, by their numbers."""
    rows = Deadline.objects.running().filter(proposal=proposal)
    return {one.pk: one for one in rows.select_related("assignment__department")}


def _differs(before: Deadline | None, after: Deadline) -> bool:
    return before is None or before.due_on != after.due_on
