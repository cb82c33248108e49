"""One event on many: what may be chosen, what it would do, written once and wholly."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proposals.models import Assignment, Department, FollowUp, Proposal, RuleSet
from proposals.workflow.events import Event
from tests.proposals.admin_desk.batch_form import fields, form_on, words
from tests.proposals.admin_desk.desk_rows import HANDED, hand_over, make_suggestion

pytestmark = pytest.mark.django_db
LATER = "2026-02-09"


def page(**rows: list[Proposal] | list[Assignment]) -> str:
    query = "&".join(f"{name}={','.join(str(one.pk) for one in of)}" for name, of in rows.items())
    return f"{reverse('admin:proposals_proposal_events')}?{query}"


@pytest.fixture
def parts(rules: RuleSet, housing: Department) -> list[Assignment]:
    return [hand_over(make_suggestion(), housing, Event.ACCEPT) for _ in range(3)]


def ask_time(*parts: Assignment) -> None:
    for part in parts:
        part.proposal.record(
            Event.ASK_TIME, by=None, on=HANDED, assignment=part, note="涉及面广", until=date(2026, 6, 15)
        )


def offered(client: Client, address: str) -> set[str]:
    form = client.get(address).context["form"]
    return {value for value, _ in form.fields["event"].choices if value}


def test_the_action_leads_to_the_preview(office: Client, parts: list[Assignment]):
    changelist = reverse("admin:proposals_assignment_changelist")

    response = office.post(changelist, {"action": "record", "_selected_action": [one.pk for one in parts]})

    assert response["Location"].startswith(reverse("admin:proposals_proposal_events"))
    assert office.get(response["Location"]).context["count"] == 0


def test_more_than_a_page_of_rows_is_refused_in_words(office: Client):
    many = [make_suggestion(log=False).pk for _ in range(101)]
    changelist = reverse("admin:proposals_proposal_changelist")

    response = office.post(changelist, {"action": "record", "_selected_action": many}, follow=True)

    assert "一次最多 100 件" in response.content.decode()


def test_only_what_is_legal_and_allowed_and_needs_no_page_of_its_own_is_offered(
    office: Client, liaison: Client, parts: list[Assignment]
):
    ask_time(parts[0])

    assert offered(office, page(parts=parts)) == {
        "contest",
        "handle",
        "meet",
        "urge",
        "ask_time",
        "deny_time",
        "extend",
    }
    assert offered(liaison, page(parts=parts)) == {"contest", "handle", "meet", "ask_time"}


def test_the_preview_shows_each_step_and_writes_nothing(office: Client, parts: list[Assignment]):
    before = FollowUp.objects.count()
    sent = form_on(office, page(parts=parts)) | {"event": "handle", "on": LATER}

    shown = office.post(page(parts=parts), {**sent, "look": "1"})

    assert words(shown).count("已签收；株洲市住建局已签收→变成办理中；株洲市住建局办理中") == 3
    assert FollowUp.objects.count() == before
    assert {one.stage for one in Assignment.objects.all()} == {"accepted"}


def test_confirming_records_all_of_them_once(office: Client, parts: list[Assignment]):
    sent = form_on(office, page(parts=parts)) | {"event": "handle", "on": LATER}
    seen = {**fields(office.post(page(parts=parts), {**sent, "look": "1"})), "confirm": "1"}

    office.post(page(parts=parts), seen)
    again = office.post(page(parts=parts), seen, follow=True)

    assert {one.stage for one in Assignment.objects.all()} == {"handling"}
    assert FollowUp.objects.filter(event=Event.HANDLE, happened_on=date(2026, 2, 9)).count() == 3
    assert "没有重复登记" in again.content.decode()


def test_a_row_that_cannot_take_it_keeps_all_back(office: Client, parts: list[Assignment], housing: Department):
    unsigned = hand_over(make_suggestion("没有签收的"), housing)
    rows = [*parts, unsigned]
    sent = form_on(office, page(parts=rows)) | {"event": "handle", "on": LATER}

    shown = office.post(page(parts=rows), {**sent, "look": "1"})

    assert "有1件还不能登记" in words(shown)
    assert "不能直接“开始办理”" in words(shown)
    assert 'name="confirm"' not in shown.content.decode()
    office.post(page(parts=rows), {**fields(shown), "confirm": "1"})
    assert not FollowUp.objects.filter(event=Event.HANDLE).exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"event": "contest", "on": LATER}, "请写明理由"),
        ({"event": "extend", "on": LATER}, "请填写延长到哪一天"),
        ({"event": "urge", "on": "2026-01-05"}, "早于上一步的日期（2026年1月30日）"),
        ({"event": "urge", "on": (timezone.localdate() + timedelta(days=2)).isoformat()}, "这一天还没有到"),
    ],
)
def test_what_is_missing_or_wrong_is_said(office: Client, parts: list[Assignment], typed: dict[str, str], said: str):
    ask_time(*parts)

    shown = office.post(page(parts=parts), form_on(office, page(parts=parts)) | typed | {"confirm": "1"})

    assert said in words(shown)
    assert not FollowUp.objects.filter(event=typed["event"]).exists()


def test_an_extension_shows_the_day_it_moves_to(office: Client, parts: list[Assignment]):
    ask_time(*parts)
    typed = {"event": "extend", "on": LATER, "until": "2026-06-15", "note": "涉及面广"}

    shown = office.post(page(parts=parts), form_on(office, page(parts=parts)) | typed | {"look": "1"})

    assert words(shown).count("2026年6月15日前答复") == 3


def test_an_event_in_the_address_is_chosen_beforehand(office: Client, parts: list[Assignment]):
    shown = office.get(page(parts=parts) + "&event=urge")

    assert fields(shown)["event"] == "urge"
    assert words(shown).count("状态不变，进展里记一笔") == 3


def test_a_liaison_records_for_the_own_department_alone(liaison: Client, parts: list[Assignment], finance: Department):
    theirs = hand_over(make_suggestion(), finance, Event.ACCEPT)

    assert liaison.get(page(parts=[theirs])).status_code == 404
    sent = form_on(liaison, page(parts=[*parts, theirs])) | {"event": "handle", "on": LATER}
    seen = fields(liaison.post(page(parts=[*parts, theirs]), {**sent, "look": "1"}))
    liaison.post(page(parts=[*parts, theirs]), {**seen, "confirm": "1"})

    theirs.refresh_from_db()
    assert theirs.stage == "accepted"
    assert {one.stage for one in Assignment.objects.filter(pk__in=[one.pk for one in parts])} == {"handling"}


def test_a_proposal_stands_for_its_only_answering_department(office: Client, parts: list[Assignment]):
    proposals = [one.proposal for one in parts]
    sent = form_on(office, page(ids=proposals)) | {"event": "handle", "on": HANDED.isoformat()}
    seen = fields(office.post(page(ids=proposals), {**sent, "look": "1"}))

    office.post(page(ids=proposals), {**seen, "confirm": "1"})

    assert {one.stage for one in Assignment.objects.all()} == {"handling"}
