"""Characters that PDF fonts call radicals: ⼈ (U+2F08) stands on the page where 人 was written.

Fonts use one glyph for both, and what makes the PDF keeps whichever code point comes first.
"""

import unicodedata
from functools import cache

# The Kangxi radicals decompose to their characters; most of the CJK supplement does not, so these are listed.
_PAIRS = (
    "⺁厂⺇几⺌小⺎兀⺏尣⺐尢⺓幺⺛旡⺝月⺟母⺠民⺫目⺮竹⺶羊⺼月⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页"
    "⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟⻌辶⻑長"
)


def ordinary(text: str) -> str:
    """The text with each radical as the character it looks like, code point for code point."""
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    kangxi = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    kangxi |= {0x2F3E: "户", 0x2FAD: "青"}  # decomposed to 戶 and 靑, which mainland fonts do not mean by them
    return kangxi | {ord(_PAIRS[at]): _PAIRS[at + 1] for at in range(0, len(_PAIRS), 2)}
