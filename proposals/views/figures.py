"""Figures for a page: each a picture with the table of its numbers, and each number with the list that it counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from delegates.gathering import Lines
from proposals.filters import STATE_GROUPS
from proposals.models.proposal import Kind
from proposals.pictures.drawing import Picture
from proposals.pictures.flow import Exit, Stop, flow
from proposals.pictures.phrases import percent
from proposals.pictures.shares import Part, cell, stacked
from proposals.pictures.times import Answers, ahead, times
from proposals.statistics.behind import EARLY, UNKNOWN
from proposals.statistics.breakdown import counted
from proposals.statistics.scopes import Choice
from proposals.workflow.outcomes import Outcome

GROUP_OF = {state.value: group for group, (_, states) in STATE_GROUPS.items() for state in states}
LIST, COUNTED = "proposals:proposals", "proposals:counted"
SHORT = {"ended": "不再办理", "replied": "已答复", "press": "仅见报道"}
# Where those of each group stand: at the stop before the one that they have not come to.
EXITS = (("press", "intake", "ended"), ("handling", "again"), ("replied", "tracking"), ())
STOPS = ("提出", "交办", "答复", "落实")
LOOKS = {
    Outcome.RESOLVED: ("ok", "ok"),
    Outcome.UNDERWAY: ("b1", "run"),
    Outcome.PLANNED: ("b2", "plan"),
    Outcome.NOT_NOW: ("i2", "no"),
    Outcome.REFERENCE: ("i3", "no"),
    Outcome.REFUSED: ("i1", "no"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """A number that leads to the list of what it counts: `page` with `query`, where there is anything."""

    n: int
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    page: str = LIST


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what, how many, which share; `look` the shape of a state, `bar` a bar inside its cell."""

    name: str
    count: Count
    share: str = ""
    look: str = ""
    bar: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its table."""

    picture: Picture
    rows: Sequence[Row]
    total: int


def groups_of(states: Lines) -> "Counter[str]":
    """How many stand in each group of states."""
    found: Counter[str] = Counter()
    for state, n in counted(states, "state").items():
        found[GROUP_OF[state]] += n
    return found


def came_to(groups: Mapping[str, int], stop: int) -> int:
    """How many came to a stop: those that stand there or further on."""
    return sum(groups.get(group, 0) for group in _from(stop))


def stop_count(groups: Mapping[str, int], stop: int, choice: Choice) -> Count:
    """The same with its list."""
    narrowing = choice.narrowing if stop == 0 else {**choice.narrowing, "state": tuple(_from(stop))}
    return Count(came_to(groups, stop), narrowing)


def _from(stop: int) -> list[str]:
    return [group for groups in EXITS[stop:] for group in groups] + ["fulfilled"]


def flow_of(groups: Mapping[str, int], choice: Choice) -> Figure:
    """提出, 交办, 答复, 落实, and where those stand that did not go on."""
    stops, rows = [], []
    total = came_to(groups, 0)
    for number, name in enumerate(STOPS):
        exits = [_exit(group, groups) for group in EXITS[number]]
        stops.append(Stop(name, came_to(groups, number), exits))
        count = stop_count(groups, number, choice)
        rows.append(Row(name, count, percent(count.n, total), "stop"))
        rows += [
            Row(one.name, Count(one.count, {**choice.narrowing, "state": (group,)}), percent(one.count, total))
            for group, one in zip(EXITS[number], exits, strict=True)
            if one.count
        ]
    return Figure(flow(stops), rows, total)


def _exit(group: str, groups: Mapping[str, int]) -> Exit:
    name = {"replied": "已答复或办结"}.get(group, STATE_GROUPS[group][0])
    return Exit(name, SHORT.get(group, name), groups.get(group, 0))


def classes_of(lines: Lines, choice: Choice) -> Figure:
    """What the last answers came to."""
    found = counted(lines, "told")
    total = sum(found.values())
    untold = found.get(None, 0)
    known = [(one.label, found.get(one.value, 0), *LOOKS[one], one.value) for one in Outcome]
    parts = [*known, ("没有公开或没有写明", untold, "b3", "press", UNKNOWN)]
    rows = [
        Row(
            name,
            _of_class(value, n, choice),
            percent(n, total),
            look,
            cell([(colour, n)], total),
        )
        for name, n, colour, look, value in parts
        if n
    ]
    return Figure(stacked([Part(name, n, colour) for name, n, colour, _, _ in parts], "答复"), rows, total)


def _of_class(outcome: str, n: int, choice: Choice) -> Count:
    if outcome == UNKNOWN:
        return Count(n, {**choice.query_lists, "of": ("class",), "class": (outcome,)}, COUNTED)
    handled = tuple(group for group in STATE_GROUPS if group not in {"press", "ended"})
    return Count(n, {**choice.narrowing, "class": (outcome,), "state": handled})


@dataclass(frozen=True, slots=True)
class Pace:
    """How the answers of one kind came: all of them, those well before the limit, just before it, and after it."""

    name: str
    all: Count
    early: Count
    near: Count
    late: Count
    middle: str


@dataclass(frozen=True, slots=True)
class Paces:
    """The picture of all kinds with a line of the table for each."""

    picture: Picture
    rows: Sequence[Pace]
    total: int


def paces_of(lines: Lines, choice: Choice) -> Paces:
    """How the days of answering stand to the limits, by kind."""
    by_kind: dict[str, dict[int, int]] = {}
    for line in lines:
        by_kind.setdefault(line["kind"], {})[line["days"]] = line["n"]
    kinds = [(kind, Answers(str(kind.label), by_kind[kind.value])) for kind in Kind if kind.value in by_kind]
    answers = [one for _, one in kinds]
    return Paces(times(answers), [_pace(kind, one, choice) for kind, one in kinds], sum(one.count for one in answers))


def _pace(kind: Kind, answers: Answers, choice: Choice) -> Pace:
    def count(name: str, n: int) -> Count:
        return Count(n, {**choice.query_lists, "of": ("days",), "kind": (kind.value,), "days": (name,)}, COUNTED)

    return Pace(
        answers.name,
        count("", answers.count),
        count("early", answers.count - answers.late - answers.between(0, EARLY - 1)),
        count("near", answers.between(0, EARLY - 1)),
        count("late", answers.late),
        ahead(answers.middle or 0),
    )
