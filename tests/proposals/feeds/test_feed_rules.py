"""Every feed keeps the rules of Atom, asks as often for a thousand as for ten, and is compared like a page."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proposals.models import FollowUp, Proposal
from proposals.workflow.events import Event
from tests.crowd import make_crowd
from tests.factories import make_delegate, make_department, make_industry, make_proposal, make_session
from tests.pages import read
from tests.proposals.feeds.atom_rules import broken_rules
from tests.proposals.handling.cases import make_answered

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
FEED = b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">%s</feed>'


def thing() -> list[str]:
    """A proposal with all that a feed can be of; the addresses of these feeds."""
    who, trade, session, unit = make_delegate(), make_industry(), make_session(), make_department()
    row = make_proposal(
        "修好旧堤&<b>", kind="suggestion", proposers=[who], industries=[trade], session=session, log=False, indexed=True
    )
    row.record(Event.SUBMIT, by=None, on=date(2026, 3, 2), note="一行\n\x07又一行")
    row.record(Event.ASSIGN, by=None, on=date(2026, 3, 2), department=unit)
    make_answered()
    return [
        "/proposals/feed.atom", "/proposals/feed.atom?q=%E6%97%A7%E5%A0%A4&year=2026", "/proposals/feed.atom?year=1950",
        f"/proposals/{row.pk}/feed.atom", f"/delegates/{who.pk}/feed.atom", f"/industries/{trade.pk}/feed.atom",
        f"/sessions/{session.pk}/feed.atom", f"/departments/{unit.pk}/feed.atom",
    ]  # fmt: skip


def test_every_feed_keeps_the_rules_of_atom(client: Client, settings):
    settings.DATA_LICENCE, settings.OPERATOR = "CC BY 4.0", "江岸市人大常委会"

    found = {address: broken_rules(client.get(address).content, SITE + address) for address in thing()}

    assert {address: rules for address, rules in found.items() if rules} == {}


def test_a_part_further_on_keeps_them_too(client: Client):
    row = make_proposal(kind="suggestion")
    for sequence in range(2, 60):
        FollowUp.objects.create(
            proposal=row, sequence=sequence, event="track", state="tracking", happened_on=date(2026, 2, 3)
        )
    first = client.get("/proposals/feed.atom").content.decode()
    (following,) = [one for one in first.split('"') if "after=" in one]

    second = client.get(following.removeprefix(SITE))

    assert second.content.count(b"<entry>") == 8
    assert broken_rules(second.content, following) == []


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        (b"", "Expecting"),
        (b"<title>x</title><id>urn:x</id><updated>2026-01-01</updated>", "dateTime"),
    ],
)
def test_a_feed_that_breaks_a_rule_is_found_out(inside: bytes, rule: str):
    assert any(rule in one for one in broken_rules(FEED % inside, SITE))


def test_a_wrong_name_date_or_address_is_found_out():
    head = (
        b"<title>x</title><id>urn:x</id><updated>2026-01-01T00:00:00</updated><author><name>x</name></author>"
        b'<link rel="alternate" href="/x"/><link rel="self" href="http://other.example/"/>'
    )

    assert broken_rules(FEED % head, SITE) == [
        "an id is no tag: URI", "a moment has no zone", "a link is not whole", "the self link is another address",
    ]  # fmt: skip


def test_the_feeds_ask_as_often_for_a_thousand_as_for_ten(client: Client):
    asked: dict[str, list[int]] = {}
    for size in (10, 1000):
        ids = make_crowd(size)
        row = Proposal.objects.get(pk=ids[0])
        one = row.proposers.get().delegate_id
        addresses = {
            "all": "/proposals/feed.atom?kind=suggestion", "one": f"/proposals/{row.pk}/feed.atom",
            "session": f"/sessions/{row.session_id}/feed.atom", "delegate": f"/delegates/{one}/feed.atom",
            "industry": f"/industries/{row.industry_tags.get().industry_id}/feed.atom",
        }  # fmt: skip
        client.get("/proposals/")  # the catalogue reads what changed
        for name, address in addresses.items():
            with CaptureQueriesContext(connection) as queries:
                assert b"<entry>" in client.get(address).content
            asked.setdefault(name, []).append(len([q for q in queries if "dataversion" not in q["sql"]]))

    # The name of a delegate is asked for once, and remembered with the catalogue.
    bounds = {name: 3 if name == "delegate" else 2 for name in asked}
    assert [name for name, (few, many) in asked.items() if few != many or many > bounds[name]] == []


def test_who_has_the_feed_is_told_so_until_something_happens(client: Client):
    row = make_proposal(kind="suggestion")
    etag = client.get("/proposals/feed.atom")["ETag"]

    same = client.get("/proposals/feed.atom", headers={"If-None-Match": etag})
    row.record(Event.NOTE, by=None, on=None, note="一")
    changed = client.get("/proposals/feed.atom", headers={"If-None-Match": etag})

    assert (same.status_code, same.content, changed.status_code) == (304, b"", 200)
    assert "Cookie" not in changed["Vary"]


def test_pages_lead_programs_and_people_to_their_feed_and_calendar(client: Client):
    row = make_proposal(session=make_session(), industries=[make_industry()])
    who, trade = row.proposers.get().delegate_id, row.industry_tags.get().industry_id
    ways = {
        f"/proposals/{row.pk}/": (f"/proposals/{row.pk}/feed.atom", f"/proposals/{row.pk}/calendar.ics"),
        f"/delegates/{who}/": (f"/delegates/{who}/feed.atom", f"/delegates/{who}/calendar.ics"),
        f"/sessions/{row.session_id}/": (
            f"/sessions/{row.session_id}/feed.atom", f"/sessions/{row.session_id}/calendar.ics",
        ),
        f"/industries/{trade}/": (f"/industries/{trade}/feed.atom",),
        "/proposals/?order=newest&session=&kind=reported&page=1": ("/proposals/feed.atom?kind=reported",),
        "/data/": ("/proposals/feed.atom", "/calendar.ics"),
    }  # fmt: skip

    for page, addresses in ways.items():
        shown = read(client, page)
        assert f'type="application/atom+xml" title="新进展" href="{addresses[0]}">' in shown, page
        assert [shown.count(f'href="{one}"') for one in addresses] == [2] * len(addresses), page


def test_a_page_that_is_not_there_leads_to_no_feed(client: Client):
    assert "atom+xml" not in client.get("/proposals/4711/").content.decode()
