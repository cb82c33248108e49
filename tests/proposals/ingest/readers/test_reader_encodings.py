"""No text is ever read in a wrong encoding without a word of doubt."""

import random
from pathlib import Path

import pytest

from proposals.ingest.read import read
from proposals.ingest.readers.decoding import declared_encoding, decode
from proposals.ingest.records import Refusal
from tests.proposals.ingest.readers.made import PARAGRAPHS, html_of

ROOT = Path(__file__).resolve().parents[4]
SIMPLIFIED = "".join(path.read_text("utf-8") for path in sorted((ROOT / "fixtures" / "reports").glob("*.txt")))
TRADITIONAL = (
    "市政協委員陳雅文、區人大代表歐陽一鳴聯名建議，在老街增設長者食堂，並且延長公車營運時間。她說，學生放學以後沒有地方讀書，"
    "圖書館應該開放到晚上九點；醫院門診的掛號也要簡化，讓鄉下來的老人家少跑一趟。委員們還呼籲，將這些開支列入明年的財政預算，"
    "由市教育局、市衛生局會同辦理，並在年底以前向市民報告進度。"
) * 3
CASES = [
    *((SIMPLIFIED, one) for one in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk")),
    *((TRADITIONAL, one) for one in ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5", "cp950", "big5hkscs")),
]


@pytest.mark.parametrize(("text", "encoding"), CASES, ids=[f"{one} {at}" for at, (_, one) in enumerate(CASES)])
def test_no_piece_of_a_text_is_read_wrong_without_a_doubt(text: str, encoding: str):
    pick = random.Random(20260109)  # noqa: S311  a fixed choice of pieces
    silent, refused = [], 0
    for _ in range(250):
        length = pick.choice([4, 8, 12, 20, 40, 80, 200])
        start = pick.randrange(len(text) - length)
        piece = text[start : start + length]
        try:
            read = decode(piece.encode(encoding, "ignore"))
        except Refusal:
            refused += 1
            continue
        if read.text != piece and read.text.encode(encoding, "ignore") != piece.encode(encoding, "ignore"):
            silent += [] if read.doubt else [(piece, read)]

    assert silent == []
    assert refused <= 5


def test_a_truncated_text_is_read_up_to_the_lost_byte():
    content = SIMPLIFIED.encode()[:3001]
    assert content[-1] & 0x80

    assert decode(content).text.rstrip("\ufffd") == content.decode("utf-8", "ignore")


def test_what_a_page_declares_does_not_outweigh_its_bytes():
    page = html_of(PARAGRAPHS, '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')

    assert declared_encoding(page.encode()) == "gb18030"
    assert (decode(page.encode(), "gb18030").text, decode(page.encode("gb18030"), "gb18030").text) == (page, page)


def test_what_a_page_declares_breaks_a_tie():
    pieces = [SIMPLIFIED[at : at + 2].encode("gb18030") for at in range(len(SIMPLIFIED) - 2)]
    doubtful = [piece for piece in pieces if len(piece) == 4 and _doubt(piece, None)]

    assert doubtful != []
    assert [piece for piece in doubtful if decode(piece, "gb18030").encoding != "gb18030"] == []


def _doubt(content: bytes, declared: str | None) -> bool:
    try:
        return decode(content, declared).doubt is not None
    except Refusal:
        return False


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_lost_byte_costs_one_character_and_is_a_doubt(encoding: str):
    content = bytearray(SIMPLIFIED[:400].encode(encoding))
    content[len(content) // 2] = 0xFF

    source = read(bytes(content))

    assert source.encoding == encoding
    assert "认不出来" in (source.doubt or "")
    assert source.text[:150] == SIMPLIFIED[:150]
