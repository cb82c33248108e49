"""Each thing has one address, a short one beside it, and a word at the place where it was."""

import re
from datetime import date

import lxml.etree
import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from proposals.importing.apply import apply_batch
from proposals.importing.undo import undo_batch
from proposals.models import Proposal, Publication, Report
from tests.crowd import make_crowd
from tests.factories import make_delegate, make_department, make_proposal, make_region, make_report, make_session
from tests.pages import read
from tests.proposals.handling.cases import make_assigned
from tests.proposals.importing.batches import make_batch

pytestmark = pytest.mark.django_db
TEXT = "市人大代表林知夏：\n关于修缮旧堤的建议\n林知夏建议，把旧堤修好。\n"
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')


@pytest.fixture(autouse=True)
def own_address():
    with override_settings(SITE_URL="https://yanlu.example", ALLOWED_HOSTS=["testserver", "yanlu.example"]):
        yield


def canonical(client: Client, address: str) -> str:
    found: list[str] = CANONICAL.findall(read(client, address))
    assert len(found) == 1
    return found[0].replace("&amp;", "&")


def test_a_page_says_its_one_address_whatever_its_mode_order_or_place(client: Client):
    row = make_proposal()

    for mode in ("", "?size=l", "?theme=dark&size=l", "?utm_source=x"):
        assert canonical(client, f"/proposals/{row.pk}/{mode}") == f"https://yanlu.example/proposals/{row.pk}/"
    for query in ("", "?order=title", "?page=2&size=l", "?state=", "?nonsense=1"):
        assert canonical(client, f"/proposals/{query}") == "https://yanlu.example/proposals/"


def test_the_conditions_of_a_list_belong_to_its_address_in_one_order(client: Client):
    wanted = "https://yanlu.example/proposals/?kind=motion&kind=suggestion&year=2026"

    assert canonical(client, "/proposals/?year=2026&kind=suggestion&kind=motion&order=title") == wanted
    assert canonical(client, "/proposals/?kind=motion&kind=suggestion&page=1&year=2026") == wanted
    assert canonical(client, "/delegates/?page=2&body=npc") == "https://yanlu.example/delegates/?body=npc"


def test_the_page_for_print_is_the_page_itself(client: Client):
    row = make_proposal()

    assert canonical(client, f"/proposals/{row.pk}/print/") == f"https://yanlu.example/proposals/{row.pk}/"


def test_a_page_that_is_not_there_has_no_address_and_no_card(client: Client):
    page = client.get("/proposals/4711/").content.decode()

    assert "canonical" not in page
    assert "og:" not in page


@pytest.mark.parametrize(("short", "whole"), [("p", "proposals"), ("d", "delegates"), ("s", "sessions")])
def test_a_short_address_leads_on_for_good_and_asks_for_nothing(client: Client, short: str, whole: str):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(f"/{short}/12?size=l")

    assert (response.status_code, response["Location"]) == (301, f"/{whole}/12/?size=l")
    assert [one["sql"] for one in asked if "dataversion" not in one["sql"]] == []


def test_where_an_import_was_undone_the_page_says_so_and_is_gone_for_good(client: Client):
    batch = make_batch(TEXT, region=make_region())
    apply_batch(batch, by=None)
    rows, reports = Proposal.objects.all(), Report.objects.all()
    rows.update(publication=Publication.PUBLISHED)
    reports.update(publication=Publication.PUBLISHED)
    proposal, report = rows[0], reports[0]
    assert client.get(proposal.get_absolute_url()).status_code == 200
    assert client.get(f"/reports/{report.pk}/").status_code == 200

    undo_batch(batch, by=None)

    for address in (proposal.get_absolute_url(), f"/reports/{report.pk}/"):
        gone = client.get(address)
        page = gone.content.decode()
        assert gone.status_code == 410
        assert "已经撤销" in page
        assert proposal.headline not in page


def test_what_was_never_public_is_not_there_and_never_was(client: Client):
    draft = make_proposal(publication=Publication.DRAFT)
    withheld = make_proposal(publication=Publication.WITHHELD, withheld_ground="条例第十三条")

    assert [client.get(one.get_absolute_url()).status_code for one in (draft, withheld)] == [404, 404]


def test_what_is_withheld_since_says_on_what_ground(client: Client):
    row = make_proposal("把渡口修好")

    Proposal.objects.filter(pk=row.pk).update(publication=Publication.WITHHELD, withheld_ground="条例第十三条")

    gone = client.get(row.get_absolute_url())
    page = gone.content.decode()
    assert gone.status_code == 410
    assert "依据：条例第十三条" in page
    assert "把渡口修好" not in page


def addresses(client: Client, path: str) -> list[str]:
    tree = lxml.etree.fromstring(client.get(path).content)
    return [str(one.text).removeprefix("https://yanlu.example") for one in tree.iter("{*}loc")]


def test_the_maps_name_every_public_page_once_and_each_answers(client: Client):
    make_assigned(session=make_session(starts_on=date(2026, 1, 5)))
    make_report()
    draft = make_proposal(publication=Publication.DRAFT)
    lonely, unused = make_delegate(), make_department()

    maps = addresses(client, "/sitemap.xml")
    named = [address for path in maps for address in addresses(client, path)]

    assert len(named) == len(set(named))
    assert {path.split("-")[1] for path in maps} == {
        "pages", "proposals", "delegates", "departments", "sessions", "reports",
    }  # fmt: skip
    assert [address for address in named if client.get(address).status_code != 200] == []
    hidden = {draft.get_absolute_url(), f"/delegates/{lonely.pk}/", f"/departments/{unused.pk}/"}
    assert hidden.isdisjoint(named)


def test_the_maps_ask_as_often_for_a_thousand_as_for_ten(client: Client):
    asked = []
    for size in (10, 1000):
        make_crowd(size)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/sitemap.xml").status_code == 200
            # The numbers of maps are those of ranges of ids: where many were given before, the first has none.
            *_, last = [one for one in addresses(client, "/sitemap.xml") if "-proposals-" in one]
            assert client.get(last).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 12


def test_robots_read_pages_and_neither_combinations_nor_secrets(client: Client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert {"Disallow: /admin/", "Disallow: /rate/", "Disallow: /calendar/", "Disallow: /proposals/?*&"} <= set(lines)
    assert "Sitemap: http" in "\n".join(lines)
    assert "Disallow: /" not in lines
