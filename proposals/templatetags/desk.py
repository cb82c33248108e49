"""The first page of the workplace: deadlines with a next step, then queues, then thirty days."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils import timezone

from proposals.desk.clocks import Clocks, clocks
from proposals.desk.next_steps import NextStep, next_step
from proposals.desk.queues import Queue
from proposals.desk.queues import queues as waiting_for
from proposals.models import SavedFilter
from proposals.models.staff import department_of, role_of
from proposals.workflow.events import Event
from proposals.workflow.roles import Role, may

if TYPE_CHECKING:
    from delegates.models.delegate import Reader

register = template.Library()


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the first page says to one person."""

    today: date
    role: Role | None
    department: str
    queues: list[Queue]
    clocks: Clocks
    first: list[NextStep]
    saved: list[SavedFilter]
    deadlines: str
    doings: list[tuple[str, str]]

    @property
    def done(self) -> list[Queue]:
        """The queues where nothing waits."""
        return [one for one in self.queues if not one.count]


@register.simple_tag
def desk(user: "Reader") -> Desk:
    """The first page for this user, today. Five queries, whatever there is."""
    today, role = timezone.localdate(), role_of(user)
    running = clocks(user, today)
    return Desk(
        today,
        role,
        str(department_of(user) or ""),
        waiting_for(user, today),
        running,
        [next_step(one, role, today) for one in running.first],
        list(SavedFilter.objects.of(user)),
        reverse("admin:proposals_deadline_changelist"),
        list(_doings(user, role)),
    )


@register.simple_tag
def queues(user: "Reader") -> list[Queue]:
    """What waits today, of what this user may do. One query."""
    return waiting_for(user, timezone.localdate())


def _doings(user: Any, role: Role | None) -> list[tuple[str, str]]:
    """Things one comes to do, beside what waits."""
    if role is None:
        return []
    doings = []
    if user.has_perm("proposals.add_importbatch"):
        doings.append(("导入材料", reverse("admin:proposals_importbatch_add")))
    if may(role, Event.ASSIGN):
        doings.append(("批量交办", f"{reverse('admin:proposals_proposal_changelist')}?waiting=assign"))
    doings.append(("各家单位在办什么", reverse("admin:proposals_assignment_changelist")))
    if role is not Role.LIAISON:
        doings.append(("年度报告表", reverse("admin:proposals_proposal_annual")))
    doings.append(("提醒与日历", reverse("admin:proposals_reminders")))
    return doings
