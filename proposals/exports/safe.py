"""Words that spreadsheets take for words. Pure.

Excel, WPS and LibreOffice run a cell that begins like a formula, and some of them read full-width signs as the plain
ones. So the check is on the words as they will be written, after all that changes them.
"""

import re

LEADS = "=+-@\t\r\n＝＋－＠﹢﹣﹦﹫⁺⁻⁼−"
LONGEST = 32_767  # UTF-16 units in one cell of a workbook
CUT = "……（太长，全文见 JSON Lines）"
# What XML 1.0 has no way to say: control characters, halves of surrogate pairs, two non-characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Without characters that no workbook and no UTF-8 file can hold, and with one kind of line breaks."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def defused(text: str) -> str:
    """With ' before what a spreadsheet might run. Blanks before the sign make no difference to some of them."""
    begins = text.lstrip(" \n\u3000\xa0\u200b\u2060\ufeff")
    return f"'{text}" if (begins or text)[:1] in LEADS and text else text


def fitted(text: str) -> str:
    """What fits into one cell of a workbook; a longer text says where the whole of it is."""
    if len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    room = LONGEST - len(CUT)
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + CUT
