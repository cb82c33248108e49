"""Which departments may stand side by side: 主办 one and for all, 独办 alone, 分办 each for itself, 会办 beside others.

独办 is over as soon as another department joins: with 会办 it is 主办, with 分办 it is 分办.
"""

from collections.abc import Collection

from .events import Event
from .needs import Unsuitable
from .states import Duty

NO_MAIN = "还没有主办单位。请先交办给主办、独办或者分办单位，再交会办单位。"
SECOND_MAIN = (
    "已经有主办（独办）单位，主办（独办）单位只能有一个。请改选“会办”；要换主办单位，请在原单位那里登记“改办”。"
)
SECOND_SOLE = (
    "已经由一个单位独办，主办（独办）单位只能有一个。请改选“会办”或“分办”；要换单位，请在原单位那里登记“改办”。"
)
PARTED = "这一件由几个单位分办，各自答复，没有主办单位。请改选“分办”或“会办”。"
UNDER_MAIN = "这一件有主办单位，由它一并答复，不能再有分办单位。请改选“会办”。"


def check(event: Event, duty: Duty, others: Collection[Duty]) -> None:
    """Whether a department of this duty may join these. Raises Unsuitable."""
    refused = _refusal(duty, others)
    if refused:
        raise Unsuitable(event, refused)


def _refusal(duty: Duty, others: Collection[Duty]) -> str:
    if duty is Duty.ASSIST:
        return "" if any(one.answers for one in others) else NO_MAIN
    if Duty.LEAD in others:
        return UNDER_MAIN if duty is Duty.SEPARATE else SECOND_MAIN
    if duty is Duty.SEPARATE:
        return ""
    if Duty.SOLE in others:
        return SECOND_SOLE
    return PARTED if Duty.SEPARATE in others else ""


def beside(duty: Duty, others: Collection[Duty]) -> Duty:
    """What a duty is once its department stands beside these."""
    if duty is not Duty.SOLE or not others:
        return duty
    return Duty.SEPARATE if Duty.SEPARATE in others else Duty.LEAD
