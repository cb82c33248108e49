"""Where the time went: stays at each stage by department, finished, open and undated."""

from datetime import date
from typing import Any

import pytest

from proposals.models import Department, Proposal
from proposals.statistics.ageing import Ageing, Leg, ageing
from proposals.workflow.events import Event
from proposals.workflow.procedure import Need
from proposals.workflow.states import Duty, Stage, State
from tests.factories import make_department, make_proposal

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 30)
LETTER = frozenset({Need.LETTER})
WAY = (Event.ACCEPT, Event.HANDLE, Event.DRAFT, Event.REPLY)


@pytest.fixture
def bureau() -> Department:
    return make_department("株洲市水利局")


def walked(bureau: Department, assigned: date | None, *days: date | None, duty: Duty = Duty.SOLE) -> Proposal:
    """Assigned, then as far along the way as there are days."""
    proposal = make_proposal(kind="suggestion")
    proposal.record(Event.ASSIGN, by=None, on=assigned, department=bureau, duty=duty)
    for event, day in zip(WAY, days, strict=False):
        proposal.record(event, by=None, on=day, gives=LETTER)
    return proposal


def found(bureau: Department) -> dict[Leg, tuple[Any, ...]]:
    """Of one department: finished, median, open, longest open, undated."""
    rows = [one for one in ageing(Proposal.objects.all(), TODAY) if one.department == bureau.pk]
    return {one.leg: (one.finished, one.median_days, one.open, one.longest_open, one.undated) for one in rows}


def test_each_stage_takes_the_days_between_its_events(bureau: Department):
    walked(bureau, date(2026, 2, 1), date(2026, 2, 4), date(2026, 2, 10), date(2026, 4, 1), date(2026, 4, 11))

    assert found(bureau) == {
        Leg.SIGNING: (1, 3, 0, None, 0),
        Leg.WAITING: (1, 6, 0, None, 0),
        Leg.HANDLING: (1, 50, 0, None, 0),
        Leg.CHECKING: (1, 10, 0, None, 0),
        Leg.WHOLE: (1, 69, 0, None, 0),
    }


def test_the_median_stands_for_several_and_the_open_ones_wait_until_today(bureau: Department):
    for signed in (2, 3, 10):
        walked(bureau, date(2026, 2, 1), date(2026, 2, signed))
    walked(bureau, date(2026, 6, 1))
    walked(bureau, date(2026, 6, 20))

    assert found(bureau)[Leg.SIGNING] == (3, 2, 2, 29, 0)
    assert found(bureau)[Leg.WAITING] == (0, None, 3, 148, 0)
    assert found(bureau)[Leg.WHOLE] == (0, None, 5, 149, 0)


def test_an_unknown_day_is_counted_beside_and_never_guessed(bureau: Department):
    walked(bureau, date(2026, 2, 1), None, date(2026, 2, 10))

    assert found(bureau)[Leg.SIGNING] == (0, None, 0, None, 1)
    assert found(bureau)[Leg.WAITING] == (0, None, 0, None, 1)
    assert found(bureau)[Leg.HANDLING] == (0, None, 1, 140, 0)


def test_a_reassignment_ends_the_stay_of_the_old_department_and_begins_that_of_the_new(bureau: Department):
    proposal = walked(bureau, date(2026, 2, 1))
    proposal.record(Event.CONTEST, by=None, on=date(2026, 2, 3), note="不属于本单位职责")
    other = make_department("株洲市教育局")

    proposal.record(Event.REASSIGN, by=None, on=date(2026, 2, 10), note="属于教育局", department=other)

    assert found(bureau) == {Leg.SIGNING: (1, 2, 0, None, 0), Leg.CONTESTED: (1, 7, 0, None, 0)}
    assert found(other) == {Leg.SIGNING: (0, None, 1, 140, 0), Leg.WHOLE: (0, None, 1, 140, 0)}


def test_a_reopened_proposal_waits_again_and_its_first_answer_stays_the_first(bureau: Department):
    proposal = walked(bureau, *(date(2026, 2, day) for day in (1, 2, 3, 4, 5)))

    proposal.record(Event.REOPEN, by=None, on=date(2026, 3, 1), note="提出人不满意")

    assert found(bureau)[Leg.REOPENED] == (0, None, 1, 121, 0)
    assert found(bureau)[Leg.WHOLE] == (1, 4, 0, None, 0)


def test_a_corrected_stage_counts_from_the_correction(bureau: Department):
    proposal = walked(bureau, *(date(2026, 2, day) for day in (1, 2, 3)))
    wrong = proposal.followups.get(event=Event.HANDLE.value)

    proposal.record(
        Event.CORRECT, by=None, on=date(2026, 2, 10), note="还没有开始办理", corrects=wrong,
        assignment=proposal.assignments.get(), state=State.ACCEPTED, stage=Stage.ACCEPTED,
    )  # fmt: skip

    assert found(bureau)[Leg.WAITING] == (1, 1, 1, 140, 0)


def test_nobody_waits_for_what_was_withdrawn(bureau: Department):
    proposal = walked(bureau, date(2026, 2, 1), date(2026, 2, 2))

    proposal.record(Event.WITHDRAW, by=None, on=date(2026, 2, 5), note="代表书面要求撤回")

    assert found(bureau) == {Leg.SIGNING: (1, 1, 0, None, 0)}


def test_departments_come_in_order_with_the_legs_in_theirs(bureau: Department):
    other = make_department()
    walked(other, date(2026, 2, 1), date(2026, 2, 2))
    walked(bureau, date(2026, 2, 1))

    rows = ageing(Proposal.objects.all(), TODAY)

    assert [(row.department, row.leg) for row in rows] == [
        (bureau.pk, Leg.SIGNING),
        (bureau.pk, Leg.WHOLE),
        (other.pk, Leg.SIGNING),
        (other.pk, Leg.WAITING),
        (other.pk, Leg.WHOLE),
    ]
    assert all(isinstance(row, Ageing) for row in rows)


def test_it_asks_once_however_many_there_are(bureau: Department, django_assert_num_queries: Any):
    for _ in range(3):
        walked(bureau, date(2026, 2, 1), date(2026, 2, 2))

    with django_assert_num_queries(1):
        ageing(Proposal.objects.all(), TODAY)
