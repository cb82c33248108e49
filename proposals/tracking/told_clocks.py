"""What an event does to the clocks of a chronicle: as `clocks` and `starting` do it, on rows not stored yet."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from proposals.models.assignment import Assignment
from proposals.models.deadline import Deadline
from proposals.models.followup import FollowUp
from proposals.models.rules import DeadlineRule
from proposals.workflow.clocks import EXTENDABLE, MEETS, Clock, TooLong, started
from proposals.workflow.events import Event
from proposals.workflow.published import TooFar
from proposals.workflow.standing import Place
from proposals.workflow.states import Duty, Stage

from .clocks import IDLE, day_of, still_runs
from .computing import compute, extend, region_of
from .told import OF_ANCHOR, anchor_day, begins

if TYPE_CHECKING:
    from .chronicle import Chronicle


def follow(told: "Chronicle", followup: FollowUp) -> None:
    """Do to the clocks what the event asks. Raises TooLong."""
    event = Event(followup.event)
    if event in IDLE:
        return
    if event is Event.NOTE:
        _meet(followup, _published(told, followup))
        return
    _meet(followup, _met(told, followup, event))
    if event is Event.EXTEND:
        _extend(told, followup)
    _drop(told)
    _start(told, followup, event)


def _running(told: "Chronicle") -> list[Deadline]:
    return [one for one in told.deadlines if one.met_on is None and not one.dropped]


def _met(told: "Chronicle", followup: FollowUp, event: Event) -> list[Deadline]:
    wanted = MEETS.get(event)
    if not wanted:
        return []
    part = _rated(told, followup) if event is Event.RATE else followup.assignment_id
    return [one for one in _running(told) if Clock(one.step) in wanted and (part is None or one.assignment_id == part)]


def _rated(told: "Chronicle", followup: FollowUp) -> int | None:
    letter = told.letters.get(followup.data.get("reply", 0))
    return letter.assignment_id if letter else None


def _published(told: "Chronicle", followup: FollowUp) -> list[Deadline]:
    if "publication" not in followup.data:
        return []
    letter = told.letters[followup.data["reply"]]
    owed = [one for one in _running(told) if one.step == Clock.PUBLISH and one.assignment_id == letter.assignment_id]
    return [one for one in owed if len(owed) == 1 or one.round == letter.round]


def _meet(followup: FollowUp, deadlines: Iterable[Deadline]) -> None:
    for one in deadlines:
        one.met_on = day_of(followup)


def _extend(told: "Chronicle", followup: FollowUp) -> None:
    until = date.fromisoformat(followup.data["until"])
    for one in _running(told):
        if one.assignment_id == followup.assignment_id and Clock(one.step) in EXTENDABLE:
            extend(one, until, told.known.calendar(region_of(one)))


def _drop(told: "Chronicle") -> None:
    places: dict[int | None, Place | None] = {None: None}
    for one in told.parts:
        places[one.pk] = Place(Duty(one.duty), Stage(one.stage), round=one.round)
    for deadline in _running(told):
        deadline.dropped = not still_runs(deadline, told.proposal, places)


def _start(told: "Chronicle", followup: FollowUp, event: Event) -> None:
    part = followup.assignment
    clocks = started(event, Duty(part.duty) if part else None)
    if not clocks or (part is None and event is Event.ASSIGN):
        return
    rules = told.known.rules(told.proposal)
    for clock in clocks:
        rule = rules.get(clock)
        if rule is not None and begins(rule, event):
            for of in _parts(told, followup, event):
                _start_one(told, followup, rule, of)


def _parts(told: "Chronicle", followup: FollowUp, event: Event) -> list[Assignment | None]:
    if event is not Event.REOPEN or followup.assignment is not None:
        return [followup.assignment]
    return [one for one in told.parts if Duty(one.duty).answers and one.stage == Stage.REOPENED]


def _start_one(told: "Chronicle", followup: FollowUp, rule: DeadlineRule, part: Assignment | None) -> None:
    happened = followup.event == OF_ANCHOR.get(rule.anchor)
    day = followup.happened_on if happened else anchor_day(rule, told.proposal, part)
    if day is None:
        return
    number = (part or told.proposal).round
    standing = _same(told.deadlines, part, rule.step, number)
    if standing is not None and standing.starts_on == day and standing.met_on is None:
        return
    deadline = standing or Deadline(proposal=told.proposal, assignment=part, step=rule.step, round=number)
    deadline.rule, deadline.starts_on, deadline.extended_to = rule, day, None
    deadline.met_on, deadline.dropped = None, False
    try:
        compute(deadline, told.known.calendar(region_of(deadline)))
    except TooFar as far:
        raise TooLong(Event(followup.event), str(far)) from far
    if standing is None:
        told.deadlines.append(told.known.numbers.give(deadline))


def _same(deadlines: Iterable[Deadline], part: Assignment | None, step: str, number: int) -> Deadline | None:
    key = (part.pk if part else None, step, number)
    return next((one for one in deadlines if (one.assignment_id, one.step, one.round) == key), None)
