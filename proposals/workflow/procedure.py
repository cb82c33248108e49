"""The one table of moves: which event may follow where, where it leads, and what must come with it.

建议 (人大) and 提案 (政协) share the road after 交办; 审查 and 立案 are steps of 提案 and 议案. The law fixes the
order; what a place may drop (签收, 审核答复稿) is `Custom`, data of its rules. README's diagram is drawn from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .events import Event
from .needs import IllegalMove, Missing, Need, Unsuitable  # whoever asks the table meets its refusals here too
from .states import AFTER_ANSWER, ANSWERED, WITH_DEPARTMENTS, Duty, Stage, State

__all__ = [
    "BEGINNINGS", "EXAMINED", "LAWFUL", "MOVES", "OF_PROPOSALS", "OF_STAGES", "STEPS", "Custom", "IllegalMove",
    "Missing", "Move", "Need", "Step", "Unsuitable", "moves_from", "steps_from",
]  # fmt: skip

E, S, G = Event, State, Stage


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
    alone: bool = False  # only where no department owes an answer: else it is a step of that department
    heard: bool = False  # also while departments work, once an answer has gone out

    def fits(self, kind: str, state: State, *, answered: bool = False, owing: bool = False) -> bool:
        """Whether it may follow here: `answered` once an answer has gone out, `owing` where a department owes one."""
        if (self.kinds and kind not in self.kinds) or (self.alone and owing):
            return False
        return state in self.start or (self.heard and answered and state in WITH_DEPARTMENTS)


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a department's handling, in these states of its proposal. `duties` empty: every duty."""

    event: Event
    start: frozenset[Stage]
    end: Stage | None
    duties: frozenset[Duty] = frozenset()
    needs: frozenset[Need] = frozenset()
    states: frozenset[State] = WITH_DEPARTMENTS
    late: bool = False  # 会办 may take it after the answer has gone out too
    unless_signs: bool = False  # only where departments need not sign
    unless_checks: bool = False  # only where replies are not checked
    asked: bool = False  # only where the department asked for more time
    imported: bool = False  # only as a source states it
    again: bool = False  # only in a later round than the one for which the department last took it

    def fits(self, duty: Duty, stage: Stage) -> bool:
        """Whether a department of this duty may take it at this stage, at some place and time."""
        return stage in self.start and (not self.duties or duty in self.duties)

    def fits_custom(self, custom: Custom) -> bool:
        """Whether the place knows it."""
        return not (self.unless_signs and custom.signs) and not (self.unless_checks and custom.checks)

    def fits_state(self, duty: Duty, state: State) -> bool:
        """Whether it may be taken where the proposal stands."""
        return state in self.states or (self.late and not duty.answers and state in AFTER_ANSWER)


def _set(*states: State) -> frozenset[State]:
    return frozenset(states)


EXAMINED = frozenset({"proposal", "motion"})  # 提案 and 议案 are examined before they are filed
STANDING = frozenset(S) - {S.RETRACTED}
NOTE, LETTER = frozenset({Need.NOTE}), frozenset({Need.LETTER})
_WAITING = _set(S.SUBMITTED, S.IN_REVIEW)

MOVES: tuple[Move, ...] = (
    Move(E.SUBMIT, _set(S.REPORTED, S.SENT_BACK), S.SUBMITTED),
    Move(E.REVIEW, _set(S.SUBMITTED), S.IN_REVIEW, EXAMINED),
    Move(E.FILE, _WAITING, S.FILED, EXAMINED),
    Move(E.MERGE, _WAITING | {S.FILED}, S.MERGED, needs=frozenset({Need.MAIN})),
    # 并案办理 may be agreed once it is with a department: each file keeps its own place and gets its own answer.
    Move(E.MERGE, _set(S.ASSIGNED, S.ACCEPTED, S.HANDLING), None, needs=frozenset({Need.MAIN})),
    # 转意见建议、社情民意 ends it here: nobody owes an answer any more. Who gets it may be named with the event.
    Move(E.CONVERT, _WAITING, S.CONVERTED, frozenset({"proposal"}), NOTE),
    # 议案转建议 does not end: it goes on as a 建议, waiting to be assigned.
    Move(E.TURN, _WAITING, S.SUBMITTED, frozenset({"motion"}), NOTE),
    Move(E.REJECT, _WAITING, S.REJECTED, needs=frozenset({Need.GROUND})),
    Move(E.SEND_BACK, _WAITING, S.SENT_BACK, needs=NOTE),
    # Departments stay at the stage where they stood: the log shows how far they had come. Nothing may follow.
    Move(E.WITHDRAW, _WAITING | {S.FILED, S.MERGED, S.SENT_BACK} | WITH_DEPARTMENTS, S.WITHDRAWN, needs=NOTE),
    Move(E.ASSIGN, _set(S.SUBMITTED), S.ASSIGNED, frozenset({"suggestion", "reported"}), frozenset({Need.DEPARTMENT})),
    Move(E.ASSIGN, _set(S.FILED, S.MERGED), S.ASSIGNED, needs=frozenset({Need.DEPARTMENT})),
    Move(E.ASSIGN, WITH_DEPARTMENTS, None, needs=frozenset({Need.DEPARTMENT})),
    # A letter proves that it was handled: steps before it that nobody recorded need no invented dates.
    Move(E.REPLY, _WAITING | {S.FILED, S.MERGED} | WITH_DEPARTMENTS, S.REPLIED, needs=LETTER, alone=True),
    # Each answer is rated and held to its promises, also while another department or another round is at work.
    Move(E.RATE, ANSWERED, None, needs=frozenset({Need.RATING}), heard=True),
    Move(E.REOPEN, _set(S.REPLIED, S.CLOSED, S.TRACKING), S.REOPENED, needs=NOTE),
    Move(E.CLOSE, _set(S.REPLIED, S.TRACKING), S.CLOSED),
    Move(E.TRACK, _set(S.REPLIED, S.CLOSED), S.TRACKING),
    Move(E.FULFIL, _set(S.REPLIED, S.CLOSED, S.TRACKING), S.FULFILLED, needs=NOTE),
    Move(E.PROMISE, ANSWERED, None, needs=frozenset({Need.COMMITMENT}), heard=True),
    Move(E.KEEP, ANSWERED, None, needs=frozenset({Need.COMMITMENT, Need.NOTE}), heard=True),
    Move(E.BREAK, ANSWERED, None, needs=frozenset({Need.COMMITMENT, Need.NOTE}), heard=True),
    Move(E.OUTCOME, ANSWERED, None, needs=frozenset({Need.ASK}), heard=True),
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
_MOVABLE = frozenset({G.CONTESTED, G.ASSIGNED, G.ACCEPTED, G.HANDLING})
_UNANSWERED = frozenset(G) - {G.ANSWERED, G.RETURNED}
_TRACKED = _set(S.TRACKING)
STEPS: tuple[Step, ...] = (
    Step(E.ACCEPT, frozenset({G.ASSIGNED}), G.ACCEPTED, late=True),
    Step(E.CONTEST, frozenset({G.ASSIGNED, G.ACCEPTED}), G.CONTESTED, needs=NOTE),
    Step(E.UPHOLD, frozenset({G.CONTESTED}), G.ASSIGNED, needs=NOTE, late=True),
    # Who answers is always somebody; 会办 may be let go without another in its place.
    Step(E.REASSIGN, _MOVABLE, G.RETURNED, ANSWERING, frozenset({Need.DEPARTMENT, Need.NOTE})),
    Step(E.REASSIGN, _MOVABLE, G.RETURNED, ASSISTING, NOTE, late=True),
    Step(E.HANDLE, frozenset({G.ACCEPTED}), G.HANDLING, late=True),
    Step(E.HANDLE, frozenset({G.ASSIGNED}), G.HANDLING, late=True, unless_signs=True),
    Step(E.HANDLE, frozenset({G.REOPENED}), G.HANDLING, ANSWERING),
    Step(E.MEET, _BUSY | {G.ASSIGNED, G.DRAFTED}, None, late=True),
    Step(E.URGE, _BUSY | {G.ASSIGNED, G.CONTESTED, G.DRAFTED}, None, late=True),
    Step(E.ASK_TIME, _BUSY, None, needs=frozenset({Need.NOTE, Need.UNTIL}), late=True),
    Step(E.DENY_TIME, _BUSY, None, needs=NOTE, late=True, asked=True),
    Step(E.EXTEND, _BUSY, None, needs=frozenset({Need.UNTIL}), late=True, asked=True),
    Step(E.OPINION, frozenset({G.ACCEPTED, G.HANDLING}), G.ANSWERED, ASSISTING, LETTER, late=True),
    # 重新办理: 主办 consults again where it needs to. No rule makes 会办 owe it: it may, and its first opinion stays.
    Step(E.OPINION, frozenset({G.ANSWERED}), G.ANSWERED, ASSISTING, LETTER, again=True),
    Step(E.DRAFT, frozenset({G.HANDLING, G.REOPENED}), G.DRAFTED, ANSWERING, LETTER),
    # 跟踪办理: what was promised is done, or cannot be, and the department answers again. No new round.
    Step(E.DRAFT, frozenset({G.ANSWERED}), G.DRAFTED, ANSWERING, LETTER, states=_TRACKED),
    Step(E.REDRAFT, frozenset({G.DRAFTED}), G.HANDLING, ANSWERING, NOTE),
    Step(E.REPLY, frozenset({G.DRAFTED}), G.ANSWERED, ANSWERING, LETTER),
    Step(E.REPLY, frozenset({G.HANDLING, G.REOPENED}), G.ANSWERED, ANSWERING, LETTER, unless_checks=True),
    Step(E.REPLY, frozenset({G.ANSWERED}), G.ANSWERED, ANSWERING, LETTER, states=_TRACKED, unless_checks=True),
    Step(E.REPLY, _UNANSWERED, G.ANSWERED, ANSWERING, LETTER, imported=True),
    Step(
        E.REOPEN,
        frozenset({G.ANSWERED}),
        G.REOPENED,
        ANSWERING,
        NOTE,
        states=WITH_DEPARTMENTS | {S.REPLIED, S.CLOSED, S.TRACKING},
    ),
)
OF_STAGES = frozenset(step.event for step in STEPS)
OF_PROPOSALS = frozenset(move.event for move in MOVES)


def moves_from(kind: str, state: State, *, answered: bool = False, owing: bool = False) -> Iterator[Move]:
    """Moves of the proposal itself that may follow, in the order of the procedure."""
    return (move for move in MOVES if move.fits(kind, state, answered=answered, owing=owing))


def steps_from(duty: Duty, stage: Stage, state: State, custom: Custom) -> Iterator[Step]:
    """Steps a department may take where its proposal stands, in the order of the procedure.

    Whether more time was asked for, which round it is, and whether a source states it, the caller looks at.
    """
    return (
        step for step in STEPS if step.fits(duty, stage) and step.fits_custom(custom) and step.fits_state(duty, state)
    )
