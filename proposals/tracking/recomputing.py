"""Deadlines computed again: after a notice of holidays, a rule, or a day that was entered or corrected later.

Each change is an event in the log of its proposal.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cache
from typing import TypedDict

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from proposals.models.assignment import Assignment
from proposals.models.deadline import Deadline
from proposals.models.holiday import Holiday
from proposals.models.proposal import Proposal
from proposals.models.rules import DeadlineRule
from proposals.workflow.calendar import Calendar
from proposals.workflow.clocks import RUNS_AT, Clock
from proposals.workflow.deadlines import chinese
from proposals.workflow.events import Event
from proposals.workflow.states import WITH_DEPARTMENTS, Duty, Stage

from .catching_up import Brought, catch_up
from .computing import Calendars, compute, region_of
from .told import anchor_day

COLUMNS = ("due_on", "first_due_on", "shifted_by", "provisional", "because")
AT_A_TIME = 500
Anchor = DeadlineRule.Anchor
ANSWERS, OPINIONS = (Clock.REPLY, Clock.AGAIN), (Clock.OPINION,)


class Change(TypedDict):
    """One deadline before and after, as the log keeps it. Days in ISO form; "" before it began and once it is gone."""

    deadline: int
    step: str
    old: str
    new: str
    provisional: bool


def recompute() -> int:
    """Compute every running deadline again, and start what could not start until now, one transaction a proposal.

    Returns how many proposals changed.
    """
    calendars = cache(Holiday.objects.calendar)
    stale = dict.fromkeys([*_stale(calendars), *_lacking()])
    return sum(_recompute(pk, calendars) for pk in stale)


def recompute_session(session: int) -> int:
    """What hangs on the end of a session, after its dates were entered or corrected. Returns how many changed.

    `session` is its number in the table.
    """
    if not DeadlineRule.objects.filter(anchor=Anchor.SESSION_END).exists():
        return 0
    calendars = cache(Holiday.objects.calendar)
    handled = Proposal.objects.filter(Exists(Assignment.objects.filter(proposal=OuterRef("pk"))), session=session)
    return sum(_recompute(pk, calendars, past=True) for pk in handled.order_by("pk").values_list("pk", flat=True))


def recompute_proposal(proposal: Proposal) -> bool:
    """After a day of its log was put right. Whether anything changed."""
    return _recompute(proposal.pk, cache(Holiday.objects.calendar), past=True)


@transaction.atomic
def _recompute(pk: int, calendars: Calendars, *, past: bool = False) -> bool:
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("session__term__council").get(pk=pk)
    # Whoever records meanwhile waits for the lock, and sees the new days.
    brought = [_change(one) for one in catch_up(proposal, calendars, past=past) if one.shows]
    changes = [*brought, *_changes(_running().filter(proposal=proposal), calendars)]
    if not changes:
        return False
    proposal.record(
        Event.RECOMPUTE, by=None, note="".join(_sentence(one) for one in changes), data={"deadlines": changes}
    )
    return True


def _stale(calendars: Calendars) -> Iterator[int]:
    """Proposals with a running clock that would be computed otherwise, or from another day."""
    for one in _running().iterator(AT_A_TIME):
        if _computed(one, calendars(region_of(one))) or _elsewhere(one):
            yield one.proposal_id


def _elsewhere(deadline: Deadline) -> bool:
    """Whether it runs from another day than its session or its part says by now. What the log says is not read."""
    rule = deadline.rule
    if rule is None or rule.anchor not in {Anchor.SESSION_END, Anchor.ASSIGNED}:
        return False
    return anchor_day(rule, deadline.proposal, deadline.assignment) != deadline.starts_on


def _lacking() -> Iterator[int]:
    """Proposals at work where somebody owes an answer or an opinion, no clock runs, and by now one could."""
    known: dict[tuple[object, ...], dict[str, DeadlineRule]] = {}
    for part in _without_clock().iterator(AT_A_TIME):
        proposal = part.proposal
        alike = proposal.session_id, proposal.kind, proposal.between_sessions  # these have the same rules
        if alike not in known:
            known[alike] = DeadlineRule.objects.by_step(proposal)
        steps = OPINIONS if part.duty == Duty.ASSIST else ANSWERS
        if any(_may_start(known[alike][step], part) for step in steps if step in known[alike]):
            yield proposal.pk


def _may_start(rule: DeadlineRule, part: Assignment) -> bool:
    """Whether its day may be known: what the log says is looked up only where the clock is brought up to it."""
    if rule.anchor in {Anchor.SESSION_END, Anchor.ASSIGNED}:
        return anchor_day(rule, part.proposal, part) is not None
    return rule.anchor != Anchor.ACCEPTED or part.stage != Stage.ASSIGNED


def _without_clock() -> "QuerySet[Assignment]":
    """Parts at work on what they owe, with no clock for it in their present round."""
    assisting = Q(duty=Duty.ASSIST.value)
    wanted = (assisting & _owing(OPINIONS)) | (~assisting & _owing(ANSWERS))
    rows = Assignment.objects.filter(wanted, proposal__state__in=[one.value for one in WITH_DEPARTMENTS])
    return rows.select_related("proposal__session__term__council").order_by("proposal")


def _owing(steps: Collection[Clock]) -> Q:
    """The condition on parts at a stage where one of these clocks runs, that have none of them."""
    stages = {stage.value for step in steps for stage in RUNS_AT[step]}
    there = Deadline.objects.filter(assignment=OuterRef("pk"), step__in=steps, round=OuterRef("round"))
    return Q(stage__in=stages) & ~Q(Exists(there))


def _change(brought: Brought) -> Change:
    deadline = brought.deadline
    return Change(
        deadline=deadline.pk or 0,
        step=deadline.get_step_display(),
        old=brought.before.isoformat() if brought.before else "",
        new="" if brought.gone else deadline.due_on.isoformat(),
        provisional=deadline.provisional,
    )


def _changes(deadlines: Iterable[Deadline], calendars: Calendars) -> Iterable[Change]:
    """Write each that differs. The log hears of those whose day or whose mark changed, not of a reworded reason."""
    for deadline in deadlines:
        before = deadline.due_on, deadline.provisional
        if not _computed(deadline, calendars(region_of(deadline))):
            continue
        deadline.save(update_fields=COLUMNS)
        if before != (deadline.due_on, deadline.provisional):
            yield Change(
                deadline=deadline.pk,
                step=deadline.get_step_display(),
                old=before[0].isoformat(),
                new=deadline.due_on.isoformat(),
                provisional=deadline.provisional,
            )


def _running() -> "QuerySet[Deadline]":
    return (
        Deadline.objects.running()
        .filter(rule__isnull=False)
        .select_related("rule__rule_set", "assignment__department", "proposal__session__term__council")
        .order_by("proposal", "pk")
    )


def _computed(deadline: Deadline, calendar: Calendar) -> bool:
    """Compute in place; whether anything changed."""
    before = [getattr(deadline, name) for name in COLUMNS]
    compute(deadline, calendar)
    return before != [getattr(deadline, name) for name in COLUMNS]


def _sentence(change: Change) -> str:
    old, new = (chinese(date.fromisoformat(day)) if day else "" for day in (change["old"], change["new"]))
    mark = "（暂定）" if change["provisional"] else ""
    if not new:
        return f"{change['step']}期限原来是{old}，起算日现在不明，不再计。"
    if not old:
        return f"{change['step']}期限现在能算了，是{new}{mark}。"
    if old == new:
        return f"{change['step']}期限仍是{new}，{'改为暂定' if change['provisional'] else '不再是暂定'}。"
    return f"{change['step']}期限由{old}改为{new}{mark}。"
