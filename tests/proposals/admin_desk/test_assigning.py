"""Handing many over at once: shown first, written once, all or none."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from proposals.desk.assigning import known_departments
from proposals.models import Assignment, Deadline, Department, FollowUp, Proposal
from proposals.workflow.events import Event
from proposals.workflow.states import Duty
from tests.proposals.admin_desk.batch_form import fields, form_on, words
from tests.proposals.admin_desk.desk_rows import HANDED, make_suggestion

pytestmark = pytest.mark.django_db
LIST = reverse("admin:proposals_proposal_changelist")
ONE_DAY = timedelta(days=1)


def page(*proposals: Proposal) -> str:
    numbers = ",".join(str(one.pk) for one in proposals)
    return f"{reverse('admin:proposals_proposal_assign')}?ids={numbers}"


def rows() -> tuple[int, int, int]:
    return FollowUp.objects.count(), Assignment.objects.count(), Deadline.objects.count()


def test_the_action_leads_to_the_preview(office: Client, lift: Proposal):
    response = office.post(LIST, {"action": "assign", "_selected_action": [lift.pk]})

    assert response["Location"] == page(lift)


def test_the_preview_suggests_with_the_reason_and_writes_nothing(office: Client, lift: Proposal, housing: Department):
    before = rows()

    shown = office.get(page(lift))

    assert fields(shown)[f"{lift.pk}-main"] == "株洲市住建局"
    assert "建议主办：株洲市住建局（100%，凭“电梯”）" in words(shown)
    assert rows() == before
    lift.refresh_from_db()
    assert lift.state == "submitted"


def test_the_preview_says_what_will_happen_and_by_when(office: Client, lift: Proposal, housing: Department):
    sent = form_on(office, page(lift)) | {"on": HANDED.isoformat(), "look": "1"}

    shown = words(office.post(page(lift), sent))

    assert "已提交→变成已交办" in shown
    assert "株洲市住建局2026年4月30日前答复" in shown
    assert "本市办理办法第九条" in shown
    assert rows()[1:] == (0, 0)


def test_confirming_hands_over_with_assistants_on_the_day_chosen(
    office: Client, reviewer: User, lift: Proposal, housing: Department, finance: Department
):
    sent = form_on(office, page(lift)) | {
        "on": HANDED.isoformat(), "note": "请按期办", f"{lift.pk}-duty": "lead", f"{lift.pk}-assist": "株洲市财政局",
    }  # fmt: skip
    again = fields(office.post(page(lift), {**sent, "look": "1"}))

    response = office.post(page(lift), {**again, "confirm": "1"})

    assert response.status_code == 302
    parts = Assignment.objects.filter(proposal=lift).values_list("department__name", "duty", "assigned_on")
    assert list(parts) == [("株洲市住建局", "lead", HANDED), ("株洲市财政局", "assist", HANDED)]
    log = lift.followups.filter(event=Event.ASSIGN).values_list("note", "recorded_by", "happened_on")
    assert list(log) == [("请按期办", reviewer.pk, HANDED)] * 2
    assert Deadline.objects.get(proposal=lift, step="reply").due_on == date(2026, 4, 30)


def test_a_changed_field_is_shown_again_before_it_is_written(
    office: Client, lift: Proposal, housing: Department, finance: Department
):
    sent = form_on(office, page(lift)) | {f"{lift.pk}-main": "株洲市财政局", "confirm": "1"}

    shown = office.post(page(lift), sent)

    assert "请再看一遍，再确认" in shown.content.decode()
    assert not Assignment.objects.exists()
    office.post(page(lift), {**fields(shown), "confirm": "1"})
    assert Assignment.objects.get().department == finance


def test_the_same_form_sent_twice_hands_over_once(office: Client, lift: Proposal, housing: Department):
    sent = {**form_on(office, page(lift)), "confirm": "1"}

    office.post(page(lift), sent)
    again = office.post(page(lift), sent, follow=True)

    assert "刚才已经登记过了，没有重复登记" in again.content.decode()
    assert Assignment.objects.count() == 1


def test_what_somebody_recorded_since_is_shown_before_anything_is_written(
    office: Client, lift: Proposal, housing: Department
):
    sent = {**form_on(office, page(lift)), "confirm": "1"}
    lift.record(Event.NOTE, by=None, note="代表来电")

    shown = office.post(page(lift), sent)

    assert "别人刚登记了新的进展" in shown.content.decode()
    assert not Assignment.objects.exists()


def test_one_that_cannot_be_handed_over_keeps_all_back_and_says_why(
    office: Client, lift: Proposal, housing: Department, finance: Department
):
    handled = make_suggestion("电梯旁边的坡道")
    handled.record(Event.ASSIGN, by=None, on=HANDED, department=finance, duty=Duty.SOLE)
    before = rows()
    sent = form_on(office, page(lift, handled))

    shown = office.post(page(lift, handled), {**sent, "confirm": "1"})

    assert "第2件“电梯旁边的坡道”没有登记成" in words(shown)
    assert "整批都没有写入" in words(shown)
    assert rows() == before


def test_a_row_without_a_department_is_left_as_it_is(office: Client, lift: Proposal, housing: Department):
    other = make_suggestion("增开夜班公交")
    sent = form_on(office, page(lift, other))

    assert f"{other.pk}-main" not in sent
    office.post(page(lift, other), {**sent, "confirm": "1"})

    assert [one.proposal for one in Assignment.objects.all()] == [lift]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"main": "市气象站"}, "没有叫“市气象站”的单位"),
        ({"main": "株洲市住建局、株洲市财政局"}, "主办（独办）单位只能有一个"),
        ({"main": "株洲市住建局", "assist": "株洲市财政局"}, "独办没有会办单位"),
        ({"main": "", "assist": "株洲市财政局"}, "还没有主办单位"),
        ({"main": "株洲市住建局", "duty": "lead", "assist": "株洲市住建局"}, "同一个单位填了两次"),
        ({"main": "株洲市住建局", "on": "2999-01-01"}, "这一天还没有到"),
    ],
)
def test_what_is_unclear_says_what_to_do(
    office: Client, lift: Proposal, housing: Department, finance: Department, typed: dict[str, str], said: str
):
    sent = form_on(office, page(lift)) | {f"{lift.pk}-{name}": value for name, value in typed.items()}

    shown = office.post(page(lift), {**sent, "confirm": "1"})

    assert said in words(shown)
    assert not Assignment.objects.exists()


def test_several_answer_each_for_itself(office: Client, lift: Proposal, housing: Department, finance: Department):
    typed = {f"{lift.pk}-main": "株洲市住建局，株洲市财政局", f"{lift.pk}-duty": "separate"}
    seen = fields(office.post(page(lift), form_on(office, page(lift)) | typed | {"look": "1"}))

    office.post(page(lift), {**seen, "confirm": "1"})

    assert [one.duty for one in Assignment.objects.all()] == ["separate", "separate"]


def test_handing_over_teaches_the_suggestions(office: Client, lift: Proposal, housing: Department):
    office.post(page(lift), {**form_on(office, page(lift)), "confirm": "1"})

    assert lift.lessons.filter(about="department", target="住建局").exists()


def test_a_liaison_hands_nothing_over(liaison: Client, lift: Proposal):
    assert liaison.get(page(lift)).status_code == 403
    assert liaison.post(page(lift), {"confirm": "1"}).status_code == 403


def test_names_count_on_the_day_of_handing_over(housing: Department, finance: Department):
    begins, ends = date(2026, 1, 1), date(2026, 7, 1)
    housing.aliases.create(name="房建局", valid_from=begins, valid_until=ends)
    Department.objects.filter(pk=finance.pk).update(valid_until=ends, successor=housing)

    found = {day: known_departments(day) for day in (begins - ONE_DAY, begins, ends - ONE_DAY, ends)}

    assert [list(names.get("房建局", [])) for names in found.values()] == [[], [housing], [housing], []]
    assert ["株洲市财政局" in names for names in found.values()] == [True, True, True, False]


def test_a_name_out_of_use_by_then_leads_to_who_took_over(
    office: Client, lift: Proposal, housing: Department, finance: Department
):
    Department.objects.filter(pk=finance.pk).update(valid_until=HANDED, successor=housing)
    sent = form_on(office, page(lift)) | {"on": HANDED.isoformat(), f"{lift.pk}-main": "株洲市财政局", "look": "1"}

    shown = words(office.post(page(lift), sent))

    assert "2026年1月30日已经没有叫“株洲市财政局”的单位，由“株洲市住建局”负责。请改填“株洲市住建局”" in shown


def test_a_department_that_will_end_later_still_gets_what_is_handed_over_before(
    office: Client, lift: Proposal, housing: Department
):
    Department.objects.filter(pk=housing.pk).update(valid_until=HANDED + ONE_DAY)
    sent = form_on(office, page(lift)) | {"on": HANDED.isoformat(), f"{lift.pk}-main": "株洲市住建局"}
    again = fields(office.post(page(lift), {**sent, "look": "1"}))

    office.post(page(lift), {**again, "confirm": "1"})

    assert Assignment.objects.get().department == housing
