"""Follow-up: the log of what happened to a proposal. Rows are only ever added; the database refuses anything else."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from proposals.workflow.events import Event
from proposals.workflow.states import State

from .assignment import Assignment
from .department import Department
from .proposal import STATE_CHOICES, Proposal

if TYPE_CHECKING:
    from delegates.models.delegate import Reader

EVENT_CHOICES = [(event.value, event.label) for event in Event]


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Questions about the log."""

    def visible_to(self, user: "Reader") -> Self:
        """Those of proposals that `user` sees."""
        return self.filter(proposal__in=Proposal.objects.visible_to(user).order_by().values("pk"))

    def latest_dated(self) -> Self:
        """Those whose day is known, the latest day first."""
        return self.filter(happened_on__isnull=False).order_by("-happened_on", "-pk")


class FollowUp(models.Model):
    """One event and the state it led to. Written by `Proposal.record` alone; a correction is a further event."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="followups", verbose_name="件")
    sequence = models.PositiveIntegerField("次序", editable=False)
    event = models.CharField("事项", max_length=10, choices=EVENT_CHOICES)
    state = models.CharField("之后的状态", max_length=10, choices=STATE_CHOICES, editable=False)
    happened_on = models.DateField("发生日期", null=True, blank=True, help_text="不知道就留空，不要猜")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="followups", verbose_name="承办单位"
    )
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, null=True, blank=True, editable=False, related_name="followups", verbose_name="承办"
    )
    note = models.TextField("说明", blank=True)
    data = models.JSONField("所附内容", default=dict, blank=True, editable=False)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="corrections", verbose_name="更正"
    )
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name="登记人",
    )  # fmt: skip

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理进展"
        ordering = ["proposal", "sequence"]
        # What happened last anywhere, for feeds and the first page.
        indexes = [models.Index(fields=["-happened_on", "-id"], name="followup_by_day")]
        constraints = [
            # Two people recording at the same moment cannot both be the next event.
            models.UniqueConstraint(fields=["proposal", "sequence"], name="followup_sequence_once_a_proposal"),
            models.CheckConstraint(condition=Q(event__in=[e.value for e in Event]), name="followup_event_known"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="followup_state_known"),
        ]

    def __str__(self) -> str:
        return self.get_event_display()
