"""What the feeds tell: of one proposal every step, of a list what happened last, and nothing that is no news."""

from datetime import date

import feedparser  # type: ignore[import-untyped]
import pytest
from django.test import Client

from proposals.models import FollowUp, Industry, Proposal, Publication
from proposals.workflow.events import Event
from tests.factories import make_delegate, make_department, make_industry, make_proposal, make_session
from tests.proposals.feeds.reading import feed, titles
from tests.proposals.handling.cases import make_answered

pytestmark = pytest.mark.django_db
EARLIER, LATER = date(2026, 3, 2), date(2026, 4, 8)


def raised(headline: str = "修好旧堤", on: date | None = EARLIER, **more) -> Proposal:
    row = make_proposal(headline, kind="suggestion", log=False, **more)
    row.record(Event.SUBMIT, by=None, on=on)
    return row


def test_a_list_tells_what_happened_last_first(client: Client):
    row = raised()
    other = raised("点亮路灯", LATER)
    row.record(Event.ASSIGN, by=None, on=date(2026, 3, 9), department=make_department())

    assert titles(client, "/proposals/feed.atom") == ["提交：点亮路灯", "交办：修好旧堤", "提交：修好旧堤"]
    entry = feed(client, "/proposals/feed.atom").entries[0]
    assert entry.link == f"http://127.0.0.1:8000/proposals/{other.pk}/"
    assert entry.tags[0]["term"] == "submit"


def test_a_proposal_tells_every_step_with_the_words_of_its_page(client: Client):
    row, reply = make_answered(text="规划已经起草。", proposers=[make_delegate("林知夏")])
    address = f"/proposals/{row.pk}/feed.atom"

    told = titles(client, address)

    assert told[0] == f"答复：{row.headline}"
    assert told[-1].startswith("提交：")
    assert len(told) == row.followups.count()
    assert feed(client, address).entries[0].summary == f"2026年4月27日：答复，{reply.department}，第一轮答复"


def test_a_mere_reclassification_moves_nothing(client: Client):
    trade = make_industry("花炮")
    row = raised(industries=[trade])
    before = client.get("/proposals/feed.atom").content

    row.industry_tags.all().delete()
    row.industry_tags.create(industry=make_industry("茶叶"))
    Proposal.objects.filter(pk=row.pk).update(field="economy")
    Industry.objects.filter(pk=trade.pk).update(name="烟花")

    assert client.get("/proposals/feed.atom").content == before


def test_an_import_of_old_papers_stands_at_its_own_day(client: Client):
    raised("新的", date.today())
    before = feed(client, "/proposals/feed.atom").feed.updated
    raised("旧的", date(2019, 1, 8))

    read = feed(client, "/proposals/feed.atom")

    assert read.feed.updated == before
    assert [one.title for one in read.entries] == ["提交：新的", "提交：旧的"]
    assert read.entries[1].updated == "2019-01-08T23:59:59+08:00"


def test_what_nobody_knows_the_day_of_stands_in_the_feed_of_its_proposal_alone(client: Client):
    row = raised(on=None)

    assert titles(client, "/proposals/feed.atom") == []
    (entry,) = feed(client, f"/proposals/{row.pk}/feed.atom").entries
    assert entry.summary.startswith("日期不明：提交")


def test_a_first_step_of_no_known_day_stands_before_the_next_one(client: Client):
    row = raised(on=None)
    row.record(Event.ASSIGN, by=None, on=EARLIER, department=make_department())

    told = feed(client, f"/proposals/{row.pk}/feed.atom").entries

    assert [one.title for one in told] == ["交办：修好旧堤", "提交：修好旧堤"]
    assert [one.updated for one in told] == ["2026-03-02T23:59:59+08:00"] * 2


def test_a_step_between_offices_and_a_sum_are_no_news(client: Client):
    row = raised()
    row.record(Event.NOTE, by=None, on=LATER, note="改了一个字")
    row.record(Event.RECOMPUTE, by=None, on=LATER)

    assert titles(client, "/proposals/feed.atom") == ["提交：修好旧堤"]
    assert titles(client, f"/proposals/{row.pk}/feed.atom") == ["说明：修好旧堤", "提交：修好旧堤"]


def test_a_followed_list_tells_of_what_the_list_shows(client: Client):
    who, unit, trade = make_delegate("林知夏"), make_department("市水利局"), make_industry("花炮")
    session = make_session()
    row = raised(proposers=[who], industries=[trade], session=session, indexed=True)
    row.record(Event.ASSIGN, by=None, on=LATER, department=unit)
    raised("点亮路灯", indexed=True)
    wanted = ["交办：修好旧堤", "提交：修好旧堤"]

    for address in (
        f"/delegates/{who.pk}/feed.atom", f"/industries/{trade.pk}/feed.atom", f"/departments/{unit.pk}/feed.atom",
        f"/sessions/{session.pk}/feed.atom", "/proposals/feed.atom?q=旧堤", "/proposals/feed.atom?state=handling",
        f"/proposals/feed.atom?industry={trade.pk}&department={unit.pk}",
    ):  # fmt: skip
        assert titles(client, address) == wanted, address
    assert titles(client, "/proposals/feed.atom?q=花轿") == []


def test_older_news_is_reached_from_part_to_part(client: Client):
    row = raised(on=date(2026, 1, 1))
    for day in range(1, 28):
        for sequence in (2 * day, 2 * day + 1):
            FollowUp.objects.create(
                proposal=row, sequence=sequence, event="track", state="tracking", happened_on=date(2026, 2, day)
            )
    first = feed(client, "/proposals/feed.atom?kind=suggestion")
    following = next(one.href for one in first.feed.links if one.rel == "next")
    second = feed(client, following.removeprefix("http://127.0.0.1:8000"))

    ids = [one.id for one in (*first.entries, *second.entries)]
    assert (len(first.entries), len(second.entries), len(set(ids))) == (50, 5, 55)
    assert (first.feed.id, [one.rel for one in second.feed.links]) == (second.feed.id, ["alternate", "self"])
    assert "kind=suggestion" in following


def test_names_of_feeds_and_entries_outlive_edits_and_another_host(client: Client, settings):
    settings.TAG_AUTHORITY, settings.TAG_DATE = "yanlu.example", "2026-01-01"
    row = raised()
    before = feed(client, "/proposals/feed.atom")

    Proposal.objects.filter(pk=row.pk).update(headline="修好全部旧堤")
    settings.SITE_URL = "https://elsewhere.example"
    after = feed(client, "/proposals/feed.atom")

    assert before.entries[0].id == f"tag:yanlu.example,2026-01-01:proposals/{row.pk}/log/1"
    assert after.entries[0].title == "提交：修好全部旧堤"
    assert (after.feed.id, after.entries[0].id) == (before.feed.id, before.entries[0].id)
    assert after.entries[0].updated == before.entries[0].updated


def test_a_feed_without_entries_has_a_date_that_stays(client: Client, settings):
    settings.TAG_DATE = "2026-01"

    assert feed(client, "/proposals/feed.atom").feed.updated == "2026-01-01T00:00:00+00:00"


def test_what_is_not_public_is_in_no_feed(client: Client):
    who = make_delegate("林知夏")
    row = raised(publication=Publication.DRAFT, proposers=[who], session=make_session())

    assert titles(client, "/proposals/feed.atom") == []
    for address in (
        f"/proposals/{row.pk}/feed.atom", f"/delegates/{who.pk}/feed.atom", f"/sessions/{row.session_id}/feed.atom",
        "/departments/4711/feed.atom", "/industries/4711/feed.atom",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_what_was_public_and_is_withheld_since_is_gone_for_good(client: Client):
    row = raised()
    Proposal.objects.filter(pk=row.pk).update(publication=Publication.WITHHELD, withheld_ground="条例第十三条")

    assert client.get(f"/proposals/{row.pk}/feed.atom").status_code == 410


@pytest.mark.parametrize("after", ["x", "20260101", "20261399-5", "20260101-", "9" * 400, "%00", "２０２６０１０１-5"])
def test_a_place_that_is_none_is_the_beginning(client: Client, after: str):
    raised()

    assert titles(client, f"/proposals/feed.atom?after={after}") == ["提交：修好旧堤"]


def test_hostile_words_break_no_feed(client: Client):
    row = raised('修\x01好\x0b<script>&"旧堤\ufffe\u2028\x85]]>')
    row.record(Event.ASSIGN, by=None, on=LATER, department=make_department(), note="一行\r\n两行\x1b[31m<b>")

    read = feedparser.parse(client.get("/proposals/feed.atom").content, sanitize_html=False)

    assert not read.bozo
    assert [one.title for one in read.entries] == ['交办：修好<script>&"旧堤]]>', '提交：修好<script>&"旧堤]]>']
    assert "一行\n两行[31m<b>" in read.entries[0].summary
    assert read.entries[0].summary_detail.type == "text/plain"


@pytest.mark.parametrize(
    "query", ["q=%EF%BC%9F", "q=%20", "state=nonsense", "session=99999999999", "q=%00", "kind=%ED%A0%80"]
)
def test_hostile_conditions_are_answered(client: Client, query: str):
    raised()

    assert client.get(f"/proposals/feed.atom?{query}").status_code == 200
