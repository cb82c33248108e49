"""The first page: deadlines with a next step, queues, thirty days; what a role may not do it does not see."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarks.city import build
from proposals.desk.clocks import clocks
from proposals.desk.queues import queues
from proposals.models import Commitment, Deadline, Department, RuleSet
from proposals.workflow.events import Event
from proposals.workflow.procedure import Need
from proposals.workflow.roles import Role
from tests.factories import make_proposal, make_user
from tests.proposals.admin_desk.batch_form import words
from tests.proposals.admin_desk.desk_rows import hand_over, make_suggestion, signed_in
from tests.proposals.handling.cases import make_answered

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")


def counts(user: Any) -> dict[str, int]:
    return {one.label: one.count for one in queues(user, timezone.localdate())}


@pytest.fixture
def city(rules: RuleSet, housing: Department, finance: Department) -> None:
    """One or two of everything that waits."""
    make_proposal("要审查的", kind="proposal")
    make_suggestion("要交办的")
    hand_over(make_suggestion("没有签收的"), housing)
    hand_over(make_suggestion("要改办的"), housing, Event.CONTEST)
    late = make_suggestion("要延期的")
    part = hand_over(late, finance, Event.ACCEPT)
    late.record(Event.ASK_TIME, by=None, on=date(2026, 2, 1), note="涉及面广", until=date(2026, 7, 1), assignment=part)
    drafted = make_suggestion("答复要审的")
    part = hand_over(drafted, finance, Event.ACCEPT, Event.HANDLE)
    drafted.record(Event.DRAFT, by=None, assignment=part, gives=frozenset({Need.LETTER}))


@pytest.mark.usefixtures("city")
def test_a_reviewer_sees_every_queue_of_the_procedure(reviewer: Any):
    answered, reply = make_answered()
    today = timezone.localdate()
    for days in (-3, 9):
        Commitment.objects.create(proposal=answered, reply=reply, text="年底办好", due_on=today + timedelta(days=days))

    found = counts(reviewer)

    assert {label: n for label, n in found.items() if n} == {
        "件等审查": 1, "件等交办": 1, "件等提出人评价": 1, "件有承诺过期": 1, "件有承诺 30 天内到期": 1,
        "家单位等签收": 1, "家单位申请改办": 1, "家单位申请延期": 1, "份答复稿等审核": 1,
    } | {label: n for label, n in found.items() if n and "重复" in label}  # fmt: skip


@pytest.mark.usefixtures("city")
def test_a_liaison_sees_the_own_departments_work_alone(housing: Department, finance: Department):
    mine, theirs = (make_user(role=Role.LIAISON, department=one) for one in (housing, finance))

    assert counts(mine) == {"家单位等签收": 1}
    assert counts(theirs) == {"家单位等签收": 0}


@pytest.mark.usefixtures("city")
def test_an_auditor_sees_the_clocks_and_no_queue():
    auditor = make_user(role=Role.AUDITOR)

    assert counts(auditor) == {}
    assert clocks(auditor, date(2026, 6, 1)).overdue == Deadline.objects.overdue(date(2026, 6, 1)).count() > 0


@pytest.mark.usefixtures("city")
def test_an_account_without_a_role_is_told_whom_to_ask(db: None):
    stranger = make_user()
    type(stranger).objects.filter(pk=stranger.pk).update(is_staff=True)

    assert "您的帐号还没有岗位" in words(signed_in(stranger).get(INDEX))


@pytest.mark.usefixtures("city")
def test_every_queue_opens_a_list_of_as_many(office: Client, reviewer: Any):
    for queue in queues(reviewer, timezone.localdate()):
        response = office.get(queue.address)
        assert response.status_code == 200
        listed = response.context["cl"].result_count if "cl" in response.context else 0
        assert (queue.label, listed) == (queue.label, queue.count)


def test_an_extension_that_was_answered_waits_no_longer(rules: RuleSet, finance: Department, reviewer: Any):
    late = make_suggestion("要延期的")
    part = hand_over(late, finance, Event.ACCEPT)
    late.record(Event.ASK_TIME, by=None, note="涉及面广", until=date(2026, 5, 30), assignment=part)
    assert counts(reviewer)["家单位申请延期"] == 1

    late.record(Event.DENY_TIME, by=None, note="理由不足", assignment=part)

    assert counts(reviewer)["家单位申请延期"] == 0


def test_a_queue_says_since_when_its_oldest_waits(rules: RuleSet, housing: Department, reviewer: Any):
    for day in (date(2026, 3, 2), date(2026, 2, 9)):
        hand_over(make_suggestion(), housing, on=day)

    (unsigned,) = (one for one in queues(reviewer, date(2026, 4, 1)) if one.label == "家单位等签收")

    assert (unsigned.count, unsigned.oldest) == (2, date(2026, 2, 9))


def test_the_windows_hold_what_is_due_by_then(rules: RuleSet, housing: Department, reviewer: Any):
    part = hand_over(make_suggestion(), housing, Event.ACCEPT)
    due = part.deadlines.get(step="reply").due_on
    (alone,) = Deadline.objects.running().owed()
    assert alone.due_on == due

    def seen(days: int) -> tuple[int, tuple[tuple[int, int], ...]]:
        found = clocks(reviewer, due - timedelta(days=days))
        return found.overdue, found.within

    assert seen(31) == (0, ((1, 0), (7, 0), (15, 0), (30, 0)))
    assert seen(30) == (0, ((1, 0), (7, 0), (15, 0), (30, 1)))
    assert seen(8) == (0, ((1, 0), (7, 0), (15, 1), (30, 1)))
    assert seen(1) == (0, ((1, 1), (7, 1), (15, 1), (30, 1)))
    assert seen(0) == (0, ((1, 1), (7, 1), (15, 1), (30, 1)))
    assert seen(-1) == (1, ((1, 0), (7, 0), (15, 0), (30, 0)))


def test_the_first_clocks_come_with_a_step_that_the_role_may_take(
    office: Client, liaison: Client, rules: RuleSet, housing: Department
):
    long_ago = timezone.localdate() - timedelta(days=200)
    part = hand_over(make_suggestion("拖了很久的"), housing, Event.ACCEPT, on=long_ago)
    urge = f"{reverse('admin:proposals_proposal_print', args=['urge'])}?parts={part.pk}"

    assert urge in office.get(INDEX).content.decode()
    mine = liaison.get(INDEX).content.decode()
    assert urge not in mine
    assert "写答复：拖了很久的" in mine


def test_what_a_role_may_not_do_is_not_offered(liaison: Client, office: Client):
    assert "批量交办" in words(office.get(INDEX))
    assert "批量交办" not in words(liaison.get(INDEX))
    assert "年度报告表" not in words(liaison.get(INDEX))


PAGES = ("index", "proposals_proposal_changelist", "proposals_assignment_changelist", "proposals_deadline_changelist",
         "proposals_department_changelist")  # fmt: skip


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDITOR])
def test_the_first_page_and_the_lists_take_the_same_few_queries_at_10_and_at_300(db: None, role: Role):
    browser = signed_in(make_user(role=role))

    def asked(proposals: int) -> dict[str, int]:
        taken = {}
        with transaction.atomic():
            build(proposals, timezone.localdate())
            for name in PAGES:
                with CaptureQueriesContext(connection) as queries:
                    assert browser.get(reverse(f"admin:{name}")).status_code == 200
                taken[name] = len(queries)
            transaction.set_rollback(True)
        return taken

    asked(1)  # what is looked up once for a process
    few = asked(10)

    assert asked(300) == few
    assert max(few.values()) <= 15
