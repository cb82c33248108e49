"""The day of one clock and why: its rule, its start, the calendar of its place, and the extension it was given."""

from collections.abc import Callable
from datetime import date

from proposals.models.deadline import Deadline
from proposals.models.holiday import Holiday
from proposals.models.rules import DeadlineRule
from proposals.workflow.calendar import NATION, Calendar
from proposals.workflow.clocks import TooLong
from proposals.workflow.deadlines import Due, chinese, due
from proposals.workflow.events import Event
from proposals.workflow.periods import Unit, parse

Calendars = Callable[[str], Calendar]  # by the code of a region


def region_of(deadline: Deadline) -> str:
    """The code of the place whose holidays count: the council's, else the department's, else the nation."""
    session, part = deadline.proposal.session, deadline.assignment
    if session:
        return session.term.council.region_id
    return part.department.region_id if part else NATION


def compute(deadline: Deadline, calendar: Calendar) -> None:
    """Fill in the day and its reason from rule, start and extension. Nothing is saved. Raises TooFar."""
    assert deadline.rule is not None  # noqa: S101  the caller looked
    found = due(deadline.starts_on, parse(deadline.rule.period), calendar)
    deadline.first_due_on, deadline.because = found.due, _reason(deadline.rule, found)
    until = deadline.extended_to
    if until is None or until <= found.due:
        deadline.due_on, deadline.shifted_by, deadline.provisional = found.due, found.shifted_by, found.provisional
        return
    deadline.due_on, deadline.shifted_by, deadline.provisional = until, 0, False
    deadline.because += f"经批准延期到{chinese(until)}。"


def _reason(rule: DeadlineRule, found: Due) -> str:
    period, step = parse(rule.period), rule.get_step_display()
    until = "以前" if period.unit is Unit.FIXED else "内"
    since = "" if period.unit is Unit.FIXED else f"自{rule.get_anchor_display()}起"
    return f"{rule.source}：{since}{period.label}{until}{step}。{found.because}"


def extend_to(deadline: Deadline, until: date) -> None:
    """Move a running clock to the day that was approved, and save it. Raises TooLong."""
    extend(deadline, until, Holiday.objects.calendar(region_of(deadline)))
    deadline.save()


def extend(deadline: Deadline, until: date, calendar: Calendar) -> None:
    """The same without saving. Raises TooLong."""
    if until <= deadline.due_on:
        raise TooLong(Event.EXTEND, f"现在的期限就是{chinese(deadline.due_on)}。要延期，请填这以后的日期。")
    if deadline.rule is None:  # the rule was deleted: the day stands as approved
        deadline.due_on = deadline.extended_to = until
        deadline.shifted_by, deadline.provisional = 0, False
        deadline.because += f"经批准延期到{chinese(until)}。"
    else:
        _check_limit(deadline.rule, deadline.starts_on, until, calendar)
        deadline.extended_to = until
        compute(deadline, calendar)


def _check_limit(rule: DeadlineRule, start: date, until: date, calendar: Calendar) -> None:
    if not rule.limit:
        raise TooLong(Event.EXTEND, f"按{rule.source}，这一项不能延期。规则有变，请管理员先修改办理规则。")
    limit = parse(rule.limit)
    last = due(start, limit, calendar).due
    if until > last:
        at_most = f"最迟{limit.label}" if limit.unit is Unit.FIXED else f"最长{limit.label}"
        raise TooLong(Event.EXTEND, f"按{rule.source}，{at_most}，只能延到{chinese(last)}。请改填这一天或更早的日期。")
