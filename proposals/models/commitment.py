"""Promises: what a reply says will be done, and whether it was."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from .proposal import Proposal
from .reply import Reply


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Questions about promises."""

    def open(self) -> Self:
        """Those neither kept nor broken."""
        return self.filter(state=Commitment.State.OPEN)

    def late(self, today: date) -> Self:
        """Those open past their day."""
        return self.open().filter(due_on__lt=today)

    def due_within(self, today: date, days: int) -> Self:
        """Those open whose day is today or one of the next `days`."""
        return self.open().filter(due_on__range=(today, today + timedelta(days=days)))


class Commitment(models.Model):
    """A promise in a reply: its words, their place in the letter, and by when. Open until it is kept or broken."""

    class State(models.TextChoices):
        """What became of it; late is read off the dates."""

        OPEN = "open", "待兑现"
        KEPT = "kept", "已兑现"
        BROKEN = "broken", "没有兑现"

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="commitments", verbose_name="件")
    reply = models.ForeignKey(
        Reply, models.PROTECT, null=True, blank=True, related_name="commitments", verbose_name="答复"
    )
    ask = models.ForeignKey(
        "proposals.Ask", models.SET_NULL, null=True, blank=True, related_name="commitments", verbose_name="诉求"
    )
    text = models.TextField("承诺", help_text="照答复的原话")
    start = models.PositiveIntegerField("起", null=True, blank=True, editable=False)
    end = models.PositiveIntegerField("止", null=True, blank=True, editable=False)
    due_on = models.DateField("期限", null=True, blank=True, help_text="答复没有说到哪一天，就留空")
    state = models.CharField("结果", max_length=6, choices=State, default=State.OPEN, editable=False)
    settled_on = models.DateField("兑现（落空）日期", null=True, blank=True)
    evidence = models.TextField("凭据", blank=True)
    evidence_file = models.FileField("凭据文件", upload_to="promises/%Y/", blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "承诺"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on"], condition=Q(state="open"), name="commitment_open")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["open", "kept", "broken"]), name="commitment_state_known"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(end__gt=F("start")), name="commitment_span"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    def late(self, today: date) -> bool:
        """Whether it is open past its day."""
        return self.state == self.State.OPEN and self.due_on is not None and self.due_on < today
