"""What ordinary Chinese text is made of: the evidence by which an encoding is believed, and what no text may hold."""

import re
from functools import cache

PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】「」『』—…·％－～　")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
STRANGE = re.compile("[\ue000-\uf8ff\ufffd-\uffff\U000f0000-\U0010ffff]")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SURROGATE = re.compile("[\ud800-\udfff]")

# GB 18030-2005 and -2022 gave real code points to characters that older tables, Python's among them, keep in the
# private-use area. FE50 to FEA0 lie there in a row from U+E815, so most of the row follows from the codec itself.
_MOVED = {
    **dict(zip(range(0xE78D, 0xE797), "︐︒︑︓︔︕︖︗︘︙", strict=True)),
    **{0xE7C7: "ḿ", 0xE816: "𠂇", 0xE817: "𠂉", 0xE818: "𠃌", 0xE81E: "龴", 0xE826: "龵", 0xE82B: "龶", 0xE82C: "龷"},
    **{0xE831: "𡗗", 0xE832: "龸", 0xE83B: "𢦏", 0xE843: "龹", 0xE854: "龺", 0xE855: "𤇾", 0xE864: "龻"},
}
_FIRST = 0xE815
_BREAKS = "\v\f\x1c\x1d\x1e\x85"


def has_binary_control(text: str) -> bool:
    """Whether the text holds control characters that no text file has."""
    return CONTROLS.search(text) is not None


def common_share(text: str) -> float:
    """How much of the text beyond ASCII is common Chinese, 0 to 1; private-use characters count against it."""
    beyond = [char for char in text if ord(char) > 0x7F]
    if not beyond:
        return 0.0
    common = sum(1 for char in beyond if char in PUNCTUATION or char in _common())
    strange = len(STRANGE.findall(text))
    return max(0.0, (common - 4 * strange) / len(beyond))


def settled(text: str) -> str:
    """The same text, code point for code point, with private-use characters of known meaning made ordinary.

    Control characters become a line feed or a blank; a pair of surrogates becomes its character, a lone one U+FFFD.
    """
    if SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.translate(_settling())


def doubts(text: str) -> list[str]:
    """Sentences on characters that a person should look at: private use, changed writing direction, unreadable."""
    found = []
    if private := len(PRIVATE.findall(text)):
        found.append(f"有 {private} 个自造字（电脑里没有统一编码的字），可能显示不出来，请对照原件补正。")
    if turned := len(BIDI.findall(text)):
        found.append(f"有 {turned} 个看不见的符号会改变文字的显示方向，请对照原件核对文字顺序。")
    if lost := text.count("\ufffd"):
        found.append(f"有 {lost} 处字符认不出来，显示为“\ufffd”，请对照原件补正。")
    return found


@cache
def _settling() -> dict[int, str]:
    codes = [code for code in range(0xFE50, 0xFEA1) if code != 0xFE7F]
    row = {_FIRST + order: code.to_bytes(2, "big").decode("gb18030") for order, code in enumerate(codes)}
    known = {place: char for place, char in row.items() if not PRIVATE.match(char)} | _MOVED
    controls = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"}
    return controls | {ord(char): "\n" for char in _BREAKS} | known


@cache
def _common() -> frozenset[str]:
    """The 3,755 characters of GB 2312 level one and the 5,401 of Big5 level one: the common characters, by standard."""
    simplified = (_one(row, cell, "gb2312") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    cells = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    traditional = (_one(row, cell, "big5") for row in range(0xA4, 0xC7) for cell in cells)
    return frozenset(char for char in (*simplified, *traditional) if char)


def _one(row: int, cell: int, encoding: str) -> str:
    return bytes((row, cell)).decode(encoding, "ignore")
