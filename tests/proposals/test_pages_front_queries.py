"""How often the pages beside the list ask the database, once the catalogue is read: alike for ten rows and a thousand.

Counted is everything a request asks, the version of the data included, with no page kept.
"""

from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delegates.models import Delegate
from proposals.models import ProposalIndustry
from proposals.wording.counting import count_new
from tests.crowd import make_crowd
from tests.factories import make_report

pytestmark = pytest.mark.django_db
FEW, MANY = 10, 1000

PAGES: dict[str, tuple[int, Callable[[], str]]] = {
    "home": (6, lambda: "/"),
    "delegates": (6, lambda: "/delegates/"),
    "delegates narrowed": (6, lambda: "/delegates/?body=npc&letter=B"),
    "delegates further on": (6, lambda: f"/delegates/?after={Delegate.objects.order_by('name_key')[3].pk}"),
    "delegate": (4, lambda: f"/delegates/{Delegate.objects.visible_to(None).latest('pk').pk}/"),
    "industries": (6, lambda: "/industries/"),
    "industry": (6, lambda: f"/industries/{ProposalIndustry.objects.latest('pk').industry_id}/"),
    "words": (6, lambda: "/words/"),
    "about": (6, lambda: "/about/"),
    "method": (6, lambda: "/method/"),
    "data": (6, lambda: "/data/"),
    "reports": (6, lambda: "/reports/"),
}


def asked(client: Client, address: str) -> int:
    """How many questions one request takes, after another page has read what all share."""
    client.get("/industries/?warm=1")
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured.captured_queries)


def test_each_page_keeps_to_its_number_for_ten_rows_and_for_a_thousand(client: Client):
    make_report()
    make_crowd(FEW)
    count_new(FEW)
    few = {name: asked(client, address()) for name, (_, address) in PAGES.items()}
    make_crowd(MANY)
    count_new(MANY)
    many = {name: asked(client, address()) for name, (_, address) in PAGES.items()}

    assert {name: (few[name], many[name]) for name in PAGES if few[name] != many[name]} == {}
    assert {name: n for name, n in many.items() if n > PAGES[name][0]} == {}


def test_no_page_weighs_more_than_sixty_kilobytes(client: Client):
    make_crowd(MANY)
    count_new(MANY)

    weights = {name: len(client.get(address()).content) for name, (_, address) in PAGES.items()}

    assert {name: weight for name, weight in weights.items() if weight > 60_000} == {}
