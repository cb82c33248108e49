"""Whatever the text, extraction answers; every span lies in the text, and every fact can be read again at its place."""

import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.extraction_growth import HOSTILE
from proposals.ingest import vocabulary
from proposals.ingest.extract import extract
from proposals.ingest.normal import INVISIBLE
from proposals.ingest.read import read
from proposals.ingest.records import Extraction, Refusal, Span

ROOT = Path(__file__).resolve().parents[3]
REPORT = (ROOT / "fixtures" / "reports" / "zhuzhou-special.txt").read_text("utf-8")
WORDS = vocabulary.load(ROOT / "fixtures" / "reference")
SEATS = ["市人大代表、", "政协委员", "列席代表", "株洲市人大代表", "代表建议", "湖南某某有限公司总经理"]
NAMES = [
    "张建国",
    "李四",
    "王小明",
    "欧阳一鸣",
    "本报记者 ",
    "株洲日报·掌上株洲记者/李军",
    "两会高频词",
    "聚焦",
    "裂变",
]
SPEECH = [
    "建议，",
    "呼吁：",
    "希望",
    "说，",
    "认为，",
    "提交了《关于停车的建议》",
    "带来的提案",
    "此外，建议",
    "同时，要",
]
SERIES = [
    "一是",
    "二是",
    "第三，",
    "首先",
    "其次",
    "一方面",
    "另一方面",
    "加快陶瓷产业建设",
    "城管、消防等部门",
    "300万元",
]
MARKS = ["。", "，", "；", "：", "“", "”", "（兼）", "\n", "\r\n", "\n\n", "  ", "\u3000", "2021年12月29日"]
PIECES = [*SEATS, *NAMES, *SPEECH, *SERIES, *MARKS]
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def facts(found: Extraction) -> Iterator[tuple[Span, str]]:
    """Every span with the text it must reproduce."""
    for rest in found.unclaimed:
        yield rest.span, rest.text
    for article in found.articles:
        yield article.headline_span, article.headline
        for reporter in article.reporters:
            yield reporter.spans[0], reporter.name
        for proposal in article.proposals:
            yield proposal.headline_span, proposal.headline
            for ask in proposal.asks:
                yield ask.span, ask.text
            for proposer in proposal.proposers:
                yield proposer.span, proposer.name
            for department in proposal.departments:
                yield from ((span, department.name) for span in department.spans)
    for person in found.delegates:
        yield from ((span, person.name) for span in person.spans)
    for named in (*found.sections, *found.keywords):
        yield from ((span, named.name) for span in named.spans)


def bare(text: str) -> str:
    return INVISIBLE.sub("", re.sub(r"\s", "", text))


def check(text: str, found: Extraction) -> None:
    for span, words in facts(found):
        assert 0 <= span.start < span.end <= len(text)
        assert bare(text[span.start : span.end]) == bare(words)
    spans = [article.span for article in found.articles]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    held = {place for span in spans for place in range(*span)}
    held |= {place for rest in found.unclaimed for place in range(*rest.span)}
    held |= {place for named in (*found.sections, *found.keywords) for span in named.spans for place in range(*span)}
    held |= set(range(*found.title_span)) if found.title_span else set()
    lost = "".join(char for place, char in enumerate(text) if place not in held)
    assert bare(lost) == ""


@settings(max_examples=300, deadline=None)
@given(texts)
def test_any_text_is_answered_and_every_fact_stands_at_its_place(text: str):
    check(text, extract(text, WORDS))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(REPORT)), st.sampled_from([" ", "\n", "\u3000", "\r\n", "\u200b"])), max_size=8
    )
)
def test_blanks_put_in_anywhere_harm_nothing(blanks: list[tuple[int, str]]):
    text = REPORT
    for place, blank in sorted(blanks, reverse=True):
        text = text[:place] + blank + text[place:]

    check(text, extract(text, WORDS))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(REPORT)), st.integers(0, len(REPORT)))
def test_a_piece_cut_out_of_a_report_is_read_like_any_other(one: int, other: int):
    text = REPORT[min(one, other) : max(one, other)]

    check(text, extract(text, WORDS))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes):
    assert _outcome(content) in (content, "。")


def _outcome(content: bytes) -> bytes | str:
    """The bytes a source keeps, or how the sentence of its refusal ends."""
    try:
        return read(content).content
    except Refusal as refusal:
        return str(refusal)[-1]


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_is_in_proportion_to_length(piece: str):
    """Counted in calls, which are the same on any machine; benchmarks/extraction_growth.py measures the time."""
    once, twice = (_calls("市人大代表张建国说：" + piece * (size // len(piece))) for size in (10_000, 20_000))

    assert twice < once * 2.5 + 1_000


def _calls(text: str) -> int:
    """How many functions, ours and built in, one extraction enters."""
    entered = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal entered
        entered += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        extract(text, WORDS)
    finally:
        sys.setprofile(before)
    return entered
