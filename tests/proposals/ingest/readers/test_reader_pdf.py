"""PDF as Chromium prints it: columns in reading order, paragraphs whole, page furniture gone."""

import io
from pathlib import Path

import pypdf
import pytest

from proposals.ingest import vocabulary
from proposals.ingest.extract import extract
from proposals.ingest.read import read
from proposals.ingest.records import Extraction, Refusal
from tests.proposals.ingest.readers.hostile_files import page, pdfs, stream
from tests.proposals.ingest.readers.made import RECORDS, docx_of, printed

ROOT = Path(__file__).resolve().parents[4]
ZHUZHOU = (ROOT / "fixtures" / "reports" / "zhuzhou-special.txt").read_text("utf-8")
WORDS = vocabulary.load(ROOT / "fixtures" / "reference")
STYLE = "font-family:'Noto Sans CJK SC';font-size:11pt;text-align:justify"
SENTENCE = "老街的路灯坏了一半，夜里出门要打手电；市人大代表林晓岚建议，年内换完坏灯，把 2026 年的电费纳入财政预算。"
COLUMNS = [f"第{number}节。{SENTENCE * (number % 3 + 1)}" for number in range(1, 19)]


def body(paragraphs: list[str], style: str = "") -> str:
    lines = "".join(f"<p style='text-indent:2em;margin:0'>{text}</p>" for text in paragraphs)
    return f'<div style="{STYLE};{style}">{lines}</div>'


def bare(lines: list[str]) -> list[str]:
    """Without blanks: one at the end of a printed line is nowhere in the PDF."""
    return [line.replace(" ", "") for line in lines]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_columns_are_read_one_after_the_other(count: int):
    title = "<h1 style='text-align:center;margin:0'>让老街亮起来：代表委员谈路灯</h1>"

    source = read(printed(title + body(COLUMNS, f"columns:{count};column-gap:20pt")))

    assert bare(source.text.splitlines()) == bare(["让老街亮起来：代表委员谈路灯", *COLUMNS])
    assert (source.format, source.doubt) == ("pdf", None)


def test_radicals_that_fonts_put_in_are_the_characters_that_were_written():
    text = "市人大代表高山水建议，老人用手机，车行长龙门，一日见面。"

    assert read(printed(body([text]))).text == f"{text}\n"


def test_rows_of_a_table_stay_together():
    cells = [[f"<td style='padding:4pt 14pt'>{cell}</td>" for cell in row] for row in RECORDS]
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)

    lines = read(printed(f'<table style="{STYLE}">{rows}</table>')).text.splitlines()

    assert [line.split("\t") for line in lines] == [[cell.replace("\n", " ") for cell in row] for row in RECORDS]


def test_running_heads_and_page_numbers_are_left_out():
    style = "font-family:'Noto Sans CJK SC';font-size:9pt;width:100%;text-align:center"
    head = f'<div style="{style}">某某市两会建议汇编</div>'
    foot = f'<div style="{style}">— <span class="pageNumber"></span> —</div>'

    lines = read(printed(body(COLUMNS * 4), head, foot)).text.splitlines()

    assert bare(lines) == bare(COLUMNS * 4)


def test_what_stands_on_two_pages_only_is_kept():
    one = f"<div style='break-after:page'><p>关于路灯的建议</p>{body(COLUMNS[:1])}</div>"

    assert bare(read(printed(one * 2)).text.splitlines()) == bare(["关于路灯的建议", COLUMNS[0]] * 2)


def test_a_page_without_a_text_layer_is_a_doubt():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.append(io.BytesIO(page(stream(b"BT /F1 12 Tf 72 700 Td (Report on lamps) Tj ET"))))
    file = io.BytesIO()
    writer.write(file)

    source = read(file.getvalue())

    assert source.text == "Report on lamps\n"
    assert source.doubt == "有 1 页没有文字层（可能是扫描的图片），这几页没有读到：第 1 页。"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "scan.pdf",
            "这份 PDF 是扫描件或图片，没有可以复制的文字。请用带文字识别（OCR）的软件转成 Word 或带文字的 PDF，"
            "核对后再导入。",
        ),
        ("locked.pdf", "这份 PDF 加了密码。请用阅读器打开，去掉密码或“打印为 PDF”另存一份，再导入。"),
    ],
)
def test_what_has_no_text_to_read_says_what_to_do(name: str, sentence: str):
    with pytest.raises(Refusal) as refused:
        read(pdfs()[name])

    assert str(refused.value) == sentence


def facts(found: Extraction) -> list[object]:
    """What a report states, without the places, which differ between formats."""
    return [
        [
            (one.name, one.body, one.role, [(post.organisation, post.title) for post in one.posts])
            for one in found.delegates
        ],
        [
            (one.headline, [who.name for who in one.proposers], [ask.text for ask in one.asks], one.number)
            for one in found.proposals
        ],
    ]


@pytest.mark.parametrize("form", ["docx", "html", "pdf", "gb18030", "utf-16-le"])
def test_the_real_report_states_the_same_in_every_format(form: str):
    lines = ZHUZHOU.splitlines()
    page = "".join(f"<p>{line}</p>" for line in lines)
    made = {
        "docx": lambda: docx_of(lines),
        "html": lambda: f"<!DOCTYPE html><html><body>{page}</body></html>".encode(),
        "pdf": lambda: printed(f'<div style="{STYLE}">{page}</div>'),
    }
    content = made[form]() if form in made else ZHUZHOU.encode(form)

    assert facts(extract(read(content).text, WORDS)) == facts(extract(ZHUZHOU, WORDS))
