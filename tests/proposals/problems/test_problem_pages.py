"""Reporting an error without account or cookie, and asking again by the number."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from proposals.models import FollowUp, Problem, Proposal, Publication
from proposals.problems import forms
from proposals.problems.reporting import AN_HOUR
from tests.factories import make_proposal
from tests.pages import read, text

pytestmark = pytest.mark.django_db
NEW = "/problems/new/"
WRONG = "第二项诉求抄漏了“今年”两个字"


@pytest.fixture(autouse=True)
def as_quick_as_a_test(monkeypatch: pytest.MonkeyPatch):
    """Nobody waits: what is too quick has a test of its own."""
    monkeypatch.setattr(forms, "QUICKEST", timedelta(seconds=-1))


def form_of(client: Client, about: str = "/", **query: str) -> dict[str, str]:
    """The hidden fields of a form for a page."""
    page = read(client, NEW, about=about, **query)
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def send(client: Client, about: str = "/", **more: str) -> HttpResponse:
    """A report about a page, as a browser sends it."""
    hidden = form_of(client, about)
    return client.post(NEW, hidden | {"text": WRONG, "website": ""} | more)  # type: ignore[return-value]  # of the test client


def test_a_report_waits_for_the_staff_and_its_number_opens_it(client: Client):
    proposal = make_proposal(asks=["修堤", "今年架桥"])

    answer = send(client, proposal.get_absolute_url(), part="ask2", contact="reader@example.com")

    row = Problem.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{row.shown_code}/")
    assert (row.proposal, row.at, row.place, row.state) == (proposal, "ask2", "诉求 2：今年架桥", "open")
    shown = text(read(client, answer["Location"]))
    assert row.shown_code in shown
    assert "等核对" in shown
    assert WRONG in shown
    assert "reader@example.com" not in shown


def test_a_report_changes_and_publishes_nothing(client: Client):
    proposal = make_proposal(asks=["修堤"])
    before, log = read(client, proposal.get_absolute_url()), FollowUp.objects.count()

    send(client, proposal.get_absolute_url(), part="ask1")

    assert read(client, proposal.get_absolute_url()) == before
    assert FollowUp.objects.count() == log
    assert WRONG not in read(client, "/proposals/", q="今年两个字")
    assert mail.outbox == []


def test_no_cookie_is_set_and_nobody_keeps_the_pages(client: Client):
    answers = [client.get(NEW), client.get("/problems/"), send(client), client.get("/problems/7Q4KP-92MFX/")]

    assert [dict(one.cookies) for one in answers] == [{}] * 4
    assert {one["X-Robots-Tag"] for one in answers} == {"noindex, nofollow"}
    assert all("no-store" in one["Cache-Control"] for one in answers)


def test_the_fact_that_was_meant_is_chosen_beforehand(client: Client):
    proposal = make_proposal(asks=["修堤", "架桥"])

    page = read(client, NEW, about=proposal.get_absolute_url(), part="ask2")

    assert '<option value="ask2" selected>诉求 2：架桥</option>' in page


def test_each_part_of_a_page_leads_to_the_form_with_that_part(client: Client):
    proposal = make_proposal(asks=["修堤"])
    page = read(client, proposal.get_absolute_url())

    led = re.findall(rf'href="{NEW}\?about=%2Fproposals%2F{proposal.pk}%2F&amp;part=(\w+)"', page)

    offered = re.findall(r'<option value="(\w+)"', read(client, NEW, about=proposal.get_absolute_url()))
    assert {"ask1", "history", "source"} <= set(led) <= set(offered)


@pytest.mark.parametrize(
    "about",
    ["https://example.com/", "//example.com/", "/admin/", "/nowhere/", "/rate/abc/", "x" * 400, "/proposals/99/"],
)
def test_a_report_about_no_public_page_is_about_the_site(client: Client, about: str):
    send(client, about)

    assert Problem.objects.get().path == "/"


def test_a_draft_cannot_be_asked_about(client: Client):
    draft = make_proposal("鸢尾台阶", asks=["鸢尾栏杆"], publication=Publication.DRAFT)

    page = read(client, NEW, about=draft.get_absolute_url())

    assert "鸢尾" not in page


def test_the_same_form_sent_twice_is_one_report(client: Client):
    form = form_of(client) | {"text": WRONG}

    first, second = (client.post(NEW, form) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Problem.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "said", "status"),
    [
        ({"text": ""}, "请写一写错在哪里。", 422),
        ({"text": "错"}, "请再写详细一点", 422),
        ({"text": "错" * 2001}, "请写在 2000 字以内。", 422),
        ({"contact": "a" * 201}, "请写在 200 字以内。", 422),
        ({"website": "http://spam.example"}, "还没有送出", 422),
        ({"mark": ""}, "这张表不完整", 409),
        ({"mark": "forged:1:abc"}, "这张表不完整", 409),
        ({"part": "ask99"}, "还没有送出", 422),
    ],
)
def test_what_is_not_right_is_said_and_what_was_written_stays(
    client: Client, sent: dict[str, str], said: str, status: int
):
    answer = send(client, **sent)

    page = answer.content.decode()
    assert (answer.status_code, said in page) == (status, True)
    assert sent.get("text", WRONG) in page
    assert not Problem.objects.exists()


def test_a_mark_of_another_address_or_page_does_not_hold(client: Client):
    other = make_proposal()
    form = form_of(client) | {"text": WRONG}

    moved = client.post(NEW, form, REMOTE_ADDR="203.0.113.9")
    elsewhere = client.post(NEW, form | {"about": other.get_absolute_url()})

    assert [moved.status_code, elsewhere.status_code] == [409, 409]
    assert "您换了网络" in moved.content.decode()
    fresh = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', moved.content.decode()))
    assert client.post(NEW, form | fresh, REMOTE_ADDR="203.0.113.9").status_code == 303


def test_a_household_keeps_its_mark_within_its_network_of_version_six(client: Client):
    mark = forms.marked("/", "2001:db8:1:2::1")

    assert forms.read(mark, "/", "2001:db8:1:2:ffff::9").nonce
    with pytest.raises(forms.Unmarked):
        forms.read(mark, "/", "2001:db8:1:3::1")


def test_a_form_left_open_too_long_is_asked_for_again(client: Client, monkeypatch: pytest.MonkeyPatch):
    form = form_of(client) | {"text": WRONG}
    monkeypatch.setattr(forms, "LATEST", timedelta(seconds=-1))

    answer = client.post(NEW, form)

    assert (answer.status_code, "打开得太久了" in answer.content.decode()) == (409, True)


def test_who_is_quicker_than_people_is_asked_again(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(forms, "QUICKEST", timedelta(seconds=2))

    answer = send(client)

    assert (answer.status_code, "送得太快了" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}], ids=["origin", "fetch"]
)
def test_another_site_cannot_send_it_through_its_visitors(client: Client, headers: dict[str, str]):
    answer = client.post(NEW, form_of(client) | {"text": WRONG}, headers=headers)

    assert (answer.status_code, Problem.objects.exists()) == (403, False)


def test_the_sites_own_origin_is_no_hindrance(client: Client):
    answer = client.post(NEW, form_of(client) | {"text": WRONG}, headers={"Origin": "http://testserver"})

    assert answer.status_code == 303


def test_one_address_reports_so_often_an_hour_and_others_go_on(client: Client):
    for _ in range(AN_HOUR):
        assert send(client).status_code == 303

    refused = send(client)

    assert refused.status_code == 429
    assert "请一小时后再送" in refused.content.decode()
    assert WRONG in refused.content.decode()
    hidden = read_form(client, "203.0.113.9")
    assert client.post(NEW, hidden | {"text": WRONG}, REMOTE_ADDR="203.0.113.9").status_code == 303


def read_form(client: Client, address: str) -> dict[str, str]:
    """The hidden fields of a form asked for from another address."""
    page = client.get(NEW, REMOTE_ADDR=address).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def test_no_address_is_kept_and_its_mark_says_nothing_on_another_day():
    today = timezone.localdate()
    marks = {forms.sender_of("203.0.113.9", today - timedelta(days=days)) for days in range(3)}

    assert len(marks) == 3
    assert marks & {forms.sender_of("203.0.113.8", today)} == set()


@pytest.mark.parametrize("typed", ["7Q4KP92MFX", "7q4kp-92mfx", "7Q4KP－92MFX", " 7Q4KP 92MFX "])
def test_a_number_is_found_however_it_is_typed(client: Client, typed: str):
    Problem.objects.create(code="7Q4KP92MFX", nonce="1", path="/", place="整个网站", text=WRONG)

    answer = client.get("/problems/", {"code": typed}, follow=True)

    assert (answer.status_code, WRONG in answer.content.decode()) == (200, True)


def test_letters_that_are_read_as_figures_are_taken_for_them(client: Client):
    Problem.objects.create(code="7Q01192MFX", nonce="1", path="/", place="整个网站", text=WRONG)

    assert client.get("/problems/7qOIL-92mfx/").status_code == 200


@pytest.mark.parametrize("code", ["7Q4KP-92MFY", "x", "7Q4KP92MFX7Q4KP92MFX", "？？？？？？？？？？"])
def test_a_number_that_was_never_given_says_how_numbers_look(client: Client, code: str):
    answer = client.get(f"/problems/{code}/")

    assert (answer.status_code, "没有这个编号" in answer.content.decode()) == (404, True)


def test_the_answer_stands_under_the_number_and_the_note_does_not(client: Client):
    row = Problem.objects.create(
        code="7Q4KP92MFX", nonce="1", path="/", place="整个网站", text=WRONG, state="done", answer="已经照原文补上",
        note="问过报社", settled_on=timezone.localdate(),
    )  # fmt: skip

    shown = text(read(client, f"/problems/{row.shown_code}/"))

    assert "已经改正" in shown
    assert "已经照原文补上" in shown
    assert "问过报社" not in shown


def test_contacts_go_a_month_after_the_answer_and_marks_of_senders_after_two_days():
    today = timezone.localdate()
    settled = {"state": "done", "answer": "改了"}
    for n, (on, age) in enumerate([(31, 40), (29, 40), (None, 40), (None, 1)]):
        row = Problem.objects.create(
            code=f"7Q4KP92MF{n}", nonce=str(n), path="/", place="整个网站", text=WRONG, contact="a@example.com",
            sender="s", settled_on=today - timedelta(days=on) if on else None, **(settled if on else {}),
        )  # fmt: skip
        Problem.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=age))

    Problem.objects.forget(today)

    rows = Problem.objects.order_by("pk")
    assert [bool(row.contact) for row in rows] == [False, True, True, True]
    assert [bool(row.sender) for row in rows] == [False, False, False, True]


def test_a_merged_or_gone_proposal_leaves_its_reports(client: Client):
    proposal = make_proposal(asks=["鸢尾栏杆"])
    send(client, proposal.get_absolute_url(), part="ask1")
    Proposal.objects.filter(pk=proposal.pk).update(publication=Publication.DRAFT)

    shown = read(client, f"/problems/{Problem.objects.get().code}/")

    assert WRONG in shown
    assert proposal.headline not in shown
    assert "鸢尾" not in shown
