"""Every move of a proposal from every state, legal and illegal, against the expected table written by hand."""

from dataclasses import replace

import pytest

from proposals.workflow.events import Event
from proposals.workflow.needs import IllegalMove, Missing, Need
from proposals.workflow.procedure import MOVES
from proposals.workflow.standing import Entry, Standing, after, legal
from proposals.workflow.states import Duty, Stage, State
from tests.proposals.workflow.tables import KINDS, needs, standings

STANDINGS = list(standings())
NEEDS = needs()
OF_THE_SYSTEM = {Event.RETRACT, Event.RECOMPUTE}
PLACES = pytest.mark.parametrize(
    ("there", "expected"), [pytest.param(there, leads, id=name) for name, there, leads in STANDINGS]
)


def entry(event: Event, *, without: Need | None = None) -> Entry:
    """An event of the proposal with all that may be attached; an assignment brings a department of number 9."""
    new = 9 if event is Event.ASSIGN else None
    return Entry(event, new, Duty.SEPARATE, frozenset(Need) - {without}, main=7)


@PLACES
def test_a_proposal_moves_as_the_table_says_and_nowhere_else(there: Standing, expected: dict[Event, State]):
    found = {}
    for event in set(Event) - {Event.CORRECT}:
        try:
            found[event] = after(there, entry(event)).state
        except IllegalMove:
            continue

    assert found == expected


@PLACES
def test_a_refusal_names_the_moves_that_are_possible(there: Standing, expected: dict[Event, State]):
    possible = set(expected) - OF_THE_SYSTEM
    for event in set(Event) - set(expected) - {Event.CORRECT}:
        with pytest.raises(IllegalMove) as refused:
            after(there, entry(event))

        assert set(refused.value.legal) == possible
        assert all(f"“{one.label}”" in str(refused.value) for one in possible)
        assert set(legal(there)) == possible


@PLACES
def test_a_move_waits_for_each_thing_that_must_come_with_it(there: Standing, expected: dict[Event, State]):
    for event in expected:
        missing: set[Need] = set()
        for need in Need:
            try:
                after(there, entry(event, without=need))
            except Missing as refused:
                missing.update(refused.needs)

        assert missing == NEEDS.get(("proposal", event), frozenset()), event


def test_every_state_of_every_kind_is_in_the_expected_table():
    assert {(there.kind, there.state) for _, there, _ in STANDINGS} == {
        (kind, state) for kind in KINDS for state in State
    }


def test_every_move_of_the_procedure_is_in_the_expected_table():
    assert {event for _, _, leads in STANDINGS for event in leads} == {move.event for move in MOVES}


@pytest.mark.parametrize("event", sorted(set(Event) - {Event.REPORT, Event.SUBMIT}))
def test_nothing_begins_but_by_a_report_or_by_submitting(event: Event):
    with pytest.raises(IllegalMove) as refused:
        after(Standing("suggestion"), replace(entry(event), assignment=None))

    assert event is Event.CORRECT or refused.value.legal == (Event.REPORT, Event.SUBMIT)


@pytest.mark.parametrize(
    ("kind", "unreached"),
    [
        ("suggestion", {State.IN_REVIEW, State.FILED, State.CONVERTED}),
        ("proposal", set()),
        ("motion", {State.CONVERTED}),
        ("reported", {State.IN_REVIEW, State.FILED, State.CONVERTED}),
    ],
)
def test_every_state_is_reached_from_the_beginning(kind: str, unreached: set[State]):
    assert {there.state for there in reached(kind)} - {None} == set(State) - unreached


def test_every_stage_of_a_department_is_reached():
    stages = {place.stage for there in reached("suggestion") for place in there.places.values()}

    assert stages == set(Stage)


def reached(kind: str) -> list[Standing]:
    """Every standing of a proposal with one department, up to the second round."""
    frontier, seen = [Standing(kind)], {}
    while frontier:
        there = frontier.pop()
        key = (there.kind, there.state, tuple(there.places.items()), there.round, there.main)
        if key not in seen:
            seen[key] = there
            frontier.extend(one for one in _next(there) if one.round < 3)
    return list(seen.values())


def _next(there: Standing) -> list[Standing]:
    found = []
    for event in sorted(set(Event) - {Event.CORRECT, Event.ASK_TIME}):
        numbers = [*there.places, None]
        if event is Event.ASSIGN:
            numbers = [None] if there.places else [1]
        for number in numbers:
            try:
                found.append(after(there, Entry(event, number, Duty.SOLE, frozenset(Need), main=7)))
            except IllegalMove:
                continue
    return found
