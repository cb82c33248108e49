"""What is said when something went wrong: the site's own layout, and for our own faults no word to the database."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

pytestmark = pytest.mark.django_db
FAULTS = {"400": SuspiciousOperation, "403": PermissionDenied, "404": Http404, "500": RuntimeError}


def fail(request: HttpRequest, code: str) -> HttpResponse:
    """Go wrong in the way asked for."""
    raise FAULTS[code]


urlpatterns = [path("fail/<code>/", fail), path("", include("config.urls"))]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("code", "words"),
    [("400", "这个网址读不懂"), ("403", "不能打开这一页"), ("404", "没有这一页"), ("500", "我们这边出了错")],
)
def test_each_fault_is_said_in_the_layout_of_the_site(code: str, words: str):
    response = Client(raise_request_exception=False).get(f"/fail/{code}/")
    page = response.content.decode()

    assert response.status_code == int(code)
    assert words in page
    assert '<a class="skip" href="#main">' in page
    assert 'action="/proposals/"' in page


@override_settings(ROOT_URLCONF=__name__)
def test_our_own_fault_asks_the_database_for_nothing_but_whether_the_page_is_kept():
    with CaptureQueriesContext(connection) as asked:
        Client(raise_request_exception=False).get("/fail/500/")

    assert ["dataversion" in one["sql"] for one in asked.captured_queries] == [True]


def test_a_database_that_does_not_answer_is_said_in_the_layout_of_the_site():
    with connection.execute_wrapper(_no_answer):
        response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    assert "我们这边出了错" in response.content.decode()


def _no_answer(*statement: object) -> None:
    raise OperationalError("connection refused")
