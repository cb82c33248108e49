"""Days of the demonstration: all told from the day it is loaded, so that its clocks live."""

from datetime import date, timedelta

SESSIONS_END = (1, 12)  # month and day: the Two Sessions of a city meet in winter
SATURDAY = 5


def working(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)


def years(today: date, count: int = 4) -> range:
    """The years of the last sessions, the latest of which is over."""
    last = today.year if today > date(today.year, *SESSIONS_END) else today.year - 1
    return range(last - count + 1, last + 1)


def month_end(day: date, months: int) -> date:
    """The last day of the month that lies so many months later."""
    at = day.year * 12 + day.month + months
    return date(at // 12, at % 12 + 1, 1) - timedelta(days=1)
