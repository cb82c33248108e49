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
from typing import Any, NamedTuple

from django.db.models import QuerySet

from proposals.models import FollowUp, Proposal
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
    """Each department and leg of these proposals, ordered by department and by the way. One query."""
    stays: dict[tuple[int, Leg], _Stays] = defaultdict(_Stays)
    for rows in _logs(proposals):
        parts: dict[int, _Part] = {}
        _read(rows, parts, stays)
        for part in parts.values():
            _stand(part, today, stays)
    order = list(Leg)
    found = sorted(stays.items(), key=lambda one: (one[0][0], order.index(one[0][1])))
    return [_summed(department, leg, one) for (department, leg), one in found]


class _Entry(NamedTuple):
    """An entry of the log with the part that it is about, if it is about one."""

    proposal: int
    event: str
    on: date | None
    data: dict[str, Any]
    part: int | None
    department: int | None
    duty: str | None
    state: str


def _logs(proposals: "QuerySet[Proposal]") -> Iterator[Iterable[_Entry]]:
    """The decisive events of each proposal in their order."""
    rows = FollowUp.objects.filter(proposal__in=proposals.order_by().values("pk"), event__in=DECISIVE)
    lines = rows.order_by("proposal", "sequence").values_list(
        "proposal", "event", "happened_on", "data", "assignment", "assignment__department", "assignment__duty",
        "proposal__state",
    )  # fmt: skip
    for _, log in groupby(map(_Entry._make, lines.iterator(1000)), key=lambda one: one.proposal):
        yield log


def _read(rows: Iterable[_Entry], parts: dict[int, _Part], stays: dict[tuple[int, Leg], _Stays]) -> None:
    for row in rows:
        for part, stage in _moved(row, parts):
            _leave(part, row.on, stays)
            part.stage, part.since = stage, row.on
            if row.event == Event.ASSIGN:
                part.assigned = row.on
            if stage is Stage.ANSWERED and not part.answered:
                part.answered = True
                stays[part.department, Leg.WHOLE].add(part.assigned, row.on)


def _moved(row: _Entry, parts: dict[int, _Part]) -> list[tuple[_Part, Stage]]:
    """The parts that an event moves, each with the stage it comes to."""
    event, own = Event(row.event), _part(row, parts)
    if event is Event.CORRECT:
        stage = row.data.get("stage")
        return [(own, Stage(stage))] if stage and own is not None else []
    stage = LEADS_TO[event]
    if own is not None:
        return [(own, stage)]
    if event is not Event.REOPEN:
        return []
    return [(part, stage) for part in parts.values() if part.answers and part.stage is Stage.ANSWERED]


def _part(row: _Entry, parts: dict[int, _Part]) -> _Part | None:
    """The part that an entry is about: every part comes with the entry that begins it."""
    if row.part is None or row.department is None or row.duty is None:
        return None
    if row.part not in parts:
        parts[row.part] = _Part(row.department, Duty(row.duty).answers, live=State(row.state) in WITH_DEPARTMENTS)
    return parts[row.part]


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
