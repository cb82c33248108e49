"""The notice of a year's holidays, read as it is printed: one festival a line, days off, and weekends worked instead.

    二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。

Weekdays and numbers of days that the line states are checked: a slip of the pen would move deadlines.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from .published import WEEKDAYS, Day

_HEAD = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|[0-9]+[.、．])?\s*([^：:，。]{1,20})[：:]\s*(.+)$")
_DAY = (
    r"(?:(?P<{0}year>[0-9]{{4}})年)?(?:(?P<{0}month>[0-9]{{1,2}})月)?(?P<{0}day>[0-9]{{1,2}})日"
    r"(?:（(?P<{0}note>[^）]*)）)?"
)
_SPAN = re.compile(_DAY.format("a") + r"(?:至" + _DAY.format("b") + ")?", re.ASCII)
_WEEKDAY = re.compile(r"周([一二三四五六日])")
_TOTAL = re.compile(r"(?:共|放假)([0-9]+)天")


class Unreadable(ValueError):
    """A line that cannot be read. The message names it and says what to do."""


def read_notice(text: str, year: int) -> Mapping[date, Day]:
    """The days of a notice for `year`: off with the festival's name, or worked. Raises Unreadable."""
    days: dict[date, Day] = {}
    for line in text.splitlines():
        if line.strip():
            days.update(_line(line.strip(), year))
    if not any(day.year == year and not what.works for day, what in days.items()):
        raise Unreadable(f"里面没有{year}年的放假日。请粘贴{year}年的通知。")
    return days


def _line(line: str, year: int) -> Iterator[tuple[date, Day]]:
    head = _HEAD.match(line)
    if head is None:
        raise Unreadable(f"看不懂这一行：“{line}”。请写成“春节：2月5日至11日放假，共7天。2月13日上班。”")
    for clause in re.split(r"[。；;]", head[2]):
        works = "上班" in clause
        if not works and "放假" not in clause:
            continue
        found = [day for span in _SPAN.finditer(clause) for day in _span(span, year, line)]
        total = _TOTAL.search(clause)
        if not found or (total and int(total[1]) != len(found)):
            raise Unreadable(f"“{line}”里的天数对不上：数出{len(found)}天。请核对日期。")
        yield from ((day, Day(works, "调休上班" if works else f"{head[1]}放假")) for day in found)


def _span(span: re.Match[str], year: int, line: str) -> Iterator[date]:
    first = _day(span, "a", year, 0, line)
    last = _day(span, "b", first.year, first.month, line) if span["bday"] else first
    if last < first:
        raise Unreadable(f"“{line}”里的日期前后颠倒。请核对。")
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _day(span: re.Match[str], end: str, year: int, month: int, line: str) -> date:
    try:
        day = date(int(span[f"{end}year"] or year), int(span[f"{end}month"] or month), int(span[f"{end}day"]))
    except ValueError:
        raise Unreadable(f"“{line}”里有一天不存在，或者没有写月份。请核对日期。") from None
    stated = _WEEKDAY.search(span[f"{end}note"] or "")
    if stated and WEEKDAYS.index(stated[1]) != day.weekday():
        raise Unreadable(f"“{line}”里的{day.month}月{day.day}日不是周{stated[1]}。请核对日期和年份。")
    return day
