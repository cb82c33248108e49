"""Zhuzhou as its reference data has it: its own day of 2023, the law elsewhere, and silence where neither speaks."""

from datetime import date

import pytest

from delegates.models import Session
from proposals.models import Proposal, ResultScheme
from proposals.workflow.events import Event
from proposals.workflow.states import Duty
from tests.factories import make_department, make_proposal
from tests.proposals.tracking.test_deadline import LETTER
from tests.reference import put_reference

pytestmark = pytest.mark.django_db
LAW = "代表法》第五十一条（2025年3月12日起施行；此前是2015年修正的第四十二条，期限一样）"


def handed(body: str, number: int, on: date, *, kind: str = "suggestion", between: bool = False) -> Proposal:
    """A file of Zhuzhou's `number`th session, with one 主办 and one 会办 department."""
    put_reference()
    session = Session.objects.get(term__council__region="430200", term__council__kind=body, number=number)
    proposal = make_proposal(kind=kind, session=session, between_sessions=between)
    if kind == "proposal":
        proposal.record(Event.REVIEW, by=None)
        proposal.record(Event.FILE, by=None)
    for duty in (Duty.LEAD, Duty.ASSIST):
        proposal.record(Event.ASSIGN, by=None, on=on, department=make_department(), duty=duty)
    return proposal


def clocks(proposal: Proposal) -> dict[str, date]:
    return {one.step: one.due_on for one in proposal.deadlines.all()}


def test_suggestions_of_the_second_session_are_due_on_the_day_that_the_city_named():
    proposal = handed("npc", 2, date(2023, 2, 10))

    assert clocks(proposal) == {"reply": date(2023, 6, 30)}
    assert "株洲日报2023年1月4日" in proposal.deadlines.get().because


@pytest.mark.parametrize(
    ("number", "on", "due", "between"),
    [
        (1, date(2022, 2, 11), date(2022, 5, 11), False),
        (2, date(2023, 8, 10), date(2023, 11, 10), True),
        (5, date(2026, 2, 11), date(2026, 5, 11), False),
    ],
)
def test_where_the_city_says_nothing_the_law_decides_in_the_words_of_its_time(
    number: int, on: date, due: date, between: bool
):
    proposal = handed("npc", number, on, between=between)

    assert clocks(proposal) == {"reply": due}
    assert LAW in proposal.deadlines.get().because


def test_no_source_gives_a_day_for_opinions_nor_for_another_answer():
    proposal = handed("npc", 2, date(2023, 2, 10))
    lead = proposal.assignments.get(duty=Duty.LEAD.value)
    for event in (Event.ACCEPT, Event.HANDLE, Event.DRAFT, Event.REPLY):
        proposal.record(event, by=None, on=date(2023, 6, 20), assignment=lead, gives=LETTER)
    proposal.record(Event.REOPEN, by=None, on=date(2023, 7, 10), note="结果不满意", assignment=lead)

    assert clocks(proposal) == {"reply": date(2023, 6, 30)}


def test_for_proposals_of_the_conference_no_clock_runs():
    assert clocks(handed("cppcc", 2, date(2023, 2, 10), kind="proposal")) == {}


def test_what_its_letters_mean_is_for_its_staff_to_enter():
    put_reference()

    assert not ResultScheme.objects.in_force().filter(council__region="430200").exists()
    assert ResultScheme.objects.filter(sample=True).count() == 2
