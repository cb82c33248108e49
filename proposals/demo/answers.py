"""What follows an answer: what became of each ask, publication, ratings, promises, another round, the end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from proposals.handling.ratings import Said
from proposals.models import Assignment, Commitment, Reply
from proposals.workflow.events import Event
from proposals.workflow.outcomes import Satisfaction
from proposals.workflow.states import Duty, Stage, State

from .days import month_end
from .letters import Letter, Promise
from .lives import Life

E = Event
Write = Callable[[Life, Assignment], None]
TELLING = frozenset({State.REPLIED, State.CLOSED, State.TRACKING})


def answered(life: Life, sent: Reply, told: Letter, write: Write) -> None:
    """A letter went out. `write` is how the department writes again."""
    part = _part(sent)
    if life.fate.told and life.first(part):
        life.later((1, 4), lambda: _tell(life, sent, told))
    if told.promises:
        life.later((2, 6), lambda: _promised(life, sent, told))
    if life.fate.shown != "draft":
        life.later((5, 26), lambda: _shown(life, sent))
    if life.fate.rated:
        life.later((7, 24), lambda: _rated(life, sent, part, write))
    else:
        life.later((30, 50), lambda: _finish(life))


def _part(letter: Reply) -> Assignment:
    assert letter.assignment is not None  # noqa: S101  every letter here is of a department
    return letter.assignment


def _tell(life: Life, sent: Reply, told: Letter) -> None:
    """By the clerk, on the word of the letter; where several answer, on that of the first."""
    if life.state not in TELLING:
        return
    for ask, outcome in zip(life.hands.asks, told.outcomes, strict=True):
        life.hands.tell(ask, outcome.value, sent, life.world.staff.editor, life.day)


def _shown(life: Life, sent: Reply) -> None:
    by = life.world.staff.reviewer
    if life.fate.shown == "withheld":
        life.hands.withhold(sent, by, life.day, life.said("withheld"))
    else:
        life.hands.publish(sent, by, life.day, life.fate.shown)


def _rated(life: Life, sent: Reply, part: Assignment, write: Write) -> None:
    """The first proposer says what they think; others follow if they are content."""
    first_round = sent.round - 1
    rounds = life.fate.rounds if life.first(part) else life.fate.rounds[-1:]
    result = rounds[min(first_round, len(rounds) - 1)]
    process = result if result.accepts else life.lot.choice((Satisfaction.BASICALLY, Satisfaction.CONTENT, result))
    note = "" if result.accepts else life.said("discontent")
    life.hands.rate(sent, life.hands.proposers[0], life.day, Said(process, result, note))
    if not result.accepts:
        for one in life.hands.parts():
            if Stage(one.stage) is Stage.REOPENED:
                life.later((2, 6), lambda one=one: _handle_again(life, one, write))  # type: ignore[misc]  # bound now
        return
    for proposer in life.hands.proposers[1:]:
        if life.lot.random() < 0.5:
            life.hands.rate(sent, proposer, life.day, Said(Satisfaction.CONTENT, result))
    life.later((2, 12), lambda: _finish(life))


def _handle_again(life: Life, part: Assignment, write: Write) -> None:
    if life.stage(part) is not Stage.REOPENED:
        return
    life.hands.do(E.HANDLE, life.speaker(part), life.day, assignment=life.fresh(part))
    life.later((14, 48), lambda: write(life, part))


@dataclass
class Kept:
    """The promises of one letter, and what was to become of them."""

    made: list[Commitment] = field(default_factory=list)


def _promised(life: Life, sent: Reply, told: Letter) -> None:
    kept = Kept()
    for promise, way in zip(told.promises, life.fate.kept, strict=False):
        ask = life.hands.asks[promise.ask]
        made = life.hands.promise(sent, life.world.staff.editor, life.day, promise.text, promise.due_on, ask)
        kept.made.append(made)
        _foresee(life, kept, made, promise, way)


def _foresee(life: Life, kept: Kept, made: Commitment, promise: Promise, way: str) -> None:
    due = promise.due_on
    if way == "moved":
        to = month_end(due, 3)
        life.on(due - timedelta(days=6), lambda: _move(life, made, to))
        life.on(to - timedelta(days=4), lambda: _settle(life, kept, made, done=True))
    elif way != "open":
        first, last = {"kept": (-28, -2), "late": (6, 60), "broken": (10, 40)}[way]
        on = due + timedelta(days=life.lot.randint(first, last))
        life.on(on, lambda: _settle(life, kept, made, done=way != "broken"))


def _move(life: Life, made: Commitment, to: date) -> None:
    life.hands.move(made, life.world.staff.editor, life.day, to, life.said("moved"))


def _settle(life: Life, kept: Kept, made: Commitment, *, done: bool) -> None:
    evidence = life.said("kept" if done else "broken")
    life.hands.settle(made, life.world.staff.reviewer, life.day, done, evidence)
    life.kept.append(done)
    over = len(life.kept) == len(kept.made) and all(life.kept)
    if over and life.fate.end == "fulfil" and life.state in TELLING:
        life.later((3, 20), lambda: _fulfilled(life))


def _fulfilled(life: Life) -> None:
    if life.state in TELLING:
        life.hands.do(E.FULFIL, life.world.staff.reviewer, life.day, note=life.said("fulfilled"))


def _finish(life: Life) -> None:
    """Once every department has answered."""
    waiting = [
        one for one in life.hands.parts() if Duty(one.duty).answers and one.stage not in {"answered", "returned"}
    ]
    if waiting or life.state is not State.REPLIED or life.fate.end == "replied":
        return
    by = life.world.staff.reviewer
    if life.fate.kept and life.fate.end in {"track", "fulfil"}:
        life.hands.do(E.TRACK, by, life.day, note=life.said("tracked"))
    elif life.fate.end == "fulfil":
        life.hands.do(E.FULFIL, by, life.day, note=life.said("fulfilled"))
    else:
        life.hands.do(E.CLOSE, by, life.day)
