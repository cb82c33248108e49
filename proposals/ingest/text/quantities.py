"""Figures with their units as printed: 3.27%, 20余家, 千亿, 三年. Years of the calendar and bare numbers are none."""

import re

UNIT = (
    "个百分点|个工作日|个小时|个月|平方公里|平方米|立方米|万千瓦|千瓦时|千瓦|公里|公顷|公斤|百分点|分钟|小时|周年|人次|美元|"
    "元|米|亩|吨|家|个|所|名|人|户|座|条|辆|台|套|项|件|次(?!会议)|年|月|日|天|周|岁|倍|成|层|栋|张|间|处|份|种|支|批|场|期|元"
)
LONG_UNIT = (
    "个百分点|个工作日|个月|平方公里|平方米|公里|小时|分钟|亿元|万元|元|亩|吨|年|天|倍|成|家|所|名|座|项|个|次(?!会议)"
)
QUANTITY = re.compile(
    r"(?:(?<![\dA-Za-z.第])\d{1,12}(?:\.\d{1,6})?[%％‰]?[~～—–至到-]|(?<![\dA-Za-z.第~～—–-]))"
    rf"\d{{1,12}}(?:,\d{{3}})*(?:\.\d{{1,6}})?(?:[%％‰]|[余多]?[百千]?[万亿]{{1,2}}[余多]?(?:{UNIT})?"
    rf"|[余多]?[百千]?(?:{UNIT}))"
    r"|百分之[一二三四五六七八九十百零点]{1,8}"
    r"|(?<![第一二三四五六七八九十])[一二两三四五六七八九十百千]{0,6}[百千万]?亿(?:余|多)?(?:元|吨|人|斤)?"
    r"|[一二两三四五六七八九十百千]{1,6}万(?:余|多)?(?:元|吨|人|亩|户|名|家)"
    rf"|(?<![第一二两三四五六七八九十])[二两三四五六七八九十][一二三四五六七八九十百千]{{0,6}}(?:{LONG_UNIT})(?!性)"
)
CALENDAR = re.compile(r"(?:(?:1[89]|20)\d\d年?[~～—–至到-])?(?:1[89]|20)\d\d年")


def quantities(text: str) -> tuple[str, ...]:
    """Every figure of a text in order; a figure printed twice counts twice."""
    return tuple(
        one for one in (m.group() for m in QUANTITY.finditer(text)) if not CALENDAR.fullmatch(one) and one != "亿"
    )
