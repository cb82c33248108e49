"""Which department owes what for a proposal: 主办, 会办, 分办, 独办, each with its own stage.

The proposal is named, not imported: who sees a proposal depends on whose part it is, so proposals stand on this.
"""

from typing import Any, Self, cast

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from proposals.workflow.events import Event
from proposals.workflow.states import WITH_DEPARTMENTS, Duty, Stage

from .department import Department

DUTY_CHOICES = [(duty.value, duty.label) for duty in Duty]
STAGE_CHOICES = [(stage.value, stage.label) for stage in Stage]
BUSY = (Stage.ACCEPTED.value, Stage.HANDLING.value, Stage.REOPENED.value)  # the stages that may ask for more time


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Questions about assignments."""

    def standing(self) -> Self:
        """Those not handed on to another department."""
        return self.exclude(stage=Stage.RETURNED.value)

    def answering(self) -> Self:
        """Those that owe the proposer an answer."""
        return self.standing().exclude(duty=Duty.ASSIST.value)

    def at(self, stage: Stage) -> Self:
        """Those standing at one stage of a proposal that is still with departments."""
        return self.filter(stage=stage.value, proposal__state__in=[one.value for one in WITH_DEPARTMENTS])

    def unsigned(self) -> Self:
        """Those handed over and not signed for."""
        return self.at(Stage.ASSIGNED)

    def contested(self) -> Self:
        """Those whose department asked that another one take the proposal, with no answer yet."""
        return self.at(Stage.CONTESTED)

    def drafted(self) -> Self:
        """Those whose reply was handed in and waits to be checked."""
        return self.at(Stage.DRAFTED)

    def asking_time(self) -> Self:
        """Those that asked for more time, with no answer yet: the last word on time is the question."""
        asked = self._log(Event.ASK_TIME, Event.EXTEND, Event.DENY_TIME).values("event")[:1]
        with_them = [one.value for one in WITH_DEPARTMENTS]
        busy = self.filter(stage__in=BUSY, proposal__state__in=with_them)
        return busy.alias(word_on_time=Subquery(asked)).filter(word_on_time=Event.ASK_TIME.value)

    def since(self) -> Self:
        """Each with `waiting_since`: the day its last event happened, None where nobody wrote it down."""
        return self.annotate(waiting_since=Subquery(self._log().values("happened_on")[:1]))

    def _log(self, *events: Event) -> "models.QuerySet[Any]":
        """The log of the outer row, the latest first."""
        model: Any = Assignment._meta.get_field("followups").related_model
        found = model.objects.filter(assignment=OuterRef("pk")).order_by("-sequence")
        return cast("models.QuerySet[Any]", found.filter(event__in=[e.value for e in events]) if events else found)


class Assignment(models.Model):
    """One department's part in one proposal. `stage` and `round` are derived; only recording an event writes them.

    `round`: how many times it has been asked to answer; of 会办, for which round it gave its opinion.
    """

    proposal = models.ForeignKey("Proposal", models.PROTECT, related_name="assignments", verbose_name="件")
    department = models.ForeignKey(Department, models.PROTECT, related_name="assignments", verbose_name="承办单位")
    duty = models.CharField("分工", max_length=8, choices=DUTY_CHOICES)
    stage = models.CharField("进度", max_length=9, choices=STAGE_CHOICES, default=Stage.ASSIGNED.value, editable=False)
    round = models.PositiveSmallIntegerField("轮次", default=1, editable=False)
    assigned_on = models.DateField("交办日期", null=True, blank=True, help_text="不知道就留空：没有起算日就算不出期限")
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", editable=False, verbose_name="改办自"
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "承办"
        ordering = ["proposal", "pk"]
        indexes = [
            models.Index(fields=["department", "stage", "proposal"], name="assignment_of_department"),
            models.Index(fields=["stage", "proposal"], name="assignment_at_stage"),
        ]
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
