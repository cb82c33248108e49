"""Zip files and office documents that mean harm, made on the spot; each is named for what it tries."""

import io
import struct
import zipfile

from tests.proposals.ingest.readers.made import PARAGRAPHS, RECORDS, docx_of, xlsx_of, zip_of

GOOD = "市人大代表林晓岚建议更换路灯。".encode()
DOCX, XLSX = docx_of(PARAGRAPHS, RECORDS), xlsx_of(RECORDS)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = b'<?xml version="1.0"?><!DOCTYPE l SYSTEM "http://127.0.0.1:9/x.dtd">'
WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def archives() -> dict[str, bytes]:
    """Archives whose directory or entries lie."""
    plain = zip_of({"a.txt": GOOD, "b.txt": GOOD})
    stored = zip_of({"a.txt": GOOD, "b.txt": GOOD}, zipfile.ZIP_STORED)
    return {
        "bomb.zip": zip_of({"zeros.txt": b"0" * 19_000_000}),
        "bomb over the limit.zip": zip_of({"zeros.txt": b"0" * 60_000_000}),
        "nested.zip": zip_of({"in.zip": zip_of({"in.zip": plain})}),
        "many nested.zip": zip_of({f"{n}.zip": plain for n in range(30)}),
        "overlapping.zip": _overlapping(stored),
        "symlink.zip": _with_attribute(0o120777 << 16),
        "traversal.zip": zip_of({"../../../etc/cron.d/x": GOOD}),
        "absolute.zip": zip_of({"/etc/passwd": GOOD}),
        "drive.zip": zip_of({"C:\\Windows\\x.txt": GOOD}),
        "encrypted.zip": _flagged(plain),
        "size too small.zip": _resized(stored, 3),
        "size too large.zip": _resized(stored, 9_000_000),
        "wrong checksum.zip": stored.replace(GOOD, GOOD[:-1] + b"?", 1),
        "lzma.zip": zip_of({"a.txt": b"0" * 5_000_000}, zipfile.ZIP_LZMA),
        "bzip2.zip": zip_of({"a.txt": b"0" * 5_000_000}, zipfile.ZIP_BZIP2),
        "too many entries.zip": zip_of({f"{n}.txt": b"" for n in range(20_001)}, zipfile.ZIP_STORED),
        "directory of four gigabytes.zip": plain[:-10] + struct.pack("<I", 0xFFFFFFF0) + plain[-6:],
        "no directory.zip": plain[:40],
        "directory cut.zip": plain[:-30],
        "empty.zip": zip_of({}),
        "four bytes.zip": b"PK\x03\x04",
        "folders only.zip": zip_of({"a/": b"", "__MACOSX/._a.txt": GOOD}),
        "end record in the comment.zip": plain[:-2] + struct.pack("<H", 22) + b"PK\x05\x06" + b"\xff" * 18,
    }


def documents() -> dict[str, bytes]:
    """Office documents that swell, nest, reach out, or are broken."""
    document = b"<w:document %s><w:body>%s</w:body></w:document>"
    deep = b"<w:sdt><w:sdtContent>" * 3_000 + b"</w:sdtContent></w:sdt>" * 3_000
    paragraph = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>"
    tag = b'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>' + paragraph + b"</w:tc>"
    wide = b"<w:tbl>" + (b"<w:tr>" + tag * 2 + b"</w:tr>") * 2 + b"</w:tbl>"
    return {
        "swollen.docx": _part(DOCX, "word/document.xml", document % (WORD, paragraph * 1_800_000)),
        "laughs.docx": _part(DOCX, "word/document.xml", LAUGHS + document % (WORD, b"<w:p>&j;</w:p>")),
        "outside.docx": _part(DOCX, "word/document.xml", OUTSIDE + document % (WORD, b"<w:p>&a;</w:p>")),
        "remote.docx": _part(DOCX, "word/document.xml", REMOTE + document % (WORD, paragraph)),
        "laughs in utf-16.docx": _part(
            DOCX,
            "word/document.xml",
            LAUGHS.decode().encode("utf-16") + (document % (WORD, b"")).decode().encode("utf-16-le"),
        ),
        "deep.docx": _part(DOCX, "word/document.xml", document % (WORD, deep)),
        "spans a billion.docx": _part(DOCX, "word/document.xml", document % (WORD, wide)),
        "three thousand parts.docx": _part(DOCX, {f"word/x{n}.xml": b"<x/>" for n in range(3_000)}),
        "no document.docx": _part(DOCX, {"word/document.xml": None}),
        "no relations.docx": _part(DOCX, {"_rels/.rels": None}),
        "document is no xml.docx": _part(DOCX, "word/document.xml", b"\x00\x01\x02" * 50),
        "document is html.docx": _part(DOCX, "word/document.xml", b"<html><body>x</body></html>"),
        "part outside.docx": _part(DOCX, {"../../evil.xml": b"<x/>"}),
        "encrypted part.docx": _flagged(DOCX),
        "numbered without end.docx": _part(DOCX, "word/numbering.xml", b"<w:numbering %s>" % WORD),
        "types are laughs.docx": _part(DOCX, "[Content_Types].xml", LAUGHS + b"<Types>&j;</Types>"),
        "picture is a bomb.docx": _part(DOCX, {"word/media/a.png": b"0" * 49_900_000}),
        "laughs.xlsx": _part(XLSX, "xl/sharedStrings.xml", LAUGHS + b"<sst %s><si><t>&j;</t></si></sst>" % SHEET),
        "outside.xlsx": _part(XLSX, "xl/workbook.xml", OUTSIDE + b"<workbook %s>&a;</workbook>" % SHEET),
        "last cell.xlsx": _sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "dimension.xlsx": _sheet(b'<row r="1"><c r="A1"><v>1</v></c></row>', b'<dimension ref="A1:XFD1048576"/>'),
        "every row wide.xlsx": _sheet(
            b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(1, 400))
        ),
        "too many cells.xlsx": _sheet(
            b"".join(b'<row r="%d">%s</row>' % (n, b"<c><v>1</v></c>" * 50) for n in range(1, 4_100))
        ),
        "one cell of nine million.xlsx": _sheet(
            b'<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>' % (b"ab" * 4_500_000)
        ),
        "row numbers lie.xlsx": _sheet(b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>'),
        "string numbers lie.xlsx": _sheet(b'<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'),
        "merged all over.xlsx": _part(
            XLSX,
            "xl/worksheets/sheet1.xml",
            b'<worksheet %s><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>%s</mergeCells>'
            b"</worksheet>" % (SHEET, b'<mergeCell ref="A1:XFD1048576"/>' * 25_000),
        ),
        "no sheet.xlsx": _part(XLSX, {"xl/worksheets/sheet1.xml": None}),
        "swollen.xlsx": _part(XLSX, "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 40_000_000),
        "slides.pptx": _part(
            DOCX,
            "[Content_Types].xml",
            b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
        ),
        "macros.docm": _part(
            DOCX, "[Content_Types].xml", b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"
        ),
        "open document.odt": zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        **{f"cut at {share} of a hundred.docx": DOCX[: len(DOCX) * share // 100] for share in (2, 30, 60, 98)},
        **{f"cut at {share} of a hundred.xlsx": XLSX[: len(XLSX) * share // 100] for share in (2, 30, 60, 98)},
    }


HARMLESS = {
    # What these try does not come about, so that they are read as what they hold.
    "spans a billion.docx", "dimension.xlsx", "merged all over.xlsx",
}  # fmt: skip


def _part(content: bytes, name: str | dict[str, bytes | None], data: bytes | None = None) -> bytes:
    """A document with parts put in the place of others or beside them; None leaves one out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, bytes | None] = {one: archive.read(one) for one in archive.namelist()}
    parts |= name if isinstance(name, dict) else {name: data}
    return zip_of({one: held for one, held in parts.items() if held is not None})


def _sheet(rows: bytes, before: bytes = b"") -> bytes:
    data = b"<worksheet %s>%s<sheetData>%s</sheetData></worksheet>" % (SHEET, before, rows)
    return _part(XLSX, "xl/worksheets/sheet1.xml", data)


def _with_attribute(attribute: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.create_system, info.external_attr = 3, attribute
        archive.writestr(info, b"/etc/passwd")
    return file.getvalue()


def _directory(content: bytes) -> list[int]:
    """Where the directory's records begin."""
    found, at = [], content.find(b"PK\x01\x02")
    while at >= 0:
        found.append(at)
        at = content.find(b"PK\x01\x02", at + 4)
    return found


def _changed(content: bytes, offset: int, value: bytes, records: slice = slice(None)) -> bytes:
    data = bytearray(content)
    for at in _directory(content)[records]:
        data[at + offset : at + offset + len(value)] = value
    return bytes(data)


def _overlapping(content: bytes) -> bytes:
    """Both records point at the first entry."""
    return _changed(content, 42, struct.pack("<I", 0))


def _flagged(content: bytes) -> bytes:
    """Every record says that its entry is encrypted."""
    return _changed(content, 8, struct.pack("<H", 1))


def _resized(content: bytes, size: int) -> bytes:
    """The first record says another size."""
    return _changed(content, 24, struct.pack("<I", size), slice(0, 1))
