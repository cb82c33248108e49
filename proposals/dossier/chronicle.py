"""经过: the log from the first day to today and on to what is due, one line a day with the day's steps in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from proposals.models import FollowUp
from proposals.workflow.events import Event

from .entries import Known, Said, known_of, said_in, title_of, units_of
from .handling import Handling
from .letters import Promise
from .page_rows import PageRows
from .parts import Tag
from .running import Clock, Part

# Several of one day are told in one breath.
TOGETHER = frozenset({Event.OUTCOME, Event.PROMISE, Event.RATE, Event.KEEP, Event.BREAK})


@dataclass(slots=True)
class Line:
    """What one department, or several, did in one go. `units`: by duty where something is handed over."""

    titles: list[str]
    units: dict[str, list[str]]
    said: list[list[Said]]
    event: str

    @property
    def bare(self) -> bool:
        """Whether there is nothing else to say."""
        return not any(self.said)

    @property
    def inline(self) -> list[list[Said]]:
        """What follows in the same line, one group for each entry, in the order of the page they speak of."""
        groups = [[one for one in said if not one.below] for said in self.said]
        return sorted(filter(None, groups), key=lambda group: (len(group[0].at), group[0].at))

    @property
    def below(self) -> list[list[Said]]:
        """What stands under it: notes and quotations, one group for each entry."""
        return [group for said in self.said if (group := [one for one in said if one.below])]


@dataclass(slots=True)
class Day:
    """One line of the history. `look`: due, late, today, undated or "". `before`: the day above it."""

    on: date | None
    before: date | None
    look: str
    lines: list[Line] = field(default_factory=list)


def chronicle(rows: PageRows, handled: Handling | None, main: Sequence[Tag], today: date) -> list[Day]:
    """Oldest first. An entry whose day nobody knows stays after the one it was recorded after.

    `main`: the file that it was merged into, if everybody may see it.
    """
    clocks = handled.clocks if handled else []
    known = known_of(rows, handled.promises if handled else (), clocks, main, today)
    days = [
        Day(on, None, "" if on else "undated", _lines(entries, known))
        for on, entries in groupby(ordered(rows.log), key=lambda one: one.happened_on)
    ]
    if handled:
        owed = [*_owed(handled.parts, handled.of_all, today), *_promised(handled.promises, today)]
        days = _with_owed(days, owed, today)
    return _with_years(days)


def latest(log: Iterable[FollowUp]) -> FollowUp | None:
    """The last entry in the order of the chronicle; that days were computed again is no step of anybody."""
    return next((one for one in reversed(ordered(log)) if one.event != Event.RECOMPUTE), None)


def ordered(log: Iterable[FollowUp]) -> list[FollowUp]:
    """By day. What is recorded later than it happened takes the place of its day."""
    placed, last = [], date.min
    for one in log:
        last = one.happened_on or last
        placed.append((last, one))
    return [one for _, one in sorted(placed, key=lambda pair: pair[0])]


def _lines(entries: Iterable[FollowUp], known: Known) -> list[Line]:
    """The steps of one day: those of one department in one line, then the same steps of several departments."""
    lines: list[Line] = []
    for one in entries:
        line = Line([title_of(one)], units_of(one, known), [said_in(one, known)], one.event)
        last = lines[-1] if lines else None
        if last and _goes_on(last, line):
            last.titles += line.titles
        elif last and line.event in TOGETHER and line.event == last.event and line.titles == last.titles:
            last.said += line.said
        else:
            lines.append(line)
    return _joined(lines)


def _goes_on(last: Line, line: Line) -> bool:
    """The next step of the same department, with nothing else to say of either."""
    return bool(line.units) and line.units == last.units and last.bare and line.bare and line.event != last.event


def _joined(lines: Sequence[Line]) -> list[Line]:
    joined: list[Line] = []
    for line in lines:
        same = next((one for one in joined if one.titles == line.titles and one.bare and one.units), None)
        if same is None or not line.bare or not line.units:
            joined.append(line)
            continue
        for duty, names in line.units.items():
            same.units.setdefault(duty, []).extend(names)
    return joined


def _owed(parts: Iterable[Part], of_all: Iterable[Clock], today: date) -> list[Day]:
    """What must still come, or should have come: one line for each day and each thing."""
    found: dict[tuple[date, str], Line] = {}
    named = [(str(part.assignment.department), clock) for part in parts for clock in part.clocks]
    for name, clock in [*named, *(("", clock) for clock in of_all)]:
        if not clock.running:
            continue
        due = clock.deadline.due_on
        title = f"应当{clock.name}，没有等到" if due < today else f"应当{clock.name}"
        late = due < today
        said = [[Said(clock.kept, "handling", late=late)]]
        line = found.setdefault((due, title), Line([title], {}, said, ""))
        if name:
            line.units.setdefault("", []).append(name)
    return [Day(due, None, _due_look(due, today), [line]) for (due, _), line in found.items()]


def _promised(promises: Iterable[Promise], today: date) -> list[Day]:
    found = []
    for one in promises:
        due = one.commitment.due_on
        if due is None or one.kind not in {"超期", "没有到期"}:
            continue
        said = [[Said(f"承诺 {one.number}", one.key), Said(one.commitment.text, quoted=True)]]
        title = "承诺到期，没有兑现的记录" if due < today else "承诺到期"
        found.append(Day(due, None, _due_look(due, today), [Line([title], {}, said, "")]))
    return found


def _due_look(due: date, today: date) -> str:
    return "late" if due < today else "due"


def _with_owed(days: Sequence[Day], owed: Sequence[Day], today: date) -> list[Day]:
    """Each at its day, today between what was and what is to come; nothing of it where nothing is owed."""
    if not owed:
        return list(days)
    shown: list[Day] = list(days)
    marks = [*sorted(owed, key=lambda one: one.on or today), Day(today, None, "today")]
    for mark in sorted(marks, key=lambda one: (one.on or today, one.look == "due")):
        dated = (at for at, one in enumerate(shown) if one.on and mark.on and one.on > mark.on)
        shown.insert(next(dated, len(shown)), mark)
    return shown


def _with_years(days: Sequence[Day]) -> list[Day]:
    """Each knows the last day above it: the year is written where it changes."""
    before: date | None = None
    for one in days:
        one.before = before
        before = one.on or before
    return list(days)
