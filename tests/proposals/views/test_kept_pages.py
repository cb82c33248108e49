"""Public pages are kept until what they show changes, whoever changes it; nothing that knows its reader is kept."""

import gzip
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delegates.merging import merge
from delegates.models import Delegate
from proposals.handling.links import make_link
from proposals.handling.publishing import publish, withhold
from proposals.models import Proposal, Publication, Reply
from proposals.workflow.events import Event
from proposals.workflow.roles import Role
from tests.factories import make_article, make_delegate, make_industry, make_proposal, make_report, make_user
from tests.proposals.handling.cases import SENT, make_answered, make_assigned

pytestmark = pytest.mark.django_db
FOR_EVERYBODY = (
    "/", "/proposals/", "/proposals/?q=堤岸", "/delegates/", "/industries/", "/reports/", "/words/", "/about/",
    "/method/", "/data/", "/departments/", "/sessions/", "/statistics/", "/sitemap.xml", "/cards/site.png",
)  # fmt: skip


def ask(client: Client, address: str, **headers: str) -> tuple[HttpResponse, list[str]]:
    """The answer, and what was asked of the database for it."""
    with CaptureQueriesContext(connection) as asked:
        response: Any = client.get(address, headers=headers)
    return response, [one["sql"] for one in asked.captured_queries]


def of_version(queries: list[str]) -> bool:
    return len(queries) == 1 and "dataversion" in queries[0]


@pytest.mark.parametrize("address", FOR_EVERYBODY)
def test_a_page_is_rendered_once_and_not_sent_to_whoever_has_it(client: Client, address: str):
    make_proposal()
    first, _ = ask(client, address)

    again, asked = ask(client, address)
    same, asked_by_tag = ask(client, address, if_none_match=first["ETag"])

    assert (first.status_code, again.status_code, same.status_code) == (200, 200, 304)
    assert again.content == first.content
    assert of_version(asked)
    assert of_version(asked_by_tag)
    assert (same.content, same["ETag"]) == (b"", first["ETag"])
    assert first["Cache-Control"] == same["Cache-Control"] == "public, no-cache"
    assert first["Vary"] == again["Vary"] == "Accept-Encoding"
    assert not first.cookies
    assert not again.cookies


def test_a_kept_page_has_all_the_headers_of_the_first_answer(client: Client):
    first, again = client.get("/about/"), client.get("/about/")

    assert dict(again.items()) == dict(first.items())
    assert {"Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"} <= set(dict(again.items()))


def test_a_kept_page_is_compressed_for_those_who_take_it_so(client: Client):
    plain = client.get("/about/")

    packed = client.get("/about/", headers={"accept-encoding": "gzip, br"})
    asked_first = client.get("/method/", headers={"accept-encoding": "gzip"})

    assert packed["Content-Encoding"] == asked_first["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) == int(packed["Content-Length"]) < len(plain.content)
    assert "Content-Encoding" not in client.get("/method/")


def test_each_address_with_its_mode_is_a_page_of_its_own(client: Client):
    pages = [client.get(address) for address in ("/about/", "/about/?size=l", "/about/?theme=dark")]

    assert len({page["ETag"] for page in pages}) == 3
    assert 'data-size="l"' in pages[1].content.decode()


def test_a_forged_or_strange_tag_is_no_reason_for_304(client: Client):
    for tag in ("*", '"x"', 'W/"0"', ""):
        assert client.get("/about/", headers={"if-none-match": tag}).status_code == 200


def test_the_next_day_is_another_page(client: Client, monkeypatch: pytest.MonkeyPatch):
    first = client.get("/about/")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2031, 1, 2))

    assert client.get("/about/")["ETag"] != first["ETag"]


def test_a_page_that_is_too_large_to_keep_or_not_found_is_answered_all_the_same(client: Client):
    caches["pages"].clear()

    assert client.get("/proposals/999999/").status_code == 404
    assert client.get("/proposals/?" + "x" * 3000).status_code == 200
    assert len(caches["pages"]._cache) == 0  # type: ignore[attr-defined]  # that of memory


def test_what_knows_its_reader_is_never_kept(client: Client):
    caches["pages"].clear()
    proposal, reply = make_answered()
    by = make_user(superuser=True)
    token = make_link(reply=reply, proposer=proposal.proposers.get(), by=by, on=SENT)
    staff = Client()
    staff.force_login(by)

    for who, address in ((staff, "/admin/"), (client, "/admin/login/"), (client, f"/rate/{token}/")):
        response = who.get(address)
        assert response.status_code in {200, 410}
        assert "ETag" not in response
        assert "public" not in response.get("Cache-Control", "")
    assert len(caches["pages"]._cache) == 0  # type: ignore[attr-defined]  # that of memory


def test_whoever_signed_in_reads_the_same_kept_page(client: Client):
    staff = Client()
    staff.force_login(make_user(superuser=True))

    assert staff.get("/about/").content == client.get("/about/").content
    assert not staff.get("/about/").cookies


def rename(row: Proposal) -> None:
    row.headline = "把渡口修好"
    row.save()


def by_sql(row: Proposal) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE proposals_proposal SET headline = %s WHERE id = %s", ["把渡口修好", row.pk])


CHANGES: dict[str, tuple[Callable[[Proposal], object], str]] = {
    "a form": (rename, "把渡口修好"),
    "a bulk update": (lambda row: Proposal.objects.filter(pk=row.pk).update(headline="把渡口修好"), "把渡口修好"),
    "plain SQL": (by_sql, "把渡口修好"),
    "an ask": (lambda row: row.asks.create(order=9, text="先修渡口"), "先修渡口"),
    "an event": (lambda row: row.record(Event.NOTE, by=None, on=date(2026, 5, 1), note="看过渡口了"), "看过渡口了"),
    "a delegate's name": (
        lambda row: Delegate.objects.filter(proposing__proposal=row).update(name="贺渡口"), "贺渡口"
    ),
    "a post": (
        lambda row: Delegate.objects.get(proposing__proposal=row).posts.create(title="渡口管理员"), "渡口管理员"
    ),
    "an industry": (lambda row: row.industry_tags.create(industry=make_industry("渡口运输")), "渡口运输"),
    "a department's name": (
        lambda row: row.assignments.get().department.__class__.objects.update(name="渡口管理局"), "渡口管理局"
    ),
    "a published letter": (
        lambda row: publish(
            reply=row.replies.get(), by=make_user(role=Role.REVIEWER), on=SENT, shown=Reply.Shown.SUMMARY,
            summary="渡口年内修好",
        ), "渡口年内修好",
    ),
    "a withheld letter": (
        lambda row: withhold(
            reply=row.replies.get(), by=make_user(role=Role.REVIEWER), on=SENT, ground="渡口条例第十三条"
        ), "渡口条例第十三条",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_the_next_request_shows_what_changed(client: Client, change: str):
    row, _ = make_answered(publication=Publication.DRAFT, asks=["先修堤岸"])
    act, words = CHANGES[change]
    address = row.get_absolute_url()
    before = client.get(address)
    assert words not in before.content.decode()

    act(Proposal.objects.get(pk=row.pk))

    after = client.get(address, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert words in after.content.decode()


def test_what_is_taken_from_the_public_is_gone_from_every_kept_page(client: Client):
    row = make_proposal("把渡口修好", indexed=True)
    addresses = (row.get_absolute_url(), "/", "/proposals/", "/proposals/?q=渡口", f"/cards/proposal/{row.pk}.png")
    assert [client.get(address).status_code for address in addresses] == [200] * 5

    Proposal.objects.filter(pk=row.pk).update(publication=Publication.DRAFT)

    assert [client.get(address).status_code for address in addresses] == [404, 200, 200, 200, 404]
    assert [address for address in addresses[1:4] if "把渡口修好" in client.get(address).content.decode()] == []


def test_a_merge_of_two_people_moves_their_pages_at_once(client: Client):
    one, other = make_delegate("林知夏"), make_delegate("林知夏", body=None)
    make_proposal(proposers=[one])
    make_proposal(proposers=[other])
    address = f"/delegates/{other.pk}/"
    assert client.get(address).status_code == 200

    merge(one, other, by=None, reason="同一个人")

    moved = client.get(address)
    assert (moved.status_code, moved["Location"]) == (301, f"/delegates/{one.pk}/")
    assert "经核对是同一个人" in moved.content.decode()


def test_a_report_that_is_published_stands_in_the_list_at_once(client: Client):
    report = make_report(publication=Publication.DRAFT, title="渡口专版")
    make_proposal(articles=[make_article(report)])
    assert "渡口专版" not in client.get("/reports/").content.decode()

    type(report).objects.filter(pk=report.pk).update(publication=Publication.PUBLISHED)

    assert "渡口专版" in client.get("/reports/").content.decode()


def test_a_proposal_in_the_hands_of_a_department_is_on_that_departments_page(client: Client):
    _, (part,) = make_assigned()

    assert client.get(f"/departments/{part.department_id}/").status_code == 200
