"""What numbers say in a sentence: shares in tenths, days, lists. No share of fewer than ten."""

from collections.abc import Iterable

FEWEST = 10
_TENTHS = "零一二三四五六七八九"


def percent(part: int, whole: int) -> str:
    """42% to a whole number; "" of fewer than ten. Never 0% or 100% by rounding alone."""
    if whole < FEWEST:
        return ""
    if part in {0, whole}:
        return "100%" if part else "0%"
    return f"{min(max(round(100 * part / whole), 1), 99)}%"


def share(part: int, whole: int) -> str:
    """四成多, 一半, 不到一成; of fewer than ten the number itself: 3 件."""
    if whole < FEWEST:
        return f"{part} 件"
    if part in {0, whole}:
        return "全部" if part else "没有一件"
    tenths, rest = divmod(10 * part, whole)
    if tenths == 0:
        return "不到一成"
    words = "一半" if tenths == len(_TENTHS) // 2 else f"{_TENTHS[tenths]}成"
    return words + ("多" if rest else "")


def joined(parts: Iterable[str]) -> str:
    """One after the other."""
    return "，".join(part for part in parts if part)


def days(number: float) -> str:
    """7 天, 7.5 天."""
    return f"{number:.0f} 天" if number == int(number) else f"{number:.1f} 天"
