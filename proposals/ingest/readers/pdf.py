"""PDF with a text layer, by pypdf: columns in reading order, lines joined to paragraphs, page furniture left out.

A scan has no text layer and is refused, as is a document under a password. Only what stands upright is read.
"""

import io
import logging
from collections.abc import Sequence
from typing import Any

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

from ..records import Refusal
from .archives import BROKEN
from .limits import PDF_OPERATIONS, PDF_PAGES, PDF_STREAM_BYTES
from .pdf_columns import in_reading_order
from .pdf_glyphs import Glyphs, glyphs_of
from .pdf_lines import Line, lines_of
from .pdf_paragraphs import paragraphs
from .pdf_running import without_running
from .radicals import ordinary
from .writing import Writing

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its remarks on damaged files are for its developers

SCANNED = (
    "这份 PDF 是扫描件或图片，没有可以复制的文字。请用带文字识别（OCR）的软件转成 Word 或带文字的 PDF，核对后再导入。"
)
LOCKED = "这份 PDF 加了密码。请用阅读器打开，去掉密码或“打印为 PDF”另存一份，再导入。"
TOO_MANY = f"这份 PDF 超过 {PDF_PAGES:,} 页，请分成几个文件再导入。"
TOO_BUSY = "这份 PDF 的页面内容复杂得不正常，没有读取。请复制其中的文字，存为文本再导入。"
PARTLY = "有 {} 页没有文字层（可能是扫描的图片），这几页没有读到：第 {} 页。"
UNMAPPED = "这份 PDF 的字体没有对应的文字编码，读出来会是乱码。请用 Word 原稿，或用文字识别（OCR）软件转换后再导入。"
BOUNDS: dict[str, Any] = {
    **dict.fromkeys(
        (
            "array_based_stream_maximum_output_length",
            "lzw_maximum_output_length",
            "run_length_maximum_output_length",
            "zlib_maximum_output_length",
            "brotli_maximum_output_length",
        ),
        PDF_STREAM_BYTES,
    ),
    "stream_parsing_work_maximum_count": PDF_OPERATIONS,
    "jbig2dec_binary": None,  # no other program is ever started
}
LEAST = 2  # characters a page of text has at least
SHOWN = 8  # page numbers a sentence lists


def read_pdf(content: bytes) -> tuple[Writing, str | None]:
    """The text in reading order and a doubt about pages without any. Whatever pypdf raises on damage passes through."""
    with pypdf.apply_configuration(**BOUNDS):
        pages = _pages(content)
    if not any(_size(page) for page in pages):
        raise Refusal(SCANNED)
    if sum(line.text.count("\ufffd") for page in pages for line in page) * 4 > sum(map(_size, pages)):
        raise Refusal(UNMAPPED)
    writing = Writing()
    for paragraph in paragraphs(in_reading_order(page) for page in without_running(pages)):
        writing.paragraph(ordinary(paragraph))
    return writing, _doubt([order for order, page in enumerate(pages, start=1) if _size(page) < LEAST], len(pages))


def _pages(content: bytes) -> list[list[Line]]:
    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refusal(LOCKED)
        if len(reader.pages) > PDF_PAGES:
            raise Refusal(TOO_MANY)
        left = PDF_OPERATIONS
        pages = []
        for page in reader.pages:
            glyphs: Glyphs = glyphs_of(page, reader, left)
            left = glyphs.left
            if left <= 0:
                raise Refusal(TOO_BUSY)
            pages.append(lines_of(glyphs.shown))
    except (DependencyError, FileNotDecryptedError) as locked:
        raise Refusal(LOCKED) from locked
    except LimitReachedError as busy:
        raise Refusal(TOO_BUSY) from busy
    except PyPdfError as broken:
        raise Refusal(BROKEN) from broken
    return pages


def _size(page: Sequence[Line]) -> int:
    return sum(len(line.text.strip()) for line in page)


def _doubt(empty: Sequence[int], pages: int) -> str | None:
    if not empty or len(empty) == pages:
        return None
    listed = "、".join(map(str, empty[:SHOWN])) + ("…" if len(empty) > SHOWN else "")
    return PARTLY.format(len(empty), listed)
