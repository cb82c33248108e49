"""The pages that quote a source: no more queries for many articles, and of a shared one only what is public."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delegates.models import Body, Delegate
from proposals.models import Article, Proposal, Report
from tests.factories import (
    make_article,
    make_delegate,
    make_industry,
    make_organisation,
    make_proposal,
    make_report,
    make_session,
    make_span,
)
from tests.pages import page_of, read

pytestmark = pytest.mark.django_db
MOST = 10
MOST_OF_A_PROPOSAL = 4


def told(articles: int) -> Report:
    """A report with facts of every kind in each of its articles."""
    lines = [
        f"市人大代表、青禾{n}社社长林知夏{n}：修好{n}号堤\n江岸日报记者/周{n}\n建议今冬修好{n}号堤。\n"
        for n in range(articles)
    ]
    report = make_report("江岸日报两会报道\n" + "".join(lines))
    make_span(report, "江岸日报", "publisher")
    make_span(report, "两会报道", "title")
    for n in range(articles):
        tell(report, n)
    return report


def tell(report: Report, n: int) -> None:
    """Article `n` with its facts."""
    text = report.content.text
    start, end = text.index(f"市人大代表、青禾{n}社"), text.index(f"建议今冬修好{n}号堤。")
    paragraph = [end, end + len(f"建议今冬修好{n}号堤。")]
    article = Article.objects.create(
        report=report, order=n + 1, headline=f"修好{n}号堤", start=start, end=paragraph[1], paragraphs=[[paragraph]]
    )
    delegate = make_delegate(f"林知夏{n}", posts=[(make_organisation(f"青禾{n}社{report.pk}"), "社长")])
    proposal = make_proposal(
        f"修好{n}号堤", articles=[article], proposers=[delegate], asks=[f"今冬修好{n}号堤"],
        industries=[make_industry()], keyword="潮涌", mentions=["城管"],
    )  # fmt: skip
    make_span(report, f"林知夏{n}", "name", delegate=delegate)
    make_span(report, f"青禾{n}社社长", "post", post=delegate.posts.get())
    make_span(report, f"林知夏{n}", "proposer", proposer=proposal.proposers.get())
    make_span(report, f"修好{n}号堤", "headline", proposal=proposal)
    make_span(report, f"建议今冬修好{n}号堤", "filing", proposal=proposal)
    make_span(report, f"今冬修好{n}号堤", "text", ask=proposal.asks.get())


def queries(client: Client, address: str) -> int:
    client.get("/about/")  # the masthead of every page is asked for once after a change of the data
    with CaptureQueriesContext(connection) as captured:
        read(client, address)
    return len(captured)


def test_a_report_asks_no_more_than_ten_times_however_many_articles_it_has(client: Client):
    few, many = told(5), told(200)

    counts = [queries(client, f"/reports/{report.pk}/") for report in (few, many)]

    assert counts[0] == counts[1] <= MOST


def test_a_proposal_asks_no_more_than_four_times_whatever_hangs_on_it(client: Client):
    make_proposal(session=make_session())  # where no session is known at all, the masthead asks once more
    told(1)
    row = Proposal.objects.latest("pk")
    few = queries(client, row.get_absolute_url())

    told(60)
    row = Proposal.objects.latest("pk")
    row.articles.add(*Article.objects.all()[:5])
    make_proposal(industries=[tag.industry for tag in row.industry_tags.all()])
    many = queries(client, row.get_absolute_url())

    assert few == many <= MOST_OF_A_PROPOSAL


@pytest.fixture
def shared() -> tuple[Proposal, Report]:
    """One article of two people, of whose two proposals one is a draft."""
    report = make_report("林知夏建议修堤。社长钴蓝人建议钴蓝诉求。\n来年再说。\n")
    article = make_article(report, "林知夏建议修堤。社长钴蓝人建议钴蓝诉求。", "来年再说。", headline="修堤")
    shown = make_proposal("修堤", articles=[article], proposers=[make_delegate("林知夏")], asks=["修堤"])
    person = make_delegate("钴蓝人", body=Body.CPPCC, posts=[(None, "社长")])
    draft = make_proposal("钴蓝诉求", articles=[article], proposers=[person], asks=["钴蓝诉求"], publication="draft")
    mark(report, shown, "林知夏", "修堤")
    mark(report, draft, "钴蓝人", "钴蓝诉求")
    make_span(report, "社长", "post", post=person.posts.get())
    return shown, report


def mark(report: Report, proposal: Proposal, name: str, ask: str) -> None:
    """The facts of one proposal."""
    proposer = proposal.proposers.get()
    make_span(report, name, "name", delegate=Delegate.objects.get(name=name))
    make_span(report, name, "proposer", proposer=proposer)
    make_span(report, ask, "text", ask=proposal.asks.get())


def test_an_article_shared_with_a_draft_shows_neither_its_person_nor_its_words(client: Client, shared):
    proposal, report = shared

    for page in (page_of(client, proposal), read(client, f"/reports/{report.pk}/")):
        assert "林知夏" in page
        assert "钴蓝" not in page
        assert "社长" not in page
        assert "来年再说" not in page
