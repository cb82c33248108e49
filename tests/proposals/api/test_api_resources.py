"""Delegates, departments, industries, sessions and reports: those that have a public page, with its numbers."""

from datetime import date

import pytest
from django.test import Client

from delegates.merging import merge
from delegates.models import Delegate, Session
from proposals.models import Department, Industry, Publication, Report
from tests.factories import (
    make_article,
    make_delegate,
    make_department,
    make_industry,
    make_mandate,
    make_organisation,
    make_proposal,
    make_report,
    make_session,
    make_user,
)
from tests.proposals.api.asking import asked, ids, refused, whole_reading
from tests.proposals.handling.cases import make_assigned

pytestmark = pytest.mark.django_db


def test_the_delegates_are_those_who_have_a_page(client: Client):
    hidden = make_delegate()
    make_proposal(proposers=[hidden], publication=Publication.DRAFT)
    speakers = [make_proposal().proposers.get().delegate_id for _ in range(3)]

    pages = whole_reading(client, "delegates/?limit=2")

    assert ids(pages) == speakers == list(Delegate.objects.visible_to(None).order_by("pk").values_list("pk", flat=True))
    assert pages[0]["count"] == 3
    assert refused(client, f"delegates/{hidden.pk}/", 404)["code"] == "not_found"
    assert client.get(f"/delegates/{hidden.pk}/").status_code == 404


def test_a_delegate_has_seats_posts_and_the_figures_of_the_page(client: Client):
    unit = make_organisation("青禾合作社")
    person = make_delegate("林知夏", term=16, posts=[(unit, "理事长")])
    make_mandate(person, "cppcc", group="农业界")
    make_proposal(proposers=[person], asks=["修堤", "种树"])

    told = asked(client, f"delegates/{person.pk}/")

    assert [(one["title"], one["term"], one["group"]) for one in told["seats"]] == [
        ("市人大代表", 16, ""), ("市政协委员", None, "农业界"),
    ] or [(one["title"], one["term"], one["group"]) for one in told["seats"]] == [
        ("市政协委员", None, "农业界"), ("市人大代表", 16, ""),
    ]  # fmt: skip
    assert [(one["organisation"], one["title"]) for one in told["posts"]] == [("青禾合作社", "理事长")]
    assert told["figures"] == {
        "published": 1, "asked": 2, "replied": 0, "fulfilled": 0, "solved": 0, "unhappy": 0,
    }  # fmt: skip
    assert told["proposals"] == 1


def test_a_number_that_became_another_leads_there(client: Client):
    keep, gone = make_delegate("林知夏"), make_delegate("林知夏")
    make_proposal(proposers=[keep])
    make_proposal(proposers=[gone])
    merge(keep, gone, by=make_user(superuser=True), reason="同一位")

    problem = refused(client, f"delegates/{gone.pk}/", 410)

    assert (problem["code"], problem["now"].endswith(f"/api/v1/delegates/{keep.pk}/")) == ("moved", True)


def test_the_departments_are_those_that_have_a_page(client: Client):
    _proposal, (part,) = make_assigned()
    _draft, (hidden,) = make_assigned(publication=Publication.DRAFT)
    idle = make_department()

    (told,) = asked(client, "departments/")["results"]

    assert (told["id"], told["proposals"], told["as_lead"], told["as_assistant"]) == (part.department_id, 1, 1, 0)
    shown = [one.pk for one in Department.objects.all() if client.get(f"/departments/{one.pk}/").status_code == 200]
    assert shown == [part.department_id]
    assert refused(client, f"departments/{hidden.department_id}/", 404)["code"] == "not_found"
    assert refused(client, f"departments/{idle.pk}/", 404)["code"] == "not_found"


def test_the_tree_of_industries_is_whole(client: Client):
    top = make_industry("先进制造", aliases=["装备制造"], codes=["C30"])
    below = make_industry("花炮", parent=top)
    make_proposal(industries=[below])

    told = {one["id"]: one for one in asked(client, "industries/", limit=500)["results"]}

    assert set(told) == set(Industry.objects.values_list("pk", flat=True))
    assert (told[top.pk]["aliases"], told[top.pk]["codes"], told[top.pk]["proposals"]) == (["装备制造"], ["C30"], 0)
    assert (told[below.pk]["parent"], told[below.pk]["proposals"]) == (top.pk, 1)


def test_the_sessions_are_those_at_which_something_public_was_put(client: Client):
    met, silent = make_session(starts_on=date(2026, 1, 8)), make_session("cppcc", term=10)
    make_proposal(session=met)
    make_proposal(session=met, publication=Publication.WITHHELD, withheld_ground="涉及个人隐私")
    make_proposal(session=silent, publication=Publication.DRAFT)

    (told,) = asked(client, "sessions/")["results"]

    assert (told["id"], told["name"], told["starts_on"]) == (met.pk, Session.objects.get(pk=met.pk).name, "2026-01-08")
    assert (told["proposals"], told["withheld"]) == (1, [{"ground": "涉及个人隐私", "n": 1}])
    assert refused(client, f"sessions/{silent.pk}/", 404)["code"] == "not_found"


def test_the_reports_are_the_published_ones_by_their_citation_without_their_text(client: Client):
    report = make_report("绝不整篇外传的原文。\n", shown=Report.Shown.EXCERPT, published_on=date(2022, 1, 6))
    article = make_article(report, headline="修堤", publisher="河湾晚报")
    proposal = make_proposal(articles=[article])
    make_proposal(articles=[article], publication=Publication.DRAFT)
    hidden = make_report("未公开。\n", publication=Publication.DRAFT)

    listed = asked(client, "reports/")
    told = asked(client, f"reports/{report.pk}/")

    assert [one["id"] for one in listed["results"]] == [report.pk]
    assert (told["publisher"], told["published_on"], told["proposals"]) == ("江岸日报", "2022-01-06", 1)
    assert [(one["headline"], one["publisher"], one["proposals"]) for one in told["articles"]] == [
        ("修堤", "河湾晚报", [proposal.pk])
    ]
    assert "绝不整篇" not in str(listed) + str(told)
    assert refused(client, f"reports/{hidden.pk}/", 404)["code"] == "not_found"
