"""Facts beside their source: links both ways, excerpts, what was not taken."""

import re

import pytest
from django.test import Client

from proposals.models import Proposal, Report
from tests.factories import (
    make_article,
    make_proposal,
    make_report,
    make_span,
)
from tests.pages import page_of, read

pytestmark = pytest.mark.django_db


def source(shown: str) -> tuple[Report, Proposal]:
    """A report of one article from which an ask and a proposer were taken."""
    report = make_report("青禾社林知夏：修堤\n旧堤多年失修。建议今冬修好旧堤。来年再说。\n", shown=shown)
    article = make_article(report, "旧堤多年失修。建议今冬修好旧堤。来年再说。", headline="修堤")
    article.start = 0
    article.save()
    proposal = make_proposal("修堤", asks=["今冬修好旧堤"], articles=[article])
    make_span(report, "今冬修好旧堤", "text", ask=proposal.asks.get())
    make_span(report, "林知夏", "proposer", proposer=proposal.proposers.get())
    return report, proposal


@pytest.mark.parametrize("where", ["report", "proposal"])
@pytest.mark.parametrize("shown", [Report.Shown.FULL, Report.Shown.EXCERPT])
def test_every_link_inside_a_page_leads_somewhere(client: Client, where: str, shown: str):
    report, proposal = source(shown)
    page = read(client, f"/reports/{report.pk}/" if where == "report" else proposal.get_absolute_url())

    ids, links = re.findall(r'\bid="([^"]+)"', page), re.findall(r'href="#([^"]+)"', page)

    assert len(ids) == len(set(ids))
    assert [link for link in links if link not in ids] == []
    assert len([link for link in links if link.startswith("t")]) == 2


def test_an_excerpt_quotes_only_sentences_that_were_used_and_says_so(client: Client):
    report, proposal = source(Report.Shown.EXCERPT)

    for page in (read(client, f"/reports/{report.pk}/"), page_of(client, proposal)):
        assert "今冬修好旧堤" in page
        assert "来年再说" not in page
        assert "只摘取用的句子" in page


def test_a_report_shown_whole_marks_what_was_not_taken(client: Client):
    report = make_report("水位年年涨。\n今冬修好旧堤。\n")
    article = make_article(report, "水位年年涨。", "今冬修好旧堤。")
    proposal = make_proposal(asks=["今冬修好旧堤"], articles=[article])
    make_span(report, "今冬修好旧堤", "text", ask=proposal.asks.get())

    assert '<p class="loose">水位年年涨。' in read(client, f"/reports/{report.pk}/")


def test_a_report_is_paged_by_four_articles_and_lists_them_all(client: Client):
    report = make_report("".join(f"第{n}段。\n" for n in range(9)))
    for n in range(9):
        make_article(report, f"第{n}段。", headline=f"标题{n}")

    pages = [read(client, f"/reports/{report.pk}/", page=number) for number in (1, 2, 3)]

    assert [len(re.findall('<section class="article"', page)) for page in pages] == [4, 4, 1]
    assert all("标题8" in page for page in pages)


def test_an_article_that_the_address_names_stands_on_the_page_that_is_shown(client: Client):
    report = make_report("".join(f"第{n}段。\n" for n in range(9)))
    articles = [make_article(report, f"第{n}段。", headline=f"标题{n}") for n in range(9)]

    page = read(client, f"/reports/{report.pk}/", article=articles[6].pk)

    assert f'id="a{articles[6].pk}"' in page
    assert f'id="a{articles[0].pk}"' not in page
    assert "article=" not in re.findall(r'<nav class="pager".*?</nav>', page, re.DOTALL)[0]


def test_a_fact_that_nobody_confirmed_is_marked_as_doubtful(client: Client):
    report = make_report("裂变\n今冬修好旧堤。\n")
    article = make_article(report, "裂变", "今冬修好旧堤。")
    proposal = make_proposal("修堤", articles=[article], keyword="裂变")
    make_span(report, "裂变", "keyword", keyword_tag=proposal.keyword_tags.get())

    doubted = read(client, f"/reports/{report.pk}/")
    proposal.keyword_tags.update(confirmed=True)
    confirmed = read(client, f"/reports/{report.pk}/")

    assert 'class="sp doubt"' in doubted
    assert "待核对" in doubted
    assert 'class="sp doubt"' not in confirmed
