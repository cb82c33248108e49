"""What one event of the log does to the clocks: meet, extend, drop, wake and start them."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from proposals.models.assignment import Assignment
from proposals.models.deadline import Deadline
from proposals.models.followup import FollowUp
from proposals.models.proposal import Proposal
from proposals.models.reply import Reply
from proposals.workflow.clocks import EXTENDABLE, MEETS, TOLD_BY_STAGE, Clock, runs
from proposals.workflow.events import Event
from proposals.workflow.standing import Place
from proposals.workflow.states import Duty, Stage, State

from .computing import extend_to
from .starting import start

# These change neither state nor stage, so no clock.
IDLE = frozenset({
    Event.REPORT, Event.SUBMIT, Event.REVIEW, Event.FILE, Event.MEET, Event.URGE, Event.ASK_TIME, Event.DENY_TIME,
    Event.PROMISE, Event.KEEP, Event.BREAK, Event.OUTCOME, Event.RECOMPUTE, Event.ATTACH,
})  # fmt: skip


def follow(followup: FollowUp) -> None:
    """Do to the clocks what the event asks. Raises TooLong."""
    event = Event(followup.event)
    if event in IDLE:
        return
    if event is Event.NOTE:
        _meet(followup, _published(followup))
        return
    _meet(followup, _met(followup, event))
    if event is Event.EXTEND:
        _extend(followup)
    _drop(followup.proposal)
    if event is Event.CORRECT:
        _wake(followup.proposal)
    start(followup)


def day_of(followup: FollowUp) -> date:
    """When it happened, or, where nobody knows, when it was recorded: by then it had."""
    return followup.happened_on or timezone.localdate(followup.recorded_at)


def _running(proposal: Proposal) -> list[Deadline]:
    return list(Deadline.objects.running().filter(proposal=proposal))


def _met(followup: FollowUp, event: Event) -> list[Deadline]:
    wanted = MEETS.get(event)
    if not wanted:
        return []
    part = _rated(followup) if event is Event.RATE else followup.assignment_id
    running = (one for one in _running(followup.proposal) if Clock(one.step) in wanted)
    return [one for one in running if part is None or one.assignment_id == part]


def _rated(followup: FollowUp) -> int | None:
    """The part whose reply was rated; None where that is not known."""
    reply = followup.data.get("reply")
    return Reply.objects.filter(pk=reply).values_list("assignment", flat=True).first() if reply else None


def _published(followup: FollowUp) -> list[Deadline]:
    """A decision on publication, which the log notes with its reply, is what the public was owed."""
    if "publication" not in followup.data:
        return []
    reply = Reply.objects.get(pk=followup.data["reply"])
    owed = [
        one
        for one in _running(followup.proposal)
        if one.step == Clock.PUBLISH and one.assignment_id == reply.assignment_id
    ]
    return [one for one in owed if len(owed) == 1 or one.round == reply.round]


def _meet(followup: FollowUp, deadlines: Iterable[Deadline]) -> None:
    met = [one.pk for one in deadlines]
    if met:
        Deadline.objects.filter(pk__in=met).update(met_on=day_of(followup))


def _extend(followup: FollowUp) -> None:
    until = date.fromisoformat(followup.data["until"])
    running = [one for one in _running(followup.proposal) if one.assignment_id == followup.assignment_id]
    for deadline in running:
        if Clock(deadline.step) in EXTENDABLE:
            extend_to(deadline, until)


def _places(proposal: Proposal) -> dict[int | None, Place | None]:
    rows = Assignment.objects.filter(proposal=proposal).values_list("pk", "duty", "stage", "round")
    places: dict[int | None, Place | None] = {
        pk: Place(Duty(duty), Stage(stage), round=number) for pk, duty, stage, number in rows
    }
    return places | {None: None}


def _drop(proposal: Proposal) -> None:
    """Stop what has no meaning any more where the proposal now stands."""
    running = _running(proposal)
    if not running:
        return
    places = _places(proposal)
    over = [one.pk for one in running if not still_runs(one, proposal, places)]
    if over:
        Deadline.objects.filter(pk__in=over).update(dropped=True)


def still_runs(deadline: Deadline, proposal: Proposal, places: dict[int | None, Place | None]) -> bool:
    """Whether a clock still means something where the proposal and each part stand."""
    place = places[deadline.assignment_id]
    past = deadline.round < (place.round if place else proposal.round)
    return runs(Clock(deadline.step), State(proposal.state), place, past=past)


def _wake(proposal: Proposal) -> None:
    """After a correction: what was met or dropped by a mistake is owed again, on its old day."""
    places = _places(proposal)
    latest = {(one.assignment_id, one.step): one for one in proposal.deadlines.order_by("round")}
    for deadline in latest.values():
        clock = Clock(deadline.step)
        owed = clock in TOLD_BY_STAGE or deadline.met_on is None
        place = places[deadline.assignment_id]
        present = place.round if place else proposal.round
        answer_of_another_round = clock in {Clock.REPLY, Clock.AGAIN} and deadline.round != present
        if owed and not answer_of_another_round and still_runs(deadline, proposal, places):
            Deadline.objects.filter(pk=deadline.pk).update(met_on=None, dropped=False)
