"""No public page asks the database more than ten times, and none more often when the rows grow.

The pages that quote a source are held to the same in `test_pages_sources`.
"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delegates.models import Delegate
from proposals.classification.dictionary import know
from proposals.models import Proposal, ProposalIndustry
from proposals.shown.searchable import reindex
from proposals.views.list_lines import drawn_before
from tests.crowd import make_crowd
from tests.factories import make_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_dictionary_once_read")]
MOST = 10
FEW, MANY = 10, 1000

PAGES: dict[str, Callable[[], str]] = {
    "home": lambda: "/",
    "proposals": lambda: "/proposals/",
    "the last page of proposals": lambda: "/proposals/?page=9999",
    "proposals narrowed": lambda: f"/proposals/?body=npc&state=handling&industry={_industry()}&kind=suggestion",
    "proposals searched": lambda: "/proposals/?q=旧堤",
    "proposals searched in vain": lambda: "/proposals/?q=海底隧道盾构机&body=npc",
    "suggestions": lambda: "/suggest/?q=长",
    "delegates": lambda: "/delegates/",
    "delegates of one assembly": lambda: "/delegates/?body=cppcc&page=2",
    "delegates searched": lambda: "/delegates/?q=长桥",
    "delegate": lambda: f"/delegates/{Delegate.objects.visible_to(None).latest('pk').pk}/",
    "industries": lambda: "/industries/",
    "industry": lambda: f"/industries/{_industry()}/",
    "reports": lambda: "/reports/",
    "no such page": lambda: "/nothing/",
}


def _industry() -> int:
    return ProposalIndustry.objects.latest("pk").industry_id


def queries(client: Client, address: str) -> list[str]:
    drawn_before("/proposals/0/").clear()  # lines that another page drew are not asked for again
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code in {200, 404}
    return [one["sql"] for one in captured.captured_queries]


@pytest.fixture
def a_dictionary_once_read(db: None):
    """The names of the database are read by the first search of a process, in one query more."""
    know()


def test_no_page_asks_more_than_ten_times_and_as_often_for_ten_rows_as_for_a_thousand(client: Client):
    make_report()
    reindex(make_crowd(FEW))
    client.get("/industries/?read")  # the catalogue is read once after a change, for all pages
    few = {name: queries(client, address()) for name, address in PAGES.items()}

    for _ in range(30):
        make_report()
    reindex(make_crowd(MANY))
    client.get("/industries/?read")
    many = {name: queries(client, address()) for name, address in PAGES.items()}

    assert Proposal.objects.count() == FEW + MANY
    assert {name: len(asked) for name, asked in many.items() if len(asked) > MOST} == {}
    assert {name: (len(few[name]), len(many[name])) for name in PAGES if len(many[name]) != len(few[name])} == {}


def test_no_page_of_a_thousand_rows_weighs_more_than_sixty_kilobytes(client: Client):
    reindex(make_crowd(MANY))

    weights = {name: len(client.get(address()).content) for name, address in PAGES.items()}

    assert {name: weight for name, weight in weights.items() if weight > 60_000} == {}
