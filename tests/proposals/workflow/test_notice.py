"""A year's notice is read as it is printed, and what it states about itself has to hold."""

from datetime import date

import pytest

from proposals.workflow.notice import Unreadable, read_notice
from proposals.workflow.published import Day, noticed

NOTICE = """
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""


def test_the_notice_of_2026_gives_what_the_package_holds():
    read = read_notice(NOTICE, 2026)

    assert len(read) == 33 + 6
    assert {day: what.works for day, what in read.items()} == {day: noticed(day).works for day in read}
    assert read[date(2026, 2, 15)] == Day(works=False, name="春节放假")
    assert read[date(2026, 10, 10)] == Day(works=True, name="调休上班")


@pytest.mark.parametrize(
    ("line", "year", "days"),
    [
        ("元旦：2022年12月31日至2023年1月2日放假调休，共3天。", 2023, [(2022, 12, 31), (2023, 1, 1), (2023, 1, 2)]),
        ("一、元旦：1月1日（周三）放假1天，不调休。", 2025, [(2025, 1, 1)]),
        ("1. 国庆节、中秋节：9月29日至30日放假", 2023, [(2023, 9, 29), (2023, 9, 30)]),
    ],
)
def test_other_years_word_it_in_other_ways(line, year, days):
    assert list(read_notice(line, year)) == [date(*day) for day in days]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("春节放假七天", "看不懂这一行：“春节放假七天”。"),
        ("春节：2月5日至11日放假，共8天。", "天数对不上：数出7天"),
        ("春节：2月30日放假。", "有一天不存在"),
        ("春节：5日放假。", "没有写月份"),
        ("春节：2月11日至5日放假。", "前后颠倒"),
        ("春节：2月5日（周六）放假。", "2月5日不是周六"),
        ("春节：放假。", "数出0天"),
        ("元旦：2026年1月1日放假。", "没有2027年的放假日"),
        ("", "没有2027年的放假日"),
    ],
)
def test_what_cannot_be_right_is_refused(line, says):
    with pytest.raises(Unreadable) as refused:
        read_notice(line, 2027)

    assert says in str(refused.value)
