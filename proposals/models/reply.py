"""Answers: one row for each answer, in rounds, as a source prints it or as a department writes it.

The class is kept as printed beside the class of the place's scheme: A here may be B elsewhere. What was sent never
changes: the database refuses it (`guard`); a better answer is another round.
"""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from .assignment import Assignment
from .department import Department
from .proposal import Proposal
from .publication import Publication
from .report import Article
from .schemes import ResultClass, printed_class
from .visibility import replies_readable_by

if TYPE_CHECKING:
    from delegates.models.delegate import Reader


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Questions about replies."""

    def visible_to(self, user: "Reader") -> Self:
        """The public sees what was sent and published, of published proposals; a liaison the own department's too."""
        seen = self.filter(proposal__in=Proposal.objects.visible_to(user).order_by().values("pk"))
        return seen.readable_by(user)

    def readable_by(self, user: "Reader") -> Self:
        """Of proposals that `user` sees anyway: the replies that `user` may read."""
        return self.filter(replies_readable_by(user))

    def with_meaning(self) -> Self:
        """Each with `meaning`, the number of its class: as chosen here, else as its printed letter means there.

        None where the place has no such class. A scheme that is entered later counts for what was imported before.
        """
        place = F("proposal__session"), F("proposal__session__term__council")
        return self.alias(in_session=place[0], of_council=place[1]).annotate(
            meaning=Coalesce(F("result"), printed_class("reply_class", "in_session", "of_council"))
        )

    def sent(self) -> Self:
        """Those that went out, and those a source states."""
        return self.filter(status=Reply.Status.SENT)


class Reply(models.Model):
    """One answer to a proposal, or one department's opinion for 主办."""

    class Role(models.TextChoices):
        """Whom the letter answers."""

        REPLY = "reply", "答复"
        OPINION = "opinion", "会办意见"

    class Status(models.TextChoices):
        """How far the letter has come."""

        DRAFT = "draft", "草稿"
        HANDED_IN = "handed_in", "待审核"
        RETURNED = "returned", "退回重拟"
        SENT = "sent", "已发出"

    class Shown(models.TextChoices):
        """How much of the letter the public reads."""

        FULL = "full", "全文"
        SUMMARY = "summary", "摘要"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="replies", verbose_name="件")
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="replies", verbose_name="出处"
    )
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, null=True, blank=True, related_name="replies", verbose_name="承办"
    )
    role = models.CharField("种类", max_length=7, choices=Role, default=Role.REPLY)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    status = models.CharField("进度", max_length=9, choices=Status, default=Status.SENT, editable=False)
    number = models.CharField("文号", max_length=60, blank=True)
    issuer = models.CharField("发文单位", max_length=80, blank=True, help_text="原文写法")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="replies", verbose_name="承办单位"
    )
    replied_on = models.DateField("答复日期", null=True, blank=True)
    reply_class = models.CharField("办理结果类别", max_length=20, blank=True, help_text="原文写法：A、B、甲类 …")
    result = models.ForeignKey(
        ResultClass, models.PROTECT, null=True, blank=True, related_name="replies", verbose_name="类别含义"
    )
    signed_by = models.CharField("签发人", max_length=40, blank=True)
    text = models.TextField("正文", blank=True)
    summary = models.TextField("摘要", blank=True)
    file = models.FileField("文件", upload_to="replies/%Y/", blank=True)
    public = models.BooleanField("同意公开", null=True, blank=True, help_text="原文没有写明就留空")
    publication = models.CharField("公开", max_length=9, choices=Publication, default=Publication.DRAFT)
    withheld_ground = models.CharField("不予公开的依据", max_length=200, blank=True)
    shown = models.CharField("公开程度", max_length=7, choices=Shown, default=Shown.FULL)
    published_on = models.DateField("公开日期", null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name="撰写人",
    )  # fmt: skip
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "答复"
        ordering = ["proposal", "round", "replied_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=["reply", "opinion"]), name="reply_role_known"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "handed_in", "returned", "sent"]), name="reply_status_known"
            ),
            models.CheckConstraint(condition=Q(publication__in=Publication.values), name="reply_publication_known"),
            models.CheckConstraint(
                condition=~Q(publication="withheld") | ~Q(withheld_ground=""), name="reply_withheld_on_a_ground",
                violation_error_message="不予公开要写明依据",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number or self.get_role_display()
