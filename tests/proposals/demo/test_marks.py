"""Whoever meets something invented is told so: on the page, in its title, by what names its place, and crawlers too."""

import pytest
from django.test import Client
from django.urls import reverse

from delegates.models import Council, Region, Session, Term
from tests.factories import make_council, make_delegate, make_proposal, make_session

pytestmark = pytest.mark.django_db
STRIP = "这是演示站。"


@pytest.fixture
def invented() -> Session:
    return make_session(region=Region.objects.create(code="990100", name="云汀市", is_example=True))


def test_what_names_an_invented_place_says_so(invented):
    assert invented.name == "云汀市十六届人大一次会议（示例）"
    assert str(Term.objects.get()) == "云汀市人大第十六届（示例）"
    assert str(Council.objects.get()) == "云汀市人大（示例）"
    assert str(Region.objects.get()) == "云汀市（示例）"
    assert str(make_council()) == "株洲市人大"


def test_the_title_of_an_invented_proposal_says_so(client: Client, invented):
    of_demo = make_proposal("修一座桥", session=invented, proposers=[make_delegate("文江")])
    real = make_proposal("修一条路", session=make_session())

    assert "<title>修一座桥（示例）" in client.get(of_demo.get_absolute_url()).content.decode()
    assert "<title>修一条路 ·" in client.get(real.get_absolute_url()).content.decode()


@pytest.mark.parametrize("page", ["proposals:home", "proposals:proposals", "delegates:delegates", "proposals:about"])
def test_each_page_of_a_demonstration_begins_with_a_strip(client: Client, settings, page):
    settings.DEMO = True

    shown = client.get(reverse(page)).content.decode()

    assert shown.count(STRIP) == 1
    assert "言路演示站</title>" in shown


def test_a_page_that_is_not_there_has_the_strip_too(client: Client, settings):
    settings.DEMO = True

    assert STRIP in client.get("/proposals/404404/").content.decode()


def test_a_real_site_has_no_strip(client: Client):
    assert STRIP not in client.get(reverse("proposals:home")).content.decode()


def test_crawlers_are_kept_from_a_demonstration(client: Client, settings):
    settings.DEMO = True

    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("page", ["proposals:home", "proposals:proposals"])
def test_a_list_marks_what_is_invented_and_nothing_else(client: Client, settings, invented, page):
    settings.DEMO = True
    make_proposal("修一条路", session=make_session())
    make_proposal("修一座桥", session=invented)

    lines = [line for line in client.get(reverse(page)).content.decode().split("<li>") if "item-meta" in line]

    assert {"修一座桥" in line: "示例</span>" in line for line in lines} == {True: True, False: False}
