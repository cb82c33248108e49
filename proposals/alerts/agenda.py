"""What one member of the staff is to be told on one day: sections of lines, each with its page.

A day that is still to come is told when it is 30, 15, 7 and 1 days away and when it is there; where a mark fell on a
day without a mail it is told with the next one. What is overdue or waits for somebody is told daily until it is done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from proposals.models import Assignment, Commitment, Deadline, DeadlineRule, Problem, Proposal, Reply
from proposals.models.staff import role_of
from proposals.models.visibility import own_parts, worked_on_by
from proposals.workflow.roles import Role
from proposals.workflow.states import State

from .wording import day_said, nearness, waited

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Step = DeadlineRule.Step
MARKS = (30, 15, 7, 1, 0)  # days ahead at which a day is told
SHOWN = 10  # lines of a section; the others are counted
CHASED = 15  # days after the answer from which a rating is asked for again, where no rule sets a day
OFFICE = frozenset({Role.ADMINISTRATOR, Role.REVIEWER})
OF_DEPARTMENTS = (Step.SIGN, Step.CONTEST, Step.OPINION, Step.REPLY, Step.AGAIN)  # what a department owes, or may do


@dataclass(frozen=True, slots=True)
class Line:
    """One matter. `fact` is what is new or pressing, `more` explains it, `who` says whose it is."""

    title: str
    address: str
    who: str
    fact: str
    more: str


@dataclass(frozen=True, slots=True)
class Section:
    """Matters of one sort. `count` is all of them, `lines` the first; `told` is the sort with its number."""

    title: str
    told: str
    count: int
    lines: tuple[Line, ...]
    address: str  # the list of all of them

    @property
    def left(self) -> int:
        """How many are only counted."""
        return self.count - len(self.lines)


def agenda(user: "User", today: date, since: date | None) -> list[Section]:
    """What this person is to be told; empty when there is nothing. `since` is the day of the mail before, if any."""
    role = role_of(user)
    if role in OFFICE:
        sections = [
            *_clocks(user, today, since), _drafts(today), _ratings(today), _promises(user, today, since),
            _problems(today),
        ]  # fmt: skip
    elif role is Role.LIAISON:
        sections = [
            *_clocks(user, today, since), _unsigned(user, today), _returned(user), _promises(user, today, since),
        ]  # fmt: skip
    else:
        sections = []
    return [section for section in sections if section.count]


def provisional(user: "User", today: date) -> tuple[int, list[int]]:
    """How many running clocks end on a day that may still move, and the years they end in."""
    running = _deadlines(user).filter(provisional=True, due_on__gte=today)
    years = sorted({day.year for day in running.order_by().values_list("due_on", flat=True).distinct()})
    return running.count(), years


def approaching(today: date, since: date | None) -> Q:
    """`due_on` came to one of the marks after `since` (None: whatever stands before one of them)."""
    if since is None:
        return Q(due_on__range=(today, today + timedelta(days=max(MARKS))))
    crossed = Q()
    for mark in MARKS:
        ahead = timedelta(days=mark)
        crossed |= Q(due_on__gt=since + ahead, due_on__lte=today + ahead)
    return Q(due_on__gte=today) & crossed


def _clocks(user: "User", today: date, since: date | None) -> list[Section]:
    rows = _deadlines(user).exclude(step=Step.FEEDBACK).order_by("due_on", "pk")
    late = rows.owed().filter(due_on__lt=today)  # a right that was not used is not overdue
    soon = rows.filter(approaching(today, since))

    def line(row: Deadline) -> Line:
        act = f"应于{day_said(row.due_on, today)}前{row.get_step_display()}"
        if row.step == Step.CONTEST:
            act = f"要申请改办，最迟{day_said(row.due_on, today)}"
        more = f"{act}（暂定，放假安排公布后可能变动）" if row.provisional else act
        return _line(row.proposal, row.assignment, nearness(row.due_on, today), more)

    return [
        _section("超期", "{} 项超期", late, line, _list("deadline", "due=overdue")),
        _section("快到期", "{} 项快到期", soon, line, _list("deadline", f"due={max(MARKS)}")),
    ]


def _deadlines(user: "User") -> Any:
    """The running clocks that this person minds."""
    rows = Deadline.objects.running().exclude(proposal__state=State.RETRACTED.value)
    if role_of(user) is Role.LIAISON:
        rows = rows.filter(step__in=OF_DEPARTMENTS)
    return worked_on_by(user, rows.select_related("proposal", "assignment__department"))


def _drafts(today: date) -> Section:
    rows: QuerySet[Any] = Assignment.objects.drafted().since().select_related("proposal", "department")

    def line(row: Any) -> Line:
        return _line(row.proposal, row, waited(row.waiting_since, today) or "待审核", "答复稿已报送，请审核")

    rows = rows.order_by("waiting_since", "pk")
    return _section("等您审核的答复", "{} 份答复待审核", rows, line, _list("assignment", "waiting=check"))


def _unsigned(user: "User", today: date) -> Section:
    rows = own_parts(user).filter(pk__in=Assignment.objects.unsigned().values("pk"))
    rows = rows.select_related("proposal", "department").order_by("assigned_on", "pk")

    def line(row: Assignment) -> Line:
        return _line(row.proposal, row, waited(row.assigned_on, today) or "待签收", "已交办，请签收")

    return _section("待签收", "{} 件待签收", rows, line, _list("assignment", "waiting=unsigned"))


def _returned(user: "User") -> Section:
    rows = worked_on_by(user, Reply.objects.filter(status=Reply.Status.RETURNED))
    rows = rows.select_related("proposal", "assignment__department").order_by("pk")

    def line(row: Reply) -> Line:
        return _line(row.proposal, row.assignment, "退回重拟", "请修改后再报送")

    return _section("退回重拟的答复", "{} 份答复要重拟", rows, line, _list("assignment"))


def _ratings(today: date) -> Section:
    """Answers without a word of the proposer: past the day a rule sets, else some time after the answer."""
    clocks = Deadline.objects.running().filter(proposal=OuterRef("pk"), step=Step.FEEDBACK)
    sent = Q(replies__status=Reply.Status.SENT, replies__role=Reply.Role.REPLY)
    rows = Proposal.objects.awaiting_rating().annotate(answered_on=Max("replies__replied_on", filter=sent))
    past = Q(answered_on__lte=today - timedelta(days=CHASED)) & ~Exists(clocks)
    rows = rows.filter(past | Exists(clocks.filter(due_on__lt=today))).order_by("answered_on", "pk")

    def line(row: Any) -> Line:
        return _line(row, None, waited(row.answered_on, today) or "未评价", "答复已发出，请催提出人评价")

    return _section("要催的评价", "{} 件要催评价", rows, line, _list("proposal", "waiting=rating"))


def _promises(user: "User", today: date, since: date | None) -> Section:
    rows = worked_on_by(user, Commitment.objects.open()).exclude(proposal__state=State.RETRACTED.value)
    rows = rows.filter(Q(due_on__lt=today) | approaching(today, since)).order_by("due_on", "pk")

    def line(row: Commitment) -> Line:
        assert row.due_on is not None  # noqa: S101  the filter asks for a day
        part = row.reply.assignment if row.reply else None
        more = f"承诺{day_said(row.due_on, today)}前做到：{row.text}"
        return _line(row.proposal, part, nearness(row.due_on, today), more)

    related = rows.select_related("proposal", "reply__assignment__department")
    return _section("答复里的承诺", "{} 项承诺要兑现", related, line, _list("proposal", "waiting=promise"))


def _problems(today: date) -> Section:
    """What readers report: told daily until somebody has checked it."""
    rows = Problem.objects.waiting().select_related("proposal").order_by("created_at", "pk")

    def line(row: Problem) -> Line:
        address = settings.SITE_URL + reverse("admin:proposals_problem_change", args=[row.pk])
        fact = waited(timezone.localdate(row.created_at), today) or "今天报告"
        return Line(str(row.proposal or row.path), address, row.place, fact, row.get_state_display())

    return _section("读者报告的错误", "{} 个读者报告等处理", rows, line, _list("problem", "waiting=yes"))


def _section(title: str, told: str, rows: "QuerySet[Any]", line: Callable[[Any], Line], address: str) -> Section:
    count = rows.count()
    shown: Sequence[Any] = list(rows[:SHOWN]) if count else ()
    return Section(title, told.format(count), count, tuple(line(row) for row in shown), address)


def _list(table: str, query: str = "") -> str:
    """A list of the admin, filtered as on the first page of the desk."""
    address = settings.SITE_URL + reverse(f"admin:proposals_{table}_changelist")
    return f"{address}?{query}" if query else address


def _line(proposal: Proposal, part: Assignment | None, fact: str, more: str) -> Line:
    number = f"第{proposal.number}号" if proposal.number else ""
    whose = f"{part.department}{part.get_duty_display()}" if part else ""
    return Line(
        proposal.headline,
        settings.SITE_URL + reverse("admin:proposals_proposal_change", args=[proposal.pk]),
        " · ".join(filter(None, [number, whose])),
        fact,
        more,
    )
