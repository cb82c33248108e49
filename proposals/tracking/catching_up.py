"""Clocks brought to what the log tells by now: those that could not start, and those that run from a wrong day.

A clock cannot start where the day that it runs from is not known yet: the end of a session, the day of an assignment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from proposals.models.deadline import Deadline
from proposals.models.proposal import Proposal
from proposals.models.rules import DeadlineRule
from proposals.workflow.clocks import Clock, runs
from proposals.workflow.published import TooFar
from proposals.workflow.standing import Place
from proposals.workflow.states import Duty, Stage, State

from .computing import Calendars, compute, region_of
from .told import Told, told

# What a rule that is entered later starts for whoever is still at work. What is done is not judged by it.
OWED = frozenset({Clock.OPINION, Clock.REPLY, Clock.AGAIN})


@dataclass(frozen=True, slots=True)
class Brought:
    """One clock that was written. `before` is its day until then, None for one that starts; `gone`: it runs no more."""

    deadline: Deadline
    before: date | None
    gone: bool = False

    @property
    def shows(self) -> bool:
        """Whether the log hears of it: not of another reason for the same day."""
        return self.gone or self.before != self.deadline.due_on


def catch_up(proposal: Proposal, calendars: Calendars, *, past: bool) -> Iterator[Brought]:
    """Write each clock that stands otherwise than the log tells, and yield it.

    `past`: a day was entered or corrected, so that what is over is judged by it too; otherwise only what is owed now.
    """
    rows = {(one.assignment_id, one.step, one.round): one for one in _rows(proposal)}
    for one, rule, day in told(proposal, DeadlineRule.objects.by_step(proposal)):
        row = rows.get((one.part.pk if one.part else None, one.clock.value, one.round))
        brought = _started(proposal, one, rule, day, past=past) if row is None else _moved(row, one, rule, day)
        if brought is not None and _written(brought, calendars):
            yield brought


def _rows(proposal: Proposal) -> list[Deadline]:
    related = "rule__rule_set", "assignment__department", "proposal__session__term__council"
    return list(Deadline.objects.filter(proposal=proposal).select_related(*related))


def _started(proposal: Proposal, one: Told, rule: DeadlineRule, day: date | None, *, past: bool) -> Brought | None:
    running = _runs(proposal, one) and (past or one.clock in OWED)
    if day is None or not (running or (past and one.met_on)):
        return None
    met_on = None if running else one.met_on
    return Brought(
        Deadline(
            proposal=proposal, assignment=one.part, step=one.clock.value, round=one.round, rule=rule, starts_on=day,
            met_on=met_on,
        ),
        None,
    )  # fmt: skip


def _runs(proposal: Proposal, one: Told) -> bool:
    place = Place(Duty(one.part.duty), Stage(one.part.stage)) if one.part else None
    present = (one.part or proposal).round
    return one.met_on is None and runs(one.clock, State(proposal.state), place, past=one.round < present)


def _moved(row: Deadline, one: Told, rule: DeadlineRule, day: date | None) -> Brought | None:
    """A clock whose day of beginning or of meeting is told otherwise by now. One of a rule that is gone stands."""
    if row.dropped or row.rule is None or row.rule.anchor != rule.anchor:
        return None
    met_on = one.met_on if row.met_on and one.met_on else row.met_on
    if day is None:
        return Brought(row, row.due_on, gone=True) if row.met_on is None else None
    if (row.starts_on, row.met_on) == (day, met_on):
        return None
    before = row.due_on
    row.starts_on, row.met_on = day, met_on
    return Brought(row, before)


def _written(brought: Brought, calendars: Calendars) -> bool:
    deadline = brought.deadline
    if brought.gone:
        deadline.delete()
        return True
    try:
        compute(deadline, calendars(region_of(deadline)))
    except TooFar:
        return False  # a slip in the year: nothing is computed from it
    deadline.save()
    return True
