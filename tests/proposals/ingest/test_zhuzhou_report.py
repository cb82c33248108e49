"""The facts of the Zhuzhou special report, read by hand before any rule was written.

Two texts hold the same facts: the newspaper page itself, used wherever it lies beside the repository, and
`fixtures/reports/zhuzhou-special.txt` in the project's own words with the same damage. An ask is named by its first
and last characters in the newspaper; in our own text only by its place, number and figures.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from proposals.ingest import vocabulary
from proposals.ingest.extract import extract
from proposals.ingest.read import read
from proposals.ingest.records import Article, Extraction, Kind, Person, Span

ROOT = Path(__file__).resolve().parents[3]
REAL = ROOT.parent / "shared" / "seeds" / "zhuzhou-two-sessions-report.txt"
OWN = ROOT / "fixtures" / "reports" / "zhuzhou-special.txt"
REPORTS = {"newspaper": REAL, "own words": OWN}
WORDS, CHANCES = "两会高频词", "两会说·株洲的机遇"


@dataclass(frozen=True)
class Expected:
    """One article as a careful clerk would record it."""

    section: str
    headline: str
    people: tuple[str, ...]
    body: str
    posts: tuple[tuple[tuple[str | None, str, str | None], ...], ...]  # for each person
    reporter: str
    keyword: str | None
    kind: Kind
    anchors: tuple[tuple[str, str], ...]  # first and last characters of each ask in the newspaper
    quantities: tuple[tuple[str, ...], ...] = ()  # for each ask that holds a figure: its place, then the figures
    industries: frozenset[str] = frozenset()
    departments: tuple[str, ...] = ()


EXPECTED = (
    Expected(
        section=WORDS,
        headline="加速芦淞市场群老旧小区提质改造",
        people=("罗梓文",),
        body="cppcc",
        posts=((("湖南中威制药", "区域营销总监", None),),),
        reporter="李军",
        keyword="聚焦",
        kind=Kind.PROPOSAL,
        anchors=(
            ("要政策引导和", "荣稳定发展"),
            ("引导各市场应用", "稳定存量市场"),
            ("要严控新建", "等现象"),
            ("加快芦淞市场", "物流、人流"),
            ("城管、消防", "体验和质量"),
        ),
        industries=frozenset({"服饰"}),
        departments=("城管", "消防"),
    ),
    Expected(
        section=WORDS,
        headline="蓄积裂变动能 闯出发展新路",
        people=("张建美",),
        body="npc",
        posts=((("醴陵振美艺术陶瓷有限公司", "总经理", None),),),
        reporter="王军",
        keyword="裂变",
        kind=Kind.REPORTED,
        anchors=(("对于企业而言", "扩容倍增"), ("裂变要向产业", "延伸产业链"), ("走进风雨才能", "良好的基础")),
        industries=frozenset({"陶瓷"}),
    ),
    Expected(
        section=WORDS,
        headline="让创新成为城市发展的强劲“助推器”",
        people=("罗曼",),
        body="cppcc",
        posts=((("荷塘区", "副区长", None), ("致公党市委", "副主委", "兼")),),
        reporter="孙晓静",
        keyword="创新",
        kind=Kind.PROPOSAL,
        anchors=(),
        industries=frozenset({"先进硬质材料"}),
    ),
    Expected(
        section=WORDS,
        headline="树立文化自信 促进醴瓷产业升级",
        people=("孙建成",),
        body="npc",
        posts=(((None, "中国工美行业艺术大师", None), (None, "正高级工艺美术师", None)),),
        reporter="何春林",
        keyword="升级",
        kind=Kind.REPORTED,
        anchors=(("培育一批陶瓷", "技艺和文化"), ("壮大一批龙头", "升级发展"), ("搭建系列展示", "人窑名品")),
        industries=frozenset({"陶瓷"}),
    ),
    Expected(
        section=WORDS,
        headline="以标准化为基 助力品牌塑造",
        people=("晏小玲",),
        body="cppcc",
        posts=((("株洲钻石人力资源服务有限公司", "董事长", None),),),
        reporter="易蓉",
        keyword="品牌",
        kind=Kind.REPORTED,
        anchors=(),
        industries=frozenset({"人力资源服务"}),
    ),
    Expected(
        section=CHANCES,
        headline="实施重点企业培育工程 加快高分子新材料产业集群建设",
        people=("汤海涛", "王树峰"),
        body="npc",
        posts=(
            (("株洲现代高分子材料产业集群促进中心", "理事长", None),),
            (("株洲现代高分子材料产业集群促进中心", "副理事长", None),),
        ),
        reporter="伍靖雯",
        keyword=None,
        kind=Kind.SUGGESTION,
        anchors=(("由市级层面牵", "给予企业支持"), ("加快引进建设", "“发动机”"), ("依托渌口区现", "和技术高地")),
        quantities=(("0", "千亿"),),
        industries=frozenset({"高分子新材料"}),
    ),
    Expected(
        section=CHANCES,
        headline="加速建设湖南先进硬质材料及工具产业园",
        people=("谢康德",),
        body="npc",
        posts=((("中钨高新股份有限公司", "总经理", None), ("株洲硬质合金集团有限公司", "副董事长", None)),),
        reporter="伍靖雯",
        keyword=None,
        kind=Kind.REPORTED,
        anchors=(("尽快启动金溪", "迁入需求"), ("持续做好企业", "招才育才"), ("高位推进，", "再进一步")),
        industries=frozenset({"先进硬质材料"}),
    ),
    Expected(
        section=CHANCES,
        headline="提高“初升高”指标生比例 促进义务教育优质均衡",
        people=("戴永红",),
        body="cppcc",
        posts=((("株洲市第五中学", "校长", None),),),
        reporter="易楚瞳",
        keyword=None,
        kind=Kind.REPORTED,
        anchors=(("逐步提高优质", "高质量发展"), ("学校老师在", "幸福株洲")),
        industries=frozenset({"教育"}),
    ),
    Expected(
        section=CHANCES,
        headline="推动生产性服务 赋能制造业高质量发展",
        people=("龙永红",),
        body="cppcc",
        posts=((("湖南工业大学", "副校长", None),),),
        reporter="易楚瞳",
        keyword=None,
        kind=Kind.REPORTED,
        anchors=(("要加快建设国", "国家级中心"), ("要加快行业智", "的人才培养")),
        industries=frozenset({"生产性服务业"}),
    ),
)
PEOPLE = tuple(name for article in EXPECTED for name in article.people)


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
