"""Periods as rules write them: 3m (months), 30d (days), 7wd (working days), =06-30 (a fixed day of the year)."""

import re
from dataclasses import dataclass
from enum import StrEnum

FORM = re.compile(r"(?:(?P<count>[1-9][0-9]{0,2})(?P<unit>m|d|wd)|=(?P<month>[0-9]{2})-(?P<day>[0-9]{2}))", re.ASCII)
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class BadPeriod(ValueError):
    """Not a period. The message says how to write one."""


class Unit(StrEnum):
    """How a period is counted."""

    MONTHS = "m"
    DAYS = "d"
    WORKDAYS = "wd"
    FIXED = "="


@dataclass(frozen=True, slots=True)
class Period:
    """`count` of a unit, or the day `month`-`day` of a year."""

    unit: Unit
    count: int = 0
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """As a rule writes it."""
        if self.unit is Unit.FIXED:
            return f"={self.month:02}-{self.day:02}"
        return f"{self.count}{self.unit}"

    @property
    def label(self) -> str:
        """As people write it: 3个月, 30日, 7个工作日, 6月30日."""
        return {
            Unit.MONTHS: f"{self.count}个月",
            Unit.DAYS: f"{self.count}日",
            Unit.WORKDAYS: f"{self.count}个工作日",
            Unit.FIXED: f"{self.month}月{self.day}日",
        }[self.unit]


def parse(text: str) -> Period:
    """Read a period. Raises BadPeriod."""
    found = FORM.fullmatch(text)
    if found is None:
        raise BadPeriod(
            f"看不懂期限“{text}”。请写成 3m（月）、30d（日）、7wd（工作日）或 =06-30（固定日期），数字从1到999。"
        )
    if found["unit"]:
        return Period(Unit(found["unit"]), count=int(found["count"]))
    month, day = int(found["month"]), int(found["day"])
    if not (1 <= month <= len(LENGTHS) and 1 <= day <= LENGTHS[month - 1]):
        raise BadPeriod(f"没有{month}月{day}日这一天。固定日期请写成 =06-30，月份在前。")
    return Period(Unit.FIXED, month=month, day=day)
