"""Real files made on the spot: by the libraries that offices' programs agree with, by Chromium, and one by hand."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import docx
import openpyxl
import pytest
from playwright.sync_api import sync_playwright

from tests.browsing import ARGUMENTS, chromium, lacking

PARAGRAPHS = (
    "市人大代表林晓岚：让老街的路灯亮起来",
    "“老街的路灯坏了一半，夜里出门要打手电。”市人大代表、青禾社区党总支书记林晓岚说。",
    "她建议，一是年内换完坏灯；二是把电费纳入市财政预算；三是公布报修电话。",
)
RECORDS = (
    ("序号", "案号", "标题", "领衔代表", "主办单位"),
    ("1", "007", "关于更换老街路灯的建议", "林晓岚", "市城市管理局"),
    ("2", "008", "关于增设\n夜间公交的建议", "欧阳一鸣", "市交通运输局"),
)


def docx_of(paragraphs: Iterable[str], rows: Sequence[Sequence[str]] = (), after: Iterable[str] = ()) -> bytes:
    """A Word document: paragraphs, a table if there are rows, paragraphs behind it."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    for text in after:
        document.add_paragraph(text)
    return saved(document)


def xlsx_of(rows: Iterable[Sequence[object]], title: str = "建议目录") -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(document: object) -> bytes:
    """The bytes a library's document saves itself as."""
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]  # python-docx, openpyxl and pypdf alike
    return file.getvalue()


def html_of(paragraphs: Iterable[str], head: str = '<meta charset="utf-8">') -> str:
    """A page with navigation, the paragraphs, a script and a footer."""
    first, *rest = paragraphs
    body = "".join(f"<p>　　{text}</p>\n" for text in rest)
    return (
        f"<!DOCTYPE html><html><head>{head}<title>{first} - 某某日报数字报</title></head><body>"
        '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">要闻，时政，经济，社会</a></li></ul>'
        f"<h1>{first}</h1><div class='content'>{body}</div><script>var a = '一，二，三。';</script>"
        '<div class="footer">版权所有，未经许可，不得转载。</div></body></html>'
    )


def zip_of(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def printed(page: str, head: str = "", foot: str = "") -> bytes:
    """A page of HTML as Chromium prints it to PDF; `head` and `foot` are HTML that stands on every page."""
    if missing := lacking():
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        tab = browser.new_page()
        tab.set_content(page)
        content = tab.pdf(
            format="A4",
            margin={"top": "20mm", "bottom": "20mm", "left": "18mm", "right": "18mm"},
            display_header_footer=bool(head or foot),
            header_template=head or "<span></span>",
            footer_template=foot or "<span></span>",
        )
        browser.close()
    return content


def xls_of(rows: Sequence[Sequence[str | int]], title: str = "建议目录") -> bytes:
    """A workbook of the old format (BIFF8) with one sheet of texts and whole numbers."""
    cells = b"".join(
        _text_cell(row, column, value) if isinstance(value, str) else _number_cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
    )
    name = title.encode("utf-16-le")
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + _record(0x000A, b"")
    bound_size = 4 + 8 + len(name)
    place = len(begin) + bound_size + 4
    bound = _record(0x0085, struct.pack("<IBBBB", place, 0, 0, len(title), 1) + name)
    return _compound("Workbook", begin + bound + _record(0x000A, b"") + sheet)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _text_cell(row: int, column: int, text: str) -> bytes:
    return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def _number_cell(row: int, column: int, value: int) -> bytes:
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, float(value)))


def _compound(name: str, stream: bytes) -> bytes:
    """A compound file (MS-CFB) with one stream, padded so that it lies in ordinary sectors."""
    stream = stream.ljust(4096, b"\x00")
    stream += b"\x00" * (-len(stream) % 512)
    sectors = len(stream) // 512
    chain = [*range(3, sectors + 2), 0xFFFFFFFE]
    table = [0xFFFFFFFD, 0xFFFFFFFE, *chain]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\x00" * 6 + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (108 * 4)
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    directory = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + _entry(name, 2, 2, len(stream))
    return header + fat + directory.ljust(512, b"\x00") + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    raw = (name + "\x00").encode("utf-16-le")
    body = raw.ljust(64, b"\x00") + struct.pack("<HBB", len(raw), kind, 1)
    body += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + b"\x00" * 36
    return body + struct.pack("<IQ", start, size)
