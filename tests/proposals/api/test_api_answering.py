"""What all answers have in common: kept like pages, open to other sites, limited, without a cookie or an account."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from delegates.models import Delegate
from proposals.api.throttles import network
from proposals.classification.dictionary import know
from proposals.models import Proposal, ProposalIndustry
from proposals.shown.searchable import reindex
from tests.crowd import make_crowd
from tests.factories import make_proposal, make_report, make_session, make_user
from tests.proposals.api.asking import asked, refused

pytestmark = pytest.mark.django_db
FEW, MANY = 10, 1000
LISTS = ("proposals", "delegates", "departments", "industries", "sessions", "reports")


def test_an_answer_that_still_stands_is_told_by_one_question(client: Client):
    make_proposal()
    first = client.get("/api/v1/proposals/")

    with CaptureQueriesContext(connection) as queries:
        again = client.get("/api/v1/proposals/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, len(queries)) == (304, b"", 1)
    assert again["Access-Control-Allow-Origin"] == "*"
    Proposal.objects.update(headline="改了的题目")
    assert client.get("/api/v1/proposals/", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("address", [*LISTS, "", "openapi.json"])
def test_answers_are_public_and_know_nobody(client: Client, address: str):
    make_session()
    staff = Client()
    staff.force_login(make_user(superuser=True))
    path = f"/api/v1/{address}{'' if address.endswith('json') or not address else '/'}"

    response, theirs = client.get(path), staff.get(path)

    assert response.status_code == 200
    assert response["Cache-Control"] == "public, no-cache"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert (response.cookies, "Cookie" in response.get("Vary", "")) == ({}, False)
    assert response.json() == theirs.json()
    assert client.head(path).status_code == 200


def test_a_page_elsewhere_may_ask_first(client: Client):
    response = client.options("/api/v1/proposals/", headers={"Origin": "https://example.org"})

    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Headers"] == "If-None-Match"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, method: str):
    response = getattr(client, method)("/api/v1/proposals/")

    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json()["code"] == "method_not_allowed"


def test_what_is_not_there_is_a_problem_and_not_a_page(client: Client):
    assert refused(client, "nothing/at/all/", 404)["code"] == "not_found"
    assert refused(client, "sessions/999999/", 404)["code"] == "not_found"
    assert client.get("/api/v1/proposals/", headers={"Accept": "text/html"})["Content-Type"] == "application/json"


def test_a_fault_of_the_program_is_a_problem_with_a_number(client: Client):
    make_proposal()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE proposals_ask RENAME COLUMN outcome TO another")
    client.raise_request_exception = False

    problem = refused(client, "proposals/", 500)

    assert problem["code"] == "internal_error"
    assert problem["number"] in problem["detail"]


@override_settings(API_BURST=3)
def test_who_asks_too_often_is_told_when_to_come_back(client: Client):
    make_proposal()
    cache.clear()
    for n in range(3):
        asked(client, "proposals/", limit=n + 1)

    response = client.get("/api/v1/proposals/?limit=9")

    assert (response.status_code, response.json()["code"]) == (429, "too_many_requests")
    assert 1 <= int(response["Retry-After"]) <= 61
    assert response["Access-Control-Expose-Headers"] == "ETag, Retry-After"
    kept = client.get("/api/v1/proposals/?limit=1")
    assert kept.status_code == 200  # what is kept is not counted
    assert client.get("/api/v1/proposals/?limit=9", REMOTE_ADDR="192.0.2.7").status_code == 200
    cache.clear()


@override_settings(API_SUSTAINED=2)
def test_a_day_has_its_limit_too(client: Client):
    make_proposal()  # answers of another version of the data may be kept
    cache.clear()
    answers = [client.get(f"/api/v1/proposals/?limit={n}") for n in range(1, 4)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 1
    cache.clear()


def test_a_network_of_one_customer_is_counted_as_one():
    assert network("2001:db8:1:2:3:4:5:6") == network("2001:db8:1:2::1") == "2001:db8:1:2::/64"
    assert network("192.0.2.7") == "192.0.2.7"
    assert network("") == "unknown"


ASKED: dict[str, Callable[[], str]] = {
    "proposals": lambda: "proposals/?limit=500",
    "proposals narrowed": lambda: f"proposals/?body=npc&industry={ProposalIndustry.objects.latest('pk').industry_id}",
    "delegates": lambda: "delegates/?limit=500",
    "departments": lambda: "departments/",
    "industries": lambda: "industries/?limit=500",
    "sessions": lambda: "sessions/",
    "one proposal": lambda: f"proposals/{Proposal.objects.latest('pk').pk}/",
    "one delegate": lambda: f"delegates/{Delegate.objects.visible_to(None).latest('pk').pk}/",
}
MOST = {"one proposal": 5, "one delegate": 3}


def queries(client: Client, address: str) -> int:
    asked(client, "sessions/")  # the catalogue of this version is there
    with CaptureQueriesContext(connection) as captured:
        asked(client, address)
    return len(captured)


def test_a_page_asks_twice_however_many_rows_there_are(client: Client):
    make_crowd(FEW)
    few = {name: queries(client, address()) for name, address in ASKED.items()}
    make_crowd(MANY - FEW)
    many = {name: queries(client, address()) for name, address in ASKED.items()}

    assert many == few
    assert {name: n for name, n in many.items() if n > MOST.get(name, 2)} == {}


def test_reports_ask_once_more_for_each_version_of_the_data(client: Client):
    for _ in range(3):
        make_report()
    asked(client, "reports/")

    assert queries(client, "reports/?limit=2") == 2


def test_a_search_asks_two_more(client: Client):
    know()
    reindex(make_crowd(FEW))

    assert queries(client, "proposals/?q=旧堤") <= 4
