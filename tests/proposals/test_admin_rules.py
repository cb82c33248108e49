"""Rules and holidays in the admin: a pasted notice, single days, schemes to copy; deadlines follow at once."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from proposals.models import CalendarYear, DeadlineRule, Holiday, ResultScheme, RuleSet
from proposals.workflow.events import Event
from proposals.workflow.roles import Role
from proposals.workflow.states import Duty
from tests.factories import make_council, make_department, make_proposal, make_region, make_user

pytestmark = pytest.mark.django_db

NOTICE = """一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月13日（周六）上班。"""


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make_user(role=Role.ADMINISTRATOR))
    return client


@pytest.fixture
def provisional() -> Any:
    """A reply due on a day of 2027 that only the notice can confirm."""
    rules = RuleSet.objects.create(name="办理规则", citation="《代表法》第五十一条")
    DeadlineRule.objects.create(rule_set=rules, step="reply", anchor="assigned", period="3m")
    proposal = make_proposal(kind="suggestion")
    proposal.record(
        Event.ASSIGN, by=None, on=date(2026, 11, 9), department=make_department(), duty=Duty.SOLE
    )  # fmt: skip
    return proposal.deadlines.get()


def year(**more: str) -> dict[str, str]:
    return {"year": "2027", "notice": "国务院办公厅关于2027年部分节假日安排的通知", "text": NOTICE, **more}


def test_a_pasted_notice_becomes_days_and_moves_what_was_provisional(
    administrator: Client, provisional: Any, django_capture_on_commit_callbacks: Any
):
    with django_capture_on_commit_callbacks(execute=True):
        administrator.post("/admin/proposals/calendaryear/add/", year())

    assert Holiday.objects.count() == 3 + 7 + 1
    assert list(Holiday.objects.filter(works=True).values_list("day", flat=True)) == [date(2027, 2, 13)]
    provisional.refresh_from_db()
    assert (provisional.due_on, provisional.provisional) == (date(2027, 2, 12), False)
    assert provisional.proposal.followups.last().event == Event.RECOMPUTE


def test_a_notice_with_a_slip_is_refused_on_its_field(administrator: Client):
    answer = administrator.post("/admin/proposals/calendaryear/add/", year(text="春节：2月5日（周六）放假。"))

    assert "2月5日不是周六" in answer.content.decode()
    assert not CalendarYear.objects.exists()


def test_a_corrected_notice_replaces_its_days_and_leaves_those_of_a_region(administrator: Client):
    administrator.post("/admin/proposals/calendaryear/add/", year())
    Holiday.objects.create(day=date(2027, 2, 13), name="地方", region=make_region())
    entered = CalendarYear.objects.get()

    page = f"/admin/proposals/calendaryear/{entered.pk}/change/"
    read = administrator.get(page).context["adminform"].form["read_version"].value()
    corrected = year(text="春节：2月5日至13日放假，共9天。", read_version=str(read))

    administrator.post(page, corrected)

    assert sorted(Holiday.objects.filter(day=date(2027, 2, 13)).values_list("name", "works")) == [
        ("地方", False),
        ("春节放假", False),
    ]


def test_a_single_day_moves_deadlines_when_it_is_entered_and_when_it_goes(
    administrator: Client, provisional: Any, django_capture_on_commit_callbacks: Any
):
    with django_capture_on_commit_callbacks(execute=True):
        administrator.post("/admin/proposals/holiday/add/", {"day": "2027-02-09", "name": "春节"})
    provisional.refresh_from_db()
    assert provisional.due_on == date(2027, 2, 10)

    with django_capture_on_commit_callbacks(execute=True):
        administrator.post(f"/admin/proposals/holiday/{Holiday.objects.get().pk}/delete/", {"post": "yes"})
    provisional.refresh_from_db()
    assert provisional.due_on == date(2027, 2, 9)


def test_a_rule_that_cannot_be_read_is_refused(administrator: Client):
    council = make_council()
    form = {
        "name": "株洲市办理规则", "citation": "办法", "council": council.pk, "session": "", "kind": "", "raised": "",
        "signs": "on", "checks": "on", "deadlines-TOTAL_FORMS": "1", "deadlines-INITIAL_FORMS": "0",
        "deadlines-0-step": "reply", "deadlines-0-anchor": "assigned", "deadlines-0-period": "=02-30",
        "deadlines-0-limit": "", "deadlines-0-citation": "",
    }  # fmt: skip

    refused = administrator.post("/admin/proposals/ruleset/add/", form)
    assert "没有2月30日这一天" in refused.content.decode()
    assert not RuleSet.objects.exists()

    administrator.post("/admin/proposals/ruleset/add/", {**form, "deadlines-0-period": "2m"})
    assert [str(rule) for rule in DeadlineRule.objects.all()] == ["交办之日起2个月：答复"]


def test_a_rule_says_a_fixed_day_as_a_day():
    assert str(DeadlineRule(step="reply", anchor="assigned", period="=06-30")) == "6月30日前：答复"


def test_a_second_set_for_the_same_place_is_refused(administrator: Client):
    RuleSet.objects.create(name="全国", citation="法")
    form = {"name": "又一套", "citation": "法", "deadlines-TOTAL_FORMS": "0", "deadlines-INITIAL_FORMS": "0"}

    refused = administrator.post("/admin/proposals/ruleset/add/", form)

    assert "这里已经有一套办理规则" in refused.content.decode()


def test_a_scheme_is_copied_with_its_classes_as_a_sample(administrator: Client):
    scheme = ResultScheme.objects.create(name="三类", council=make_council())
    scheme.classes.create(order=1, letter="A", meaning="已经解决", outcome="resolved")

    administrator.post(
        "/admin/proposals/resultscheme/", {"action": "copy", "_selected_action": [scheme.pk]}, follow=True
    )
    administrator.post(
        "/admin/proposals/resultscheme/", {"action": "copy", "_selected_action": [scheme.pk]}, follow=True
    )

    copies = ResultScheme.objects.filter(sample=True).order_by("pk")
    assert [(copy.name, copy.council, str(copy.classes.get())) for copy in copies] == [
        ("三类（副本）", None, "已经解决（A）"),
        ("三类（副本2）", None, "已经解决（A）"),
    ]


@pytest.mark.parametrize("model", ["ruleset", "resultscheme", "holiday", "calendaryear"])
def test_lists_and_forms_open_for_the_administrator_and_stay_closed_to_a_liaison(
    administrator: Client, client: Client, model: str
):
    paths = [f"/admin/proposals/{model}/", f"/admin/proposals/{model}/add/"]
    assert [administrator.get(path).status_code for path in paths] == [200, 200]

    client.force_login(make_user(role=Role.LIAISON, department=make_department()))
    assert [client.get(path).status_code for path in paths] == [403, 403]
