"""Every step of a department from every stage, legal and illegal, against the expected table written by hand."""

from dataclasses import replace
from itertools import product

import pytest

from proposals.workflow.events import Event
from proposals.workflow.needs import IllegalMove, Missing, Need
from proposals.workflow.procedure import LAWFUL, STEPS, Custom
from proposals.workflow.standing import Entry, Standing, after, legal
from proposals.workflow.states import Stage
from tests.proposals.workflow.tables import needs, parts

PARTS = list(parts())
NEEDS = needs()
CUSTOMS = [Custom(signs, checks) for signs, checks in product((True, False), repeat=2)]
PLACES = pytest.mark.parametrize(
    ("standings", "expected"), [pytest.param(there, expected, id=name) for name, there, expected in PARTS]
)
Expected = dict[tuple[Event, str], Stage]


def holding(
    expected: Expected, custom: Custom, *, asked: bool, imported: bool, again: bool = False
) -> dict[Event, Stage]:
    """What the hand-written line allows under these conditions."""
    true = {
        "": True, "signs": not custom.signs, "checks": not custom.checks, "asked": asked, "source": imported,
        "again": again,
    }  # fmt: skip
    return {event: end for (event, condition), end in expected.items() if true[condition]}


def entry(event: Event, *, custom: Custom = LAWFUL, without: Need | None = None, imported: bool = False) -> Entry:
    return Entry(event, 1, None, frozenset(Need) - {without}, custom=custom, imported=imported)


def taken(there: Standing, event: Event, custom: Custom, *, imported: bool) -> Stage | None:
    try:
        return after(there, entry(event, custom=custom, imported=imported)).places[1].stage
    except IllegalMove:
        return None


@PLACES
def test_a_department_steps_as_the_table_says_and_nowhere_else(standings: list[Standing], expected: Expected):
    both = (True, False)
    for there, custom, asked, imported, again in product(standings, CUSTOMS, both, both, both):
        place = replace(there.places[1], asked=asked)
        here = replace(there, places={1: place}, round=2 if again else 1)
        found = {event: taken(here, event, custom, imported=imported) for event in _steps()}

        legal_here = {event: end for event, end in found.items() if end is not None}
        assert legal_here == holding(expected, custom, asked=asked, imported=imported, again=again), (here, custom)


@PLACES
def test_a_refusal_names_the_steps_that_are_possible(standings: list[Standing], expected: Expected):
    possible = holding(expected, LAWFUL, asked=False, imported=False)
    for there, event in product(standings, _steps() - set(possible)):
        with pytest.raises(IllegalMove) as refused:
            after(there, entry(event))

        assert set(refused.value.legal) == set(possible) == set(legal(there, 1))
        assert all(f"“{one.label}”" in str(refused.value) for one in possible)


@PLACES
def test_a_step_waits_for_each_thing_that_must_come_with_it(standings: list[Standing], expected: Expected):
    for there, event in product(standings, holding(expected, LAWFUL, asked=False, imported=False)):
        whose = "answering" if there.places[1].duty.answers else "assisting"
        missing: set[Need] = set()
        for need in Need:
            try:
                after(there, entry(event, without=need))
            except Missing as refused:
                missing.update(refused.needs)

        assert missing == NEEDS.get((whose, event), frozenset()), event


def test_every_step_of_the_procedure_is_in_the_expected_table():
    assert {event for *_, expected in PARTS for event, _ in expected} == {step.event for step in STEPS}


def _steps() -> set[Event]:
    """All but those that make or correct a department's part."""
    return set(Event) - {Event.ASSIGN, Event.CORRECT}
