"""The clocks of one proposal on its page: how each stands in words, and why it ends on its day."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from delegates.gathering import Lines
from proposals.models import Assignment, Deadline, DeadlineRule, FollowUp
from proposals.shown.rounds import nth
from proposals.workflow.events import Event
from proposals.workflow.states import Duty, Stage

Step = DeadlineRule.Step
Anchor = DeadlineRule.Anchor
# What a reader waits for. The others are matters between offices, or the proposer's own.
OWED = frozenset({Step.SIGN, Step.OPINION, Step.REPLY, Step.AGAIN, Step.PUBLISH})
ANSWERS = frozenset({Step.OPINION, Step.REPLY, Step.AGAIN})
LOOKS = {
    Stage.ASSIGNED: "plan", Stage.ACCEPTED: "plan", Stage.CONTESTED: "soon", Stage.ANSWERED: "done",
}  # fmt: skip
SOON = 15
SENTENCE = re.compile(r"(?<=。)(?![）」”』])")


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock against the day of reading. `name`: what must be done, with its round where there are several.

    `kept` in words: 早 8 天, 还有 25 天, 超期 3 天; `look` its shape.
    """

    deadline: Deadline
    name: str
    kept: str
    look: str

    @property
    def why(self) -> str:
        """Rule, start and shift, in a sentence or two without the citation."""
        citation, _, rest = self._rule.rpartition("：")
        return "".join([rest if citation else self._rule, *self._sentences[1:]])

    @property
    def citation(self) -> str:
        """Where the rule is written; "" where the reason does not say."""
        return self._rule.rpartition("：")[0]

    @property
    def national(self) -> bool:
        """Whether the law decides, since the place has no rule of its own. `ruled_by` comes with the page's rows."""
        row: Any = self.deadline
        return row.rule_id is not None and row.ruled_by is None

    @property
    def running(self) -> bool:
        """Whether it is neither met nor dropped."""
        return self.deadline.met_on is None

    @property
    def answer(self) -> bool:
        """Whether an answer ends it."""
        return self.deadline.step in ANSWERS

    @property
    def reply(self) -> bool:
        """Whether an answer to the proposer ends it."""
        return self.deadline.step in {Step.REPLY, Step.AGAIN}

    @property
    def _sentences(self) -> list[str]:
        return [one for one in SENTENCE.split(self.deadline.because) if one.strip()]

    @property
    def _rule(self) -> str:
        """The sentence that begins with the citation: 《…》第五十一条：自交办之日起3个月内答复。"""
        return self._sentences[0] if self._sentences else ""


@dataclass(frozen=True, slots=True)
class Part:
    """One department with the clocks that a reader is told of. `without`: why its answer has no day, "" if it has."""

    assignment: Assignment
    look: str
    clocks: Sequence[Clock]
    without: str

    @property
    def told(self) -> list[Clock]:
        """Those of its answers, and signing where that is still to be done or was late."""
        signing = [one for one in self.clocks if one.deadline.step == Step.SIGN and (one.running or one.look == "late")]
        return [*signing, *(one for one in self.clocks if one.answer)]


@dataclass(frozen=True, slots=True)
class Explained:
    """One day with its reasons, for every department that it holds for."""

    clock: Clock
    departments: list[str]
    clocks: list[Clock]


def clocks_of(deadlines: Iterable[Deadline], today: date, rounds: int) -> Mapping[int | None, Sequence[Clock]]:
    """By the department's part; None for those of the proposal itself. `rounds`: how many there are so far."""
    found: dict[int | None, list[Clock]] = {}
    for one in deadlines:
        if one.step in OWED:
            found.setdefault(one.assignment_id, []).append(Clock(one, _name(one, rounds), *against(one, today)))
    return found


def _name(deadline: Deadline, rounds: int) -> str:
    """答复, or 第二轮答复 where there are several rounds: 再次答复 is only what the rules call it."""
    of_round = nth(deadline.round) if rounds > 1 else ""
    return {
        Step.REPLY: f"{of_round}答复",
        Step.AGAIN: f"{of_round}答复",
        Step.PUBLISH: f"公开{of_round}答复",
    }.get(Step(deadline.step), deadline.get_step_display())


def against(deadline: Deadline, today: date) -> tuple[str, str]:
    """How a clock stands in words, and its shape."""
    days = (deadline.due_on - (deadline.met_on or today)).days
    if deadline.met_on is not None:
        return (f"早 {days} 天" if days > 0 else "当天" if not days else f"晚 {-days} 天"), "late" if days < 0 else "ok"
    if days < 0:
        return f"超期 {-days} 天", "late"
    return ("今天到期" if not days else f"还有 {days} 天"), "soon" if days <= SOON else "run"


def parts_of(
    assignments: Iterable[Assignment],
    clocks: Mapping[int | None, Sequence[Clock]],
    periods: Lines,
    log: Sequence[FollowUp],
) -> list[Part]:
    """Every department that still has a part. `periods` are those in force, the nearest first."""
    anchors: dict[str, str] = {}
    for one in periods:
        anchors.setdefault(one["step"], one["anchor"])
    standing = [one for one in assignments if one.stage != Stage.RETURNED]
    return [
        Part(
            one,
            LOOKS.get(Stage(one.stage), "run"),
            clocks.get(one.pk, ()),
            "" if _dated(one, clocks.get(one.pk, ())) else _without(one, anchors, log),
        )
        for one in standing
    ]


def _dated(part: Assignment, clocks: Sequence[Clock]) -> bool:
    """Whether what it owes now has a day; of one that is done, whether anything had."""
    done = part.stage == Stage.ANSWERED or not Duty(part.duty).answers
    return any(one.answer and (done or one.deadline.round == part.round) for one in clocks)


def _without(part: Assignment, anchors: Mapping[str, str], log: Sequence[FollowUp]) -> str:
    """Why no answer of it has a day: no rule here, or a day that nobody entered."""
    step = _owed(part)
    if step not in anchors:
        return f"本地和全国的办理规则都没有规定{step.label}的期限"
    if anchors[step] == Anchor.ACCEPTED:
        return _unsigned(part, log)
    if anchors[step] == Anchor.SESSION_END:
        return "没有登记大会闭会的日期，期限算不出来"
    if anchors[step] == Anchor.REOPENED:
        return "没有登记重新办理的日期，期限算不出来"
    return "没有登记交办日期，期限算不出来" if part.assigned_on is None else "没有登记期限"


def _owed(part: Assignment) -> Step:
    if not Duty(part.duty).answers:
        return Step.OPINION
    return Step.AGAIN if part.round > 1 else Step.REPLY


def _unsigned(part: Assignment, log: Sequence[FollowUp]) -> str:
    """Why a period that runs from signing has no day."""
    if Stage(part.stage) in {Stage.ASSIGNED, Stage.CONTESTED}:
        return "期限从签收那天算起，现在还没有签收"
    signed = (one for one in log if one.event == Event.ACCEPT and one.assignment_id == part.pk)
    dated = any(one.happened_on for one in signed)
    return "没有登记期限" if dated else "没有登记签收日期，期限算不出来"


def explained(clocks: Iterable[Clock], parts: Iterable[Part], *, running: bool = False) -> list[Explained]:
    """The days that stand on the page, each once with the departments it holds for; signing only while it runs.

    `running`: only the answers that are waited for.
    """
    found: dict[tuple[object, ...], Explained] = {}
    names = {part.assignment.pk: str(part.assignment.department) for part in parts}
    for clock in clocks:
        one = clock.deadline
        if not clock.running and (running or one.step == Step.SIGN):
            continue
        if running and not clock.answer:
            continue
        same = found.setdefault((one.step, one.round, one.due_on, one.because), Explained(clock, [], []))
        same.clocks.append(clock)
        if one.assignment_id in names:
            same.departments.append(names[one.assignment_id])
    return list(found.values())
