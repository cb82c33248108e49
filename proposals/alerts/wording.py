"""Dates and days as people say them in a mail: 6月30日, 超期 11 天."""

from datetime import date

_WEEKDAYS = "一二三四五六日"


def day_said(day: date, today: date) -> str:
    """6月30日 in this year, 2027年6月30日 in another."""
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def full_day(day: date) -> str:
    """2026年6月30日，周二."""
    return f"{day.year}年{day.month}月{day.day}日，周{_WEEKDAYS[day.weekday()]}"


def nearness(due: date, today: date) -> str:
    """超期 11 天, 今天到期, 还有 7 天."""
    left = (due - today).days
    if left < 0:
        return f"超期 {-left} 天"
    return f"还有 {left} 天" if left else "今天到期"


def waited(since: date | None, today: date) -> str:
    """已等 3 天; "" where nobody wrote down since when."""
    return "" if since is None or since > today else f"已等 {(today - since).days} 天" if since < today else "今天送到"
