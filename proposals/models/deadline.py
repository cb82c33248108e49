"""The clocks that run: what must have happened by which day, and why that day."""

from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q

from proposals.workflow.clocks import DUTIES
from proposals.workflow.signals import Signal, days_late, signal

from .assignment import Assignment
from .proposal import Proposal
from .rules import DeadlineRule


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    """Questions about deadlines."""

    def running(self) -> Self:
        """Those neither met nor dropped."""
        return self.filter(met_on__isnull=True, dropped=False)

    def owed(self) -> Self:
        """What an office owes: to contest is a right that lapses, and feedback is the proposer's."""
        return self.filter(step__in=[clock.value for clock in DUTIES])

    def overdue(self, today: date) -> Self:
        """Those owed and running past their day."""
        return self.running().owed().filter(due_on__lt=today)

    def due_within(self, today: date, days: int) -> Self:
        """Those running whose day is today or one of the next `days`."""
        return self.running().filter(due_on__range=(today, today + timedelta(days=days)))

    def by_day(self) -> "models.QuerySet[Deadline, dict[str, Any]]":
        """How many of each step there are on each day: rows of due_on, step and n, by day."""
        return self.order_by("due_on", "step").values("due_on", "step").annotate(n=Count("pk"))


class Deadline(models.Model):
    """One clock of one department's part, or of the proposal itself, in one round. Written by recording events."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="deadlines", verbose_name="件")
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, null=True, blank=True, related_name="deadlines", verbose_name="承办"
    )
    step = models.CharField("要做的事", max_length=8, choices=DeadlineRule.Step)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    rule = models.ForeignKey(
        DeadlineRule, models.SET_NULL, null=True, blank=True, related_name="running", verbose_name="规则"
    )
    starts_on = models.DateField("起算日")
    due_on = models.DateField("期限")
    first_due_on = models.DateField("延期前的期限")
    extended_to = models.DateField("批准延期到", null=True, blank=True)
    shifted_by = models.PositiveSmallIntegerField("顺延天数", default=0)
    provisional = models.BooleanField("暂定", default=False)
    because = models.TextField("为什么是这一天")
    met_on = models.DateField("完成日期", null=True, blank=True)
    dropped = models.BooleanField("不再计", default=False)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "期限"
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(met_on__isnull=True, dropped=False), name="deadline_running"),
            models.Index(fields=["assignment", "step"], name="deadline_of_assignment"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "step", "round"], name="deadline_once_a_part"),
            models.UniqueConstraint(
                fields=["proposal", "step", "round"],
                condition=Q(assignment__isnull=True),
                name="deadline_once_a_proposal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}：{self.due_on:%Y-%m-%d}"

    def signal(self, today: date) -> Signal:
        """Its colour on a day."""
        return signal(self.due_on, today, met_on=self.met_on)

    def days_late(self, today: date) -> int:
        """By how many days it was missed, or is being missed."""
        return days_late(self.due_on, today, met_on=self.met_on)
