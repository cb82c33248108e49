"""What is said when something went wrong: the site's own layout, and for our own faults no word to the database."""

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

import config.urls

pytestmark = pytest.mark.django_db
FAULTS = {"400": SuspiciousOperation, "403": PermissionDenied, "404": Http404, "500": RuntimeError}


def fail(request: HttpRequest, code: str) -> HttpResponse:
    """Go wrong in the way asked for."""
    raise FAULTS[code]


urlpatterns = [path("fail/<code>/", fail), path("", include("config.urls"))]
handler500 = config.urls.handler500


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


@override_settings(ROOT_URLCONF=__name__)
def test_the_number_of_a_fault_stands_on_the_page_and_in_the_log(caplog: pytest.LogCaptureFixture):
    page = Client(raise_request_exception=False).get("/fail/500/").content.decode()

    number = re.search(r'<b class="num">([0-9A-F]{6}-\d{4})</b>', page)
    assert number is not None
    assert f"错误编号 {number[1]}：GET /fail/500/" in caplog.text


def test_a_page_that_is_not_there_offers_to_look_for_the_number_in_its_address():
    page = Client().get("/proposals/nothing/0018/").content.decode()

    assert 'name="q" value="0018"' in page


def test_a_form_that_was_open_too_long_is_told_what_to_do():
    client = Client(enforce_csrf_checks=True)
    page = client.post("/admin/login/", {"username": "x", "password": "y"})

    assert page.status_code == 403
    assert "刷新那一页，再提交一次" in page.content.decode()
