"""What an official letter or list says was answered: one row for each answer a source states."""

from django.db import models
from django.db.models import Q

from .department import Department
from .proposal import Proposal
from .report import Article


class Reply(models.Model):
    """One answer to a proposal as a source prints it. The class is kept as printed: A here may be B elsewhere."""

    class Role(models.TextChoices):
        """Whom the letter answers."""

        REPLY = "reply", "答复"
        OPINION = "opinion", "会办意见"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="replies", verbose_name="件")
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="replies", verbose_name="出处"
    )
    role = models.CharField("种类", max_length=7, choices=Role, default=Role.REPLY)
    number = models.CharField("文号", max_length=60, blank=True)
    issuer = models.CharField("发文单位", max_length=80, blank=True, help_text="原文写法")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="replies", verbose_name="承办单位"
    )
    replied_on = models.DateField("答复日期", null=True, blank=True)
    reply_class = models.CharField("办理结果类别", max_length=20, blank=True, help_text="原文写法：A、B、甲类 …")
    public = models.BooleanField("同意公开", null=True, blank=True, help_text="原文没有写明就留空")

    class Meta:
        verbose_name = verbose_name_plural = "答复"
        ordering = ["proposal", "replied_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(role__in=["reply", "opinion"]), name="reply_role_known")]

    def __str__(self) -> str:
        return self.number or self.get_role_display()
