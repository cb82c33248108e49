"""Bytes to text: the encoding is decided by evidence, and what is no text is refused with one clear sentence."""

import hashlib
from pathlib import Path

import pytest

from proposals.ingest.read import read
from proposals.ingest.records import Refusal

REPORTS = Path(__file__).resolve().parents[3] / "fixtures" / "reports"
TEXT = (REPORTS / "voices.txt").read_text("utf-8")
BROKEN = "文件已损坏或不完整，请用原来的程序打开后另存一份，或者重新下载、重新压缩后再导入。"
TRADITIONAL = "市政協委員建議，增設長者食堂，並且延長公車營運時間。\n各區的圖書館也應該在晚上開放，讓學生有地方讀書。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_report_reads_the_same_in_every_encoding(encoding: str):
    content = TEXT.encode(encoding)

    source = read(content)

    assert (source.text, source.doubt) == (TEXT, None)
    assert (source.content, source.sha256) == (content, hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("length", [20, 40, 80])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "gb18030"])
def test_short_pieces_are_read_right_as_well(encoding: str, length: int):
    pieces = [TEXT[at : at + length] for at in range(0, len(TEXT) - length, length)]

    assert [read(piece.encode(encoding)).text for piece in pieces] == pieces


def test_big5_is_told_from_gb18030():
    source = read(TRADITIONAL.encode("big5"))

    assert (source.encoding, source.text) == ("big5", TRADITIONAL)


def test_line_ends_stay_as_they_are():
    assert read("甲\r\n乙\r".encode()).text == "甲\r\n乙\r"


def test_a_close_runner_up_is_a_doubt():
    content = next(
        piece
        for piece in (TEXT[at : at + 1].encode("gb18030") for at in range(len(TEXT)))
        if len(piece) == 2 and _doubted(piece)
    )

    assert "请核对文字" in (read(content).doubt or "")


def _doubted(content: bytes) -> bool:
    try:
        return read(content).doubt is not None
    except Refusal:
        return False


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文件是空的，没有任何内容，请检查后重新选择文件。"),
        ("\ufeff \r\n\u3000\t\n".encode(), "文件里只有空白，没有文字，请检查后重新选择文件。"),
        (b"\x00\x01\x02\x03", "文件不是纯文本，请用原来的程序打开后另存为文本（.txt）再导入。"),
        ("正文\x00".encode(), "文件不是纯文本，请用原来的程序打开后另存为文本（.txt）再导入。"),
        (b"%PDF-1.7 \xe2", BROKEN),
        (b"\x89PNG\r\n\x1a\n\x00", "这是图片，读不出其中的文字。请用带文字识别（OCR）的软件转成 Word 或文本，再导入。"),
        (b"PK\x03\x04\x14\x00", BROKEN),
        (b"\xff\xfe\x00", "文件开头标明了编码，但内容与之不符，可能已损坏，请另存为 UTF-8 文本后再导入。"),
        (
            b"\x81\xff\x82\xff\xfe\xfd" * 9,
            "认不出文件的文字编码，请用记事本等程序打开后另存为 UTF-8 文本再导入。",
        ),
    ],
    ids=["empty", "blank", "binary", "zero bytes", "pdf", "picture", "office", "broken mark", "unknown encoding"],
)
def test_what_is_no_text_is_refused_with_one_sentence(content: bytes, sentence: str):
    with pytest.raises(Refusal) as refused:
        read(content)

    assert str(refused.value) == sentence
