"""What ordinary Chinese text is made of: the evidence by which an encoding is believed."""

import re
from functools import cache

PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】「」『』—…·％－～　")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
STRANGE = re.compile("[\ue000-\uf8ff\ufffd-\uffff\U000f0000-\U0010ffff]")


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


@cache
def _common() -> frozenset[str]:
    """The 3,755 characters of GB 2312 level one and the 5,401 of Big5 level one: the common characters, by standard."""
    simplified = (_one(row, cell, "gb2312") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    cells = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    traditional = (_one(row, cell, "big5") for row in range(0xA4, 0xC7) for cell in cells)
    return frozenset(char for char in (*simplified, *traditional) if char)


def _one(row: int, cell: int, encoding: str) -> str:
    return bytes((row, cell)).decode(encoding, "ignore")
