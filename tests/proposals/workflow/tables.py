"""The expected tables of `expected/`, read. They are written by hand: the program's own table is not their source."""

from collections.abc import Iterator
from pathlib import Path

from proposals.workflow.events import Event
from proposals.workflow.needs import Need
from proposals.workflow.roles import Role
from proposals.workflow.standing import Place, Standing
from proposals.workflow.states import WITH_DEPARTMENTS, Duty, Stage, State

KINDS = ("suggestion", "proposal", "motion", "reported")
FOLDER = Path(__file__).parent / "expected"
DUTIES = {"answering": (Duty.LEAD, Duty.SOLE, Duty.SEPARATE), "assisting": (Duty.ASSIST,)}
WHERE = {
    "working": tuple(sorted(WITH_DEPARTMENTS)),
    "replied": (State.REPLIED,),
    "tracking": (State.TRACKING,),
    "closed": (State.CLOSED,),
    "fulfilled": (State.FULFILLED,),
    "ended": (State.CONVERTED, State.REJECTED, State.WITHDRAWN, State.RETRACTED),
}
# Who stands there: by the pace of the slowest, any number may stand at the state itself.
SLOWEST = {
    State.ASSIGNED: Stage.ASSIGNED,
    State.ACCEPTED: Stage.ACCEPTED,
    State.CONTESTED: Stage.CONTESTED,
    State.HANDLING: Stage.HANDLING,
    State.DRAFTED: Stage.DRAFTED,
    State.REOPENED: Stage.REOPENED,
}


def rows(name: str) -> Iterator[list[str]]:
    """The words of each line."""
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split()


def standings() -> Iterator[tuple[str, Standing, dict[Event, State]]]:
    """Each place a proposal may stand at, with the events that may follow and where each leads."""
    for kind, state, *moves in rows("before.txt"):
        yield f"{kind} {state}", Standing(kind, State(state)), _leads(moves, State(state))
    for kind in KINDS:
        for state, who, *moves in rows("after.txt"):
            there = _peopled(kind, State(state), who)
            yield f"{kind} {state} {who}", there, _leads(moves, State(state))


def _leads(moves: list[str], state: State) -> dict[Event, State]:
    return {Event(event): State(end) if end else state for event, _, end in (one.partition(">") for one in moves)}


def _peopled(kind: str, state: State, who: str) -> Standing:
    if who in {"any", "nobody"}:
        return Standing(kind, state)
    places = {1: Place(Duty.SEPARATE, SLOWEST[state])}
    if who == "heard":
        places[2] = Place(Duty.SEPARATE, Stage.ANSWERED)
    return Standing(kind, state, places)


def parts() -> Iterator[tuple[str, list[Standing], dict[tuple[Event, str], Stage]]]:
    """Each line: its name, the standings it speaks of, each with department 1 there, and what that may do.

    What it may do is by event and condition ("" without one).
    """
    for whose, where, at, *steps in rows("departments.txt"):
        ends: dict[tuple[Event, str], Stage] = {}
        for one in steps:
            step, _, condition = one.partition("?")
            event, _, end = step.partition(">")
            ends[Event(event), condition] = Stage(end) if end else Stage(at)
        places = [{1: Place(duty, Stage(at))} for duty in DUTIES[whose]]
        spoken_of = [Standing("suggestion", state, place) for state in WHERE[where] for place in places]
        yield f"{whose} {where} {at}", spoken_of, ends


def needs() -> dict[tuple[str, Event], frozenset[Need]]:
    """What must be attached, by whom the event is about and the event. What is not listed needs nothing."""
    return {(of, Event(event)): frozenset(Need(one) for one in wanted) for of, event, *wanted in rows("needs.txt")}


def roles() -> dict[Event, frozenset[Role]]:
    """Who may record each event."""
    return {Event(event): frozenset(Role(one) for one in able) for event, *able in rows("roles.txt")}
