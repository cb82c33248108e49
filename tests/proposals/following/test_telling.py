"""What a follower is told of: each change once, nothing old, nothing that is not public, one mail for all of it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from proposals.following.answering import confirm
from proposals.following.appearances import look
from proposals.following.finding import news_for
from proposals.following.items import MOST
from proposals.following.telling import tell, tell_one
from proposals.handling.publishing import publish
from proposals.models import Message, Proposal, ProposalIndustry, Publication, Subscription, Telling
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event
from tests.factories import (
    make_delegate,
    make_department,
    make_industry,
    make_proposal,
    make_session,
    make_subscription,
    make_user,
)
from tests.proposals.following.reading import DIGEST, mails
from tests.proposals.handling.cases import make_answered

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def assign(proposal: Proposal, on: date | None = TODAY, **more: Any) -> Any:
    """Handed over to a department: the commonest news."""
    return proposal.record(
        Event.ASSIGN, by=None, on=on, department=more.pop("department", None) or make_department(), **more
    )


def suggestion(headline: str = "把旧堤修好", **more: Any) -> Proposal:
    return make_proposal(headline, kind="suggestion", **more)


def told() -> list[str]:
    """The texts of all digests."""
    return [one.text for one in mails(DIGEST)]


def test_a_follower_of_a_proposal_is_told_what_happens_to_it():
    proposal = suggestion()
    make_subscription(proposal, address="reader@mail.example")
    assign(proposal, department=make_department("市水利局"))

    written = tell(timezone.now())

    (mail,) = mails(DIGEST)
    assert written == 1
    assert (mail.to, mail.subject) == ("reader@mail.example", "言路：交办，把旧堤修好")
    assert "市水利局" in mail.text
    assert f"{TODAY.month}月{TODAY.day}日　交办" in mail.text
    assert f"/proposals/{proposal.pk}/" in mail.text
    assert "您关注的：这一件" in mail.text


def test_the_same_change_is_told_once_however_often_news_are_looked_for():
    make_subscription(proposal := suggestion())
    make_subscription(proposal, pace="daily")
    assign(proposal)
    now = timezone.now()

    written = [tell(now), tell(now), tell(now + timedelta(days=1)), tell(now + timedelta(days=8))]

    assert written == [1, 0, 1, 0]
    assert Telling.objects.count() == 2


def test_two_runs_that_found_the_same_write_one_mail():
    row = make_subscription(proposal := suggestion())
    assign(proposal)
    now = timezone.now()
    look(now)
    found = news_for([row])[row.subscriber_id]

    written = [tell_one(row.subscriber_id, found, now) for _ in range(2)]

    assert written == [True, False]
    assert len(mails(DIGEST)) == 1


def test_the_database_refuses_to_tell_twice():
    row = make_subscription(proposal := suggestion())
    entry = assign(proposal)
    Telling.objects.create(subscriber=row.subscriber, followup=entry)

    with pytest.raises(IntegrityError), transaction.atomic():
        Telling.objects.create(subscriber=row.subscriber, followup=entry)


def test_a_person_gets_one_mail_for_all_they_follow_and_each_change_in_it_once():
    who, trade = make_delegate("林知夏"), make_industry("花炮")
    proposal = suggestion(proposers=[who], industries=[trade])
    for what in (proposal, who, trade):
        make_subscription(what, address="reader@mail.example")
    assign(proposal)

    written = tell(timezone.now())

    (text,) = told()
    assert written == 1
    assert text.count("【把旧堤修好】") == 1
    assert text.count("交办") == 1
    assert "您关注的：这一件；林知夏；花炮" in text


@pytest.mark.parametrize(
    ("pace", "moments"),
    [
        ("at_once", [True, False, False, False]),
        ("daily", [False, True, False, False]),
        ("weekly", [False, False, True, False]),
    ],
)
def test_each_pace_has_its_hour(pace: str, moments: list[bool]):
    """Confirmed on a Tuesday morning; looked for in the evening, the next morning, and on Monday morning."""
    zone = timezone.get_current_timezone()
    tuesday = datetime(2026, 3, 3, 10, tzinfo=zone)
    make_subscription(proposal := suggestion(), pace=pace, since=tuesday)
    assign(proposal)
    runs = [
        tuesday.replace(hour=20), datetime(2026, 3, 4, 7, 30, tzinfo=zone), datetime(2026, 3, 9, 7, 30, tzinfo=zone),
        datetime(2026, 3, 16, 8, tzinfo=zone),
    ]  # fmt: skip

    assert [bool(tell(now)) for now in runs] == moments


def test_a_monday_that_was_missed_is_made_up_for_on_the_next_day():
    zone = timezone.get_current_timezone()
    make_subscription(proposal := suggestion(), pace="weekly", since=datetime(2026, 3, 3, 10, tzinfo=zone))
    assign(proposal)

    assert tell(datetime(2026, 3, 10, 7, 30, tzinfo=zone)) == 1


@pytest.mark.parametrize("what", ["delegate", "industry", "session", "search", "words"])
def test_a_new_proposal_is_told_to_who_follows_what_it_belongs_to(what: str):
    who, trade, session = make_delegate(), make_industry("花炮"), make_session()
    followed: dict[str, Any] = {
        "delegate": who, "industry": trade, "session": session, "search": f"industry={trade.pk}&kind=suggestion",
        "words": "q=%E6%97%A7%E5%A0%A4",
    }  # fmt: skip
    make_subscription(followed[what])
    for headline in ("把旧堤修好", "别的事"):
        ours = headline == "把旧堤修好"
        suggestion(
            headline, proposers=[who] if ours else None, industries=[trade] if ours else (),
            session=session if ours else None, indexed=True,
        )  # fmt: skip

    tell(timezone.now())

    (text,) = told()
    assert "新公开的一件：现在是“已提交”" in text
    assert "把旧堤修好" in text
    assert "别的事" not in text


def test_who_follows_a_department_is_told_what_is_handed_to_it():
    unit = make_department("市水利局")
    make_subscription(unit)
    proposal = suggestion()
    look(timezone.now())
    assign(proposal, department=unit)

    tell(timezone.now())

    assert "【把旧堤修好】" in told()[0]


def test_tags_and_other_industries_are_no_news():
    trade = make_industry("花炮")
    proposal = suggestion()
    look(timezone.now())
    make_subscription(trade)
    ProposalIndustry.objects.create(proposal=proposal, industry=trade)
    reindex([proposal.pk])

    assert tell(timezone.now()) == 0


def test_sums_notes_and_corrections_are_no_news():
    make_subscription(proposal := suggestion())
    entry = assign(proposal)
    tell(timezone.now())
    proposal.record(Event.RECOMPUTE, by=None, on=TODAY, note="重算")
    proposal.record(Event.NOTE, by=None, on=TODAY, note="记一笔")
    proposal.record(Event.CORRECT, by=None, on=TODAY, note="日期记错", corrects=entry, day=TODAY - timedelta(days=1))

    assert tell(timezone.now()) == 0


def test_what_happened_before_the_following_is_told_to_nobody():
    old, new = suggestion("早先的"), suggestion("新近的")
    for proposal in (old, new):
        make_subscription(proposal, address="reader@mail.example")
    assign(old, on=TODAY - timedelta(days=1))
    assign(new)

    tell(timezone.now())

    (text,) = told()
    assert "新近的" in text
    assert "早先的" not in text


def test_an_imported_step_without_a_day_is_told_to_nobody():
    make_subscription(one := suggestion("材料里的"), address="reader@mail.example")
    make_subscription(other := suggestion("自己记的"), address="reader@mail.example")
    assign(one, on=None, imported=True)
    assign(other, on=None)

    tell(timezone.now())

    (text,) = told()
    assert "自己记的" in text
    assert "材料里的" not in text


@pytest.mark.parametrize(
    ("raised", "session", "told_of"),
    [
        (0, None, True), (-1, None, False), (None, "newest", True), (None, "earlier", False), (None, None, False),
    ],
)  # fmt: skip
def test_an_import_of_old_papers_is_no_news_and_one_of_today_is(raised: int | None, session: str | None, told_of: bool):
    trade = make_industry("花炮")
    make_subscription(trade)
    sessions = {"earlier": make_session(number=1), "newest": make_session(number=2), None: None}
    row = make_proposal(kind="suggestion", industries=[trade], session=sessions[session], log=False)
    row.record(Event.SUBMIT, by=None, on=None if raised is None else TODAY + timedelta(days=raised))

    assert tell(timezone.now()) == told_of


@pytest.mark.parametrize(("number", "told_of"), [(2, True), (1, False)])
def test_what_the_press_reported_is_news_again_when_it_proves_to_be_submitted_at_the_newest_session(
    number: int, told_of: bool
):
    sessions = {one: make_session(number=one) for one in (1, 2)}
    row = make_proposal(session=sessions[number])
    look(timezone.now())
    make_subscription(row)
    row.record(Event.SUBMIT, by=None)

    assert tell(timezone.now()) == told_of


def test_a_proposal_is_news_once_when_it_becomes_public_with_all_that_its_log_holds():
    trade = make_industry("花炮")
    make_subscription(trade)
    row = suggestion(industries=[trade], session=make_session(), publication=Publication.DRAFT)
    assign(row)
    before = tell(timezone.now())
    Proposal.objects.filter(pk=row.pk).update(publication=Publication.PUBLISHED)
    written = [tell(timezone.now()), tell(timezone.now())]

    (text,) = told()
    assert (before, written) == (0, [1, 0])
    assert "新公开的一件：现在是“已交办”" in text
    assert Telling.objects.count() == 2


def test_what_was_public_when_a_reader_said_yes_is_no_news():
    trade = make_industry("花炮")
    suggestion(industries=[trade], session=make_session())
    row = make_subscription(trade, asked="at_once")
    confirm(row.subscriber, [row.pk], timezone.now())

    assert Subscription.objects.get().pace == "at_once"
    assert tell(timezone.now()) == 0


def test_what_happened_while_it_was_taken_back_is_told_when_it_is_public_again():
    make_subscription(proposal := suggestion(), since=timezone.now() - timedelta(days=5))
    look(timezone.now() - timedelta(days=5))
    Proposal.objects.filter(pk=proposal.pk).update(publication=Publication.DRAFT)
    assign(proposal)
    hidden = tell(timezone.now() + timedelta(days=3))
    Proposal.objects.filter(pk=proposal.pk).update(publication=Publication.PUBLISHED)

    assert (hidden, tell(timezone.now() + timedelta(days=6))) == (0, 1)


def test_a_letter_that_is_made_public_is_news():
    proposal, reply = make_answered(publication=Publication.DRAFT)
    look(timezone.now())
    make_subscription(proposal)
    publish(reply=reply, by=make_user(staff=True), on=TODAY, shown="full")

    tell(timezone.now())

    assert "公开答复" in told()[0]


def test_words_that_are_not_public_are_in_no_mail():
    proposal, _ = make_answered(publication=Publication.DRAFT, text="鸢尾计划。计划六月底前印发。")
    make_subscription(proposal, since=timezone.now() - timedelta(days=365 * 5))

    tell(timezone.now())

    (mail,) = mails(DIGEST)
    assert "鸢尾" not in mail.text + mail.html


def test_a_reader_whose_mail_came_back_is_told_nothing():
    row = make_subscription(proposal := suggestion())
    row.subscriber.bounced_at = timezone.now()
    row.subscriber.save()
    assign(proposal)

    assert tell(timezone.now()) == 0


def test_a_hundred_followers_of_one_thing_ask_one_question_for_it(django_assert_max_num_queries):
    trade = make_industry("花炮")
    rows = [make_subscription(trade) for _ in range(100)]
    for _ in range(5):
        suggestion(industries=[trade], session=make_session())
    look(timezone.now())

    with django_assert_max_num_queries(2):
        found = news_for(rows)

    assert {len(one) for one in found.values()} == {5}


def test_a_title_cannot_add_a_header():
    make_subscription(proposal := suggestion("把旧堤\r\nBcc: x@evil.example\r\n\r\n修好"))
    assign(proposal)

    tell(timezone.now())

    (mail,) = Message.objects.filter(key__startswith=DIGEST)
    assert "\r" not in mail.subject
    assert "\n" not in mail.subject


def test_of_very_many_a_mail_names_thirty_and_counts_the_others():
    make_subscription(trade := make_industry("花炮"))
    for _ in range(MOST + 2):
        suggestion(industries=[trade], session=make_session())

    tell(timezone.now())

    (mail,) = mails(DIGEST)
    assert mail.subject == f"言路：新公开 {MOST + 2} 件"
    assert mail.text.count("【") == MOST
    assert "另有 2 件，这封信里写不下" in mail.text
    assert Telling.objects.count() == MOST + 2
