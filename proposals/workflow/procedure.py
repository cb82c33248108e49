"""The one table of moves: which event may follow where, where it leads, and what must come with it.

建议 (人大) and 提案 (政协) share the road after 交办; 审查 and 立案 are steps of 提案 and 议案. The law fixes the
order; what a place may drop (签收, 审核答复稿) is `Custom`, data of its rules. README's diagram is drawn from it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .events import Event
from .states import ANSWERED, ENDED, WITH_DEPARTMENTS, Duty, Stage, State

E, S, G = Event, State, Stage


class Need(StrEnum):
    """What must be attached for an event to be recorded. The value names the argument."""

    NOTE = "note"
    GROUND = "ground"
    DEPARTMENT = "department"
    MAIN = "main"
    LETTER = "letter"
    UNTIL = "until"
    RATING = "rating"
    COMMITMENT = "commitment"
    ASK = "ask"
    CORRECTS = "corrects"

    @property
    def sentence(self) -> str:
        """What to do when it is missing."""
        return _MISSING[self]


_MISSING = {
    Need.NOTE: "请写明理由。",
    Need.GROUND: "请写明依据。",
    Need.DEPARTMENT: "请选择承办单位。",
    Need.MAIN: "请选择并入哪一件。",
    Need.LETTER: "请附上答复：正文、文件或出处。",
    Need.UNTIL: "请填写延长到哪一天。",
    Need.RATING: "请附上评价。",
    Need.COMMITMENT: "请写明是哪一项承诺。",
    Need.ASK: "请选择是哪一项诉求。",
    Need.CORRECTS: "请说明更正的是哪一步。",
}


@dataclass(frozen=True, slots=True)
class Custom:
    """What a place's own rules may drop or ask for."""

    signs: bool = True  # departments sign for what they are handed
    checks: bool = True  # a reply is checked before it is sent


LAWFUL = Custom()  # the whole procedure, where no rules of the place say otherwise


@dataclass(frozen=True, slots=True)
class Move:
    """One event of the proposal itself. `end` None leaves the state as it is."""

    event: Event
    start: frozenset[State]
    end: State | None
    kinds: frozenset[str] = frozenset()  # empty: every kind
    needs: frozenset[Need] = frozenset()

    def fits(self, kind: str, state: State) -> bool:
        """Whether it may follow here."""
        return state in self.start and (not self.kinds or kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a department's handling. `duties` empty: every duty."""

    event: Event
    start: frozenset[Stage]
    end: Stage | None
    duties: frozenset[Duty] = frozenset()
    needs: frozenset[Need] = frozenset()
    unless_signs: bool = False  # only where departments need not sign
    unless_checks: bool = False  # only where replies are not checked

    def fits(self, duty: Duty, stage: Stage, custom: Custom) -> bool:
        """Whether it may follow here."""
        if (self.unless_signs and custom.signs) or (self.unless_checks and custom.checks):
            return False
        return stage in self.start and (not self.duties or duty in self.duties)


def _set(*states: State) -> frozenset[State]:
    return frozenset(states)


EXAMINED = frozenset({"proposal", "motion"})  # 提案 and 议案 are examined before they are filed
OPEN = frozenset(S) - ENDED
STANDING = frozenset(S) - {S.RETRACTED}
NOTE, LETTER = frozenset({Need.NOTE}), frozenset({Need.LETTER})

MOVES: tuple[Move, ...] = (
    Move(E.SUBMIT, _set(S.REPORTED, S.SENT_BACK), S.SUBMITTED),
    Move(E.REVIEW, _set(S.SUBMITTED), S.IN_REVIEW, EXAMINED),
    Move(E.FILE, _set(S.SUBMITTED, S.IN_REVIEW), S.FILED, EXAMINED),
    Move(E.MERGE, _set(S.SUBMITTED, S.IN_REVIEW, S.FILED), S.MERGED, needs=frozenset({Need.MAIN})),
    Move(E.CONVERT, _set(S.SUBMITTED, S.IN_REVIEW), S.CONVERTED, EXAMINED, NOTE),
    Move(E.REJECT, _set(S.SUBMITTED, S.IN_REVIEW), S.REJECTED, EXAMINED, frozenset({Need.GROUND})),
    Move(E.SEND_BACK, _set(S.SUBMITTED, S.IN_REVIEW), S.SENT_BACK, needs=NOTE),
    Move(
        E.WITHDRAW,
        _set(S.SUBMITTED, S.IN_REVIEW, S.FILED, S.MERGED, S.SENT_BACK) | WITH_DEPARTMENTS,
        S.WITHDRAWN,
        needs=NOTE,
    ),
    Move(E.ASSIGN, _set(S.SUBMITTED), S.ASSIGNED, frozenset({"suggestion", "reported"}), frozenset({Need.DEPARTMENT})),
    Move(E.ASSIGN, _set(S.FILED, S.MERGED), S.ASSIGNED, needs=frozenset({Need.DEPARTMENT})),
    Move(E.ASSIGN, WITH_DEPARTMENTS, None, needs=frozenset({Need.DEPARTMENT})),
    # A letter proves that it was handled: steps before it that nobody recorded need no invented dates.
    Move(E.REPLY, _set(S.SUBMITTED, S.IN_REVIEW, S.FILED, S.MERGED) | WITH_DEPARTMENTS, S.REPLIED, needs=LETTER),
    # Of several proposers the second may rate the same answer after the first has had it handled again.
    Move(E.RATE, ANSWERED | {S.REOPENED}, None, needs=frozenset({Need.RATING})),
    Move(E.REOPEN, _set(S.REPLIED, S.CLOSED, S.TRACKING), S.REOPENED, needs=NOTE),
    Move(E.CLOSE, _set(S.REPLIED, S.TRACKING), S.CLOSED),
    Move(E.TRACK, _set(S.REPLIED, S.CLOSED), S.TRACKING),
    Move(E.FULFIL, _set(S.REPLIED, S.CLOSED, S.TRACKING), S.FULFILLED, needs=NOTE),
    Move(E.PROMISE, ANSWERED, None, needs=frozenset({Need.COMMITMENT})),
    Move(E.KEEP, ANSWERED, None, needs=frozenset({Need.COMMITMENT, Need.NOTE})),
    Move(E.BREAK, ANSWERED, None, needs=frozenset({Need.COMMITMENT, Need.NOTE})),
    Move(E.OUTCOME, ANSWERED, None, needs=frozenset({Need.ASK})),
    Move(E.MEET, WITH_DEPARTMENTS, None),
    Move(E.URGE, WITH_DEPARTMENTS, None),
    Move(E.RECOMPUTE, STANDING, None),
    Move(E.NOTE, STANDING, None, needs=NOTE),
    Move(E.ATTACH, STANDING, None),
    Move(E.RETRACT, STANDING, S.RETRACTED),
)
BEGINNINGS: dict[Event, State] = {E.REPORT: S.REPORTED, E.SUBMIT: S.SUBMITTED}

ANSWERING = frozenset({Duty.LEAD, Duty.SOLE, Duty.SEPARATE})
ASSISTING = frozenset({Duty.ASSIST})
_BUSY = frozenset({G.ACCEPTED, G.HANDLING, G.REOPENED})
STEPS: tuple[Step, ...] = (
    Step(E.ACCEPT, frozenset({G.ASSIGNED}), G.ACCEPTED),
    Step(E.CONTEST, frozenset({G.ASSIGNED, G.ACCEPTED}), G.CONTESTED, needs=NOTE),
    Step(E.UPHOLD, frozenset({G.CONTESTED}), G.ASSIGNED, needs=NOTE),
    Step(
        E.REASSIGN,
        frozenset({G.CONTESTED, G.ASSIGNED, G.ACCEPTED}),
        G.RETURNED,
        needs=frozenset({Need.DEPARTMENT, Need.NOTE}),
    ),
    Step(E.HANDLE, frozenset({G.ACCEPTED}), G.HANDLING),
    Step(E.HANDLE, frozenset({G.ASSIGNED}), G.HANDLING, unless_signs=True),
    Step(E.HANDLE, frozenset({G.REOPENED}), G.HANDLING, ANSWERING),
    Step(E.MEET, _BUSY | {G.ASSIGNED, G.DRAFTED}, None),
    Step(E.URGE, _BUSY | {G.ASSIGNED, G.CONTESTED, G.DRAFTED}, None),
    Step(E.ASK_TIME, _BUSY, None, needs=frozenset({Need.NOTE, Need.UNTIL})),
    Step(E.DENY_TIME, _BUSY, None, needs=NOTE),
    Step(E.EXTEND, _BUSY, None, needs=frozenset({Need.UNTIL})),
    Step(E.OPINION, frozenset({G.ACCEPTED, G.HANDLING}), G.ANSWERED, ASSISTING, LETTER),
    Step(E.DRAFT, frozenset({G.HANDLING, G.REOPENED}), G.DRAFTED, ANSWERING, LETTER),
    Step(E.REDRAFT, frozenset({G.DRAFTED}), G.HANDLING, ANSWERING, NOTE),
    Step(E.REPLY, frozenset({G.DRAFTED}), G.ANSWERED, ANSWERING, LETTER),
    Step(E.REPLY, frozenset({G.HANDLING, G.REOPENED}), G.ANSWERED, ANSWERING, LETTER, unless_checks=True),
    Step(E.REOPEN, frozenset({G.ANSWERED}), G.REOPENED, ANSWERING, NOTE),
)
OF_STAGES = frozenset(step.event for step in STEPS)


class IllegalMove(Exception):
    """The event cannot follow here. `legal` are the events that can."""

    def __init__(self, event: Event, where: str, legal: Iterable[Event]) -> None:
        """Say in Chinese what is not possible and what is."""
        self.event, self.legal = event, tuple(legal)
        choices = "、".join(f"“{one.label}”" for one in self.legal)
        onward = f"可以：{choices}。" if choices else "这里不再有下一步；记错了，请用“更正”。"
        super().__init__(f"现在是“{where}”，不能直接“{event.label}”。{onward}")


class Missing(Exception):
    """Something must be attached first. The message says what to do."""

    def __init__(self, event: Event, needs: Iterable[Need]) -> None:
        """`needs` are those that are missing."""
        self.event, self.needs = event, tuple(needs)
        super().__init__(f"登记“{event.label}”还缺少内容。{''.join(one.sentence for one in self.needs)}")


def moves_from(kind: str, state: State) -> Iterator[Move]:
    """Moves of the proposal itself that may follow, in the order of the procedure."""
    return (move for move in MOVES if move.fits(kind, state))


def steps_from(duty: Duty, stage: Stage, custom: Custom) -> Iterator[Step]:
    """Steps a department may take, in the order of the procedure."""
    return (step for step in STEPS if step.fits(duty, stage, custom))
