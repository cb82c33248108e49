"""Which clocks run while a proposal is handled: what starts one, what meets it, and where it has no more meaning."""

from collections.abc import Mapping
from enum import StrEnum

from .events import Event
from .procedure import Missing, Need
from .standing import Place
from .states import ANSWERED, WITH_DEPARTMENTS, Duty, Stage, State

E, G = Event, Stage


class Clock(StrEnum):
    """What must have happened by a day."""

    SIGN = "sign"
    CONTEST = "contest"
    ADJUST = "adjust"
    OPINION = "opinion"
    REPLY = "reply"
    FEEDBACK = "feedback"
    AGAIN = "again"
    PUBLISH = "publish"


# To contest is a right that lapses, and feedback is the proposer's: neither is anybody's duty.
DUTIES = frozenset(Clock) - {Clock.CONTEST, Clock.FEEDBACK}
EXTENDABLE = frozenset({Clock.OPINION, Clock.REPLY, Clock.AGAIN})

STARTS: Mapping[Event, tuple[Clock, ...]] = {
    E.ASSIGN: (Clock.SIGN, Clock.CONTEST, Clock.OPINION, Clock.REPLY),
    E.ACCEPT: (Clock.CONTEST, Clock.OPINION, Clock.REPLY),  # where the period runs from signing
    E.CONTEST: (Clock.ADJUST,),
    E.REPLY: (Clock.FEEDBACK, Clock.PUBLISH),
    E.REOPEN: (Clock.AGAIN,),
}
MEETS: Mapping[Event, frozenset[Clock]] = {
    E.ACCEPT: frozenset({Clock.SIGN}),
    E.CONTEST: frozenset({Clock.CONTEST}),
    E.UPHOLD: frozenset({Clock.ADJUST}),
    E.REASSIGN: frozenset({Clock.ADJUST}),
    E.OPINION: frozenset({Clock.OPINION}),
    E.REPLY: frozenset({Clock.REPLY, Clock.AGAIN}),
    E.RATE: frozenset({Clock.FEEDBACK}),
}
# The stages of a department at which its clock still means something.
RUNS_AT: Mapping[Clock, frozenset[Stage]] = {
    Clock.SIGN: frozenset({G.ASSIGNED, G.CONTESTED}),
    Clock.CONTEST: frozenset({G.ASSIGNED, G.ACCEPTED}),
    Clock.ADJUST: frozenset({G.CONTESTED}),
    Clock.OPINION: frozenset({G.ASSIGNED, G.ACCEPTED, G.CONTESTED, G.HANDLING}),
    Clock.REPLY: frozenset({G.ASSIGNED, G.ACCEPTED, G.CONTESTED, G.HANDLING, G.DRAFTED}),
    Clock.AGAIN: frozenset({G.REOPENED, G.HANDLING, G.DRAFTED}),
    Clock.FEEDBACK: frozenset({G.ANSWERED}),
    Clock.PUBLISH: frozenset({G.ANSWERED}),
}
_AFTER = frozenset({Clock.FEEDBACK, Clock.PUBLISH})  # clocks that an answer starts
_OVER = frozenset({State.CLOSED, State.FULFILLED})  # nobody waits for feedback any more
# What the stage itself tells: put back to it, a department owes this again even if it was once met.
TOLD_BY_STAGE = frozenset({Clock.SIGN, Clock.ADJUST, Clock.OPINION, Clock.REPLY, Clock.AGAIN})


class TooLong(Missing):
    """An extension to a day that the rules do not allow. The message says which they do."""

    def __init__(self, event: Event, why: str) -> None:
        """`why` in Chinese."""
        super().__init__(event, (Need.UNTIL,))
        self.args = (why,)


def started(event: Event, duty: Duty | None) -> tuple[Clock, ...]:
    """The clocks that an event may start for a department of this duty: 会办 owes an opinion, the others an answer."""
    other = Clock.REPLY if duty is Duty.ASSIST else Clock.OPINION
    return tuple(clock for clock in STARTS.get(event, ()) if clock is not other)


def runs(clock: Clock, state: State, place: Place | None, *, past: bool = False) -> bool:
    """Whether a clock still means something. `place` None: it is of the proposal, not of one department.

    `past`: it was started in an earlier round, whose answer is owed to the public while another is being written.
    """
    if state not in WITH_DEPARTMENTS | ANSWERED or (clock is Clock.FEEDBACK and state in _OVER):
        return False
    if place is None:
        return clock is Clock.PUBLISH or (clock is Clock.FEEDBACK and state in ANSWERED)
    if clock not in _AFTER and not _still_handled(state, place):
        return False
    return place.stage in RUNS_AT[clock] or (past and clock is Clock.PUBLISH and place.stage in RUNS_AT[Clock.AGAIN])


def _still_handled(state: State, place: Place) -> bool:
    """An opinion may come in after the answer has gone out, until the matter is closed."""
    return state in WITH_DEPARTMENTS or (not place.duty.answers and state not in _OVER)
