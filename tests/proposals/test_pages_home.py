"""What home and the pages of industries say, and how every page is sent."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from proposals.models import Deadline
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event
from tests.factories import (
    make_delegate,
    make_followups,
    make_industry,
    make_organisation,
    make_proposal,
    make_session,
)
from tests.pages import page_of, part, read, text

pytestmark = pytest.mark.django_db
HOSTILE = '</title><script>alert("渡口")</script>'


@pytest.mark.parametrize("address", ["/", "/proposals/", "/industries/", "/reports/", "/delegates/"])
def test_every_page_stands_before_anything_is_published(client: Client, address: str):
    assert "还没有" in read(client, address)


@pytest.mark.parametrize("address", ["/", "/proposals/", "/delegates/", "/industries/", "/reports/", "/robots.txt"])
def test_a_public_page_sets_no_cookie_and_may_be_kept(client: Client, address: str):
    response = client.get(address)

    assert response.cookies.output() == ""
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "public" in response.headers["Cache-Control"]


def test_a_page_has_no_inline_style_nor_script(client: Client):
    proposal = make_proposal(HOSTILE, asks=[HOSTILE], proposers=[make_delegate("林知夏")], indexed=True)

    for address in ("/", "/proposals/", "/proposals/?q=渡口", proposal.get_absolute_url()):
        page = read(client, address)
        assert re.search(r"<style|\sstyle=|\son\w+=", page) is None
        scripts = re.findall(r"<script([^>]*)>", page)
        assert [one for one in scripts if " src=" not in one and "application/ld+json" not in one] == []


def test_hostile_words_are_shown_as_words(client: Client):
    proposal = make_proposal(
        HOSTILE, asks=["<img src=x>"], proposers=[make_organisation("<b>青禾社</b>")], indexed=True
    )

    shown = [page_of(client, proposal), read(client, "/proposals/", q="渡口"), read(client, "/proposals/", q=HOSTILE)]

    assert all("&lt;script&gt;" in page for page in shown)
    assert "&lt;img src=x&gt;" in shown[0]
    assert "&lt;b&gt;青禾社" in shown[0]


def test_an_industry_page_shows_its_words_its_codes_and_its_proposals(client: Client):
    parent = make_industry("水利")
    industry = make_industry("堤防", parent=parent, aliases=["堤垸"], codes=["E4812"])
    proposal = make_proposal(industries=[industry])

    page = read(client, f"/industries/{industry.pk}/")

    assert "堤垸" in page
    assert "E4812" in page
    assert proposal.get_absolute_url() in page
    assert f"/industries/{parent.pk}/" in page


def test_the_tree_counts_what_is_published_and_links_only_to_that(client: Client):
    parent = make_industry("水利")
    used, unused = make_industry("堤防", parent=parent), make_industry("灌渠", parent=parent)
    make_proposal(industries=[used])
    make_proposal(industries=[unused], publication="draft")

    page = read(client, "/industries/")

    assert f'href="/industries/{used.pk}/"' in page
    assert f'href="/industries/{unused.pk}/"' not in page
    assert "堤防1件" in text(page)


def test_home_says_how_much_there_is_with_links(client: Client):
    make_proposal(
        asks=["修堤", "架桥"], proposers=[make_delegate("林知夏"), make_delegate("周子墨")], session=make_session()
    )
    page = read(client, "/")

    assert "这里登记着2位代表委员提的1件事、2项诉求。仅见报道的1件。" in text(page)
    assert "株洲市·市十六届人大一次会议" in text(page)
    assert "数据截至" in page


def test_home_lists_only_days_that_are_known(client: Client):
    make_followups(
        make_proposal("修堤", kind="suggestion"), (Event.ASSIGN, date(2022, 1, 30), ""), (Event.ACCEPT, None, "")
    )

    almanac = part(read(client, "/"), 'ol class="alm"')
    first, today = re.findall(r"<li(?: class=\"(?:today|ahead)\")?><time.*?</div></li>", almanac, re.DOTALL)

    assert text(first) == "302022年1月周日修堤：交办"
    assert "今天没有超期的，也没有十五天内到期的" in text(today)


def test_home_tells_what_is_due_next_and_what_is_late(client: Client):
    today = timezone.localdate()
    late, soon, told = (make_proposal(name, kind="suggestion") for name in ("修堤", "架桥", "铺路"))
    for row, due in ((late, -3), (soon, 4), (told, 90)):
        make_followups(row, (Event.ASSIGN, today - timedelta(days=80), ""))
        Deadline.objects.create(
            proposal=row, assignment=row.assignments.get(), step="reply", starts_on=today - timedelta(days=80),
            due_on=today + timedelta(days=due), first_due_on=today + timedelta(days=due), because="三个月",
        )  # fmt: skip

    page = read(client, "/")
    almanac = text(part(page, 'ol class="alm"'))

    assert "1件超期，1件十五天内到期" in almanac
    assert "架桥：应当答复" in almanac
    assert "铺路：应当答复" in almanac
    assert "修堤：应当答复" not in almanac
    assert '<span class="st st-late">超期 3 天</span>' in page
    assert '<span class="st st-soon">还有 4 天</span>' in page
    assert 'href="/proposals/?overdue=1"' in page


def test_home_shows_what_moved_last_before_what_was_registered_last(client: Client):
    moved = make_proposal("修堤", kind="suggestion")
    make_proposal("架桥")
    make_followups(moved, (Event.ASSIGN, date(2022, 1, 30), ""))

    lanes = read(client, "/").split('class="items lanes"')[1]

    assert lanes.index("修堤") < lanes.index("架桥")


def test_home_of_a_new_city_leads_to_the_first_import(client: Client):
    page = read(client, "/")

    assert "导入第一份报道或名册" in page
    assert 'href="/admin/"' in page
    assert 'class="road' not in page


def test_no_such_page_is_said_in_the_same_layout(client: Client):
    response = client.get("/nothing/")

    assert response.status_code == 404
    assert "没有这一页" in response.content.decode()
    assert 'class="road' not in response.content.decode()


@pytest.mark.parametrize(
    "address", [f"/proposals/{'9' * 30}/", f"/reports/{'9' * 5000}/", "/delegates/0/", "/proposals/x/"]
)
def test_a_number_that_nothing_has_is_no_such_page(client: Client, address: str):
    assert client.get(address).status_code == 404


def test_robots_may_read_pages_but_not_the_workplace(client: Client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[:2] == ["User-agent: *", "Disallow: /admin/"]


def test_a_search_is_marked_where_it_is_found(client: Client):
    make_proposal("修好旧堤", asks=["今冬修好旧堤"], proposers=[make_delegate("林知夏")], indexed=True)

    assert "修好<mark>旧堤</mark>" in read(client, "/proposals/", q="旧堤")
    assert "<mark>林知夏</mark>" in read(client, "/proposals/", q="林知夏")


def test_a_hit_that_the_row_cannot_show_is_explained(client: Client):
    proposal = make_proposal("修好旧堤", mentions=["城管大队"], proposers=[make_delegate("林知夏")])
    reindex([proposal.pk])

    assert "检索词在这一件的原文、单位或经过里" in read(client, "/proposals/", q="城管大队")
