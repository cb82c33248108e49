"""Where a proposal stands: one entry of the log after another, from the first to the last.

The stored state and each department's stage are what `after` gives for the last entry; `replay` proves it for a log.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from . import duties, rounds
from .corrections import corrected
from .events import Event
from .needs import IllegalMove, Missing, Need
from .procedure import BEGINNINGS, LAWFUL, Custom, Move, Step, moves_from, steps_from
from .states import ANSWERED, PACE, Duty, Stage, State


@dataclass(frozen=True, slots=True)
class Place:
    """Where one department stands. `asked`: it asked for more time, and nobody has answered yet.

    `round`: how many times it has been asked to answer; of 会办, for which round it gave its opinion.
    """

    duty: Duty
    stage: Stage
    asked: bool = False
    round: int = 1

    @property
    def answering(self) -> bool:
        """Whether it owes the proposer an answer, or gave one."""
        return self.duty.answers and self.stage is not Stage.RETURNED


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row of the log says of states. `assignment` is any number that tells departments apart.

    `kind` and `custom` are those that held when it was recorded: both may change later. `mends` is the event that a
    correction corrects. `imported`: a source states it, or it follows from undoing an import. `replaces`: whose work
    a new department takes over, in the round where it stood.
    """

    event: Event
    assignment: int | None = None
    duty: Duty | None = None  # of a new assignment
    gives: frozenset[Need] = frozenset()  # what is attached
    state: State | None = None  # of a correction
    stage: Stage | None = None  # of a correction
    main: int | None = None  # of a merger: which proposal it is merged into
    mends: Event | None = None
    kind: str = ""
    custom: Custom | None = None
    imported: bool = False
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal between two entries. `state` None: nothing is recorded yet. `main`: which one it is merged into.

    `round`: the latest of those who answer it; where no department is known, how many times it was to be answered.
    """

    kind: str
    state: State | None = None
    places: Mapping[int, Place] = field(default_factory=dict)
    round: int = 1
    main: int | None = None

    def answering(self) -> list[Stage]:
        """The stages of those who owe the proposer an answer."""
        return [place.stage for place in self.places.values() if place.answering]

    def duties(self) -> list[Duty]:
        """What those who were not returned owe."""
        return [place.duty for place in self.places.values() if place.stage is not Stage.RETURNED]

    def at_pace(self) -> State:
        """Where the slowest answering department stands."""
        stages = self.answering()
        return PACE[min(stages, key=list(PACE).index)] if stages else State.ASSIGNED

    @property
    def answered(self) -> bool:
        """Whether any answer has gone out."""
        return self.state in ANSWERED or self.round > 1 or Stage.ANSWERED in self.answering()


def after(standing: Standing, entry: Entry, custom: Custom = LAWFUL) -> Standing:
    """Where the proposal stands after one more entry. Raises IllegalMove, Unsuitable (one of them) or Missing."""
    standing = replace(standing, kind=entry.kind) if entry.kind else standing
    return rounds.with_latest(_taken(standing, entry, custom))


def _taken(standing: Standing, entry: Entry, custom: Custom) -> Standing:
    if entry.event is Event.CORRECT:
        return corrected(standing, entry)
    if standing.state is None:
        return _begun(standing, entry)
    if entry.assignment is not None and entry.event is not Event.ASSIGN:
        return _stepped(standing, standing.state, entry, entry.custom or custom)
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
    if assignment is None:
        return tuple(dict.fromkeys(move.event for move in _moves(standing, standing.state) if _offered(move)))
    place = standing.places[assignment]
    steps = steps_from(place.duty, place.stage, standing.state, custom)
    return tuple(dict.fromkeys(step.event for step in steps if not step.imported and _now(step, place, standing)))


def _now(step: Step, place: Place, standing: Standing) -> bool:
    """Whether what the step waits for has come: a question for more time, another round."""
    return (place.asked or not step.asked) and (standing.round > place.round or not step.again)


def _offered(move: Move) -> bool:
    """Whether people choose it: the others follow from undoing an import or a changed calendar."""
    return move.event not in {Event.RETRACT, Event.RECOMPUTE}


def _moves(standing: Standing, state: State) -> Iterable[Move]:
    return moves_from(standing.kind, state, answered=standing.answered, owing=bool(standing.answering()))


def _begun(standing: Standing, entry: Entry) -> Standing:
    if entry.event not in BEGINNINGS:
        raise IllegalMove(entry.event, "还没有记录", BEGINNINGS)
    return replace(standing, state=BEGINNINGS[entry.event])


def _moved(standing: Standing, state: State, entry: Entry) -> Standing:
    fitting = [move for move in _moves(standing, state) if move.event is entry.event]
    if not fitting:
        raise IllegalMove(entry.event, state.label, legal(standing))
    _provided(fitting[0], entry)
    if entry.event is Event.ASSIGN:
        return _assigned(standing, entry)
    if entry.event is Event.REOPEN:
        return _reopened(standing)
    there = replace(standing, state=fitting[0].end or state)
    if entry.event is Event.MERGE:
        return replace(there, main=entry.main)
    return replace(there, kind="suggestion") if entry.event is Event.TURN else there


def _assigned(standing: Standing, entry: Entry) -> Standing:
    """One more department. 独办 is over when another one joins."""
    if entry.assignment is None:
        return replace(standing, state=standing.at_pace())
    duty, others = entry.duty or Duty.SOLE, standing.duties()
    duties.check(entry.event, duty, others)
    places = {
        number: replace(place, duty=duties.beside(place.duty, [duty])) if place.answering else place
        for number, place in standing.places.items()
    }
    first = rounds.first_of(standing, duty, entry)
    places[entry.assignment] = Place(duties.beside(duty, others), Stage.ASSIGNED, round=first)
    together = replace(standing, places=places)
    return replace(together, state=together.at_pace())


def _reopened(standing: Standing) -> Standing:
    """Every department that answered handles it again."""
    places = {
        number: replace(place, stage=Stage.REOPENED, round=place.round + 1)
        if place.duty.answers and place.stage is Stage.ANSWERED
        else place
        for number, place in standing.places.items()
    }
    return replace(standing, state=State.REOPENED, places=places, round=standing.round + 1)


def _stepped(standing: Standing, state: State, entry: Entry, custom: Custom) -> Standing:
    assert entry.assignment is not None  # noqa: S101  the caller looked
    place = standing.places[entry.assignment]
    fitting = [
        step
        for step in steps_from(place.duty, place.stage, state, custom)
        if step.event is entry.event and _now(step, place, standing) and (entry.imported or not step.imported)
    ]
    if not fitting:
        where = f"{place.duty.label}单位{place.stage.label}"
        if not legal(standing, entry.assignment, custom):
            where = f"{state.label}（{where}）"
        raise IllegalMove(entry.event, where, legal(standing, entry.assignment, custom))
    _provided(fitting[0], entry)
    return _with_stage(standing, entry, fitting[0].end or place.stage)


def _with_stage(standing: Standing, entry: Entry, stage: Stage) -> Standing:
    assert entry.assignment is not None  # noqa: S101  the caller looked
    place = standing.places[entry.assignment]
    asked = _ASKING.get(entry.event, place.asked)
    now = replace(place, stage=stage, asked=asked, round=rounds.next_of(standing, place, entry.event))
    there = replace(standing, places={**standing.places, entry.assignment: now})
    if not place.duty.answers or stage is place.stage is not Stage.ANSWERED:
        return there
    return replace(there, state=there.at_pace())


_ASKING = {Event.ASK_TIME: True, Event.EXTEND: False, Event.DENY_TIME: False}


def _provided(rule: Move | Step, entry: Entry) -> None:
    missing = rule.needs - entry.gives
    if missing:
        raise Missing(entry.event, sorted(missing))
