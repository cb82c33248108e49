"""What proposers say of a reply, and the one-time links by which they say it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from proposals.workflow.outcomes import Satisfaction

from .reply import Reply

SATISFACTION_CHOICES = [(one.value, one.label) for one in Satisfaction]


class Rating(models.Model):
    """How content one proposer is with one reply. Given by the proposer, or entered from paper with a scan."""

    class Channel(models.TextChoices):
        """How it was given."""

        LINK = "link", "提出人自己填写"
        PAPER = "paper", "工作人员按纸质表录入"

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="ratings", verbose_name="答复")
    proposer = models.ForeignKey(
        "proposals.Proposer", models.PROTECT, null=True, related_name="ratings", verbose_name="提出人"
    )
    process = models.CharField("对办理态度", max_length=9, choices=SATISFACTION_CHOICES)
    result = models.CharField("对办理结果", max_length=9, choices=SATISFACTION_CHOICES)
    note = models.TextField("意见", blank=True)
    given_on = models.DateField("日期")
    channel = models.CharField("方式", max_length=5, choices=Channel)
    scan = models.FileField("扫描件", upload_to="ratings/%Y/", blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name="录入人",
    )  # fmt: skip

    class Meta:
        verbose_name = verbose_name_plural = "反馈评价"
        ordering = ["reply", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "proposer"], name="rating_once_a_proposer"),
            models.CheckConstraint(condition=~Q(channel="paper") | ~Q(scan=""), name="rating_from_paper_has_a_scan",
                                   violation_error_message="按纸质表录入，要附上扫描件"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.proposer}：{self.get_result_display()}"

    @property
    def accepts(self) -> bool:
        """Whether the result is accepted: otherwise it is handled again."""
        return Satisfaction(self.result).accepts


class RatingLink(models.Model):
    """A one-time address for one proposer to rate one reply. Only the token's hash is kept."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="links", verbose_name="答复")
    proposer = models.ForeignKey("proposals.Proposer", models.CASCADE, related_name="links", verbose_name="提出人")
    token_hash = models.CharField("口令摘要", max_length=64, unique=True, editable=False)
    expires_on = models.DateField("有效期至")
    used_at = models.DateTimeField("使用时间", null=True, blank=True, editable=False)
    made_at = models.DateTimeField("生成时间", auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name="生成人",
    )  # fmt: skip

    class Meta:
        verbose_name = verbose_name_plural = "评价链接"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.proposer}"
