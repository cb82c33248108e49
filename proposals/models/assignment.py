"""Which department owes what for a proposal: 主办, 会办, 分办, 独办, each with its own stage."""

from typing import Self

from django.db import models
from django.db.models import Q

from proposals.workflow.states import Duty, Stage

from .department import Department
from .proposal import Proposal

DUTY_CHOICES = [(duty.value, duty.label) for duty in Duty]
STAGE_CHOICES = [(stage.value, stage.label) for stage in Stage]


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Questions about assignments."""

    def standing(self) -> Self:
        """Those not handed on to another department."""
        return self.exclude(stage=Stage.RETURNED.value)

    def answering(self) -> Self:
        """Those that owe the proposer an answer."""
        return self.standing().exclude(duty=Duty.ASSIST.value)


class Assignment(models.Model):
    """One department's part in one proposal. `stage` is derived from the log; only recording an event writes it."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="assignments", verbose_name="件")
    department = models.ForeignKey(Department, models.PROTECT, related_name="assignments", verbose_name="承办单位")
    duty = models.CharField("分工", max_length=8, choices=DUTY_CHOICES)
    stage = models.CharField("进度", max_length=9, choices=STAGE_CHOICES, default=Stage.ASSIGNED.value, editable=False)
    assigned_on = models.DateField("交办日期", null=True, blank=True, help_text="不知道就留空：没有起算日就算不出期限")
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", editable=False, verbose_name="改办自"
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "承办"
        ordering = ["proposal", "pk"]
        indexes = [models.Index(fields=["department", "stage", "proposal"], name="assignment_of_department")]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "department"], condition=~Q(stage="returned"), name="assignment_once_a_department",
                violation_error_message="这个单位已经在办这一件",
            ),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(duty__in=["lead", "sole"]) & ~Q(stage="returned"),
                name="assignment_one_lead", violation_error_message="主办（独办）单位只能有一个",
            ),
            models.CheckConstraint(condition=Q(duty__in=[d.value for d in Duty]), name="assignment_duty_known"),
            models.CheckConstraint(condition=Q(stage__in=[s.value for s in Stage]), name="assignment_stage_known"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_duty_display()} {self.department}"
