"""The separate points of a proposal."""

from django.db import models
from django.db.models import Q

from .proposal import Proposal


class Ask(models.Model):
    """One separate point of a proposal, to be followed by itself."""

    class Outcome(models.TextChoices):
        """What became of this point, on the word of a reply or of evidence."""

        OPEN = "open", "还没有答复"
        RESOLVED = "resolved", "已经解决"
        UNDERWAY = "underway", "正在解决"
        PLANNED = "planned", "列入计划"
        NOT_NOW = "not_now", "暂不能解决"
        REFERENCE = "reference", "留作参考"
        REFUSED = "refused", "不予采纳"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="asks", verbose_name="件")
    order = models.PositiveSmallIntegerField("次序")
    text = models.TextField("诉求")
    quantities = models.JSONField("数量", default=list, blank=True)
    outcome = models.CharField("结果", max_length=9, choices=Outcome, default=Outcome.OPEN)
    outcome_note = models.CharField("结果说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "诉求"
        ordering = ["proposal", "order"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "order"], name="ask_order_once_a_proposal"),
            models.CheckConstraint(condition=~Q(text=""), name="ask_has_a_text"),
            models.CheckConstraint(
                condition=Q(outcome__in=["open", "resolved", "underway", "planned", "not_now", "reference", "refused"]),
                name="ask_outcome_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]
