"""The sentence over the table of industries and years compares years that can be compared."""

from proposals.views.statistics import most_changed

LIFTS, SCHOOLS = (1, "电梯"), (2, "学校")


def test_the_first_and_last_year_are_compared():
    found = [(LIFTS, {"2024年": 10, "2026年": 19}), (SCHOOLS, {"2024年": 12, "2026年": 10})]
    assert most_changed(found, ["2024年", "2026年"]) == "变化最大的是电梯：2024年 10 件，2026年 19 件"


def test_a_year_of_a_few_rows_is_no_beginning():
    found = [(LIFTS, {"2021年": 1, "2024年": 18, "2026年": 19}), (SCHOOLS, {"2024年": 16, "2026年": 11})]
    assert most_changed(found, ["2021年", "2024年", "2026年"]) == "变化最大的是学校：2024年 16 件，2026年 11 件"


def test_where_one_year_alone_has_enough_the_largest_is_told():
    found = [(LIFTS, {"2021年": 1, "2026年": 19}), (SCHOOLS, {"2026年": 11})]
    assert most_changed(found, ["2021年", "2026年"]) == "提得最多的是电梯，20 件"
