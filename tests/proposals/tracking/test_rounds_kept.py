"""Rounds as they are kept: each department's own, on its part, its letters and its clocks."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from proposals.handling.ratings import Said, all_content, keep
from proposals.handling.replies import draft, hand_in, role_for
from proposals.models import Assignment, Deadline, Proposal, Reply
from proposals.models.guard import guard
from proposals.workflow.events import Event
from proposals.workflow.outcomes import Satisfaction
from proposals.workflow.states import Duty
from tests.factories import make_delegate
from tests.proofs.agreement import faults
from tests.proposals.handling.cases import LETTER, RATED, SENT, answer, make_answered
from tests.proposals.tracking.test_deadline import make_rules

pytestmark = pytest.mark.django_db
TWO = (Duty.SEPARATE, Duty.SEPARATE)
ADVISED = (Duty.LEAD, Duty.ASSIST)


def reopened(proposal: Proposal, *parts: Assignment) -> None:
    for part in parts:
        proposal.record(Event.REOPEN, by=None, on=RATED, note="结果不满意", assignment=part)


def parts_of(proposal: Proposal) -> list[Assignment]:
    return list(proposal.assignments.order_by("pk"))


def test_each_of_two_departments_is_in_its_own_second_round_with_letter_and_clock():
    make_rules(("reply", "assigned", "3m", ""), ("again", "reopened", "1m", ""))
    proposal, _ = make_answered(duties=TWO)

    reopened(proposal, *parts_of(proposal))
    letters = [answer(part, text="规划已经印发。", on=RATED) for part in parts_of(proposal)]

    proposal.refresh_from_db()
    assert (proposal.round, [one.round for one in parts_of(proposal)]) == (2, [2, 2])
    assert [one.round for one in letters] == [2, 2]
    assert set(Deadline.objects.filter(step="again").values_list("round", "met_on")) == {(2, RATED)}
    assert list(faults(proposal)) == []


def test_the_page_speaks_of_no_third_round(client: Client):
    proposal, _ = make_answered(duties=TWO)
    reopened(proposal, *parts_of(proposal))

    page = client.get(proposal.get_absolute_url()).content.decode()

    assert "第二轮" in page
    assert "第三轮" not in page
    assert "第 3 轮" not in page
    assert list(proposal.followups.filter(event="reopen").values_list("data__round", flat=True)) == [2, 2]


def test_a_department_that_takes_over_goes_on_in_the_same_round():
    proposal, _ = make_answered()
    (part,) = parts_of(proposal)
    reopened(proposal, part)
    other = make_answered()[0].assignments.get().department

    proposal.record(Event.HANDLE, by=None, on=RATED, assignment=part)
    proposal.record(Event.REASSIGN, by=None, on=RATED, assignment=part, department=other, note="职能划转")

    assert [one.round for one in parts_of(proposal)] == [2, 2]
    proposal.refresh_from_db()
    assert list(faults(proposal)) == []


def test_an_assisting_department_gives_a_second_opinion_in_the_second_round():
    proposal, _ = make_answered(duties=ADVISED)
    lead, assist = parts_of(proposal)
    first = hand_in(reply=draft(proposal=proposal, assignment=assist, by=None, text="第一次意见"), by=None, on=SENT)
    reopened(proposal, lead)

    second = hand_in(reply=draft(proposal=proposal, assignment=assist, by=None, text="第二次意见"), by=None, on=RATED)

    assert role_for(assist) == "opinion"
    assert [(one.round, one.status, one.text) for one in (first, second)] == [
        (1, "sent", "第一次意见"),
        (2, "sent", "第二次意见"),
    ]
    proposal.refresh_from_db()
    assert (proposal.state, list(faults(proposal))) == ("reopened", [])


def test_the_office_may_write_the_second_opinion_from_the_page(admin_client: Client):
    proposal, _ = make_answered(duties=ADVISED)
    lead, assist = parts_of(proposal)
    hand_in(reply=draft(proposal=proposal, assignment=assist, by=None, text="第一次意见"), by=None, on=SENT)
    record = reverse("admin:proposals_proposal_change", args=[proposal.pk])
    to_write = reverse("admin:proposals_reply_write", args=[assist.pk])

    before = admin_client.get(record).content.decode()
    reopened(proposal, lead)
    after = admin_client.get(record).content.decode()

    assert [to_write in page for page in (before, after)] == [False, True]


def test_closing_is_offered_once_the_last_answer_of_each_department_is_accepted():
    proposal, _ = make_answered(duties=TWO, proposers=[make_delegate("林知夏")])
    first, _ = parts_of(proposal)
    reopened(proposal, first)
    answer(first, text="规划已经印发。", on=RATED)
    letters = {(one.assignment_id == first.pk, one.round): one for one in Reply.objects.filter(proposal=proposal)}
    who, content = proposal.proposers.get(), Said(process=Satisfaction.CONTENT, result=Satisfaction.CONTENT)

    keep(reply=letters[True, 2], proposer=who, by=None, on=RATED, said=content)
    halfway = all_content(Proposal.objects.get(pk=proposal.pk)), Proposal.objects.awaiting_rating().exists()
    keep(reply=letters[False, 1], proposer=who, by=None, on=RATED, said=content)

    assert halfway == (False, True)
    assert all_content(Proposal.objects.get(pk=proposal.pk))
    assert not Proposal.objects.awaiting_rating().exists()


def test_what_was_counted_by_proposal_is_counted_anew_from_the_log():
    """As the log, parts, letters and clocks stood when two departments reopened in turn gave rounds 2 and 3."""
    proposal, _ = make_answered(duties=TWO)
    first, second = parts_of(proposal)
    reopened(proposal, first, second)
    slow = draft(proposal=proposal, assignment=second, by=None, text=LETTER)
    Reply.objects.filter(pk=slow.pk).update(round=3)
    day = date(2026, 6, 9)
    clock = Deadline.objects.create(
        proposal=proposal, assignment=second, step="again", round=3, starts_on=RATED, due_on=day, first_due_on=day
    )
    Assignment.objects.update(round=1)
    Proposal.objects.update(round=3)

    count = import_module("proposals.migrations.0015_rounds_by_department").count
    count(apps, connection.schema_editor())
    guard(connection)

    assert [one.round for one in parts_of(proposal)] == [2, 2]
    assert [one.round for one in (Proposal.objects.get(), Reply.objects.get(pk=slow.pk))] == [2, 2]
    clock.refresh_from_db()
    assert clock.round == 2
    assert sorted(Reply.objects.filter(status="sent").values_list("round", flat=True)) == [1, 1]
    assert list(faults(Proposal.objects.get())) == []
