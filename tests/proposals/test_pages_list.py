"""The list of proposals: several conditions at once in one address, counts, chips, pages, and addresses gone wrong."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client, RequestFactory

from delegates.models import Body
from proposals.models import Keyword, Proposal
from proposals.shown.searchable import reindex
from proposals.views.paging import paged
from tests.crowd import make_crowd
from tests.factories import make_delegate, make_industry, make_proposal, make_session
from tests.pages import read, text

pytestmark = pytest.mark.django_db
FILE = re.compile(r"\.(?:atom|ics|csv|xlsx|jsonl)(?:\?|$)")  # has no light and no size of letters


def found(page: str) -> list[str]:
    """The headlines listed."""
    return [text(one) for one in re.findall(r'<h2 class="item-h">(.*?)</h2>', page)]


def options(page: str, name: str) -> dict[str, tuple[str, bool]]:
    """Value → label with count, and whether it is ticked."""
    boxes = re.findall(
        rf'<label><input type="checkbox" form="find" name="{name}" value="(.*?)"( checked)?>(.*?)</label>', page
    )
    return {value: (text(label), bool(ticked)) for value, ticked, label in boxes}


def chips(page: str) -> dict[str, str]:
    """Label → address without it."""
    links = re.findall(r'<li><a href="([^"]*)">([^<]*) <span aria-hidden="true">×', page)
    return {label: unescape(address) for address, label in links}


@pytest.fixture
def city() -> dict[str, Proposal]:
    """Four proposals that differ in everything a filter asks for."""
    npc, cppcc = make_session(), make_session(Body.CPPCC, term=10)
    river, bus = make_industry("堤防"), make_industry("公交")
    member = make_delegate("祁连雪", body=Body.CPPCC)
    rows = {
        "press": make_proposal("甲修堤", industries=[river], session=npc, keyword="潮涌"),
        "filed": make_proposal("乙修堤", industries=[river], session=npc, kind="suggestion"),
        "other": make_proposal("丙通车", industries=[bus], session=cppcc, kind="proposal", proposers=[member]),
        "both": make_proposal(
            "丁堤路", industries=[river, bus], session=cppcc, proposers=[make_delegate("白杨"), member]
        ),
    }
    reindex([row.pk for row in rows.values()])
    return rows


@pytest.mark.parametrize(
    ("query", "headlines"),
    [
        ({}, ["丁堤路", "丙通车", "乙修堤", "甲修堤"]),
        ({"kind": "suggestion"}, ["乙修堤"]),
        ({"kind": ["suggestion", "proposal"]}, ["丙通车", "乙修堤"]),
        ({"state": "press"}, ["丁堤路", "甲修堤"]),
        ({"state": ["press", "intake"], "kind": "reported"}, ["丁堤路", "甲修堤"]),
        ({"body": "cppcc"}, ["丁堤路", "丙通车"]),
        ({"body": "cppcc", "q": "通车"}, ["丙通车"]),
        ({"q": "堤"}, ["丁堤路", "乙修堤", "甲修堤"]),
        ({"q": "祁连雪"}, ["丁堤路", "丙通车"]),
        ({"q": "qlx"}, ["丁堤路", "丙通车"]),
    ],
)
def test_conditions_of_one_kind_add_and_of_different_kinds_narrow(client: Client, city, query, headlines):
    assert found(read(client, "/proposals/", **query)) == headlines


def test_industry_session_and_keyword_narrow_by_their_numbers(client: Client, city):
    river = city["press"].industry_tags.get().industry_id
    word = Keyword.objects.get().pk

    assert found(read(client, "/proposals/", industry=river, session=city["both"].session_id)) == ["丁堤路"]
    assert found(read(client, "/proposals/", keyword=word)) == ["甲修堤"]


def test_each_option_shows_what_it_would_leave_under_the_other_conditions(client: Client, city):
    page = read(client, "/proposals/", body="cppcc", kind="reported")

    assert options(page, "body") == {"cppcc": ("政协委员1", True), "npc": ("人大代表2", False)}
    assert options(page, "kind") == {"proposal": ("政协提案1", False), "reported": ("媒体报道1", True)}
    assert options(page, "state") == {"press": ("仅见报道1", False)}
    assert sorted(label for label, _ in options(page, "industry").values()) == ["公交1", "堤防1"]


def test_a_chip_takes_one_condition_off_and_keeps_the_others(client: Client, city):
    page = read(client, "/proposals/", body="cppcc", kind=["reported", "motion"], q="堤", theme="dark", page="1")
    address = chips(page)["种类：人大议案"]

    assert set(chips(page)) == {"提出人：政协委员", "种类：媒体报道", "种类：人大议案"}
    assert address == "?body=cppcc&kind=reported&q=%E5%A0%A4&theme=dark"


def test_a_condition_that_leaves_nothing_can_still_be_taken_off(client: Client, city):
    empty = make_industry("冷链")
    page = read(client, "/proposals/", industry=empty.pk, body="npc", session=city["both"].session_id)

    assert "没有同时符合这些条件的建议提案" in page
    assert "行业：冷链" in chips(page)


def test_a_search_that_finds_nothing_says_what_its_parts_would_find(client: Client, city):
    page = text(read(client, "/proposals/", q="堤 潜水艇", body="npc"))

    assert "没有找到含“堤潜水艇”的建议提案" in page
    assert "只查“堤”：3件" in page
    assert "只查“潜水艇”：0件" in page


def test_a_search_narrowed_to_nothing_offers_to_drop_the_conditions(client: Client, city):
    assert "去掉筛选条件：1件" in text(read(client, "/proposals/", q="通车", body="npc", kind="motion"))


def test_a_search_without_anything_to_search_finds_nothing_and_says_why(client: Client, city):
    page = read(client, "/proposals/", q="。。")

    assert found(page) == []
    assert "没有可以检索的字" in page


@pytest.mark.parametrize(
    "query",
    [
        {"state": "late"}, {"kind": "x" * 500}, {"session": "1e9"}, {"session": "-1"}, {"industry": "9" * 40},
        {"keyword": "٣"}, {"body": ["npc\x00", "🀄"]}, {"q": "\x00"}, {"q": "a" * 5000}, {"q": "%"},
        {"q": "'"}, {"q": '"*'},
        {"page": "0"}, {"page": "-3"}, {"page": "9" * 400}, {"page": "٣"}, {"theme": "blue", "size": "<x>"},
        {"state": ""},
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/", "/proposals/", "/delegates/", "/industries/", "/reports/"])
def test_no_address_breaks_a_page(client: Client, city, address: str, query: dict[str, Any]):
    assert client.get(address, query).status_code == 200


def test_a_condition_nobody_knows_is_named_and_not_used(client: Client, city):
    page = read(client, "/proposals/", state="late", kind="suggestion")

    assert "地址里有不认识的条件，没有用上：late" in page
    assert found(page) == ["乙修堤"]


def test_pages_hold_twenty_and_their_links_keep_the_conditions(client: Client):
    make_crowd(45)
    page = read(client, "/proposals/", body=["npc", "cppcc"], page=2)

    assert len(found(page)) == 20
    assert 'href="?body=npc&amp;body=cppcc&amp;page=3"' in page
    assert 'href="?body=npc&amp;body=cppcc" aria-label="第 1 页"' in page
    assert len(found(read(client, "/proposals/", page=3))) == 5


def test_a_page_beyond_the_last_is_the_last(client: Client):
    make_crowd(21)

    assert len(found(read(client, "/proposals/", page=77))) == 1


def test_no_address_reaches_beyond_five_hundred_pages(rf: RequestFactory):
    page = paged(rf.get("/", {"page": "501"}), Proposal.objects.all(), total=1_000_000)

    assert page.number == 500
    assert page.after == ""


@pytest.mark.parametrize(
    "address", ["/", "/proposals/?body=npc", "/delegates/", "/industries/", "/reports/", "/nothing/"]
)
def test_every_link_inside_the_site_keeps_the_readers_mode(client: Client, city, address: str):
    sign = "&" if "?" in address else "?"
    page = client.get(f"{address}{sign}theme=dark&size=l").content.decode()
    links = re.findall(r'<a\b[^>]*?href="(/[^"]*)"', page)
    pages = [link for link in links if not FILE.search(link) and not link.startswith("/admin/")]
    lost = [link for link in pages if "theme=dark&amp;size=l" not in link]

    assert 'data-theme="dark" data-size="l"' in page
    assert lost == []
    assert page.count('name="theme" value="dark"') == page.count("<form")
