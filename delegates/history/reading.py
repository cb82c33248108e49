"""The history of one row as people read it: when, who, why, and field by field what stood and what stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import models

from delegates.models import Change

from .marking import Stretch, marked
from .tracked import Tracked, tracked_as
from .words import HIDDEN, Names, field_of, label_of

MOST = 1000  # changes read for one page, the newest
SHORT = 40  # characters that tell which part was changed
Row = tuple[str, str]  # table and number


@dataclass(frozen=True, slots=True)
class Moved:
    """One field: what stood and what stands."""

    label: str
    before: list[Stretch]
    after: list[Stretch]


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to one row. `text` says a whole row at once: one that was added, or removed."""

    what: str
    moved: list[Moved] = field(default_factory=list)
    text: str = ""
    names: frozenset[str] = frozenset()  # of the fields it is about, as the filter offers them


@dataclass(frozen=True, slots=True)
class Moment:
    """What was done at once."""

    at: datetime
    who: str
    why: str
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class History:
    """All of it, the newest first, and the fields that one may look at alone."""

    moments: list[Moment]
    fields: list[str]
    chosen: str
    more: bool  # there are still older changes than are shown


_beside: dict[type[models.Model], Callable[[Any], Iterable[Moment]]] = {}


def read_with(model: type[models.Model], moments: Callable[[Any], Iterable[Moment]]) -> None:
    """What else happened to rows of this model, to be read among their changes."""
    _beside[model] = moments


def history_of(row: models.Model, *, chosen: str = "") -> History:
    """The history of a row; with `chosen` only what is about the field of this name."""
    found = list(Change.objects.of(row).select_related("by").order_by("-pk")[: MOST + 1])
    changes, more = found[:MOST], len(found) > MOST
    moments = [*_moments(changes), *_beside.get(type(row), lambda _: ())(row)]
    moments.sort(key=lambda one: one.at, reverse=True)
    names = dict.fromkeys(name for one in moments for step in one.steps for name in sorted(step.names))
    if chosen:
        moments = [kept for one in moments if (kept := _only(one, chosen)).steps]
    return History(moments, list(names), chosen, more)


def _only(moment: Moment, name: str) -> Moment:
    steps = [step for step in moment.steps if name in step.names]
    return Moment(moment.at, moment.who, moment.why, [_narrowed(step, name) for step in steps])


def _narrowed(step: Step, name: str) -> Step:
    kept = [one for one in step.moved if one.label == name]
    return Step(step.what, kept or step.moved, step.text, step.names)


def _moments(changes: list[Change]) -> list[Moment]:
    states, names = _states(changes), Names()
    for one in changes:
        _want(one, states[one.pk], names)
    names.look_up()
    shown = []
    for _, together in groupby(changes, key=lambda one: one.act or one.pk):
        acts = list(together)
        steps = [_step(one, states[one.pk], names) for one in reversed(acts)]
        shown.append(Moment(acts[0].at, person(acts[0].by), acts[0].why, steps))
    return shown


def person(user: Any) -> str:
    """A member of the staff by name and account."""
    if user is None:
        return "系统"
    name = f"{user.last_name}{user.first_name}"
    return f"{name}（{user.get_username()}）" if name else str(user.get_username())


def _states(changes: list[Change]) -> dict[int, dict[str, Any]]:
    """What stood in a part after each change, before a removal: told backwards from what stands now."""
    parts = {(one.table, one.row) for one in changes if _part(one)}
    now = _standing(parts - {(one.table, one.row) for one in changes if one.kind == Change.Kind.REMOVED})
    states = {}
    for one in changes:
        state = now.setdefault((one.table, one.row), {})
        after = state.copy()
        state.update({column: old for column, (old, _) in one.fields.items()})
        states[one.pk] = state.copy() if one.kind == Change.Kind.REMOVED else after
    return states


def _standing(rows: Iterable[Row]) -> dict[Row, dict[str, Any]]:
    """The columns of these rows as they stand. One query for each table."""
    found: dict[Row, dict[str, Any]] = {}
    for label, group in groupby(sorted(rows), key=lambda one: one[0]):
        table = tracked_as(label)
        keys = [key for _, key in group]
        for row in table.model._base_manager.filter(pk__in=keys) if table else ():
            found[label, str(row.pk)] = {
                str(one.column): one.value_from_object(row) for one in row._meta.concrete_fields
            }
    return found


def _part(one: Change) -> bool:
    return one.table != one.whole


def _told(one: Change, table: Tracked | None, state: dict[str, Any]) -> dict[str, Any]:
    """Of a part: what it says besides what moved, without the row it belongs to, its place in it and what is usual."""
    if table is None or not _part(one):
        return {}
    moved = one.fields if one.kind == Change.Kind.CHANGED else {}
    left = {table.link, "order", *table.hidden, *moved}
    told = {column: state[column] for column in table.columns if column not in left and state.get(column)}
    return {column: value for column, value in told.items() if not _usual(table, column, value)}


def _usual(table: Tracked, column: str, value: Any) -> bool:
    about = field_of(table.model, column)
    return about is not None and about.has_default() and value == about.get_default()


def _want(one: Change, state: dict[str, Any], names: Names) -> None:
    table = tracked_as(one.table)
    if table is not None:
        for column, values in one.fields.items():
            names.want(field_of(table.model, column), values)
        for column, value in _told(one, table, state).items():
            names.want(field_of(table.model, column), [value])


def _step(one: Change, state: dict[str, Any], names: Names) -> Step:
    table = tracked_as(one.table)
    noun = str(table.model._meta.verbose_name) if table else one.table
    told = _told(one, table, state)
    words = [names.shown(field_of(table.model, column), value) for column, value in told.items()] if table else []
    told_whole = one.kind == Change.Kind.REMOVED
    moved = [] if told_whole else [_moved(table, column, one.fields[column], names) for column in _ordered(one, table)]
    if _part(one):
        text = words[0][:SHORT] if moved and words else "，".join(words)
        return Step(f"{one.get_kind_display()}{noun}", moved, text, frozenset({noun}))
    return Step(one.get_kind_display(), moved, names=frozenset(each.label for each in moved))


def _ordered(one: Change, table: Tracked | None) -> list[str]:
    """The columns that moved, in the order of the model: the databases keep them in orders of their own."""
    places = {column: place for place, column in enumerate(table.columns)} if table else {}
    return sorted(one.fields, key=lambda column: places.get(column, len(places)))


def _moved(table: Tracked | None, column: str, values: list[Any], names: Names) -> Moved:
    before, after = values
    if table is None:
        return Moved(column, [Stretch(str(before), True)], [Stretch(str(after), True)])
    if column in table.hidden:
        return Moved(label_of(table.model, column), [Stretch(HIDDEN, False)], [Stretch(HIDDEN, False)])
    about = field_of(table.model, column)
    old, new = marked(names.shown(about, before), names.shown(about, after))
    return Moved(label_of(table.model, column), old, new)
