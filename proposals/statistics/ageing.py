"""Where the time went: how long each department's parts stood at each stage, read off the log.

A stay lasts from the day of the event that led to a stage to the day of the event that led out of it. Where one of the
two days is unknown, its length is: such stays are counted beside, never guessed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby
from statistics import median

from django.db.models import QuerySet

from proposals.models import Assignment, FollowUp, Proposal
from proposals.workflow.events import Event
from proposals.workflow.procedure import STEPS
from proposals.workflow.states import WITH_DEPARTMENTS, Duty, Stage, State

# The stage that each event of a department leads to.
LEADS_TO = {step.event: step.end for step in STEPS if step.end} | {Event.ASSIGN: Stage.ASSIGNED}
DECISIVE = [event.value for event in (*LEADS_TO, Event.CORRECT)]


class Leg(StrEnum):
    """A stretch of the way. But for the last, each is a stage that somebody waits at."""

    SIGNING = "assigned"
    WAITING = "accepted"
    CONTESTED = "contested"
    HANDLING = "handling"
    CHECKING = "drafted"
    REOPENED = "reopened"
    WHOLE = "whole"

    @property
    def label(self) -> str:
        """What people read."""
        return _LABELS[self]


_LABELS = {
    Leg.SIGNING: "等待签收",
    Leg.WAITING: "签收以后、开始办理以前",
    Leg.CONTESTED: "等待答复改办申请",
    Leg.HANDLING: "办理",
    Leg.CHECKING: "答复稿等待审核",
    Leg.REOPENED: "等待重新办理",
    Leg.WHOLE: "从交办到第一次答复",
}


@dataclass(frozen=True, slots=True)
class Ageing:
    """One department on one leg. Days are calendar days; None where nothing is there to measure."""

    department: int
    leg: Leg
    finished: int
    median_days: float | None
    open: int
    longest_open: int | None
    undated: int


@dataclass(slots=True)
class _Stays:
    lengths: list[int] = field(default_factory=list)
    standing: list[int] = field(default_factory=list)
    undated: int = 0

    def add(self, start: date | None, end: date | None) -> None:
        """A stay that is over."""
        if start is None or end is None:
            self.undated += 1
        else:
            self.lengths.append((end - start).days)

    def add_open(self, start: date | None, today: date) -> None:
        """A stay that goes on."""
        if start is None:
            self.undated += 1
        else:
            self.standing.append((today - start).days)


@dataclass(slots=True)
class _Part:
    """One department's part while its log is read."""

    department: int
    answers: bool
    live: bool  # the proposal is still being handled: withdrawn or closed, nobody waits
    stage: Stage | None = None
    since: date | None = None
    assigned: date | None = None
    answered: bool = False


def ageing(proposals: "QuerySet[Proposal]", today: date) -> list[Ageing]:
    """Each department and leg of these proposals, ordered by department and by the way. Two queries."""
    stays: dict[tuple[int, Leg], _Stays] = defaultdict(_Stays)
    for rows, parts in _logs(proposals):
        _read(rows, parts, stays)
        for part in parts.values():
            _stand(part, today, stays)
    order = list(Leg)
    found = sorted(stays.items(), key=lambda one: (one[0][0], order.index(one[0][1])))
    return [_summed(department, leg, one) for (department, leg), one in found]


def _logs(proposals: "QuerySet[Proposal]") -> Iterator[tuple[Iterable[FollowUp], dict[int, _Part]]]:
    """The decisive events of each proposal in their order, with its parts."""
    chosen = proposals.order_by().values("pk")
    parts: dict[int, dict[int, _Part]] = defaultdict(dict)
    columns = ("pk", "proposal", "department", "duty", "proposal__state")
    for pk, proposal, department, duty, state in (
        Assignment.objects.filter(proposal__in=chosen).values_list(*columns).iterator(1000)
    ):
        parts[proposal][pk] = _Part(department, Duty(duty).answers, live=State(state) in WITH_DEPARTMENTS)
    rows = FollowUp.objects.filter(proposal__in=chosen, event__in=DECISIVE).order_by("proposal", "sequence")
    for key, log in groupby(rows.iterator(1000), key=lambda row: row.proposal_id):
        yield log, parts.get(key, {})


def _read(rows: Iterable[FollowUp], parts: dict[int, _Part], stays: dict[tuple[int, Leg], _Stays]) -> None:
    for row in rows:
        for part, stage in _moved(row, parts):
            _leave(part, row.happened_on, stays)
            part.stage, part.since = stage, row.happened_on
            if row.event == Event.ASSIGN:
                part.assigned = row.happened_on
            if stage is Stage.ANSWERED and not part.answered:
                part.answered = True
                stays[part.department, Leg.WHOLE].add(part.assigned, row.happened_on)


def _moved(row: FollowUp, parts: dict[int, _Part]) -> list[tuple[_Part, Stage]]:
    """The parts that an event moves, each with the stage it comes to."""
    event = Event(row.event)
    if event is Event.CORRECT:
        stage = row.data.get("stage")
        return [(parts[row.assignment_id], Stage(stage))] if stage and row.assignment_id else []
    stage = LEADS_TO[event]
    if row.assignment_id is not None:
        return [(parts[row.assignment_id], stage)]
    if event is not Event.REOPEN:
        return []
    return [(part, stage) for part in parts.values() if part.answers and part.stage is Stage.ANSWERED]


def _leave(part: _Part, on: date | None, stays: dict[tuple[int, Leg], _Stays]) -> None:
    if part.stage is not None and part.stage.value in set(Leg):
        stays[part.department, Leg(part.stage.value)].add(part.since, on)


def _stand(part: _Part, today: date, stays: dict[tuple[int, Leg], _Stays]) -> None:
    """What is not over yet."""
    if not part.live or part.stage is None or part.stage in {Stage.ANSWERED, Stage.RETURNED}:
        return
    stays[part.department, Leg(part.stage.value)].add_open(part.since, today)
    if not part.answered:
        stays[part.department, Leg.WHOLE].add_open(part.assigned, today)


def _summed(department: int, leg: Leg, stays: _Stays) -> Ageing:
    return Ageing(
        department,
        leg,
        len(stays.lengths),
        median(stays.lengths) if stays.lengths else None,
        len(stays.standing),
        max(stays.standing, default=None),
        stays.undated,
    )
