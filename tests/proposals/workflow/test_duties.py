"""Which departments may stand side by side: 主办, 会办, 分办, 独办."""

import pytest

from proposals.workflow.duties import NO_MAIN, PARTED, SECOND_MAIN, SECOND_SOLE, UNDER_MAIN
from proposals.workflow.events import Event
from proposals.workflow.needs import Need, Unsuitable
from proposals.workflow.standing import Entry, Place, Standing, after
from proposals.workflow.states import Duty, Stage, State

LEAD, ASSIST, SEPARATE, SOLE = Duty.LEAD, Duty.ASSIST, Duty.SEPARATE, Duty.SOLE


def joined(*standing: Duty, new: Duty, stage: Stage = Stage.HANDLING) -> list[Duty]:
    """Who owes what after one more department."""
    places = {number: Place(duty, stage) for number, duty in enumerate(standing, start=1)}
    there = Standing("suggestion", State.HANDLING, places)
    reached = after(there, Entry(Event.ASSIGN, 9, new, frozenset({Need.DEPARTMENT})))
    assert reached.places[9].stage is Stage.ASSIGNED
    return [place.duty for place in reached.places.values()]


@pytest.mark.parametrize(
    ("standing", "new", "expected"),
    [
        ((), SOLE, [SOLE]),
        ((), LEAD, [LEAD]),
        ((), SEPARATE, [SEPARATE]),
        ((LEAD,), ASSIST, [LEAD, ASSIST]),
        ((LEAD, ASSIST), ASSIST, [LEAD, ASSIST, ASSIST]),
        ((SEPARATE,), SEPARATE, [SEPARATE, SEPARATE]),
        ((SEPARATE,), ASSIST, [SEPARATE, ASSIST]),
        # 独办 is over as soon as another department joins.
        ((SOLE,), ASSIST, [LEAD, ASSIST]),
        ((SOLE,), SEPARATE, [SEPARATE, SEPARATE]),
        # 主办 was handed on while 会办 goes on: whoever answers next is 主办.
        ((ASSIST,), SOLE, [ASSIST, LEAD]),
        ((ASSIST,), LEAD, [ASSIST, LEAD]),
    ],
)
def test_departments_stand_side_by_side(standing: tuple[Duty, ...], new: Duty, expected: list[Duty]):
    assert joined(*standing, new=new) == expected


@pytest.mark.parametrize(
    ("standing", "new", "sentence"),
    [
        ((), ASSIST, NO_MAIN),
        ((ASSIST,), ASSIST, NO_MAIN),
        ((LEAD,), LEAD, SECOND_MAIN),
        ((LEAD,), SOLE, SECOND_MAIN),
        ((LEAD, ASSIST), SOLE, SECOND_MAIN),
        ((LEAD,), SEPARATE, UNDER_MAIN),
        ((SOLE,), LEAD, SECOND_SOLE),
        ((SOLE,), SOLE, SECOND_SOLE),
        ((SEPARATE,), LEAD, PARTED),
        ((SEPARATE,), SOLE, PARTED),
    ],
)
def test_departments_that_exclude_each_other_are_refused_with_what_to_do(
    standing: tuple[Duty, ...], new: Duty, sentence: str
):
    with pytest.raises(Unsuitable) as refused:
        joined(*standing, new=new)

    assert str(refused.value) == sentence


@pytest.mark.parametrize("duty", [LEAD, SOLE, SEPARATE])
def test_a_department_that_was_returned_stands_in_nobodys_way(duty: Duty):
    assert joined(duty, new=SOLE, stage=Stage.RETURNED) == [duty, SOLE]
