"""Which events can be recorded on many at once: those that need no more than a day, a reason and another day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from proposals.models import Assignment, Proposal
from proposals.tracking.recorded import Recorded
from proposals.tracking.standings import standing_of
from proposals.workflow.events import Event
from proposals.workflow.procedure import LAWFUL, MOVES, OF_STAGES, STEPS, Custom, Need
from proposals.workflow.roles import MAY, Role
from proposals.workflow.standing import legal
from proposals.workflow.states import Duty, Stage

from .batches import Row
from .foreseeing import Step

TYPED = frozenset({Need.NOTE, Need.GROUND, Need.UNTIL})
UNTIL = frozenset({Event.ASK_TIME, Event.EXTEND})  # the events that come with another day
OF_LETTERS = frozenset({Event.REDRAFT})  # recorded where the letter itself is sent back
LIBERAL = Custom(signs=False, checks=False)  # what some place may skip; the preview says whether this one may


@dataclass(frozen=True, slots=True)
class About:
    """What one row of the batch is about: a proposal, or one department's part in it."""

    proposal: Proposal
    part: Assignment | None = None


def offered(chosen: Sequence[About], role: Role) -> list[Event]:
    """The events that at least one of these can take and that this role may record, in the order of the procedure."""
    possible = {event for one in chosen for event in _legal(one)}
    return [event for event in Event if event in possible and event in MAY[role] and _typable(event)]


def _typable(event: Event) -> bool:
    needs = [move.needs for move in MOVES if move.event is event] + [one.needs for one in STEPS if one.event is event]
    return event not in OF_LETTERS and all(one <= TYPED for one in needs)


def _legal(about: About) -> Iterable[Event]:
    """For a part its own steps; for a proposal its moves, and the steps of its departments."""
    parts = list(about.proposal.assignments.all())
    standing = standing_of(about.proposal, parts)
    if about.part is None:
        yield from legal(standing)
    for part in [about.part] if about.part else parts:
        for custom in (LAWFUL, LIBERAL):
            yield from legal(standing, part.pk, custom)


def _only_part(proposal: Proposal, event: Event) -> Assignment | None:
    """The one department that answers, for what departments do; a second round is for all who answered."""
    if event not in OF_STAGES or event is Event.REOPEN:
        return None
    parts = [one for one in proposal.assignments.all() if one.stage != Stage.RETURNED and Duty(one.duty).answers]
    return parts[0] if len(parts) == 1 else None


def row_of(about: About, event: Event, *, on: date | None, note: str, until: date | None) -> Row:
    """What is to be recorded on one."""
    what: Recorded = {"on": on, "note": note}
    part = about.part or _only_part(about.proposal, event)
    if part is not None:
        what["assignment"] = part
    if until is not None and event in UNTIL:
        what["until"] = until
    return Row(about.proposal, (Step(event, what),))
