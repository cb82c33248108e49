"""A department's calendar, read back as a calendar program reads it: what is in it, for whom, what stays the same."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from proposals.alerts.calendar import calendar_of
from proposals.alerts.keys import address_of, department_by, drop_key, renew_key
from proposals.models import Deadline
from proposals.workflow.events import Event as Happened
from tests.factories import make_department
from tests.proposals.alerts.scene import make_clock, make_part, make_promise

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 10)


@pytest.fixture
def department():
    return make_department("市水利局")


def entries(department) -> list[Any]:
    return list(Calendar.from_ical(calendar_of(department)).walk("VEVENT"))


def the(department) -> Any:
    (event,) = entries(department)
    return event


def titles(department) -> list[str]:
    return [str(event["SUMMARY"]) for event in entries(department)]


def test_the_calendar_has_what_the_standard_asks_for(department):
    make_clock(make_part(department), DUE)

    calendar: Any = Calendar.from_ical(calendar_of(department))

    assert (calendar["VERSION"], calendar["PRODID"]) == ("2.0", "-//Yanlu//Deadlines//ZH")
    assert (calendar["X-WR-CALNAME"], calendar["NAME"]) == ("市水利局：建议提案期限", "市水利局：建议提案期限")
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    for event in calendar.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE"} <= set(event)
        assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)


def test_a_deadline_is_a_whole_day_that_says_why(department, settings):
    settings.SITE_URL = "https://yanlu.example"
    part = make_part(department, headline="修好堤岸", number="012")
    clock = make_clock(part, DUE, because="《代表法》第五十一条：三个月内答复。")

    event = the(department)

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (DUE, DUE + timedelta(days=1))
    assert event["SUMMARY"] == "应答复：修好堤岸（第012号）"
    assert event["DESCRIPTION"] == "市水利局独办\n《代表法》第五十一条：三个月内答复。"
    assert event["UID"] == f"deadline-{clock.pk}@yanlu.example"
    assert event["URL"] == f"https://yanlu.example/admin/proposals/proposal/{part.proposal_id}/change/"
    assert event["TRANSP"] == "TRANSPARENT"


def test_it_rings_seven_days_and_one_day_before_at_nine(department):
    make_clock(make_part(department), DUE)

    alarms = the(department).walk("VALARM")

    assert [alarm["TRIGGER"].dt for alarm in alarms] == [
        timedelta(days=-7, hours=9), timedelta(days=-1, hours=9),
    ]  # fmt: skip
    assert {str(alarm["ACTION"]) for alarm in alarms} == {"DISPLAY"}
    assert str(alarms[0]["DESCRIPTION"]).startswith("还有 7 天：应答复：")


def test_a_provisional_day_says_so_with_the_reason(department):
    reason = "还没有收录2027年的放假安排（国务院一般在上一年11月公布），按周末和法定节日暂定，公布并录入后重算。"
    make_clock(make_part(department, headline="修好堤岸"), date(2027, 1, 8), provisional=True, because=reason)

    event = the(department)

    assert event["SUMMARY"] == "应答复（暂定）：修好堤岸"
    assert reason in event["DESCRIPTION"]


def test_promises_stand_in_it_with_their_words(department):
    promise = make_promise(make_part(department, headline="修好堤岸"), DUE, "年底前修好三段旧堤")
    make_promise(make_part(department), None)

    event = the(department)

    assert event["SUMMARY"] == "承诺到期：修好堤岸"
    assert event["DESCRIPTION"] == "答复里承诺：年底前修好三段旧堤"
    assert str(event["UID"]).startswith(f"promise-{promise.pk}@")


def test_a_moved_day_keeps_its_uid_and_raises_its_sequence(department):
    part = make_part(department)
    clock = make_clock(part, DUE)
    before = the(department)

    part.proposal.record(Happened.ACCEPT, by=None, on=date(2026, 3, 3), assignment=part)
    Deadline.objects.filter(pk=clock.pk).update(due_on=DUE + timedelta(days=30))
    part.proposal.record(Happened.NOTE, by=None, on=date(2026, 6, 1), note="期限改了")
    after = the(department)

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt
    assert after["DTSTART"].dt == DUE + timedelta(days=30)


def test_the_same_state_gives_the_same_bytes(department):
    make_clock(make_part(department), DUE)

    assert calendar_of(department) == calendar_of(department)


def test_what_is_done_or_dropped_is_left_out(department):
    make_clock(make_part(department), DUE, met_on=DUE)
    make_clock(make_part(department), DUE, dropped=True)
    kept = make_promise(make_part(department), DUE)
    kept.state = "kept"
    kept.save()

    assert entries(department) == []
    assert Calendar.from_ical(calendar_of(department))["X-WR-CALNAME"] == "市水利局：建议提案期限"


def test_what_is_overdue_stays_on_its_day(department):
    make_clock(make_part(department, headline="修好堤岸"), date(2020, 1, 2))

    assert the(department)["DTSTART"].dt == date(2020, 1, 2)


def test_entries_of_others_and_those_of_the_office_are_not_in_it(department):
    make_clock(make_part(make_department("市林业局")), DUE)
    own = make_part(department, headline="修好堤岸")
    for step in ("reply", "contest", "adjust", "feedback", "publish"):
        make_clock(own, DUE, step=step)

    assert titles(department) == ["应答复：修好堤岸", "最后一天可申请改办：修好堤岸"]


def test_what_was_handed_on_goes_to_the_next_calendar(department):
    part = make_part(department, headline="修好堤岸")
    make_clock(part, DUE)
    other = make_department("市林业局")
    part.proposal.record(
        Happened.REASSIGN, by=None, on=date(2026, 3, 9), assignment=part, department=other, note="不属于本单位职责"
    )

    assert entries(department) == []


def test_the_work_of_a_department_it_succeeded_is_in_it(department):
    make_clock(make_part(make_department("市水务局", successor=department), headline="修好堤岸"), DUE)

    assert titles(department) == ["应答复：修好堤岸"]


def test_an_undone_import_is_not_in_it(department):
    part = make_part(department)
    make_clock(part, DUE)
    part.proposal.record(Happened.RETRACT, by=None)
    Deadline.objects.update(dropped=False)

    assert entries(department) == []


@pytest.mark.parametrize(
    ("headline", "read"),
    [
        ("堤；岸,桥;路\\井", "堤；岸,桥;路\\井"),
        ("堤岸\r\nEND:VEVENT\r\nBEGIN:VEVENT", "堤岸\nEND:VEVENT\nBEGIN:VEVENT"),
        ("堤\x0b岸桥\x85路\u2028井\x1c", "堤岸桥路井"),
        ("把" * 200, "把" * 200),
        ("\U00020000\U0001f333" * 60, "\U00020000\U0001f333" * 60),
        ('"堤":岸^n', '"堤":岸^n'),
    ],
)
def test_no_headline_breaks_the_file(department, headline, read):
    make_clock(make_part(department, headline=headline), DUE)

    assert titles(department) == [f"应答复：{read}"]
    assert max(len(line) for line in calendar_of(department).split(b"\r\n")) <= 75


def test_the_number_of_queries_does_not_grow_with_the_work(department, django_assert_num_queries):
    for day in range(5):
        part = make_part(department)
        make_clock(part, DUE + timedelta(days=day))
        make_promise(part, DUE)

    with django_assert_num_queries(2):
        assert len(entries(department)) == 10


def test_the_address_gives_the_file_to_who_has_the_key(department, client: Client):
    make_clock(make_part(department, headline="修好堤岸"), DUE)
    renew_key(department)

    answer = client.get(address_of(department))

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.content == calendar_of(department)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-cache", "noindex, nofollow")


def test_a_program_that_has_the_file_is_told_so_until_it_changes(department, client: Client):
    part = make_part(department)
    clock = make_clock(part, DUE)
    renew_key(department)
    etag = client.get(address_of(department))["ETag"]

    same = client.get(address_of(department), headers={"If-None-Match": etag})
    Deadline.objects.filter(pk=clock.pk).update(met_on=DUE)
    changed = client.get(address_of(department), headers={"If-None-Match": etag})

    assert (same.status_code, same.content) == (304, b"")
    assert same["Cache-Control"] == "private, no-cache"
    assert changed.status_code == 200


def test_a_renewed_key_ends_the_old_address(department, client: Client):
    renew_key(department)
    old = address_of(department)

    renew_key(department)

    assert client.get(old).status_code == 404
    assert client.get(address_of(department)).status_code == 200


def test_a_dropped_key_ends_the_address(department, client: Client):
    renew_key(department)
    old = address_of(department)

    drop_key(department)

    assert (address_of(department), client.get(old).status_code) == ("", 404)


@pytest.mark.parametrize("key", ["-", "x" * 43, "%20", "x" * 500])
def test_an_unknown_key_opens_nothing(department, client: Client, key):
    assert client.get(f"/calendar/{key}.ics").status_code == 404


def test_departments_without_a_key_are_opened_by_none(department):
    assert department_by("") is None


def test_a_key_is_long_and_never_the_same(department):
    keys = {renew_key(department) for _ in range(20)}

    assert len(keys) == 20
    assert {len(key) for key in keys} == {43}


def test_the_calendar_is_only_read(department, client: Client):
    renew_key(department)

    assert client.post(address_of(department)).status_code == 405
    assert reverse("proposals:calendar", args=["k"]) == "/calendar/k.ics"
