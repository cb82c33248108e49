"""Following by mail from a page: one mail that asks, the same answer for everybody, and bounds."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone, translation

from proposals.alerts import rota
from proposals.following import asking, tasks
from proposals.following.keeping import keep_to_the_time
from proposals.following.subjects import Followed
from proposals.following.tokens import hashed
from proposals.models import Barred, FollowRequest, Message, Publication, Subscriber, Subscription
from tests.factories import (
    make_delegate,
    make_department,
    make_industry,
    make_proposal,
    make_session,
    make_subscription,
)
from tests.pages import read, text
from tests.proposals.following.reading import ASKING, ask, link_in, mails
from tests.proposals.handling.cases import make_assigned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_quick_as_a_test")]
READER = "reader@mail.example"


def test_a_wish_is_asked_back_by_one_mail_and_nothing_is_followed_before_the_yes(client: Client):
    proposal = make_proposal("把旧堤修好")

    answer = ask(client, proposal.get_absolute_url())

    (question,) = mails(ASKING)
    row = Subscription.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, "/follow/sent/")
    assert (question.to, question.subject) == (READER, "言路：请确认要不要收邮件")
    assert "把旧堤修好" in question.text
    assert (row.subject, row.target, row.pace, row.asked) == ("proposal", proposal.pk, "", "daily")
    assert mail.outbox == []


def test_the_link_shows_what_waits_and_the_button_says_yes(client: Client):
    proposal = make_proposal("把旧堤修好")
    ask(client, proposal.get_absolute_url())
    path = link_in(mails(ASKING)[0], "confirm")

    shown = text(read(client, path))
    before = Subscription.objects.get().pace
    done = client.post(path, {"follow": str(Subscription.objects.get().pk)})

    assert "把旧堤修好" in shown
    assert (before, Subscription.objects.get().pace, done.status_code) == ("", "daily", 200)
    assert "没有等着确认的" in text(read(client, path))


def test_what_is_not_ticked_is_not_followed_and_goes(client: Client):
    one, other = make_proposal("把旧堤修好"), make_proposal("把新桥架好")
    for proposal in (one, other):
        ask(client, proposal.get_absolute_url())
    path = link_in(mails(ASKING)[0], "confirm")

    client.post(path, {"follow": str(Subscription.objects.get(target=one.pk).pk)})

    assert [row.target for row in Subscription.objects.all()] == [one.pk]


def test_everything_with_a_page_can_be_followed_from_it(client: Client):
    who, trade, session = make_delegate("林知夏"), make_industry("花炮"), make_session()
    proposal, (part,) = make_assigned(proposers=[who], industries=[trade], session=session, indexed=True)
    pages = {
        proposal.get_absolute_url(): ("proposal", proposal.pk, ""),
        f"/delegates/{who.pk}/": ("delegate", who.pk, ""),
        f"/industries/{trade.pk}/": ("industry", trade.pk, ""),
        f"/departments/{part.department_id}/": ("department", part.department_id, ""),
        f"/sessions/{session.pk}/": ("session", session.pk, ""),
        f"/proposals/?state=handling&industry={trade.pk}&order=newest&theme=dark": (
            "search", 0, f"state=handling&industry={trade.pk}",
        ),
    }  # fmt: skip
    for page in pages:
        assert "有进展时告诉我" in read(client, page)
        ask(client, page, pace="weekly")

    assert [(one.subject, one.target, one.query) for one in Subscription.objects.all()] == list(pages.values())


@pytest.mark.parametrize(
    "about", ["https://example.com/", "//example.com/", "/admin/", "/nowhere/", "/proposals/99/", "x" * 2000, "/about/"]
)
def test_what_cannot_be_followed_is_no_form(client: Client, about: str):
    page = client.get("/follow/", {"about": about})

    assert page.status_code == 404
    assert b'name="address"' not in page.content
    assert ask(client, about).status_code == 404


def test_nobody_learns_of_a_draft_or_of_a_name_that_only_drafts_have(client: Client):
    unit = make_department("鸢尾局")
    draft = make_proposal("鸢尾台阶", publication=Publication.DRAFT, keyword="鸢尾词", mentions=[unit])
    keyword = draft.keyword_tags.get().keyword_id

    assert client.get("/follow/", {"about": draft.get_absolute_url()}).status_code == 404
    assert client.get("/follow/", {"about": f"/departments/{unit.pk}/"}).status_code == 404
    assert "鸢尾" not in read(client, "/follow/", about=f"/proposals/?department={unit.pk}&keyword={keyword}")


def test_the_answer_is_the_same_for_every_address(client: Client):
    proposal = make_proposal()
    make_subscription(proposal, address="known@mail.example", pace="daily")
    bounced = make_subscription(proposal, address="bounced@mail.example", pace="daily").subscriber
    Subscriber.objects.filter(pk=bounced.pk).update(bounced_at=timezone.now(), bounce="550")
    Barred.objects.create(address=hashed("barred@mail.example"))

    answers = [
        ask(client, proposal.get_absolute_url(), f"{name}@mail.example")
        for name in ("known", "bounced", "barred", "new", "new")
    ]

    assert {(one.status_code, one["Location"], one.content) for one in answers} == {(303, "/follow/sent/", b"")}
    assert mails(ASKING, "barred@mail.example") == []


def test_a_thousand_wishes_for_one_address_are_one_mail_an_hour_and_four_a_day(client: Client, monkeypatch):
    monkeypatch.setattr(asking, "OF_NETWORK", {})
    monkeypatch.setattr(asking, "OF_DOMAIN", {})
    start = timezone.now()
    for n in range(1000):
        what = Followed("search", 0, f"year={2000 + n % 30}", "", "/proposals/")
        asking.ask(asking.Wish(READER, what, "daily", "203.0.113.9"), start + timedelta(seconds=n * 30))

    due = sorted(one.due_at for one in mails(ASKING))
    assert len(due) == 4
    assert min(after - before for before, after in pairwise(due)) >= timedelta(hours=1)
    assert Subscription.objects.count() == asking.PENDING


def test_a_network_is_bounded_and_told_when_to_come_again(client: Client):
    proposal = make_proposal()
    near = [
        ask(client, proposal.get_absolute_url(), f"r{n}@mail.example", REMOTE_ADDR=f"203.0.113.{n}") for n in range(12)
    ]
    far = ask(client, proposal.get_absolute_url(), "far@mail.example", REMOTE_ADDR="198.51.100.1")

    assert [one.status_code for one in near] == [303] * 10 + [429] * 2
    assert "请一小时后再送" in text(near[-1].content.decode())
    assert far.status_code == 303


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.1", "203.0.113.254", True), ("203.0.113.1", "203.0.114.1", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True), ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ],
)  # fmt: skip
def test_a_network_is_24_bits_wide_or_64(one: str, other: str, same: bool):
    assert (asking.network(one) == asking.network(other)) is same


@pytest.mark.parametrize(
    ("sent", "said", "status"),
    [
        ({"address": ""}, "请填写电子邮件地址。", 422),
        ({"address": "nobody"}, "这不像一个电子邮件地址", 422),
        ({"address": "a@b.example\r\nBcc: c@d.example"}, "这不像一个电子邮件地址", 422),
        ({"pace": "hourly"}, "请选一项：多久一封。", 422),
        ({"website": "http://spam.example"}, "还没有送出", 422),
        ({"mark": "forged:1:abc"}, "这张表不完整", 409),
    ],
)
def test_what_is_not_right_is_said_and_nothing_is_written(client: Client, sent: dict[str, str], said: str, status: int):
    about = make_proposal().get_absolute_url()
    page = read(client, "/follow/", about=about)
    mark = page.partition('name="mark" value="')[2].partition('"')[0]

    answer = client.post("/follow/", {"about": about, "mark": mark, "address": READER, "pace": "daily"} | sent)

    assert (answer.status_code, said in answer.content.decode()) == (status, True)
    assert (Subscriber.objects.count(), Message.objects.count()) == (0, 0)


def test_a_mark_of_the_form_for_errors_opens_no_other_form(client: Client):
    about = make_proposal().get_absolute_url()
    mark = read(client, "/problems/new/", about=about).partition('name="mark" value="')[2].partition('"')[0]

    answer = client.post("/follow/", {"about": about, "mark": mark, "address": READER, "pace": "daily"})

    assert answer.status_code == 409


def test_another_site_cannot_send_the_form(client: Client):
    about = make_proposal().get_absolute_url()

    assert ask(client, about, HTTP_ORIGIN="https://evil.example").status_code == 403


def test_words_that_were_typed_into_a_search_are_in_no_mail_that_nobody_asked_for(client: Client):
    ask(client, "/proposals/?q=快来买 www.spam.example")

    (question,) = mails(ASKING)
    assert "您写的一个检索" in question.text
    assert "spam" not in question.text + question.html + question.subject
    assert "快来买" in text(read(client, link_in(question, "confirm")))


def test_no_cookie_is_set_and_nobody_keeps_the_pages(client: Client):
    about = make_proposal().get_absolute_url()

    answers = [client.get("/follow/", {"about": about}), client.get("/follow/sent/"), ask(client, about)]
    answers.append(client.get(link_in(mails(ASKING)[0], "confirm")))

    assert [dict(one.cookies) for one in answers] == [{}] * 4
    assert {one["X-Robots-Tag"].partition(",")[0] for one in answers} == {"noindex"}
    assert all("no-store" in one["Cache-Control"] for one in answers)


def test_a_wish_that_nobody_confirms_goes_after_two_days_with_the_address(client: Client):
    ask(client, make_proposal().get_absolute_url())

    keep_to_the_time(timezone.now() + timedelta(hours=47))
    kept = Subscriber.objects.count()
    keep_to_the_time(timezone.now() + timedelta(hours=49))

    assert kept == 1
    assert (Subscriber.objects.count(), Subscription.objects.count(), Message.objects.count()) == (0, 0, 0)
    assert FollowRequest.objects.count() == 0


def test_the_worker_looks_again_the_next_morning():
    tasks.begin()
    tasks.tell_news.call()

    assert rota.planned(tasks.tell_news)


def test_a_mail_is_in_the_language_of_the_page_that_was_filled_in(client: Client, settings):
    settings.LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
    with translation.override("en"):
        what = Followed("proposal", make_proposal().pk, "", "", "")
        asking.ask(asking.Wish(READER, what, "daily", ""), timezone.now())

    assert Subscriber.objects.get().language == "en"
