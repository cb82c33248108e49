"""Where a proposal stands: one entry of the log after another, from the first to the last.

The stored state and each department's stage are what `after` gives for the last entry; `replay` proves it for a log.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from .events import Event
from .procedure import BEGINNINGS, LAWFUL, Custom, IllegalMove, Missing, Move, Need, Step, moves_from, steps_from
from .states import PACE, WITH_DEPARTMENTS, Duty, Stage, State


@dataclass(frozen=True, slots=True)
class Place:
    """Where one department stands."""

    duty: Duty
    stage: Stage


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row of the log says of states. `assignment` is any number that tells departments apart."""

    event: Event
    assignment: int | None = None
    duty: Duty | None = None  # of a new assignment
    gives: frozenset[Need] = frozenset()  # what is attached
    state: State | None = None  # of a correction
    stage: Stage | None = None  # of a correction


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal between two entries. `state` None: nothing is recorded yet."""

    kind: str
    state: State | None = None
    places: Mapping[int, Place] = field(default_factory=dict)
    round: int = 1

    def answering(self) -> list[Stage]:
        """The stages of those who owe the proposer an answer."""
        return [
            place.stage for place in self.places.values() if place.duty.answers and place.stage is not Stage.RETURNED
        ]

    def at_pace(self) -> State:
        """Where the slowest answering department stands."""
        stages = self.answering()
        return PACE[min(stages, key=list(PACE).index)] if stages else State.ASSIGNED


def after(standing: Standing, entry: Entry, custom: Custom = LAWFUL) -> Standing:
    """Where the proposal stands after one more entry. Raises IllegalMove or Missing."""
    if entry.event is Event.CORRECT:
        return _corrected(standing, entry)
    if standing.state is None:
        return _begun(standing, entry)
    if entry.assignment is not None and entry.event is not Event.ASSIGN:
        return _stepped(standing, entry, custom)
    return _moved(standing, standing.state, entry)


def replay(kind: str, entries: Iterable[Entry], custom: Custom = LAWFUL) -> Standing:
    """Where the whole log leads."""
    standing = Standing(kind)
    for entry in entries:
        standing = after(standing, entry, custom)
    return standing


def legal(standing: Standing, assignment: int | None = None, custom: Custom = LAWFUL) -> tuple[Event, ...]:
    """What may be recorded next, of the proposal or of one department, each once, in the order of the procedure."""
    if standing.state is None:
        return tuple(BEGINNINGS)
    if assignment is not None:
        place = standing.places[assignment]
        if standing.state not in WITH_DEPARTMENTS and place.stage is not Stage.ANSWERED:
            return ()
        return tuple(dict.fromkeys(step.event for step in steps_from(place.duty, place.stage, custom)))
    return tuple(dict.fromkeys(move.event for move in moves_from(standing.kind, standing.state) if _offered(move)))


def _offered(move: Move) -> bool:
    """Whether people choose it: the others follow from undoing an import or a changed calendar."""
    return move.event not in {Event.RETRACT, Event.RECOMPUTE}


def _begun(standing: Standing, entry: Entry) -> Standing:
    if entry.event not in BEGINNINGS:
        raise IllegalMove(entry.event, "还没有记录", BEGINNINGS)
    return replace(standing, state=BEGINNINGS[entry.event])


def _moved(standing: Standing, state: State, entry: Entry) -> Standing:
    fitting = [move for move in moves_from(standing.kind, state) if move.event is entry.event]
    if not fitting:
        raise IllegalMove(entry.event, state.label, legal(standing))
    _provided(fitting[0], entry)
    if entry.event is Event.ASSIGN:
        return _assigned(standing, entry)
    if entry.event is Event.REOPEN:
        return _reopened(standing)
    return replace(standing, state=fitting[0].end or state)


def _assigned(standing: Standing, entry: Entry) -> Standing:
    places = standing.places
    if entry.assignment is not None:
        places = {**places, entry.assignment: Place(entry.duty or Duty.SOLE, Stage.ASSIGNED)}
    together = replace(standing, places=places)
    return replace(together, state=together.at_pace())


def _reopened(standing: Standing) -> Standing:
    """Every department that answered handles it again."""
    places = {
        number: replace(place, stage=Stage.REOPENED) if place.duty.answers and place.stage is Stage.ANSWERED else place
        for number, place in standing.places.items()
    }
    return replace(standing, state=State.REOPENED, places=places, round=standing.round + 1)


def _stepped(standing: Standing, entry: Entry, custom: Custom) -> Standing:
    assert entry.assignment is not None and standing.state is not None  # noqa: S101, PT018  the caller looked
    place = standing.places[entry.assignment]
    fitting = [step for step in steps_from(place.duty, place.stage, custom) if step.event is entry.event]
    late = standing.state not in WITH_DEPARTMENTS and entry.event is not Event.REOPEN
    assisting = not place.duty.answers  # an opinion may come in after the answer has gone out
    if not fitting or (late and not assisting):
        where = f"{place.duty.label}单位{place.stage.label}"
        raise IllegalMove(entry.event, where, legal(standing, entry.assignment, custom))
    _provided(fitting[0], entry)
    return _with_stage(standing, entry, fitting[0].end or place.stage)


def _with_stage(standing: Standing, entry: Entry, stage: Stage) -> Standing:
    assert entry.assignment is not None  # noqa: S101  the caller looked
    place = standing.places[entry.assignment]
    there = replace(standing, places={**standing.places, entry.assignment: replace(place, stage=stage)})
    if not place.duty.answers:
        return there
    round_ = standing.round + (entry.event is Event.REOPEN)
    return replace(there, state=there.at_pace(), round=round_)


def _corrected(standing: Standing, entry: Entry) -> Standing:
    """What people declare to be right, with a reason: the log keeps what was wrong beside it."""
    if standing.state is None or standing.state is State.RETRACTED:
        raise IllegalMove(entry.event, standing.state.label if standing.state else "还没有记录", ())
    missing = {Need.NOTE, Need.CORRECTS} - entry.gives
    if missing:
        raise Missing(entry.event, sorted(missing))
    if entry.assignment is not None and entry.stage is not None:
        place = replace(standing.places[entry.assignment], stage=entry.stage)
        standing = replace(standing, places={**standing.places, entry.assignment: place})
    return replace(standing, state=entry.state or standing.state)


def _provided(rule: Move | Step, entry: Entry) -> None:
    missing = rule.needs - entry.gives
    if missing:
        raise Missing(entry.event, sorted(missing))
