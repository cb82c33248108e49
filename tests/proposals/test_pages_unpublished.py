"""Nothing unpublished shows on any public address, whoever asks."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from delegates.models import Delegate, Post
from proposals.models import Proposal, Publication
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event
from tests.factories import (
    make_article,
    make_delegate,
    make_followups,
    make_industry,
    make_organisation,
    make_proposal,
    make_report,
    make_session,
    make_span,
    make_user,
)
from tests.proposals.outside.visited import everywhere

pytestmark = pytest.mark.django_db

# Words of rows that are not published. None may stand on a public page; the ground on which one is withheld may.
SECRETS = [
    "钴蓝题目", "钴蓝诉求", "钴蓝结果", "钴蓝人名", "钴蓝公司", "钴蓝职务", "钴蓝热词", "钴蓝单位", "钴蓝经过",
    "钴蓝报纸", "钴蓝版面", "钴蓝文件", "钴蓝段落", "钴蓝辨认", "钴蓝疑问", "钴蓝提示", "二十三届",
]  # fmt: skip


def hide_proposal(publication: str) -> Proposal:
    """A proposal full of secrets in a report full of secrets."""
    report = make_report(
        f"钴蓝版面\n钴蓝段落说钴蓝诉求{publication}。\n", publication="draft", title="钴蓝版面", publisher="钴蓝报纸",
        filename="钴蓝文件.txt", warnings=["钴蓝提示"],
    )  # fmt: skip
    article = make_article(report, f"钴蓝段落说钴蓝诉求{publication}。", headline="钴蓝题目", reporters=["钴蓝人名"])
    delegate = make_delegate(
        "钴蓝人名", posts=[(make_organisation(f"钴蓝公司{publication}"), "钴蓝职务")], note="钴蓝辨认"
    )
    row = make_proposal(
        "钴蓝题目", proposers=[delegate], asks=["钴蓝诉求"], industries=[make_industry()], keyword="钴蓝热词",
        mentions=["钴蓝单位"], articles=[article], publication=publication, session=make_session(term=23),
        withheld_ground="钴蓝依据", doubts=["钴蓝疑问"],
    )  # fmt: skip
    make_followups(row, (Event.NOTE, date(2022, 3, 5), "钴蓝经过"))
    row.asks.update(outcome_note="钴蓝结果")
    make_span(report, "钴蓝版面", "title")
    make_span(report, "钴蓝诉求", "text", ask=row.asks.get())
    return row


@pytest.fixture
def hidden() -> list[Proposal]:
    """One draft and one withheld proposal beside a published one in the same industry; all are in the index."""
    hidden = [hide_proposal(Publication.DRAFT), hide_proposal(Publication.WITHHELD)]
    shown = make_proposal("修好旧堤", industries=[tag.industry for tag in hidden[0].industry_tags.all()], log=True)
    make_article(make_report(), headline="修好旧堤").proposals.add(shown)
    reindex([row.pk for row in (*hidden, shown)])
    return hidden


def leaked(client: Client, address: str) -> list[str]:
    page = client.get(address).getvalue().decode(errors="replace")
    return [f"{address}: {secret}" for secret in SECRETS if secret in page]


def test_no_public_page_shows_a_word_of_what_is_not_published(client: Client, hidden: list[Proposal]):
    walked = list(everywhere())

    assert {"/", "/proposals/", "/robots.txt", *(row.get_absolute_url() for row in hidden)} <= set(walked)
    assert [leak for address in walked for leak in leaked(client, address)] == []


def test_staff_see_no_more_on_public_pages_than_anybody(client: Client, hidden: list[Proposal]):
    client.force_login(make_user(staff=True))

    assert [leak for address in everywhere() for leak in leaked(client, address)] == []


def test_what_is_not_published_has_no_page(client: Client, hidden: list[Proposal]):
    delegate, report = Delegate.objects.get(proposing__proposal=hidden[0]), hidden[0].articles.get().report
    pages = [
        hidden[0].get_absolute_url(),
        hidden[1].get_absolute_url(),
        reverse("delegates:delegate", args=[delegate.pk]),
        reverse("proposals:report", args=[report.pk]),
    ]

    assert [client.get(page).status_code for page in pages] == [404] * 4


def test_of_what_is_withheld_everybody_reads_how_many_and_on_which_ground(client: Client, hidden: list[Proposal]):
    page = client.get("/sessions/").content.decode()

    assert "1 件，依据：钴蓝依据" in page


@pytest.mark.parametrize("secret", SECRETS)
def test_no_search_finds_what_is_not_published(client: Client, hidden: list[Proposal], secret: str):
    page = client.get("/proposals/", {"q": secret}).content.decode()
    people = client.get("/delegates/", {"q": secret}).content.decode()

    assert 'class="item-h"' not in page
    assert 'class="item-h"' not in people


def test_no_filter_counts_what_is_not_published(client: Client, hidden: list[Proposal]):
    industry = hidden[1].industry_tags.get().industry_id
    page = client.get("/proposals/", {"industry": industry}).content.decode()

    assert "没有同时符合这些条件的建议提案" in page


def test_a_published_article_of_a_draft_proposal_alone_is_not_shown(client: Client):
    report = make_report("钴蓝段落。\n")
    article = make_article(report, headline="钴蓝题目")
    make_proposal("钴蓝题目", articles=[article], publication=Publication.DRAFT)

    assert leaked(client, reverse("proposals:report", args=[report.pk])) == []


def test_an_unpublished_source_is_not_quoted_by_a_published_proposal(client: Client):
    article = make_article(make_report("钴蓝段落。\n", publication=Publication.DRAFT), headline="钴蓝题目")
    shown = make_proposal("修好旧堤", articles=[article])

    assert leaked(client, shown.get_absolute_url()) == []


def test_a_post_taken_from_an_unpublished_report_names_no_source(client: Client):
    delegate = make_delegate(posts=[(None, "渡口站长")])
    make_proposal(proposers=[delegate])
    report = make_report("渡口站长\n", publication=Publication.DRAFT)
    make_span(report, "渡口站长", "post", post=Post.objects.get(delegate=delegate))

    page = client.get(reverse("delegates:delegate", args=[delegate.pk])).content.decode()

    assert reverse("proposals:report", args=[report.pk]) not in page
