"""What is printed of days off, from two packages: notices already published, and the fixed days of every other year.

`chinesecalendar` holds the State Council's notice of each year, days worked instead included, and refuses a year
without one. `holidays` gives the days of 《全国年节及纪念日放假办法》 (1949, 1999, 2007, 2013, 2024) for any year up to
2100, by the lunar calendar where a festival goes by it. Both are data on disk: nothing is fetched.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import chinese_calendar
from holidays import country_holidays

FIRST, LAST = 1950, 2100  # years whose statutory days are known
WEEKDAYS = "一二三四五六日"
SATURDAY = 5
_MADE_UP_FOR = "（补假"  # a day off instead of one that fell on a weekend: only a notice fixes it
_EXCHANGED = "休息日"  # a day off against a worked weekend: likewise


class TooFar(ValueError):
    """A day of a year whose festivals nobody has computed. The message says which years can be."""

    def __init__(self, year: int) -> None:
        """Say in Chinese what can be computed."""
        super().__init__(f"算到了{year}年；只能算{FIRST}年到{LAST}年之间的期限。请核对起算日和期限。")


@dataclass(frozen=True, slots=True)
class Day:
    """Whether people work on a day, and what it is called: 星期六, 春节放假, 调休上班, or ""."""

    works: bool
    name: str = ""


ORDINARY = Day(works=True)


def weekday(day: date) -> str:
    """星期一 to 星期日."""
    return f"星期{WEEKDAYS[day.weekday()]}"


@cache
def covers(year: int) -> bool:
    """Whether the package holds the year's notice."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def noticed(day: date) -> Day:
    """A day of a year that the package covers, as its notice has it."""
    off, festival = chinese_calendar.get_holiday_detail(day)
    if festival and off:
        return Day(works=False, name=f"{chinese_calendar.Holiday(festival).chinese}放假")
    if festival:
        return Day(works=True, name="调休上班")
    return Day(works=False, name=weekday(day)) if off else ORDINARY


def fixed(day: date) -> Day:
    """A day by weekends and statutory days alone. Raises TooFar."""
    festival = _statutory(day.year).get(day)
    if festival:
        return Day(works=False, name=f"{festival.replace('; ', '、')}放假")
    return Day(works=False, name=weekday(day)) if day.weekday() >= SATURDAY else ORDINARY


@cache
def _statutory(year: int) -> Mapping[date, str]:
    if not FIRST <= year <= LAST:
        raise TooFar(year)
    days = country_holidays("CN", years=year, observed=False, language="zh_CN")
    return {day: name for day, name in days.items() if not name.startswith(_EXCHANGED) and _MADE_UP_FOR not in name}
