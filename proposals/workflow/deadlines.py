"""By when: a start, a period and a calendar give one day and the sentence that explains it.

《民法典》第二百零一条: the day it starts from is not counted. 第二百零二条: months end on the corresponding day,
or on the month's last where there is none. 第二百零三条: a last day of rest moves to the next working day.
Working days are counted one by one. A day of rest is a weekend or a day off,
unless people work on it by the year's notice.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from .calendar import ONE_DAY, Calendar
from .periods import Period, Unit
from .published import SATURDAY, TooFar, weekday

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Due:
    """The last day. `shifted_by` days off a day of rest; `provisional` where a year's notice is not here yet."""

    due: date
    shifted_by: int
    provisional: bool
    because: str


@dataclass(frozen=True, slots=True)
class _End:
    """Where a period ends before the calendar is asked, and how it came to that."""

    day: date
    how: str


def due(start: date, period: Period, calendar: Calendar) -> Due:
    """The last day of `period` from `start`. Raises TooFar."""
    try:
        if period.unit is Unit.WORKDAYS:
            return _counted(start, period, calendar)
        return _moved(_end(start, period), calendar)
    except OverflowError:
        raise TooFar(MAXYEAR + 1) from None


def chinese(day: date) -> str:
    """2026年6月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _end(start: date, period: Period) -> _End:
    if period.unit is Unit.MONTHS:
        return _months(start, period)
    if period.unit is Unit.FIXED:
        return _fixed(start, period)
    day = start + timedelta(days=period.count)
    return _End(day, f"{chinese(start)}的次日起算{period.label}，到{chinese(day)}")


def _months(start: date, period: Period) -> _End:
    years, month = divmod(start.month - 1 + period.count, MONTHS)
    year, month = start.year + years, month + 1
    if year > MAXYEAR:
        raise TooFar(year)
    last = monthrange(year, month)[1]
    day = date(year, month, min(start.day, last))
    clipped = f"（{month}月没有{start.day}日，算到月末）" if start.day > last else ""
    return _End(day, f"{chinese(start)}起{period.label}，到{chinese(day)}{clipped}")


def _fixed(start: date, period: Period) -> _End:
    """The next such day after the start. 29 February comes in leap years alone."""
    year = start.year
    while True:
        if year > MAXYEAR:
            raise TooFar(year)
        if period.day <= monthrange(year, period.month)[1]:
            day = date(year, period.month, period.day)
            if day > start:
                return _End(day, f"{chinese(start)}之后的第一个{period.label}，是{chinese(day)}")
        year += 1


def _moved(end: _End, calendar: Calendar) -> Due:
    """The end itself, or the next working day after it."""
    last = end.day
    while not calendar.works(last):
        last += ONE_DAY
    off = (last - end.day).days
    looked = (end.day + timedelta(days=n) for n in range(off + 1))
    unknown = _unknown(looked, calendar)
    because = f"{end.how}。{_why_moved(end.day, last, calendar)}{_why_provisional(unknown)}"
    return Due(last, off, bool(unknown), because)


def _why_moved(end: date, last: date, calendar: Calendar) -> str:
    day = calendar.day(end)
    if end != last:
        return f"{chinese(end)}{_is(day.name)}，顺延{(last - end).days}天到下一个工作日{chinese(last)}。"
    if end.weekday() >= SATURDAY:
        return f"{chinese(end)}虽是{weekday(end)}，但{day.name or '要上班'}，不顺延。"
    return ""


def _is(name: str) -> str:
    return f"是{name}" if name.startswith("星期") else name


def _counted(start: date, period: Period, calendar: Calendar) -> Due:
    day, left, off = start, period.count, 0
    while left:
        day += ONE_DAY
        if calendar.works(day):
            left -= 1
        else:
            off += 1
    looked = (start + timedelta(days=n) for n in range(1, (day - start).days + 1))
    unknown = _unknown(looked, calendar)
    between = f"，中间休息{off}天不计" if off else ""
    because = f"{chinese(start)}的次日起数{period.label}，到{chinese(day)}{between}。{_why_provisional(unknown)}"
    return Due(day, 0, bool(unknown), because)


def _unknown(looked: Iterable[date], calendar: Calendar) -> list[int]:
    """The years among these days whose notice is not here."""
    return sorted(year for year in {day.year for day in looked} if not calendar.knows(year))


def _why_provisional(years: list[int]) -> str:
    if not years:
        return ""
    which = "、".join(f"{year}年" for year in years)
    return f"还没有收录{which}的放假安排（国务院一般在上一年11月公布），按周末和法定节日暂定，公布并录入后重算。"
