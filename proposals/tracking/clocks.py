"""What one event of the log does to the clocks: meet, extend, drop, wake and start them, each with its reason."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from django.utils import timezone

from proposals.models.assignment import Assignment
from proposals.models.deadline import Deadline
from proposals.models.followup import FollowUp
from proposals.models.holiday import Holiday
from proposals.models.proposal import Proposal
from proposals.models.reply import Reply
from proposals.models.rules import DeadlineRule
from proposals.workflow.clocks import EXTENDABLE, MEETS, TOLD_BY_STAGE, Clock, TooLong, runs, started
from proposals.workflow.events import Event
from proposals.workflow.published import TooFar
from proposals.workflow.standing import Place
from proposals.workflow.states import Duty, Stage, State

from .computing import Calendars, compute, extend_to, region_of

Anchor = DeadlineRule.Anchor
# The event whose day a period runs from, where it is not the day of the assignment or of the session.
OF_ANCHOR = {
    Anchor.ACCEPTED: Event.ACCEPT,
    Anchor.CONTESTED: Event.CONTEST,
    Anchor.REPLIED: Event.REPLY,
    Anchor.REOPENED: Event.REOPEN,
}
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
    _start(followup, event)


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
    # A part that answers late counts its own first round, where the proposal is already in its second.
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
    rows = Assignment.objects.filter(proposal=proposal).values_list("pk", "duty", "stage")
    places: dict[int | None, Place | None] = {pk: Place(Duty(duty), Stage(stage)) for pk, duty, stage in rows}
    return places | {None: None}


def _drop(proposal: Proposal) -> None:
    """Stop what has no meaning any more where the proposal now stands."""
    running = _running(proposal)
    if not running:
        return
    places = _places(proposal)
    over = [one.pk for one in running if not _runs(one, proposal, places)]
    if over:
        Deadline.objects.filter(pk__in=over).update(dropped=True)


def _runs(deadline: Deadline, proposal: Proposal, places: dict[int | None, Place | None]) -> bool:
    past = deadline.round < proposal.round
    return runs(Clock(deadline.step), State(proposal.state), places[deadline.assignment_id], past=past)


def _wake(proposal: Proposal) -> None:
    """After a correction: what was met or dropped by a mistake is owed again, on its old day."""
    places = _places(proposal)
    latest = {(one.assignment_id, one.step): one for one in proposal.deadlines.order_by("round")}
    for deadline in latest.values():
        clock = Clock(deadline.step)
        owed = clock in TOLD_BY_STAGE or deadline.met_on is None
        answer_of_another_round = clock in {Clock.REPLY, Clock.AGAIN} and deadline.round != proposal.round
        if owed and not answer_of_another_round and _runs(deadline, proposal, places):
            Deadline.objects.filter(pk=deadline.pk).update(met_on=None, dropped=False)


def _start(followup: FollowUp, event: Event) -> None:
    part = followup.assignment
    clocks = started(event, Duty(part.duty) if part else None)
    if not clocks or (part is None and event is Event.ASSIGN):
        return
    rules, calendars = DeadlineRule.objects.by_step(followup.proposal), cache(Holiday.objects.calendar)
    for clock in clocks:
        rule = rules.get(clock)
        if rule is not None and _begins(rule, event):
            for of in _parts(followup, event):
                _start_one(followup, rule, of, calendars)


def _begins(rule: DeadlineRule, event: Event) -> bool:
    """A period from signing begins when it is signed for; every other one of an assignment when it is assigned."""
    of_assignment = event in {Event.ASSIGN, Event.ACCEPT}
    return not of_assignment or (rule.anchor == Anchor.ACCEPTED) == (event is Event.ACCEPT)


def _parts(followup: FollowUp, event: Event) -> list[Assignment | None]:
    """Whose clock starts: all who answered when the whole proposal is reopened, else whom the event is about."""
    if event is not Event.REOPEN or followup.assignment is not None:
        return [followup.assignment]
    return list(followup.proposal.assignments.answering().filter(stage=Stage.REOPENED.value))


def _start_one(followup: FollowUp, rule: DeadlineRule, part: Assignment | None, calendars: Calendars) -> None:
    start = _anchor(followup, rule, part)
    if start is None:
        return
    proposal = followup.proposal
    key = {"proposal": proposal, "assignment": part, "step": rule.step, "round": proposal.round}
    standing = Deadline.objects.filter(**key).first()
    if standing is not None and standing.starts_on == start and standing.met_on is None:
        return
    deadline = standing or Deadline(**key)
    deadline.rule, deadline.starts_on, deadline.extended_to = rule, start, None
    deadline.met_on, deadline.dropped = None, False
    try:
        compute(deadline, calendars(region_of(deadline)))
    except TooFar as far:
        raise TooLong(Event(followup.event), str(far)) from far
    deadline.save()


def _anchor(followup: FollowUp, rule: DeadlineRule, part: Assignment | None) -> date | None:
    """The day a period runs from; None where nobody knows it."""
    if rule.anchor == Anchor.SESSION_END:
        session = followup.proposal.session
        return session.ends_on if session else None
    if rule.anchor == Anchor.ASSIGNED:
        return part.assigned_on if part else None
    event = OF_ANCHOR[Anchor(rule.anchor)]
    if followup.event == event:
        return followup.happened_on
    log = followup.proposal.followups.filter(event=event.value, assignment=part)
    last = log.order_by("-sequence").first()
    return last.happened_on if last else None
