"""Whether a day can be the day of the next event: not ahead of us, and not before what the log already holds."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from proposals.models import FollowUp
from proposals.workflow.deadlines import chinese
from proposals.workflow.events import Event


def latest_days(ids: Iterable[int]) -> dict[int, date]:
    """The last day that the log of each proposal knows; those without any are left out. One query."""
    rows = FollowUp.objects.filter(proposal__in=list(ids), happened_on__isnull=False)
    steps = rows.exclude(event=Event.NOTE.value).order_by()
    return {row["proposal"]: row["day"] for row in steps.values("proposal").annotate(day=Max("happened_on"))}


def short_day(day: date, today: date) -> str:
    """6月30日 in this year, 2022年6月30日 in any other."""
    return f"{day.month}月{day.day}日" if day.year == today.year else chinese(day)


def wrong_day(on: date | None, latest: date | None, today: date) -> str:
    """Why this day cannot be, as a sentence that says what to do; "" when it can."""
    if on is None:
        return ""
    if on > today:
        return "这一天还没有到。请填事情发生的日期；将来的期限不在这里填。"
    if latest is not None and on < latest:
        return f"早于上一步的日期（{chinese(latest)}）。请核对年份和月份。"
    return ""
