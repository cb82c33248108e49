"""How readers are told of rounds."""

NUMERALS = "一二三四五六七八九十"


def nth(number: int) -> str:
    """第一轮, 第二轮 …; figures from the eleventh on."""
    return f"第{NUMERALS[number - 1]}轮" if 0 < number <= len(NUMERALS) else f"第 {number} 轮"
