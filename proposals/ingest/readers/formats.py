"""What a file is, by its bytes; its name is only a hint where bytes leave it open.

What is recognised but cannot be read is refused with a sentence that says what to do.
"""

import re

from ..records import Refusal
from . import packages

PDF = b"%PDF-"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NEAR = 1_024  # bytes before which a PDF may begin

PICTURE = "这是图片，读不出其中的文字。请用带文字识别（OCR）的软件转成 Word 或文本，再导入。"
ARCHIVE = "这是 {} 压缩包，不能直接读取。请先解压，再导入里面的文件，或改用 zip 压缩。"
OLD_WORD = "这是旧版 Word 文档（.doc）。请用 Word 或 WPS 打开，另存为 .docx 再导入。"
OLD_SLIDES = "这是旧版 PowerPoint 演示文稿（.ppt），不能直接读取。请把其中的文字复制到 Word 文档（.docx）里再导入。"
LOCKED = "这个文件加了密码。请用 Word、Excel 或 WPS 打开，去掉密码后另存，再导入。"
OLD_OTHER = "这是旧版办公软件的文件，不能直接读取。请用原来的程序打开，另存为 .docx、.xlsx 或文本（.txt）再导入。"
SAVED_PAGE = "这是单一文件的网页存档（.mht）。请在浏览器里打开后另存为“网页，仅 HTML”，或复制正文粘贴到文本里再导入。"
RICH = "这是 RTF 文档。请用 Word 或 WPS 打开，另存为 .docx 再导入。"
OFFICE_XML = "这是 2003 版的 XML 格式 Word 或 Excel 文件。请用 Word、Excel 或 WPS 另存为 .docx 或 .xlsx 再导入。"
SOUND = "这是音频或视频，读不出文字。请先整理成文字稿再导入。"
PROGRAM = "这是程序文件，不是两会材料，没有读取。请检查是否选错了文件。"

REFUSED = (
    (b"\x89PNG\r\n\x1a\n", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"Rar!\x1a", ARCHIVE.format("rar")),
    (b"7z\xbc\xaf'\x1c", ARCHIVE.format("7z")),
    (b"\x1f\x8b", ARCHIVE.format("gz")),
    (b"BZh", ARCHIVE.format("bz2")),
    (b"\xfd7zXZ\x00", ARCHIVE.format("xz")),
    (b"{\\rtf", RICH),
    (b"ID3", SOUND),
    (b"OggS", SOUND),
    (b"\x7fELF", PROGRAM),
    (b"SQLite format 3\x00", PROGRAM),
)
STREAMS = ("EncryptedPackage", "WordDocument", "PowerPoint Document", "Workbook", "Book")
MARKUP = re.compile(
    r"<(?:!doctype\s{1,9}html|html|head|body|meta|title|table|div|p|h[1-6]|span|article|section|ul)[\s>/]", re.I
)
TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,2000})?/?>", re.I)
MARKUP_NAMES = (".htm", ".html", ".shtml", ".xhtml")


def binary_format(content: bytes) -> str | None:
    """`pdf`, `docx`, `xlsx`, `xls` or `zip`, None for what may be a text. Raises `Refusal` for the rest."""
    if PDF in content[:NEAR]:
        return "pdf"
    if content.startswith(ZIP):
        return packages.kind(content)
    if content.startswith(OLE):
        return _compound(content)
    _refuse_known(content)
    return None


def is_archive(content: bytes) -> bool:
    """Whether this is a zip of files, not a document that is a zip inside. Raises `Refusal` for a broken one."""
    return content.startswith(ZIP) and packages.kind(content) == "zip"


def is_markup(text: str, filename: str) -> bool:
    """Whether a decoded text is a page of HTML. Raises `Refusal` for page archives and Office XML."""
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if re.match(r"(?:From|MIME-Version|Content-Type):", head, re.I) and "multipart/related" in head.lower():
        raise Refusal(SAVED_PAGE)
    if head.startswith("<?xml") and re.search(
        r"mso-application|schemas-microsoft-com:office:(?:spreadsheet|word)", head
    ):
        raise Refusal(OFFICE_XML)
    if filename.lower().endswith(MARKUP_NAMES):
        return TAG.search(text[:65_536]) is not None
    begins = MARKUP.match(head) is not None or (head.startswith(("<?xml", "<!--")) and MARKUP.search(head) is not None)
    return begins and TAG.search(head) is not None


def _compound(content: bytes) -> str:
    """Old Office files: the streams they hold tell which; the first in the directory is the file's own."""
    places = [(content.find(name.encode("utf-16-le") + b"\x00\x00"), name) for name in STREAMS]
    found = min((place for place in places if place[0] >= 0), default=(0, ""))[1]
    if found in ("Workbook", "Book"):
        return "xls"
    sentences = {"EncryptedPackage": LOCKED, "WordDocument": OLD_WORD, "PowerPoint Document": OLD_SLIDES}
    raise Refusal(sentences.get(found, OLD_OTHER))


def _refuse_known(content: bytes) -> None:
    sentence = next((sentence for magic, sentence in REFUSED if content.startswith(magic)), None)
    if not sentence and content[:4] == b"RIFF":
        sentence = PICTURE if content[8:12] == b"WEBP" else SOUND
    if not sentence and content[4:8] == b"ftyp":
        sentence = PICTURE if content[8:12] in (b"heic", b"heix", b"mif1", b"avif") else SOUND
    # "BM" and "MZ" alone could begin a text: such files also hold zero bytes
    if not sentence and content[:2] in (b"BM", b"MZ") and b"\x00" in content[:64]:
        sentence = PICTURE if content[:2] == b"BM" else PROGRAM
    if sentence:
        raise Refusal(sentence)
