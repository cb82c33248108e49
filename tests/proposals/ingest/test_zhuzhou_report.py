"""Extraction finds exactly the facts that `tests/zhuzhou.py` wrote down by hand, in both texts that hold them."""

import re
from functools import cache
from itertools import pairwise

import pytest

from proposals.ingest import vocabulary
from proposals.ingest.extract import extract
from proposals.ingest.read import read
from proposals.ingest.records import Article, Extraction, Kind, Person, Span
from tests.zhuzhou import CHANCES, EXPECTED, PEOPLE, REPORTS, ROOT, WORDS


@cache
def extracted(report: str) -> tuple[str, Extraction]:
    path = REPORTS[report]
    if not path.exists():
        pytest.skip(f"no newspaper page at {path.name}: it is third-party text and no part of the repository")
    text = read(path.read_bytes()).text
    return text, extract(text, vocabulary.load(ROOT / "fixtures" / "reference"))


@pytest.fixture(params=list(REPORTS))
def report(request: pytest.FixtureRequest) -> tuple[str, Extraction]:
    return extracted(request.param)


def delegate(found: Extraction, name: str) -> Person:
    return next(person for person in found.delegates if person.name == name)


def test_the_page_names_itself_its_newspaper_and_its_city(report: tuple[str, Extraction]) -> None:
    _, found = report
    assert (found.kind, found.title, found.publisher, found.place) == (
        "press",
        "株洲市两会特别报道",
        "株洲日报",
        "株洲市",
    )
    assert (found.date, found.session) == (None, None)


def test_nine_articles_stand_in_two_sections(report: tuple[str, Extraction]) -> None:
    _, found = report
    assert [section.name for section in found.sections] == [WORDS, CHANCES]
    assert [(a.section.name, a.headline) for a in found.articles if a.section] == [
        (e.section, e.headline) for e in EXPECTED
    ]
    assert [article.order for article in found.articles] == list(range(1, 10))


def test_ten_delegates_five_of_each_body_all_of_the_city(report: tuple[str, Extraction]) -> None:
    _, found = report
    assert tuple(person.name for person in found.delegates) == PEOPLE
    assert [person.body for person in found.delegates] == [e.body for e in EXPECTED for _ in e.people]
    assert {(person.level, person.role) for person in found.delegates} == {("市", "member")}


def test_each_delegate_holds_the_posts_the_page_names(report: tuple[str, Extraction]) -> None:
    _, found = report
    posts = {p.name: tuple((post.organisation, post.title, post.note) for post in p.posts) for p in found.delegates}
    assert posts == {name: one for e in EXPECTED for name, one in zip(e.people, e.posts, strict=True)}


def test_each_article_has_its_reporter_and_newspaper(report: tuple[str, Extraction]) -> None:
    _, found = report
    assert [(a.publisher, [one.name for one in a.reporters]) for a in found.articles] == [
        ("株洲日报", [e.reporter]) for e in EXPECTED
    ]
    assert len({one.name for article in found.articles for one in article.reporters}) == 7


def test_stranded_keywords_go_in_order_to_the_first_section(report: tuple[str, Extraction]) -> None:
    _, found = report
    assert [keyword.name for keyword in found.keywords] == ["聚焦", "裂变", "创新", "升级", "品牌"]
    assert [p.keyword.name if p.keyword else None for p in found.proposals] == [e.keyword for e in EXPECTED]


def test_each_article_is_one_proposal_of_its_delegates(report: tuple[str, Extraction]) -> None:
    _, found = report
    roles = [[(one.name, one.type, one.role) for one in proposal.proposers] for proposal in found.proposals]
    assert roles == [
        [(name, "person", "cosigner" if order else "lead") for order, name in enumerate(e.people)] for e in EXPECTED
    ]
    assert [article.people for article in found.articles] == [e.people for e in EXPECTED]
    assert [proposal.headline for proposal in found.proposals] == [e.headline for e in EXPECTED]


def test_only_what_the_text_says_was_filed_counts_as_filed(report: tuple[str, Extraction]) -> None:
    _, found = report
    assert [proposal.kind for proposal in found.proposals] == [e.kind for e in EXPECTED]
    assert [proposal.filing_span is not None for proposal in found.proposals] == [
        e.kind is not Kind.REPORTED for e in EXPECTED
    ]
    assert [proposal.number for proposal in found.proposals] == [None] * 9


def test_each_article_makes_its_number_of_asks_with_their_figures(report: tuple[str, Extraction]) -> None:
    _, found = report
    assert [len(proposal.asks) for proposal in found.proposals] == [len(e.anchors) for e in EXPECTED]
    figures = [
        tuple((str(place), *ask.quantities) for place, ask in enumerate(proposal.asks) if ask.quantities)
        for proposal in found.proposals
    ]
    assert figures == [e.quantities for e in EXPECTED]


def test_asks_begin_and_end_where_a_clerk_would_cut_them() -> None:
    _, found = extracted("newspaper")
    for proposal, expected in zip(found.proposals, EXPECTED, strict=True):
        ends = [
            (ask.text[: len(first)], ask.text[-len(last) :])
            for ask, (first, last) in zip(proposal.asks, expected.anchors, strict=True)
        ]
        assert ends == list(expected.anchors)


def test_a_subject_without_a_demand_is_doubted_not_filled(report: tuple[str, Extraction]) -> None:
    _, found = report
    doubted = [proposal.headline for proposal in found.proposals if "原文没有写出具体要求" in proposal.doubts]
    assert doubted == [e.headline for e in EXPECTED if not e.anchors]


def test_industries_follow_the_alias_table_not_passing_mentions(report: tuple[str, Extraction]) -> None:
    _, found = report
    if not (ROOT / "fixtures" / "reference" / "industries.json").exists():
        pytest.skip("no reference industries in fixtures/reference")
    for proposal, expected in zip(found.proposals, EXPECTED, strict=True):
        names = {one.name for one in proposal.industries}
        assert expected.industries <= names, proposal.headline
    passing = {"轨道交通装备", "轨道交通"}
    tagged = [p.headline for p in found.proposals if passing & {one.name for one in p.industries}]
    assert tagged in ([], [EXPECTED[8].headline])


def test_departments_are_those_an_ask_addresses(report: tuple[str, Extraction]) -> None:
    _, found = report
    assert [tuple(one.name for one in p.departments) for p in found.proposals] == [e.departments for e in EXPECTED]
    assert {one.role for p in found.proposals for one in p.departments} == {"unknown"}


def test_columns_are_rejoined_so_that_every_paragraph_ends(report: tuple[str, Extraction]) -> None:
    text, found = report
    paragraphs = [joined(text, runs) for article in found.articles for runs in article.paragraphs]
    assert [paragraph for paragraph in paragraphs if not re.search(r"[。！？][”’)）]*$", paragraph)] == []
    assert sum(len(runs) - 1 for article in found.articles for runs in article.paragraphs) == 17


def test_every_fact_can_be_read_again_at_its_place(report: tuple[str, Extraction]) -> None:
    text, found = report
    for article in found.articles:
        assert at(text, article.headline_span) == article.headline
        for named in (*article.reporters, *([article.section] if article.section else [])):
            assert {at(text, span) for span in named.spans} == {named.name}
        for proposal in article.proposals:
            for ask in proposal.asks:
                assert unbroken(at(text, ask.span)) == unbroken(ask.text)
            for proposer in proposal.proposers:
                assert at(text, proposer.span) == proposer.name
            for department in proposal.departments:
                assert {at(text, span) for span in department.spans} == {department.name}
    for person in found.delegates:
        assert {at(text, span) for span in person.spans} == {person.name}
        for post in person.posts:
            assert at(text, post.span).startswith(f"{post.organisation or ''}{post.title}")
    for keyword in found.keywords:
        assert {at(text, span) for span in keyword.spans} == {keyword.name}


def test_no_character_of_the_source_is_lost(report: tuple[str, Extraction]) -> None:
    text, found = report
    held = covered(found)
    assert "".join(char for place, char in enumerate(text) if place not in held and not char.isspace()) == ""
    assert [one.text for one in found.unclaimed] == ["培育制造名城 建设幸福株洲"]


def test_our_own_report_copies_no_prose_of_the_newspaper() -> None:
    """Runs of 15 characters may recur only where both texts must name the same headline, post, unit or name."""
    (theirs, found), (ours, own) = extracted("newspaper"), extracted("own words")
    headings = [theirs[a.span.start : a.paragraphs[0][0].start].replace("\n", "") for a in found.articles]
    namings = [
        theirs[seat.start : min(span.end for span in person.spans if span.start >= seat.end)]
        for person in found.delegates
        for seat in person.identity
    ]
    known = without_marks("\n".join(headings + namings))
    prose = without_marks("".join(joined(theirs, runs) for a in found.articles for runs in a.paragraphs))
    shared: list[str] = []
    for article in own.articles:
        for runs in article.paragraphs:
            mine = without_marks(joined(ours, runs))
            windows = [mine[i : i + 15] for i in range(len(mine) - 14)]
            shared += [one for one in windows if one in prose and not any(one[k : k + 10] in known for k in range(6))]
    assert shared == []


def covered(found: Extraction) -> set[int]:
    spans: list[Span] = [article.span for article in found.articles] + [one.span for one in found.unclaimed]
    spans += [span for named in (*found.sections, *found.keywords) for span in named.spans]
    spans += [found.title_span] if found.title_span else []
    return {place for span in spans for place in range(*span)}


def at(text: str, span: Span) -> str:
    return text[span.start : span.end]


def joined(text: str, runs: tuple[Span, ...]) -> str:
    return "".join(at(text, run) for run in runs)


def unbroken(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text)


def without_marks(text: str) -> str:
    return re.sub(r"[^\w\n]", "", text)


def test_articles_do_not_overlap(report: tuple[str, Extraction]) -> None:
    _, found = report
    articles: tuple[Article, ...] = found.articles
    assert all(a.span.end <= b.span.start for a, b in pairwise(articles))
