"""Files damaged at random, the same ones for the same seed: what mail, disks and mischief make of good files.

A mutation flips bits, overwrites, cuts out, doubles, swaps or truncates; formats that are packed are also damaged
inside and packed again, else checksums would keep nearly every mutation from the parser.
"""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator

from tests.proposals.ingest.readers.made import PARAGRAPHS, RECORDS, docx_of, html_of, xls_of, xlsx_of

TROUBLE = (
    b"\x00", b"\xff", b"\xff\xff\xff\xff", b"\x00\x00\x00\x80", b"<", b">", b'"', b"&", b"&#0;", b"&#x110000;",
    b"<!DOCTYPE x>", b"]]>", b"<!--", b"%", b"endobj", b"stream", b"99999999999", b"-1", b"\xed\xa0\x80",
    b"\xee\x80\x80", b"\xe2\x80\xae", b"\r", b"\x1a", b"\t" * 99, b"<table>" * 50, b"[" * 300, b"<<" * 300,
)  # fmt: skip
INSIDE = 0.7  # share of packed files that are damaged inside
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def seeds(pdf: bytes) -> dict[str, bytes]:
    """One good file of each format; a PDF is handed in, since only a browser makes a real one."""
    return {
        "txt": "\n".join(PARAGRAPHS).encode("gb18030"),
        "docx": docx_of(PARAGRAPHS, RECORDS),
        "pdf": pdf,
        "html": html_of(PARAGRAPHS).encode(),
        "xlsx": xlsx_of(RECORDS),
        "xls": xls_of(RECORDS),
        "csv": "\n".join(",".join(f'"{field}"' for field in row) for row in RECORDS).encode(),
    }


def archive() -> bytes:
    """An archive as offices send it: a packed page, a packed text and a stored list."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("报道/第一版.html", html_of(PARAGRAPHS))
        archive.writestr("报道/第二版.txt", "\n".join(PARAGRAPHS).encode("gb18030"))
        archive.writestr("名册.csv", "\n".join(",".join(row) for row in RECORDS), zipfile.ZIP_STORED)
    return file.getvalue()


def mutated(seed: bytes, form: str, count: int, salt: int = 0) -> Iterator[bytes]:
    """`count` damaged copies of a file."""
    for number in range(count):
        pick = random.Random(f"{form} {salt} {number}")  # noqa: S311  damage needs no secrecy
        inside = {"docx": _inside_package, "xlsx": _inside_package, "pdf": _inside_streams}.get(form)
        yield inside(seed, pick) if inside and pick.random() < INSIDE else _damaged(seed, pick)


def _damaged(content: bytes, pick: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(pick.choice((1, 1, 2, 4, 16))):
        pick.choice(DAMAGES)(data, pick)
    return bytes(data)


def _flip(data: bytearray, pick: random.Random) -> None:
    if data:
        data[pick.randrange(len(data))] ^= 1 << pick.randrange(8)


def _overwrite(data: bytearray, pick: random.Random) -> None:
    at, length = pick.randrange(len(data) + 1), pick.choice((1, 4, 64))
    data[at : at + length] = pick.randbytes(length)


def _cut(data: bytearray, pick: random.Random) -> None:
    at = pick.randrange(len(data) + 1)
    del data[at : at + pick.choice((1, 8, 256))]


def _double(data: bytearray, pick: random.Random) -> None:
    at, length = pick.randrange(len(data) + 1), pick.choice((8, 64, 1024))
    data[at:at] = data[at : at + length] * pick.choice((1, 2, 50))


def _trouble(data: bytearray, pick: random.Random) -> None:
    at = pick.randrange(len(data) + 1)
    data[at:at] = pick.choice(TROUBLE)


def _swap(data: bytearray, pick: random.Random) -> None:
    one, other = (pick.randrange(len(data) + 1) for _ in range(2))
    data[one : one + 32], data[other : other + 32] = data[other : other + 32], data[one : one + 32]


def _truncate(data: bytearray, pick: random.Random) -> None:
    del data[pick.randrange(len(data) + 1) :]


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip, _flip, _overwrite, _cut, _double, _trouble, _trouble, _swap, _truncate,
)  # fmt: skip


def _inside_package(content: bytes, pick: random.Random) -> bytes:
    """One part of an office document damaged, and the document packed again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = pick.choice([one for one in parts if one.endswith((".xml", ".rels"))])
    parts[name] = _damaged(parts[name], pick)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, data in parts.items():
            archive.writestr(one, data)
    return file.getvalue()


def _inside_streams(content: bytes, pick: random.Random) -> bytes:
    """One packed stream of a PDF damaged and packed again; the places of what follows are no longer right."""
    found = [match for match in STREAM.finditer(content) if match[1][:1] == b"x"]
    if not found:
        return _damaged(content, pick)
    match = pick.choice(found)
    try:
        inner = zlib.decompress(match[1])
    except zlib.error:
        return _damaged(content, pick)
    packed = zlib.compress(_damaged(inner, pick))
    return content[: match.start(1)] + packed + content[match.end(1) :]
