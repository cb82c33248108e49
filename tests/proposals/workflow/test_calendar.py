"""Working days: the published notices, statutory days where there is none, and what staff enter over both."""

from datetime import date, timedelta

import pytest

from proposals.workflow.calendar import PACKAGED, Calendar, chain
from proposals.workflow.published import Day, covers, fixed, noticed


def days(*spans: tuple[str, str]) -> set[date]:
    """All days of spans of one year, given as month-day."""
    found = set()
    for first, last in spans:
        day, end = date.fromisoformat(f"2026-{first}"), date.fromisoformat(f"2026-{last}")
        while day <= end:
            found.add(day)
            day += timedelta(days=1)
    return found


# 国务院办公厅关于2026年部分节假日安排的通知
OFF = days(("01-01", "01-03"), ("02-15", "02-23"), ("04-04", "04-06"), ("05-01", "05-05"), ("06-19", "06-21"),
           ("09-25", "09-27"), ("10-01", "10-07"))  # fmt: skip
WORKED = days(*((day, day) for day in ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")))


def test_every_day_of_2026_is_as_the_notice_has_it():
    year = days(("01-01", "12-31"))
    rest = {day for day in year if day.weekday() >= 5} - WORKED | OFF

    assert len(year) == 365
    assert {day for day in year if not PACKAGED.works(day)} == rest


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2026, 2, 15), Day(works=False, name="春节放假")),
        (date(2026, 2, 28), Day(works=True, name="调休上班")),
        (date(2026, 3, 7), Day(works=False, name="星期六")),
        (date(2026, 3, 9), Day(works=True)),
        (date(2015, 9, 3), Day(works=False, name="中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日放假")),
    ],
)
def test_a_day_of_a_published_year_says_what_it_is(day, known):
    assert noticed(day) == known


def test_notices_are_known_from_2004_to_2026():
    known = [year for year in range(1990, 2027) if covers(year)]

    assert known == list(range(2004, 2027))


@pytest.mark.parametrize(
    ("year", "off"),
    [
        # 《全国年节及纪念日放假办法》（国务院令第795号，2024年修订）
        (2027, "01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03"),
        (2029, "01-01 02-12 02-13 02-14 02-15 04-04 05-01 05-02 06-16 09-22 10-01 10-02 10-03"),
        # The text of 2013: a day fewer at the Spring Festival and on Labour Day.
        (2024, "01-01 02-10 02-11 02-12 04-04 05-01 06-10 09-17 10-01 10-02 10-03"),
        # The text of 1999.
        (2003, "01-01 02-01 02-02 02-03 05-01 05-02 05-03 10-01 10-02 10-03"),
    ],
)
def test_a_year_without_a_notice_has_its_statutory_days_alone(year, off):
    first = date(year, 1, 1)
    all_days = [first + timedelta(days=n) for n in range(366) if (first + timedelta(days=n)).year == year]

    named = {day.strftime("%m-%d") for day in all_days if fixed(day).name.endswith("放假")}

    assert named == set(off.split())
    assert [day for day in all_days if fixed(day).works and day.weekday() >= 5] == []


def test_two_festivals_on_one_day_are_both_named():
    assert fixed(date(2028, 10, 3)).name == "中秋节、国庆节放假"


def test_what_staff_enter_wins_over_the_packages():
    day = date(2026, 3, 9)
    calendar = Calendar({day: Day(works=False, name="抗洪放假")})

    assert PACKAGED.works(day)
    assert not calendar.works(day)
    assert calendar.works(date(2026, 3, 10))


def test_a_year_is_known_when_published_or_entered():
    calendar = Calendar(entered=frozenset({2027}))

    assert [year for year in (2003, 2026, 2027, 2028) if calendar.knows(year)] == [2026, 2027]


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("430202", ("430202", "430200", "430000", "000000")),
        ("430200", ("430200", "430000", "000000")),
        ("430000", ("430000", "000000")),
        ("000000", ("000000",)),
    ],
)
def test_a_region_lies_in_those_whose_code_it_begins_with(code, above):
    assert chain(code) == above
