"""Office documents are zips of XML parts: which kind one is, and whether it may be handed to a library."""

import io
import re
import zipfile

from ..records import Refusal
from . import limits
from .archives import BROKEN, ENCRYPTED, METHOD, RATIO, opened, suspicious, unpacked
from .archives import TOO_LARGE as LARGE

TYPES = "[Content_Types].xml"
MEDIA = re.compile(
    r"\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|wdp|mp[34]|wav|bin|ttf|odttf|fntdata)$", re.IGNORECASE
)
DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

TOO_MANY_PARTS = f"文档内部的零件超过 {limits.PART_COUNT:,} 个，为安全起见没有读取。请把正文复制到新文档里再导入。"
TOO_LARGE = "文档内部展开后大得不正常，为安全起见没有读取。请把正文复制到新文档里再导入。"
HOSTILE = (
    "文档内部含有办公软件不会写出的内容（DOCTYPE 或越界的路径），为安全起见没有读取。请把正文复制到新文档里再导入。"
)
REASONS = {ENCRYPTED: ENCRYPTED, METHOD: BROKEN, LARGE: TOO_LARGE, RATIO: TOO_LARGE}
MACRO = {
    "xlsm": "这是带宏的 Excel 文件（.xlsm），为安全起见不读取。请用 Excel 或 WPS 另存为不带宏的 .xlsx 再导入。",
    "docm": "这是带宏的 Word 文件（.docm），为安全起见不读取。请用 Word 或 WPS 另存为不带宏的 .docx 再导入。",
}
OTHERS = {
    "pptx": "这是 PowerPoint 演示文稿，不能直接读取。请把其中的文字复制到 Word 文档（.docx）或文本（.txt）里再导入。",
    "xlsb": "这是二进制 Excel 文件（.xlsb），不能直接读取。请用 Excel 另存为 .xlsx 再导入。",
    "odt": "这是 ODF 文档（.odt、.ods），不能直接读取。请用原来的程序另存为 .docx 或 .xlsx 再导入。",
    "ofd": "这是 OFD 版式文件，不能直接读取。请用 OFD 阅读器导出为 PDF（带文字）或复制文字，再导入。",
    "epub": "这是电子书（.epub），不能直接读取。请把正文复制到文本（.txt）里再导入。",
}
MAIN = (
    (rf"{WORD}.document.main+xml", "docx"),
    (rf"{WORD}.template.main+xml", "docx"),
    (rf"{SHEET}.sheet.main+xml", "xlsx"),
    (rf"{SHEET}.template.main+xml", "xlsx"),
    ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xlsm"),
    ("application/vnd.ms-excel.template.macroEnabled.main+xml", "xlsm"),
    ("application/vnd.ms-word.document.macroEnabled.main+xml", "docm"),
    ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "docm"),
    ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xlsb"),
    ("presentationml.", "pptx"),
)


def kind(content: bytes) -> str:
    """`docx`, `xlsx` or `zip` for an archive of files. Raises `Refusal` for other documents that are zips inside."""
    archive = opened(content)
    names = set(archive.namelist())
    if TYPES in names:
        return _office(archive)
    if "OFD.xml" in names:
        raise Refusal(OTHERS["ofd"])
    if "mimetype" in names and len(names) > 1:
        raise Refusal(OTHERS["epub" if "META-INF/container.xml" in names else "odt"])
    return "zip"


def _office(archive: zipfile.ZipFile) -> str:
    info = archive.getinfo(TYPES)
    if reason := suspicious(info, limits.MEGABYTE):
        raise Refusal(REASONS.get(reason, HOSTILE))
    types = unpacked(archive, info).decode("utf-8", "replace")
    found = next((name for words, name in MAIN if words in types), None)
    if found in MACRO or found in OTHERS:
        raise Refusal((MACRO | OTHERS)[found])
    if found is None:
        raise Refusal(BROKEN)
    return found


def checked(content: bytes) -> io.BytesIO:
    """The document, ready for a library, when all of it is within the limits. Raises `Refusal`."""
    archive = opened(content)
    infos = archive.infolist()
    if len(infos) > limits.PART_COUNT:
        raise Refusal(TOO_MANY_PARTS)
    if len({info.filename for info in infos}) < len(infos):
        raise Refusal(BROKEN)
    if sum(info.file_size for info in infos) > limits.PARTS_BYTES:
        raise Refusal(TOO_LARGE)
    for info in infos:
        _check_part(archive, info)
    return io.BytesIO(content)


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    media = MEDIA.search(info.filename) is not None
    if reason := suspicious(info, limits.PARTS_BYTES if media else limits.PART_BYTES):
        raise Refusal(REASONS.get(reason, HOSTILE))
    data = unpacked(archive, info)
    if not media and any(mark in data for mark in DOCTYPE):
        raise Refusal(HOSTILE)
