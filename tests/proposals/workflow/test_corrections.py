"""Corrections: state and stages agree afterwards, whatever was declared."""

from collections.abc import Mapping
from typing import Any

import pytest

from proposals.workflow.corrections import APART, SEVERAL, UNDO, UNMERGED
from proposals.workflow.events import Event
from proposals.workflow.needs import IllegalMove, Missing, Need, Unsuitable
from proposals.workflow.standing import Entry, Place, Standing, after, replay
from proposals.workflow.states import Duty, Stage, State

S, G = State, Stage
ALL = frozenset(Need)


def corrected(there: Standing, **declared: Any) -> Standing:
    return after(there, Entry(Event.CORRECT, gives=ALL, **declared))


def at(state: State, *stages: Stage, duty: Duty = Duty.SOLE, **more: Any) -> Standing:
    """A proposal with departments at these stages (of several each is 分办)."""
    duty = Duty.SEPARATE if len(stages) > 1 else duty
    places = {number: Place(duty, stage) for number, stage in enumerate(stages, start=1)}
    return Standing("suggestion", state, places, **more)


def stages(there: Standing) -> list[Stage]:
    return [place.stage for place in there.places.values()]


@pytest.mark.parametrize(
    ("there", "declared", "state", "expected"),
    [
        # The stage of a department: the state follows.
        (at(S.DRAFTED, G.DRAFTED), {"assignment": 1, "stage": G.HANDLING}, S.HANDLING, [G.HANDLING]),
        (at(S.HANDLING, G.HANDLING), {"assignment": 1, "stage": G.ANSWERED}, S.REPLIED, [G.ANSWERED]),
        (at(S.HANDLING, G.ANSWERED, G.HANDLING), {"assignment": 1, "stage": G.ASSIGNED}, S.ASSIGNED,
         [G.ASSIGNED, G.HANDLING]),
        (at(S.CLOSED, G.ANSWERED), {"assignment": 1, "stage": G.HANDLING}, S.HANDLING, [G.HANDLING]),
        (at(S.CLOSED, G.ANSWERED), {"assignment": 1, "stage": G.ANSWERED}, S.CLOSED, [G.ANSWERED]),
        (at(S.WITHDRAWN, G.HANDLING), {"assignment": 1, "stage": G.ACCEPTED}, S.WITHDRAWN, [G.ACCEPTED]),
        (at(S.ASSIGNED, G.ASSIGNED), {"assignment": 1, "stage": G.RETURNED}, S.ASSIGNED, [G.RETURNED]),
        # The state: the departments follow.
        (at(S.REPLIED, G.ANSWERED), {"state": S.HANDLING}, S.HANDLING, [G.HANDLING]),
        (at(S.HANDLING, G.HANDLING), {"state": S.REPLIED}, S.REPLIED, [G.ANSWERED]),
        (at(S.HANDLING, G.ANSWERED, G.HANDLING), {"state": S.CLOSED}, S.CLOSED, [G.ANSWERED, G.ANSWERED]),
        (at(S.FULFILLED, G.ANSWERED), {"state": S.TRACKING}, S.TRACKING, [G.ANSWERED]),
        (at(S.WITHDRAWN, G.HANDLING), {"state": S.HANDLING}, S.HANDLING, [G.HANDLING]),
        # It was never to be assigned: nobody handles it.
        (at(S.HANDLING, G.HANDLING), {"state": S.SUBMITTED}, S.SUBMITTED, [G.RETURNED]),
        (at(S.ASSIGNED, G.ASSIGNED, G.ACCEPTED), {"state": S.SUBMITTED}, S.SUBMITTED, [G.RETURNED, G.RETURNED]),
        # It ended: the departments stay where they had come to.
        (at(S.HANDLING, G.HANDLING), {"state": S.WITHDRAWN}, S.WITHDRAWN, [G.HANDLING]),
        # A wrong date or name alone: nothing moves.
        (at(S.HANDLING, G.HANDLING), {}, S.HANDLING, [G.HANDLING]),
    ],
)  # fmt: skip
def test_a_correction_leaves_state_and_stages_agreeing(
    there: Standing, declared: Mapping[str, object], state: State, expected: list[Stage]
):
    right = corrected(there, **declared)

    assert (right.state, stages(right)) == (state, expected)


@pytest.mark.parametrize(
    ("there", "declared", "sentence"),
    [
        (at(S.HANDLING, G.HANDLING), {"state": S.RETRACTED}, UNDO),
        (at(S.FILED), {"state": S.MERGED}, UNMERGED),
        (at(S.REPLIED, G.ANSWERED, G.ANSWERED), {"state": S.HANDLING}, SEVERAL),
        (at(S.HANDLING, G.HANDLING), {"assignment": 1, "stage": G.HANDLING, "state": S.REPLIED}, APART),
    ],
)
def test_a_correction_that_cannot_be_is_refused_with_what_to_do(
    there: Standing, declared: Mapping[str, object], sentence: str
):
    with pytest.raises(Unsuitable) as refused:
        corrected(there, **declared)

    assert str(refused.value) == sentence


def test_a_returned_department_is_not_called_back_beside_another_main_one():
    there = Standing("suggestion", S.HANDLING, {1: Place(Duty.LEAD, G.RETURNED), 2: Place(Duty.LEAD, G.HANDLING)})

    with pytest.raises(Unsuitable, match="只能有一个"):
        corrected(there, assignment=1, stage=G.HANDLING)


def test_a_reopening_by_mistake_takes_its_round_back():
    there = at(S.REOPENED, G.REOPENED, round=2)

    right = corrected(there, state=S.REPLIED, mends=Event.REOPEN)

    assert (right.state, stages(right), right.round) == (S.REPLIED, [G.ANSWERED], 1)
    assert corrected(right, state=S.REPLIED, mends=Event.REOPEN).round == 1


def test_a_merger_by_mistake_is_parted_again():
    merged = replay("proposal", [
        Entry(Event.SUBMIT), Entry(Event.FILE), Entry(Event.MERGE, gives=ALL, main=7),
    ])  # fmt: skip

    assert (merged.state, merged.main) == (S.MERGED, 7)
    right = corrected(merged, state=S.FILED, mends=Event.MERGE)
    assert (right.state, right.main) == (S.FILED, None)


def test_a_motion_turned_by_mistake_is_a_motion_again():
    turned = replay("motion", [Entry(Event.SUBMIT), Entry(Event.REVIEW), Entry(Event.TURN, gives=ALL)])

    assert (turned.kind, turned.state) == ("suggestion", S.SUBMITTED)
    right = corrected(turned, state=S.IN_REVIEW, mends=Event.TURN)
    assert (right.kind, right.state) == ("motion", S.IN_REVIEW)


@pytest.mark.parametrize("need", [Need.NOTE, Need.CORRECTS])
def test_a_correction_says_why_and_what_it_corrects(need: Need):
    with pytest.raises(Missing) as refused:
        after(at(S.HANDLING), Entry(Event.CORRECT, gives=ALL - {need}, state=S.SUBMITTED))

    assert refused.value.needs == (need,)


@pytest.mark.parametrize("state", [None, S.RETRACTED])
def test_what_is_not_there_or_was_undone_is_not_corrected(state: State | None):
    with pytest.raises(IllegalMove):
        corrected(Standing("suggestion", state), state=S.SUBMITTED)


def test_a_part_believed_again_after_a_correction_to_before_the_assignment_takes_the_state_with_it():
    freed = corrected(at(S.REPLIED, G.ANSWERED), state=S.SUBMITTED)

    again = corrected(freed, assignment=1, stage=G.ANSWERED)

    assert (freed.state, stages(freed)) == (S.SUBMITTED, [G.RETURNED])
    assert (again.state, stages(again)) == (S.REPLIED, [G.ANSWERED])
