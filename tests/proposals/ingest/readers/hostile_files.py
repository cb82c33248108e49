"""PDF, pages, sheets and texts that mean harm, or are what their name does not say."""

import zlib
from collections.abc import Sequence

import pypdf

from tests.proposals.ingest.readers.made import PARAGRAPHS, docx_of, html_of, saved, xls_of

TEXT = b"BT /F1 12 Tf 72 700 Td (Report) Tj ET"
XLS = xls_of([("序号", "标题"), (1, "换灯")])


def pdf_of(objects: Sequence[bytes], extra: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, extra, start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def page(contents: bytes, resources: bytes = b"", more: Sequence[bytes] = (), tree: bytes | None = None) -> bytes:
    """A PDF of one page; further objects begin at 6."""
    tree = tree or b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    fonts = b"/Font<</F1 5 0 R>>" + resources
    body = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % fonts
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", tree, body, contents, font, *more])


def pdfs() -> dict[str, bytes]:
    """PDF that loop, stack, swell or are broken."""
    good = page(stream(TEXT))
    packed = stream(zlib.compress(b"0 0 m " * 10_000_000, 9), b"/Filter/FlateDecode")
    stacked = TEXT
    for _ in range(40):
        stacked = zlib.compress(stacked)
    doubling = [
        stream(
            b"/X%d Do " % (n + 1) * 60,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X%d %d 0 R>>>>" % (n + 1, n + 7),
        )
        for n in range(9)
    ]
    mapped = (
        b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        + (b"100 beginbfrange " + b"<0000> <FFFF> <4E00> " * 100 + b"endbfrange ") * 20
    )
    cid = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[8 0 R]>>"
    locked = pypdf.PdfWriter()
    locked.add_blank_page(200, 200)
    locked.encrypt("secret", algorithm="RC4-128")
    blank = pypdf.PdfWriter()
    blank.add_blank_page(200, 200)
    return {
        "tree loops.pdf": page(stream(TEXT), tree=b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
        "tree is deep.pdf": pdf_of(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                *(b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 3) for n in range(5_000)),
            ]
        ),
        "two thousand pages.pdf": page(stream(TEXT), tree=b"<</Type/Pages/Kids[%s]/Count 2000>>" % (b"3 0 R " * 2_000)),
        "pages are a lie.pdf": page(stream(TEXT), tree=b"<</Type/Pages/Kids[3 0 R]/Count 999999999>>"),
        "flate bomb.pdf": page(packed),
        "stacked filters.pdf": page(stream(stacked, b"/Filter[%s]" % (b"/FlateDecode" * 40))),
        "stacked text filters.pdf": page(stream(TEXT, b"/Filter[%s]" % (b"/ASCIIHexDecode" * 5_000))),
        "filters without end.pdf": page(stream(b"x", b"/Filter 4 0 R")),
        "form draws itself.pdf": page(
            stream(b"/X Do"),
            b"/XObject<</X 6 0 R>>",
            [stream(b"/X Do", b"/Type/XObject/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>")],
        ),
        "forms double.pdf": page(stream(b"/X0 Do"), b"/XObject<</X0 6 0 R>>", doubling),
        "map of millions.pdf": page(
            stream(b"BT /F2 9 Tf <4E00> Tj ET"),
            b"/Font<</F2 6 0 R>>",
            [cid, stream(mapped), b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/W[0 999999999 500]>>"],
        ),
        "five million saves.pdf": page(stream(zlib.compress(b"q " * 5_000_000), b"/Filter/FlateDecode")),
        "arrays are deep.pdf": page(stream(b"[" * 100_000)),
        "dictionaries are deep.pdf": page(stream(TEXT), more=[b"<</A " * 20_000]),
        "numbers are huge.pdf": page(stream(b"1e999 0 0 1e999 9e999 9e999 cm " + TEXT)),
        "length lies.pdf": good.replace(b"/Length 37", b"/Length 999999999"),
        "table points at itself.pdf": pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"2 0 R"]),
        "table before itself.pdf": good.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 9"),
        "no catalog.pdf": good.replace(b"/Root 1 0 R", b"/Boot 1 0 R"),
        "head only.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "garbage.pdf": b"%PDF-1.4\n" + bytes(range(256)) * 40,
        "locked.pdf": saved(_Writer(locked)),
        "scan.pdf": saved(_Writer(blank)),
        **{f"cut at {share} of a hundred.pdf": good[: len(good) * share // 100] for share in (5, 40, 70)},
    }


class _Writer:
    """pypdf says `write` where others say `save`."""

    def __init__(self, writer: pypdf.PdfWriter) -> None:
        self.save = writer.write


def texts() -> dict[str, bytes]:
    """Pages, sheets and texts."""
    sentence = "市人大代表林晓岚建议，换灯。"
    good = html_of(PARAGRAPHS)
    attributes = " ".join(f"a{n}=1" for n in range(100_000))
    return {
        "five thousand deep.html": ("<html><body>" + "<div>" * 5_000 + sentence).encode(),
        "tables in tables.html": ("<html><body>" + "<table><tr><td>" * 5_000 + sentence).encode(),
        "tags never end.html": ("<html><body>" + "<b>" * 200_000 + sentence).encode(),
        "links never end.html": ("<html><body>" + "<a href=x>甲，" * 100_000).encode(),
        "an attribute of nine million never ends.html": f'<html><body title="{"a" * 9_000_000}{sentence}'.encode(),
        "hundred thousand attributes.html": f"<html><body {attributes}>{sentence}".encode(),
        "comment never ends.html": ("<html><body>" + sentence + "<!--" * 100_000).encode(),
        "entities.html": b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body>&a;</body></html>',
        "laughs.xhtml": b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        b"<html><body>&b;</body></html>",
        "spans a billion.html": b"<html><body><table>"
        + b"<tr><td colspan=999999999 rowspan=999999999>a<td>b</tr>" * 300,
        "reaches out.html": (
            '<html><head><base href="http://127.0.0.1:9/"><meta http-equiv=refresh content="0;url=//x">'
            '<link rel=stylesheet href=x></head><body><iframe src="file:///etc/passwd"></iframe><img src=x>' + sentence
        ).encode(),
        "script only.html": b"<!DOCTYPE html><html><body><script>document.write('x')</script></body></html>",
        "nine million.html": ("<html><body>" + "<p>a</p>" * 1_200_000).encode(),
        "zero bytes.html": good.replace("市人大", "市\x00人大").encode(),
        "three million characters.txt": b"a" * 3_000_000,
        "twenty-one megabytes.txt": b"a" * 21_000_000,
        "empty.txt": b"",
        "blank.txt": "\ufeff \u3000\n".encode(),
        "zero bytes.txt": b"\x00" * 5_000,
        "surrogates.txt": b"\xed\xa0\x80\xed\xb0\x80" * 50,
        "random.txt": zlib.compress(bytes(range(256)) * 90, 9) * 9,
        "field of five million.csv": b'a,b,c\n1,2,"' + b"x" * 5_000_000 + b'"\n',
        "quote never ends.csv": b"a,b,c\n" + b'1,"2,3\n' * 200_000,
        "million columns.csv": b"," * 1_900_000,
        "half a million cells.csv": b"a,b,c,d,e\n" * 100_000,
        "picture.docx": b"\x89PNG\r\n\x1a\n" + b"\x00" * 90,
        "picture.pdf": b"\xff\xd8\xff\xe0" + b"\x00" * 90,
        "archive.txt": b"Rar!\x1a\x07\x01\x00" + b"\x00" * 90,
        "program.txt": b"MZ" + b"\x00" * 90,
        "document.xls": docx_of(PARAGRAPHS)[:200],
        "old document.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 600
        + "WordDocument\x00".encode("utf-16-le"),
        "nothing known.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        "table loops.xls": XLS[:520] + b"\x02\x00\x00\x00" * 126 + XLS[1024:],
        "last cell.xls": XLS.replace(b"\x04\x02\x0d\x00\x01\x00\x01\x00", b"\x04\x02\x0d\x00\xff\xff\xff\x00"),
        **{f"cut at {share} of a hundred.xls": XLS[: len(XLS) * share // 100] for share in (10, 20, 25)},
    }


HARMLESS = {
    # What these try does not come about, so that they are read as what they hold.
    "pages are a lie.pdf", "dictionaries are deep.pdf", "numbers are huge.pdf", "table before itself.pdf",
    "no catalog.pdf", "links never end.html", "hundred thousand attributes.html", "comment never ends.html",
    "entities.html", "laughs.xhtml", "spans a billion.html", "reaches out.html", "million columns.csv",
    "table loops.xls",
}  # fmt: skip
