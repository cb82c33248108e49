"""One file in, its text with every doubt about it out. The format is decided by the bytes, never by the name alone.

Text keeps its line ends and every code point its place: offsets count in `Source.text`. Other formats are written out
by the reader of their format. The bytes are never changed.
"""

import hashlib
from collections.abc import Callable

from .readers import limits
from .readers.archives import BROKEN
from .readers.decoding import Decoded, declared_encoding, decode
from .readers.formats import binary_format, is_archive, is_markup
from .readers.separated import read_separated, separator
from .readers.writing import TOO_LONG, Writing
from .records import Refusal, Source
from .text import characters

__all__ = ["is_archive", "read"]

EMPTY = "文件是空的，没有任何内容，请检查后重新选择文件。"
BLANK = "文件里只有空白，没有文字，请检查后重新选择文件。"
TOO_LARGE = f"文件超过 {limits.FILE_BYTES // limits.MEGABYTE} MB，请分成几个小文件再导入。"
NESTED = "这是压缩包，不是单个文件；压缩包里的压缩包也不读取。请先解压，再导入里面的文件。"
TOO_DEEP = "文件内部一层套一层，层数多得不正常，没有读取。请把正文复制到新文档里再导入。"
TOO_HUNGRY = "读取这个文件需要的内存超过限额。请把它分成几个小文件，或把正文复制到新文档里再导入。"
TABLES = (".csv", ".tsv", ".tab")
SIGNS = "\ufeff\u200b \t\r\n\u3000"

Read = tuple[Writing, str | None]


def read(content: bytes, filename: str = "") -> Source:
    """Read one file. Raises `Refusal` with a sentence for all that cannot be read, damaged files included.

    `filename` is a hint where the bytes leave it open: whether a text is a table or a page of HTML.
    """
    if not content:
        raise Refusal(EMPTY)
    if len(content) > limits.FILE_BYTES:
        raise Refusal(TOO_LARGE)
    try:
        source = _read(content, filename)
    except RecursionError as deep:
        raise Refusal(TOO_DEEP) from deep
    except MemoryError as hungry:
        raise Refusal(TOO_HUNGRY) from hungry
    except Refusal:
        raise
    except Exception as broken:  # a damaged file makes the libraries raise whatever comes to hand
        raise Refusal(BROKEN) from broken
    if not source.text.strip(SIGNS):
        raise Refusal(BLANK)
    if len(source.text) > limits.TEXT_CHARACTERS:
        raise Refusal(TOO_LONG)
    return source


def _read(content: bytes, filename: str) -> Source:
    found = binary_format(content)
    if found == "zip":
        raise Refusal(NESTED)
    if found:
        return _written(content, found, "utf-8", _reader(found)(content))
    declared = declared_encoding(content)
    decoded = decode(content, declared)
    if is_markup(decoded.text, filename):
        return _written(content, "html", decoded.encoding, _markup(decoded), decoded.doubt)
    mark = separator(decoded.text, hinted=filename.lower().endswith(TABLES))
    if mark:
        return _written(content, "csv", decoded.encoding, (read_separated(decoded.text, mark), None), decoded.doubt)
    text = characters.settled(decoded.text)
    return _source(content, "txt", decoded.encoding, text, [decoded.doubt])


def _reader(found: str) -> Callable[[bytes], Read]:
    """The reader of a format. Each brings a library of some megabytes, so it is imported when its format comes."""
    if found == "docx":
        from .readers.word import read_docx  # inline: python-docx only where there is a .docx

        return lambda content: (read_docx(content), None)
    if found == "pdf":
        from .readers.pdf import read_pdf  # inline: pypdf only where there is a .pdf

        return read_pdf
    from .readers import sheets  # inline: openpyxl and calamine only where there is a workbook

    return sheets.read_xlsx if found == "xlsx" else sheets.read_xls


def _markup(decoded: Decoded) -> Read:
    from .readers.web import read_html  # inline: lxml only where there is a page

    return read_html(decoded.text)


def _written(content: bytes, found: str, encoding: str, read: Read, doubt: str | None = None) -> Source:
    writing, own = read
    text, tables = writing.done()
    source = _source(content, found, encoding, text, [doubt, own])
    return Source(content, source.sha256, encoding, text, source.doubt, found, tables)


def _source(content: bytes, found: str, encoding: str, text: str, known: list[str | None]) -> Source:
    said = [one for one in (*known, *characters.doubts(text)) if one]
    return Source(content, hashlib.sha256(content).hexdigest(), encoding, text, " ".join(said) or None, found)
