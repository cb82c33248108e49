"""Each format gives the same text; tables stand in it, a cell at its place; what cannot be read says what to do."""

import datetime
import io
import unicodedata
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml

from proposals.ingest.read import read
from proposals.ingest.records import Refusal, Source
from tests.proposals.ingest.readers.made import (
    PARAGRAPHS,
    RECORDS,
    docx_of,
    html_of,
    saved,
    xls_of,
    xlsx_of,
    zip_of,
)

TEXT = "".join(f"{line}\n" for line in PARAGRAPHS)
ROWS = [["序号", "案号", "标题", "领衔代表", "主办单位"]]
ROWS += [["1", "007", "关于更换老街路灯的建议", "林晓岚", "市城市管理局"]]
ROWS += [["2", "008", "关于增设 夜间公交的建议", "欧阳一鸣", "市交通运输局"]]


def rows(source: Source) -> list[list[str]]:
    """The texts of the first table, after looking that each cell stands where it says."""
    for table in source.tables:
        for row in table.rows:
            assert [source.text[cell.span.start : cell.span.end] for cell in row] == [cell.text for cell in row]
    return [[cell.text for cell in row] for row in source.tables[0].rows]


def controls(text: str) -> set[str]:
    return {char for char in text if unicodedata.category(char) in ("Cc", "Cs")} - set("\t\n\r")


@pytest.mark.parametrize(
    ("content", "form"), [(docx_of(PARAGRAPHS), "docx"), (html_of(PARAGRAPHS).encode(), "html")], ids=["docx", "html"]
)
def test_a_report_reads_the_same_in_every_format(content: bytes, form: str):
    source = read(content)

    assert (source.format, source.text, source.doubt) == (form, TEXT, None)


@pytest.mark.parametrize("name", ["", "report.pdf", "report.txt", "报道.xlsx"])
def test_a_wrong_name_changes_nothing(name: str):
    assert read(docx_of(PARAGRAPHS), name).text == TEXT


@pytest.mark.parametrize(
    ("content", "name", "form"),
    [
        (docx_of([], RECORDS), "", "docx"),
        (xlsx_of(RECORDS), "", "xlsx"),
        (xls_of(RECORDS), "", "xls"),
        ("\n".join(",".join(f'"{field}"' for field in row) for row in RECORDS).encode(), "", "csv"),
        ("\n".join("\t".join(f'"{field}"' for field in row) for row in RECORDS).encode("gb18030"), "", "csv"),
        ("\r\n".join(";".join(f'"{field}"' for field in row) for row in RECORDS).encode("utf-16"), "a.csv", "csv"),
    ],
    ids=["docx", "xlsx", "xls", "csv", "tsv in gb18030", "semicolons in utf-16"],
)
def test_a_list_reads_the_same_in_every_format(content: bytes, name: str, form: str):
    source = read(content, name)

    assert (source.format, rows(source)) == (form, ROWS)
    assert source.text.splitlines()[2] == "2\t008\t关于增设 夜间公交的建议\t欧阳一鸣\t市交通运输局"


def test_a_table_keeps_its_place_between_the_paragraphs():
    source = read(docx_of(["表前。"], RECORDS, ["表后。"]))

    assert source.text.splitlines()[0] == "表前。"
    assert source.text.splitlines()[-1] == "表后。"
    assert rows(source) == ROWS


def test_a_cell_that_the_one_above_covers_states_the_same():
    document = docx.Document()
    table = document.add_table(3, 2)
    for row, cells in zip(table.rows, [("标题", "主办"), ("甲", "市教育局"), ("乙", "")], strict=True):
        row.cells[0].text, row.cells[1].text = cells
    table.cell(1, 1).merge(table.cell(2, 1))
    book = openpyxl.Workbook()
    for texts in [("标题", "主办"), ("甲", "市教育局"), ("乙", None)]:
        book.active.append(texts)
    book.active.merge_cells("B2:B3")
    page = (
        "<table><tr><th>标题<th>主办</tr><tr><td>甲<td rowspan=2>市教育局</tr><tr><td>乙</tr></table>"
        "<p>以上目录，由大会秘书处整理，供各承办单位查阅。</p>"
    )

    found = [rows(read(one)) for one in (saved(document), saved(book), f"<html><body>{page}".encode())]

    assert found == [[["标题", "主办"], ["甲", "市教育局"], ["乙", "市教育局"]]] * 3


def test_markers_that_word_counts_by_itself_are_written_out():
    document = docx.Document()
    for text in ("换完坏灯", "公布电话"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("没有序号", style="List Bullet")

    assert read(saved(document)).text == "1.换完坏灯\n2.公布电话\n没有序号\n"


def test_text_inserted_under_change_tracking_is_read_and_deleted_text_is_not():
    document = docx.Document()
    paragraph = document.add_paragraph("建议")
    insert = parse_xml(
        '<w:ins xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:t>增设路灯</w:t></w:r></w:ins>'
    )
    delete = parse_xml(
        '<w:del xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:r><w:delText>取消路灯</w:delText></w:r></w:del>"
    )
    paragraph._p.append(insert)
    paragraph._p.append(delete)

    assert read(saved(document)).text == "建议增设路灯\n"


def test_numbers_and_dates_stand_as_the_sheet_shows_them():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of([["案号", "日期", "件数"], [7, None, 3.0]])))
    sheet = book.active
    sheet["A2"].number_format = "000"
    sheet["B2"] = datetime.date(2026, 1, 9)

    assert rows(read(saved(book)))[1] == ["007", "2026-01-09", "3"]


def test_a_hidden_sheet_is_left_out_and_a_doubt_says_so():
    book = openpyxl.Workbook()
    book.active.append(["标题", "主办"])
    book.create_sheet("旧稿").sheet_state = "hidden"

    source = read(saved(book))

    assert (len(source.tables), source.doubt) == (1, "有 1 张隐藏的工作表没有读取；需要的话请取消隐藏后重新导入。")


def test_prose_with_commas_is_no_table():
    text = "一是换灯，二是公布电话，三是列入预算。\n一是增班，二是延时，三是减价。\n一是种树，二是清河，三是拆违。\n"

    assert read(text.encode(), "report.txt").format == "txt"
    assert read("a,b,c。\nd,e,f。\ng,h,i。\n".encode()).format == "txt"


def test_no_control_character_comes_out_of_any_format():
    dirty = "建议\x0b换\x85灯\u202e。\ue81e\ue000"
    sources = [
        read(dirty.encode()),
        read(xlsx_of([["标题", "主办"], ["换灯\ue81e", "市\u0085局"]])),
        read(html_of(["标题", f"市人大代表建议，{dirty}，换灯。"]).encode()),
    ]

    assert [controls(source.text) for source in sources] == [set(), set(), set()]
    assert "龴" in sources[0].text
    assert "龴" in sources[1].text


def test_private_use_and_turned_characters_are_a_doubt():
    source = read("建议\u202e换灯\ue000。".encode())

    assert source.text == "建议\u202e换灯\ue000。"
    assert "1 个自造字" in (source.doubt or "")
    assert "显示方向" in (source.doubt or "")


def test_the_two_code_points_of_one_gb18030_character_become_one():
    assert read("张".encode("gb18030") + b"\xfe\x59" + "代表建议换灯".encode("gb18030")).text == "张龴代表建议换灯"
    assert read("张龴代表建议换灯".encode("gb18030")).text == "张龴代表建议换灯"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"\xff\xd8\xff\xe0\x00\x10JFIF",
            "这是图片，读不出其中的文字。请用带文字识别（OCR）的软件转成 Word 或文本，再导入。",
        ),
        (b"Rar!\x1a\x07\x01\x00", "这是 rar 压缩包，不能直接读取。请先解压，再导入里面的文件，或改用 zip 压缩。"),
        (b"7z\xbc\xaf'\x1c\x00\x04", "这是 7z 压缩包，不能直接读取。请先解压，再导入里面的文件，或改用 zip 压缩。"),
        (b"{\\rtf1 \\ansi", "这是 RTF 文档。请用 Word 或 WPS 打开，另存为 .docx 再导入。"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument\x00".encode("utf-16-le"),
            "这是旧版 Word 文档（.doc）。请用 Word 或 WPS 打开，另存为 .docx 再导入。",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage\x00".encode("utf-16-le"),
            "这个文件加了密码。请用 Word、Excel 或 WPS 打开，去掉密码后另存，再导入。",
        ),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n<html>",
            "这是单一文件的网页存档（.mht）。请在浏览器里打开后另存为“网页，仅 HTML”，或复制正文粘贴到文本里再导入。",
        ),
        (
            zip_of({"a.txt": "建议".encode()}),
            "这是压缩包，不是单个文件；压缩包里的压缩包也不读取。请先解压，再导入里面的文件。",
        ),
        (
            zip_of({"OFD.xml": b"<x/>"}),
            "这是 OFD 版式文件，不能直接读取。请用 OFD 阅读器导出为 PDF（带文字）或复制文字，再导入。",
        ),
    ],
    ids=["jpg", "rar", "7z", "rtf", "doc", "encrypted office", "mht", "zip", "ofd"],
)
def test_what_cannot_be_read_says_what_to_do(content: bytes, sentence: str):
    with pytest.raises(Refusal) as refused:
        read(content)

    assert str(refused.value) == sentence


def test_a_workbook_with_macros_is_refused():
    with zipfile.ZipFile(io.BytesIO(xlsx_of(RECORDS))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(main, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")

    with pytest.raises(Refusal) as refused:
        read(zip_of(parts))

    assert str(refused.value).startswith("这是带宏的 Excel 文件（.xlsm）")
