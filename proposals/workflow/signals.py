"""How near a deadline is, for the colours beside it. The day is an argument."""

from datetime import date
from enum import StrEnum

SOON = 15  # days before the last one at which a deadline turns amber


class Signal(StrEnum):
    """The value names the colour's class; the label stands beside it, since colour alone says nothing to some."""

    MET = "met"
    OK = "ok"
    SOON = "soon"
    LATE = "late"

    @property
    def label(self) -> str:
        """What people read."""
        return {"met": "已完成", "ok": "未到期", "soon": "即将到期", "late": "已超期"}[self.value]


def signal(due: date, today: date, *, met_on: date | None = None, within: int = SOON) -> Signal:
    """Red from the day after the last one, amber from `within` days before it."""
    if met_on is not None:
        return Signal.MET
    if today > due:
        return Signal.LATE
    return Signal.SOON if (due - today).days <= within else Signal.OK


def days_late(due: date, today: date, *, met_on: date | None = None) -> int:
    """By how many days it was missed, or is being missed; 0 where it was not."""
    return max(0, ((met_on or today) - due).days)
