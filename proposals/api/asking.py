"""What an address asks for, read strictly: the query language of the list of proposals, and how far to read.

A page leaves out what means nothing and says so. A program would take the answer for what it asked: here it is refused,
with the name of the parameter and what it may be.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from proposals.filters import NARROWING, Asked, read
from proposals.filters.naming import FIXED

from .problems import Problem

SIZE, MOST = 50, 500
WORDS = 100  # characters of a search
SEVERAL = 50  # values of one parameter
TURNING = ("limit", "cursor")
SEARCHING = ("q", "exact", "order")
ORDERS = ("newest", "title")
FORMS = {
    "session": _("一至九位数字的编号"), "department": _("一至九位数字的编号"), "industry": _("一至九位数字的编号"),
    "keyword": _("一至九位数字的编号"), "delegate": _("一至九位数字的编号"), "region": _("六位行政区划代码"),
    "year": _("1949 到 2999 的年份"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much to read, from where on."""

    limit: int
    cursor: str


def turning(data: QueryDict, *, known: Collection[str] = ()) -> Wanted:
    """`limit` and `cursor`. Raises Problem for these and for any parameter that is neither one of them nor `known`."""
    allowed = (*known, *TURNING)
    for name in data:
        if name not in allowed:
            raise Problem(
                400, "unknown_parameter", _("没有这个参数"),
                _("这里没有“%(name)s”这个参数。可以用的参数列在 allowed 里。") % {"name": _short(name)},
                parameter=_short(name), allowed=sorted(allowed),
            )  # fmt: skip
    return Wanted(_limit(data), single(data, "cursor"))


def single(data: QueryDict, name: str) -> str:
    """The one value of a parameter, "" where it is not there. Raises Problem for several, or an empty one."""
    values = data.getlist(name)
    if len(values) > 1:
        raise Problem(
            400, "repeated_parameter", _("这个参数只能给一次"),
            _("“%(name)s”给了不止一次，请只留一个。") % {"name": name}, parameter=name,
        )  # fmt: skip
    if values == [""]:
        raise meaningless(name, "", form=_("不能是空的；不用它，就不要写它"))
    return str(values[0]) if values else ""


def _limit(data: QueryDict) -> int:
    typed = single(data, "limit")
    if not typed:
        return SIZE
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else 0
    if not 1 <= number <= MOST or str(number) != typed:
        raise meaningless("limit", typed, form=_("1 到 %(most)d 的整数") % {"most": MOST})
    return number


def filtering(data: QueryDict) -> Asked:
    """The conditions of the list. Raises Problem for whatever means nothing there."""
    asked = read(data)
    for name in NARROWING:
        known, given = set(asked.chosen(name)), data.getlist(name)
        if len(given) > SEVERAL:
            raise meaningless(name, "…", form=_("至多 %(most)d 个值") % {"most": SEVERAL})
        for typed in given:
            if typed not in known:
                raise meaningless(name, typed, allowed=list(FIXED.get(name, ())), form=FORMS.get(name, ""))
    for name, allowed in (("order", ORDERS), ("exact", ("1",))):
        typed = single(data, name)
        if typed and typed not in allowed:
            raise meaningless(name, typed, allowed=list(allowed))
    words = single(data, "q")
    if len(words) > WORDS or "\0" in words:
        raise meaningless("q", words, form=_("至多 %(most)d 个字，不带控制字符") % {"most": WORDS})
    return asked


def meaningless(name: str, typed: str, *, allowed: list[str] | None = None, form: Any = "") -> Problem:
    """The problem of a value that a parameter cannot have."""
    detail = _("“%(name)s”不能是“%(value)s”。") % {"name": name, "value": _short(typed)}
    if allowed:
        detail += _("可以是：%(values)s。") % {"values": "、".join(allowed)}
    elif form:
        detail += _("它应当是：%(form)s。") % {"form": form}
    return Problem(400, "invalid_value", _("参数的值没有意义"), detail, parameter=name, allowed=allowed)


def _short(typed: str) -> str:
    """As it may be repeated: without control characters, not longer than a line."""
    return "".join(one for one in typed if one.isprintable())[:40]
