"""The public calendars, read by two parsers: what is in them, what stays the same, and what is nobody's business."""

from datetime import date, timedelta
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from delegates.models import Session
from proposals.models import Commitment, Deadline, Proposal, Publication, Reply
from proposals.workflow.events import Event as Happened
from proposals.workflow.states import Duty
from tests.factories import make_delegate, make_department, make_proposal, make_session
from tests.proposals.alerts.scene import make_clock, make_letter, make_part, make_promise

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 10)


def entries(client: Client, address: str = "/calendar.ics") -> list[Any]:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    read: Any = Calendar.from_ical(response.content)
    return list(read.walk("VEVENT"))


def titles(client: Client, address: str = "/calendar.ics") -> list[str]:
    return [str(one["SUMMARY"]) for one in entries(client, address)]


def public_promise(part: Any, due_on: date = DUE, **letter: Any) -> Commitment:
    make_letter(part, publication=Publication.PUBLISHED, shown=Reply.Shown.FULL, **letter)
    return make_promise(part, due_on)


def test_a_session_is_all_its_days_and_ends_before_the_next(client: Client, settings):
    settings.TAG_AUTHORITY = "yanlu.example"
    session = make_session(starts_on=date(2026, 1, 5), ends_on=date(2026, 1, 9))
    make_proposal(session=session)

    (event,) = entries(client)

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 1, 5), date(2026, 1, 10))
    assert {event[name].params["VALUE"] for name in ("DTSTART", "DTEND")} == {"DATE"}
    assert (event["SUMMARY"], event["UID"]) == (session.name, f"session-{session.pk}@yanlu.example")
    assert event["URL"] == f"http://127.0.0.1:8000/sessions/{session.pk}/"


def test_sessions_of_no_known_day_or_without_anything_public_are_not_in_it(client: Client):
    make_proposal(session=make_session(term=15))
    make_proposal(session=make_session(term=14, starts_on=date(2026, 1, 5)), publication=Publication.DRAFT)

    assert titles(client) == []


def test_a_moved_session_raises_its_sequence(client: Client):
    session = make_session(starts_on=date(2026, 1, 5))
    make_proposal(session=session)
    (before,) = entries(client)

    Session.objects.filter(pk=session.pk).update(starts_on=date(2026, 1, 6))
    (after,) = entries(client)

    assert (after["UID"], after["DTSTART"].dt) == (before["UID"], date(2026, 1, 6))
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt


def test_the_day_of_an_answer_says_who_owes_it_and_why(client: Client):
    part = make_part(make_department("市水利局"), headline="修好旧堤")
    make_clock(part, DUE, because="《代表法》第五十一条：三个月内答复。")

    (event,) = entries(client)

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (DUE, DUE + timedelta(days=1))
    assert (event["SUMMARY"], event["STATUS"]) == ("应当答复：修好旧堤", "CONFIRMED")
    assert event["DESCRIPTION"] == "市水利局\n《代表法》第五十一条：三个月内答复。"
    assert event["URL"] == f"http://127.0.0.1:8000/proposals/{part.proposal_id}/"
    assert event.walk("VALARM") == []


def test_a_provisional_day_says_so(client: Client):
    make_clock(make_part(headline="修好旧堤"), DUE, provisional=True)

    (event,) = entries(client)

    assert (event["SUMMARY"], event["STATUS"]) == ("应当答复（暂定）：修好旧堤", "TENTATIVE")


def test_what_was_answered_stays_ninety_days_and_says_so(client: Client):
    today = timezone.localdate()
    clock = make_clock(make_part(headline="修好旧堤"), DUE, provisional=True, met_on=today - timedelta(days=90))
    (event,) = entries(client)
    assert (event["SUMMARY"], event["STATUS"]) == ("已经答复：修好旧堤", "CONFIRMED")

    Deadline.objects.filter(pk=clock.pk).update(met_on=today - timedelta(days=91))

    assert titles(client) == []


def test_a_moved_day_keeps_its_name_and_raises_its_sequence(client: Client):
    part = make_part()
    clock = make_clock(part, DUE)
    (before,) = entries(client)

    part.proposal.record(Happened.NOTE, by=None, on=date(2026, 6, 1), note="期限改了")
    Deadline.objects.filter(pk=clock.pk).update(due_on=DUE + timedelta(days=30))
    (after,) = entries(client)

    assert (after["UID"], after["DTSTART"].dt) == (before["UID"], DUE + timedelta(days=30))
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt


def test_promises_that_everybody_may_read_stand_in_it(client: Client):
    open_one = public_promise(make_part(headline="修好旧堤"))
    make_promise(make_part(headline="点亮路灯"), DUE)  # its letter is not public
    kept = public_promise(make_part(headline="加宽老桥"), DUE + timedelta(days=1))
    Commitment.objects.filter(pk=kept.pk).update(state="kept", settled_on=timezone.localdate())

    first, second = entries(client)

    assert first["SUMMARY"] == "承诺到期：修好旧堤"
    assert str(first["DESCRIPTION"]).endswith(f"答复里承诺：{open_one.text}")
    assert second["SUMMARY"] == "承诺已经兑现：加宽老桥"


def test_days_between_offices_are_nobody_elses(client: Client):
    part = make_part()
    for step in ("sign", "contest", "feedback", "publish", "opinion"):
        make_clock(part, DUE, step=step)
    unit = make_department()
    part.proposal.record(Happened.ASSIGN, by=None, on=date(2026, 3, 2), department=unit, duty=Duty.ASSIST)
    make_clock(part.proposal.assignments.get(duty=Duty.ASSIST), DUE)
    make_clock(make_part(), DUE, dropped=True)
    make_clock(make_part(publication=Publication.DRAFT), DUE)

    assert titles(client) == []


def test_each_page_has_the_days_of_its_own(client: Client):
    unit, who = make_department("市水利局"), make_delegate("林知夏")
    session = make_session(starts_on=date(2026, 1, 5))
    part = make_part(unit, headline="修好旧堤", proposers=[who], session=session)
    make_clock(part, DUE)
    other = make_part(headline="点亮路灯")
    make_clock(other, DUE)
    Proposal.objects.filter(pk=other.proposal_id).update(publication=Publication.DRAFT)
    make_clock(make_part(headline="加宽老桥"), DUE)
    own = ["应当答复：修好旧堤"]

    assert titles(client, f"/sessions/{session.pk}/calendar.ics") == [session.name, *own]
    for address in (f"departments/{unit.pk}", f"delegates/{who.pk}", f"proposals/{part.proposal_id}"):
        assert titles(client, f"/{address}/calendar.ics") == own, address
    for address in (f"departments/{other.department_id}", f"proposals/{other.proposal_id}", "sessions/4711"):
        assert client.get(f"/{address}/calendar.ics").status_code == 404, address


def test_a_department_has_its_own_part_alone(client: Client):
    mine, yours = make_department("市水利局"), make_department("市林业局")
    part = make_part(mine, headline="修好旧堤", duty=Duty.SEPARATE)
    part.proposal.record(Happened.ASSIGN, by=None, on=date(2026, 3, 2), department=yours, duty=Duty.SEPARATE)
    for one in part.proposal.assignments.all():
        make_clock(one, DUE + timedelta(days=one.department_id == yours.pk))

    assert [one["DTSTART"].dt for one in entries(client, f"/departments/{yours.pk}/calendar.ics")] == [
        DUE + timedelta(days=1)
    ]


def test_two_parsers_read_the_same(client: Client):
    make_clock(
        make_part(make_department("市水利局"), headline='堤；岸,桥;路\\井\r\nEND:VEVENT\x0b"把"' + "把" * 90), DUE
    )
    public_promise(make_part(headline="点亮路灯"), DUE + timedelta(days=3))
    make_proposal(session=make_session(starts_on=date(2026, 1, 5), ends_on=date(2026, 1, 9)))
    content = client.get("/calendar.ics").content

    one = [
        (str(event["UID"]), str(event["SUMMARY"]), str(event["DESCRIPTION"]), event["DTSTART"].dt, event["DTEND"].dt)
        for event in entries(client)
    ]
    other = [
        (event.uid.value, event.summary.value, event.description.value, event.dtstart.value, event.dtend.value)
        for event in vobject.readOne(content.decode()).vevent_list
    ]
    assert len(one) == 3
    assert one == other
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_the_questions_do_not_grow_with_the_days(client: Client, django_assert_num_queries):
    for more in (2, 6):
        for day in range(more):
            make_clock(make_part(session=make_session(term=day + 1, starts_on=DUE)), DUE + timedelta(days=day))
            public_promise(make_part())
        client.get("/proposals/")  # the catalogue reads what changed
        with django_assert_num_queries(5):  # the version of the data, sessions with their changes, answers, promises
            client.get("/calendar.ics")


def test_who_has_the_file_is_told_so_until_it_changes(client: Client):
    clock = make_clock(make_part(), DUE)
    etag = client.get("/calendar.ics")["ETag"]

    same = client.get("/calendar.ics", headers={"If-None-Match": etag})
    Deadline.objects.filter(pk=clock.pk).update(due_on=DUE + timedelta(days=1))
    changed = client.get("/calendar.ics", headers={"If-None-Match": etag})

    assert (same.status_code, changed.status_code) == (304, 200)
