"""What others show of a page: its words, its card, and structured data that a JSON-LD processor reads."""

import json
import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client, override_settings
from PIL import Image
from pyld import jsonld

from proposals.models import Publication
from proposals.outside import cards, lettering
from proposals.outside.cards import Card
from proposals.outside.drawing import drawn, wrapped
from proposals.workflow.events import Event
from proposals.workflow.needs import Need
from tests.factories import (
    make_article,
    make_delegate,
    make_industry,
    make_organisation,
    make_proposal,
    make_report,
    make_session,
)
from tests.pages import read
from tests.proposals.handling.cases import make_assigned

pytestmark = pytest.mark.django_db
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = "</script><script>alert(1)</script>“&<!--"
# What schema.org's own context says of the properties used here: plain names, addresses and typed days.
TERMS = {
    "@vocab": "http://schema.org/", "url": {"@type": "@id"}, "item": {"@type": "@id"}, "license": {"@type": "@id"},
    "startDate": {"@type": "Date"}, "endDate": {"@type": "Date"},
}  # fmt: skip


def _loaded(address: str, _: Any = None) -> dict[str, Any]:
    assert address.rstrip("/") == "https://schema.org"
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": TERMS}}


def nodes(client: Client, address: str) -> dict[str, dict[str, Any]]:
    """The expanded nodes of a page by their type."""
    (block,) = BLOCK.findall(read(client, address))
    found = jsonld.flatten(json.loads(block), None, {"documentLoader": _loaded})
    return {one["@type"][0].removeprefix("http://schema.org/"): one for one in found if "@type" in one}


def value(node: dict[str, Any], name: str) -> Any:
    found = [one.get("@value", one.get("@id")) for one in node.get(f"http://schema.org/{name}", [])]
    return found[0] if len(found) == 1 else found


def test_a_proposal_is_a_creative_work_by_people_about_industries(client: Client):
    session = make_session(starts_on=date(2026, 1, 5), ends_on=date(2026, 1, 9))
    unit = make_organisation("青禾农机厂")
    who = make_delegate("林知夏", posts=[(unit, "厂长")])
    row = make_proposal(
        "把渡口修好", kind="suggestion", number="0240", session=session, proposers=[who, unit],
        industries=[make_industry("花炮")],
    )  # fmt: skip

    found = nodes(client, row.get_absolute_url())

    work, event = found["CreativeWork"], found["Event"]
    assert "Legislation" not in found
    assert (value(work, "name"), value(work, "identifier")) == ("把渡口修好", "0240")
    assert value(work, "creativeWorkStatus") == "已提交"
    assert value(work, "isPartOf") == event["@id"]
    assert (value(event, "startDate"), value(event, "endDate")) == ("2026-01-05", "2026-01-09")
    assert value(found["Thing"], "name") == "花炮"
    assert value(found["Person"], "name") == "林知夏"
    assert "青禾农机厂厂长" in value(found["Person"], "jobTitle")
    assert value(found["Organization"], "name") == "青禾农机厂"
    assert len(value(found["BreadcrumbList"], "itemListElement")) == 3


def test_a_session_without_known_days_states_none(client: Client):
    row = make_proposal(session=make_session())

    event = nodes(client, row.get_absolute_url())["Event"]

    assert {name for name in event if "Date" in name} == set()


def test_each_kind_of_page_says_what_it_is_about(client: Client):
    proposal, (part,) = make_assigned(session=make_session())
    who = proposal.proposers.get().delegate_id

    assert "SearchAction" in nodes(client, "/")
    assert "Person" in nodes(client, f"/delegates/{who}/")
    assert "GovernmentOrganization" in nodes(client, f"/departments/{part.department_id}/")
    assert "Event" in nodes(client, f"/sessions/{proposal.session_id}/")
    assert "Dataset" in nodes(client, "/data/")
    for address in ("/proposals/", "/delegates/", "/departments/", "/sessions/", "/industries/", "/reports/"):
        assert {"CollectionPage", "BreadcrumbList"} <= set(nodes(client, address)), address
    for address in ("/statistics/", "/words/", "/about/", "/method/"):
        assert {"WebPage", "BreadcrumbList"} <= set(nodes(client, address)), address


def test_no_text_can_leave_the_block(client: Client):
    row = make_proposal(HOSTILE, proposers=[make_delegate("</script>甲")])

    page = read(client, row.get_absolute_url())
    (block,) = BLOCK.findall(page)

    assert not set(block) & set("<>&")
    assert value(nodes(client, row.get_absolute_url())["CreativeWork"], "name") == HOSTILE
    assert "alert(1)</script>" not in page


def test_the_words_of_a_shared_page_are_those_of_the_page(client: Client):
    with override_settings(SITE_URL="https://yanlu.example"):
        row = make_proposal('把"渡口"修好', proposers=[make_delegate("林知夏")], asks=["先修渡口"])
        page = read(client, f"{row.get_absolute_url()}?size=l")

    said = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)">', page))
    assert said["og:title"] == "把&quot;渡口&quot;修好"
    assert said["og:description"].startswith("林知夏提出，1 项诉求")
    assert said["og:url"] == f"https://yanlu.example/proposals/{row.pk}/"
    assert said["og:image"] == f"https://yanlu.example/cards/proposal/{row.pk}.png"
    assert (said["og:type"], said["twitter:card"]) == ("article", "summary_large_image")


def test_a_rating_link_and_an_error_are_shown_nowhere_else(client: Client):
    for address in ("/rate/unknown/", "/nothing/"):
        page = client.get(address).content.decode()
        assert "og:" not in page
        assert "ld+json" not in page


def picture(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_a_card_is_a_small_png_of_the_agreed_size_that_is_always_the_same(client: Client):
    proposal, _ = make_assigned(session=make_session())
    who = proposal.proposers.get().delegate_id

    for address in (
        "/cards/site.png", f"/cards/proposal/{proposal.pk}.png", f"/cards/delegate/{who}.png",
        f"/cards/session/{proposal.session_id}.png",
    ):  # fmt: skip
        response = client.get(address)
        assert response["Content-Type"] == "image/png"
        assert (picture(response.content).size, picture(response.content).format) == ((1200, 630), "PNG")
        assert len(response.content) < 60_000
    card = cards.proposal_card(proposal.pk)
    assert card is not None
    assert drawn(card) == drawn(card)


def test_there_is_no_card_of_what_is_not_public(client: Client):
    draft = make_proposal(publication=Publication.DRAFT, session=make_session())
    who = draft.proposers.get().delegate_id

    addresses = (f"proposal/{draft.pk}", f"delegate/{who}", f"session/{draft.session_id}", "letter/1")
    assert [client.get(f"/cards/{one}.png").status_code for one in addresses] == [404] * 4


def test_a_card_counts_what_is_public_and_says_how_far_it_came():
    session = make_session()
    rows = [make_proposal(kind="suggestion", session=session) for _ in range(2)]
    make_proposal(kind="suggestion", session=session, publication=Publication.DRAFT)
    rows[0].record(Event.REPLY, by=None, gives=frozenset({Need.LETTER}))

    found, first, second = cards.session_card(session.pk), *(cards.proposal_card(row.pk) for row in rows)

    assert found is not None
    assert found.figures == ((2, "件"), (1, "件已答复"), (0, "件已落实"))
    assert [one.far for one in (first, second) if one] == [3, 1]


def test_where_a_glyph_is_missing_nothing_is_written_rather_than_boxes():
    with_title, without = drawn(Card("把渡口修好")), drawn(Card(""))
    unknown = drawn(Card("\U0003abcd\U0003abce"))

    assert unknown == without
    font = lettering.lettering(40)
    if font is not None:
        assert with_title != without
        assert lettering.holds(font, "把渡口修好")
        assert not lettering.holds(font, "好\U0003abcd")


def test_a_machine_without_a_chinese_font_still_draws_logo_and_road(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lettering, "_FOLDERS", (str(tmp_path),))
    monkeypatch.setenv("HOME", str(tmp_path))
    caches = (lettering.lettering, lettering._place, lettering._installed)
    for one in caches:
        one.cache_clear()
    try:
        blank = picture(drawn(Card("把渡口修好", "建议", "林知夏", 3))).convert("L")
        assert lettering.lettering(40) is None
        assert blank.crop((0, 200, 1200, 500)).getextrema() == (255, 255)
        assert any(blank.crop((60, 500, 1140, 540)).histogram()[:60])
    finally:
        for one in caches:
            one.cache_clear()


def test_lines_of_a_title_keep_its_closing_marks_with_its_words():
    font = lettering.lettering(60, song=True)
    if font is None:
        pytest.skip("this machine has no font with Chinese")

    lines = wrapped("加速改造老旧小区，建设电梯、停车位和社区食堂，办好居民的事", font, 480)

    assert "".join(lines) == "加速改造老旧小区，建设电梯、停车位和社区食堂，办好居民的事"
    assert [line for line in lines if line[0] in "，、"] == []


def test_a_page_with_its_source_still_weighs_little(client: Client):
    report = make_report("本市今冬要修好三段旧堤。" * 40 + "\n")
    row = make_proposal(articles=[make_article(report)], asks=["修好旧堤"] * 1)

    (block,) = BLOCK.findall(read(client, row.get_absolute_url()))

    assert len(block.encode()) < 3000
