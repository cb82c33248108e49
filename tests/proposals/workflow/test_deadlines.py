"""Periods become days: a table computed by hand, and what must hold for every start and period."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.workflow.calendar import PACKAGED, Calendar
from proposals.workflow.deadlines import due
from proposals.workflow.periods import BadPeriod, Period, Unit, parse
from proposals.workflow.published import Day, TooFar
from proposals.workflow.signals import Signal, days_late, signal

TABLE = list(csv.DictReader((Path(__file__).parent / "deadlines.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize("case", TABLE, ids=lambda case: f"{case['start']} {case['rule']}")
def test_a_day_is_the_one_computed_by_hand(case):
    found = due(date.fromisoformat(case["start"]), parse(case["rule"]), PACKAGED)

    assert (found.due.isoformat(), found.shifted_by, found.provisional) == (
        case["due"],
        int(case["shifted_by"]),
        case["provisional"] == "yes",
    )


def test_the_table_has_every_kind_of_case():
    assert len(TABLE) >= 100
    assert len({(case["start"], case["rule"]) for case in TABLE}) == len(TABLE)
    assert {parse(case["rule"]).unit for case in TABLE} == set(Unit)
    assert {case["provisional"] for case in TABLE} == {"yes", "no"}


@pytest.mark.parametrize(
    ("start", "rule", "because"),
    [
        ("2026-01-30", "3m", "2026年1月30日起3个月，到2026年4月30日。"),
        (
            "2025-11-30",
            "3m",
            "2025年11月30日起3个月，到2026年2月28日（2月没有30日，算到月末）。"
            "2026年2月28日虽是星期六，但调休上班，不顺延。",
        ),
        (
            "2025-10-31",
            "3m",
            "2025年10月31日起3个月，到2026年1月31日。2026年1月31日是星期六，顺延2天到下一个工作日2026年2月2日。",
        ),
        (
            "2026-04-21",
            "10d",
            "2026年4月21日的次日起算10日，到2026年5月1日。2026年5月1日劳动节放假，顺延5天到下一个工作日2026年5月6日。",
        ),
        ("2026-02-13", "7wd", "2026年2月13日的次日起数7个工作日，到2026年3月2日，中间休息10天不计。"),
        (
            "2026-06-30",
            "=06-30",
            "2026年6月30日之后的第一个6月30日，是2027年6月30日。"
            "还没有收录2027年的放假安排（国务院一般在上一年11月公布），按周末和法定节日暂定，公布并录入后重算。",
        ),
    ],
)
def test_every_day_explains_itself(start, rule, because):
    assert due(date.fromisoformat(start), parse(rule), PACKAGED).because == because


def test_a_shift_that_crosses_the_year_depends_on_the_next_notice():
    on_rest = {date(2026, 12, 31): Day(works=False, name="歇业放假")}

    crossed = due(date(2026, 9, 30), parse("92d"), Calendar(on_rest))

    assert (crossed.due, crossed.shifted_by, crossed.provisional) == (date(2027, 1, 4), 4, True)


def test_a_year_that_staff_entered_is_no_longer_provisional():
    calendar = Calendar({date(2027, 2, 9): Day(works=False, name="春节放假")}, frozenset({2027}))

    found = due(date(2026, 11, 9), parse("3m"), calendar)

    assert (found.due, found.shifted_by, found.provisional) == (date(2027, 2, 10), 1, False)


@pytest.mark.parametrize(
    "text", ["", "3", "m", "0m", "03m", "3M", "-3m", "3 m", "1000d", "3w", "3y", "=6-30", "=13-01", "=00-10", "=02-30",
             "=04-31", "=06-00", "06-30", "３m", "3m "],
)  # fmt: skip
def test_what_is_no_period_says_how_to_write_one(text):
    with pytest.raises(BadPeriod) as refused:
        parse(text)

    assert "请写成" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "label"), [("3m", "3个月"), ("30d", "30日"), ("7wd", "7个工作日"), ("=02-29", "2月29日")]
)
def test_a_period_reads_as_it_is_written(text, label):
    assert str(parse(text)) == text
    assert parse(text).label == label


@pytest.mark.parametrize(
    ("start", "rule"),
    [
        ("2100-11-30", "3m"),
        ("2100-12-31", "1wd"),
        ("1949-06-01", "1m"),
        ("9999-12-01", "3m"),
        ("9999-12-30", "9d"),
        ("9999-07-01", "=06-30"),
    ],
)
def test_a_day_beyond_the_known_calendars_is_refused(start, rule):
    with pytest.raises(TooFar, match="只能算1950年到2100年"):
        due(date.fromisoformat(start), parse(rule), PACKAGED)


STARTS = st.dates(date(2004, 1, 1), date(2090, 12, 31))
PERIODS = st.one_of(
    st.builds(lambda n: Period(Unit.MONTHS, count=n), st.integers(1, 24)),
    st.builds(lambda n: Period(Unit.DAYS, count=n), st.integers(1, 400)),
    st.builds(lambda n: Period(Unit.WORKDAYS, count=n), st.integers(1, 60)),
    st.builds(lambda d: Period(Unit.FIXED, month=d.month, day=d.day), st.dates(date(2024, 1, 1), date(2024, 12, 31))),
)


@given(STARTS, PERIODS)
def test_the_last_day_is_a_working_day_after_the_start(start, period):
    found = due(start, period, PACKAGED)

    assert found.due > start
    assert PACKAGED.works(found.due)
    assert found.shifted_by >= 0
    assert not any(PACKAGED.works(found.due - timedelta(days=n)) for n in range(1, found.shifted_by + 1))


@given(STARTS, PERIODS)
def test_a_later_start_never_gives_an_earlier_day(start, period):
    assert due(start, period, PACKAGED).due <= due(start + timedelta(days=1), period, PACKAGED).due


@given(STARTS, st.integers(1, 60))
def test_as_many_working_days_are_counted_as_the_period_has(start, count):
    last = due(start, Period(Unit.WORKDAYS, count=count), PACKAGED).due

    days = (start + timedelta(days=n) for n in range(1, (last - start).days + 1))
    assert sum(PACKAGED.works(day) for day in days) == count


@pytest.mark.parametrize(
    ("today", "met_on", "colour", "late"),
    [
        (date(2026, 6, 14), None, Signal.OK, 0),
        (date(2026, 6, 15), None, Signal.SOON, 0),
        (date(2026, 6, 30), None, Signal.SOON, 0),
        (date(2026, 7, 1), None, Signal.LATE, 1),
        (date(2026, 8, 1), date(2026, 6, 30), Signal.MET, 0),
        (date(2026, 8, 1), date(2026, 7, 3), Signal.MET, 3),
    ],
)
def test_a_deadline_turns_amber_fifteen_days_before_and_red_the_day_after(today, met_on, colour, late):
    last = date(2026, 6, 30)

    assert signal(last, today, met_on=met_on) is colour
    assert days_late(last, today, met_on=met_on) == late
