"""Who sees what: one question for proposals, articles, replies and delegates, asked of every kind of reader."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from delegates.models import Delegate
from proposals.models import (
    Article,
    Ask,
    Assignment,
    Deadline,
    Department,
    FollowUp,
    Proposal,
    Publication,
    Reply,
    Report,
)
from proposals.models.staff import role_of
from proposals.models.visibility import own_departments, worked_on_by, works_on
from proposals.shown.evidence import evidence_of
from proposals.workflow.events import Event
from proposals.workflow.roles import Role
from proposals.workflow.states import Duty
from tests.factories import (
    make_article,
    make_department,
    make_proposal,
    make_report,
    make_session,
    make_span,
    make_user,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 30)
OFFICE = [Role.ADMINISTRATOR, Role.EDITOR, Role.REVIEWER, Role.AUDITOR]


@pytest.fixture
def own() -> Department:
    return make_department("市水利局")


@pytest.fixture
def liaison(own: Department) -> User:
    return make_user(role=Role.LIAISON, department=own)


def handled(department: Department, headline: str, publication: str = Publication.DRAFT, **more: Any) -> Proposal:
    row = make_proposal(
        headline, kind="suggestion", session=make_session(), asks=[headline], publication=publication, **more
    )
    row.record(Event.ASSIGN, by=None, on=DAY, department=department, duty=Duty.SOLE)
    return row


def seen(user: Any) -> set[str]:
    return {row.headline for row in Proposal.objects.visible_to(user)}


@pytest.fixture
def proposals(own: Department) -> None:
    """One of the own department, one of another, each unpublished; and a published one of another."""
    other = make_department("市城管局")
    handled(own, "修好旧堤")
    handled(other, "点亮路灯")
    handled(other, "加宽南桥", Publication.PUBLISHED)


@pytest.mark.parametrize("reader", [None, AnonymousUser()], ids=["nobody", "anonymous"])
def test_the_public_sees_what_is_published(proposals: None, reader: Any):
    assert seen(reader) == {"加宽南桥"}


@pytest.mark.parametrize("role", OFFICE)
def test_the_office_sees_everything_but_what_was_retracted(proposals: None, role: Role):
    row = make_proposal("导错的件", publication="draft")
    row.record(Event.RETRACT, by=None)

    assert seen(make_user(role=role)) == {"修好旧堤", "点亮路灯", "加宽南桥"}


def test_a_liaison_sees_the_own_and_the_published_and_works_on_the_own(proposals: None, liaison: User):
    assert seen(liaison) == {"修好旧堤", "加宽南桥"}
    assert {row.headline for row in Proposal.objects.handled_by(liaison)} == {"修好旧堤"}
    assert {row.headline for row in worked_on_by(liaison, Proposal.objects.all())} == {"修好旧堤"}


def test_staff_without_a_role_and_people_who_left_see_what_the_public_sees(proposals: None, liaison: User):
    nobody = make_user()
    User.objects.filter(pk=nobody.pk).update(is_staff=True)
    User.objects.filter(pk=liaison.pk).update(is_active=False)

    for user in User.objects.filter(pk__in=[nobody.pk, liaison.pk]):
        assert (role_of(user), seen(user)) == (None, {"加宽南桥"})
        assert not Proposal.objects.handled_by(user).exists()
        assert not worked_on_by(user, Proposal.objects.all()).exists()


def test_a_superuser_is_an_administrator_whatever_the_position_says(own: Department):
    user = make_user(superuser=True)
    assert role_of(user) is Role.ADMINISTRATOR


def test_the_departments_of_a_liaison_are_the_own_and_those_it_succeeded(own: Department, liaison: User):
    before = make_department("市水务局", successor=own)
    first = make_department("水电局", successor=before)
    make_department("市城管局")

    assert set(own_departments(liaison)) == {own, before, first}
    assert not own_departments(make_user(role=Role.EDITOR)).exists()


def test_what_was_handed_on_is_the_new_departments(own: Department, liaison: User):
    row = handled(own, "修好旧堤")
    row.record(Event.REASSIGN, by=None, on=DAY, department=make_department("市交通局"), note="不归水利局")

    assert seen(liaison) == set()
    assert not works_on(liaison, Assignment.objects.get(department=own))


def test_what_hangs_on_a_proposal_is_met_where_the_proposal_is(proposals: None, liaison: User):
    assert [one.text for one in worked_on_by(liaison, Ask.objects.all())] == ["修好旧堤"]
    assert {one.proposal.headline for one in worked_on_by(liaison, FollowUp.objects.all())} == {"修好旧堤"}
    assert worked_on_by(make_user(role=Role.AUDITOR), Ask.objects.all()).count() == 3


def test_of_a_shared_proposal_a_liaison_meets_the_own_part_alone(own: Department, liaison: User):
    row = handled(make_department("市城管局"), "点亮路灯")
    row.record(Event.ASSIGN, by=None, on=DAY, department=own, duty=Duty.ASSIST)
    mine, theirs = row.assignments.get(department=own), row.assignments.exclude(department=own).get()
    for part in (mine, theirs):
        Reply.objects.create(proposal=row, assignment=part, text=f"{part.department}的稿子", status="draft")
        Deadline.objects.create(
            proposal=row,
            assignment=part,
            step="reply",
            round=9,
            starts_on=DAY,
            due_on=DAY,
            first_due_on=DAY,
            because="…",
        )
        row.record(Event.MEET, by=None, on=DAY, note=f"{part.department}说", assignment=part)

    assert list(worked_on_by(liaison, Assignment.objects.all())) == [mine]
    assert [one.text for one in worked_on_by(liaison, Reply.objects.all())] == ["市水利局的稿子"]
    assert {one.assignment for one in worked_on_by(liaison, Deadline.objects.filter(round=9))} == {mine}
    told = worked_on_by(liaison, FollowUp.objects.filter(event=Event.MEET.value))
    assert [one.note for one in told] == ["市水利局说"]


def test_the_public_reads_replies_that_were_sent_and_published(own: Department, liaison: User):
    row = handled(own, "修好旧堤", Publication.PUBLISHED)
    part = row.assignments.get()
    for text, status, publication in (
        ("草稿", "draft", "draft"),
        ("内部", "sent", "draft"),
        ("公开", "sent", "published"),
    ):
        Reply.objects.create(proposal=row, assignment=part, text=text, status=status, publication=publication)

    assert [one.text for one in Reply.objects.visible_to(None)] == ["公开"]
    assert {one.text for one in Reply.objects.visible_to(liaison)} == {"草稿", "内部", "公开"}
    assert {one.text for one in Reply.objects.visible_to(make_user(role=Role.AUDITOR))} == {"草稿", "内部", "公开"}


def test_a_liaison_reads_the_source_of_an_own_proposal_and_no_other(own: Department, liaison: User):
    report = make_report("水利局的堤。\n城管局的灯。\n", publication=Publication.DRAFT, shown=Report.Shown.FULL)
    mine, theirs = make_article(report, "水利局的堤。"), make_article(report, "城管局的灯。")
    handled(own, "修好旧堤", articles=[mine])
    handled(make_department("市城管局"), "点亮路灯", articles=[theirs])

    assert list(Article.objects.visible_to(liaison)) == [mine]
    assert not Report.objects.visible_to(liaison).exists()
    assert not Article.objects.visible_to(None).exists()


def test_of_a_shared_article_a_liaison_reads_no_fact_of_another_proposal(own: Department, liaison: User):
    report = make_report("修好旧堤。点亮路灯。\n", publication=Publication.DRAFT, shown=Report.Shown.FULL)
    article = make_article(report, "修好旧堤。点亮路灯。")
    mine = handled(own, "修好旧堤", articles=[article])
    theirs = handled(make_department("市城管局"), "点亮路灯", articles=[article])
    make_span(report, "修好旧堤", "text", ask=mine.asks.get())
    make_span(report, "点亮路灯", "text", ask=theirs.asks.get())

    def facts(user: Any) -> list[str]:
        return [fact.value for one in evidence_of([article], user) for fact in one.facts]

    (shown,) = evidence_of([article], liaison)
    assert facts(liaison) == ["修好旧堤"]
    assert facts(make_user(role=Role.AUDITOR)) == ["修好旧堤", "点亮路灯"]
    assert not shown.whole
    assert "点亮路灯" not in "".join(piece.text for part in shown.paragraphs for piece in part.pieces)


def test_delegates_are_seen_by_who_may_view_them(proposals: None, liaison: User):
    public = {one.delegate_id for one in Proposal.objects.get(headline="加宽南桥").proposers.all()}

    assert {one.pk for one in Delegate.objects.visible_to(None)} == public
    assert {one.pk for one in Delegate.objects.visible_to(liaison)} == public
    assert Delegate.objects.visible_to(make_user(role=Role.EDITOR)).count() == 3


@pytest.mark.parametrize(("role", "queries"), [(Role.EDITOR, 2), (Role.LIAISON, 2)])
def test_the_role_is_looked_up_once(
    django_assert_num_queries: Any, proposals: None, own: Department, role: Role, queries: int
):
    made = make_user(role=role, department=own if role is Role.LIAISON else None)
    user = User.objects.get(pk=made.pk)

    with django_assert_num_queries(queries):
        list(Proposal.objects.visible_to(user).values_list("pk"))
        user.has_perm("proposals.view_proposal")
        user.has_perm("delegates.add_delegate")
