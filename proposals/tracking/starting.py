"""Which clocks an event of the log starts, and from which day."""

from functools import cache

from proposals.models.assignment import Assignment
from proposals.models.deadline import Deadline
from proposals.models.followup import FollowUp
from proposals.models.holiday import Holiday
from proposals.models.rules import DeadlineRule
from proposals.workflow.clocks import TooLong, started
from proposals.workflow.events import Event
from proposals.workflow.published import TooFar
from proposals.workflow.states import Duty, Stage

from .computing import Calendars, compute, region_of
from .told import OF_ANCHOR, anchor_day, begins


def start(followup: FollowUp) -> None:
    """Start the clocks that an event starts, as far as the place has a rule and the day is known. Raises TooLong."""
    event, part = Event(followup.event), followup.assignment
    clocks = started(event, Duty(part.duty) if part else None)
    if not clocks or (part is None and event is Event.ASSIGN):
        return
    rules, calendars = DeadlineRule.objects.by_step(followup.proposal), cache(Holiday.objects.calendar)
    for clock in clocks:
        rule = rules.get(clock)
        if rule is not None and begins(rule, event):
            for of in _parts(followup, event):
                _start_one(followup, rule, of, calendars)


def _parts(followup: FollowUp, event: Event) -> list[Assignment | None]:
    """Whose clock starts: all who answered when the whole proposal is reopened, else whom the event is about."""
    if event is not Event.REOPEN or followup.assignment is not None:
        return [followup.assignment]
    return list(followup.proposal.assignments.answering().filter(stage=Stage.REOPENED.value))


def _start_one(followup: FollowUp, rule: DeadlineRule, part: Assignment | None, calendars: Calendars) -> None:
    proposal = followup.proposal
    happened = followup.event == OF_ANCHOR.get(rule.anchor)
    day = followup.happened_on if happened else anchor_day(rule, proposal, part)
    if day is None:
        return
    key = {"proposal": proposal, "assignment": part, "step": rule.step, "round": (part or proposal).round}
    standing = Deadline.objects.filter(**key).first()
    if standing is not None and standing.starts_on == day and standing.met_on is None:
        return
    deadline = standing or Deadline(**key)
    deadline.rule, deadline.starts_on, deadline.extended_to = rule, day, None
    deadline.met_on, deadline.dropped = None, False
    try:
        compute(deadline, calendars(region_of(deadline)))
    except TooFar as far:
        raise TooLong(Event(followup.event), str(far)) from far
    deadline.save()
