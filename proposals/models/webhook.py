"""Receivers outside that are told of what happens, and what was sent to each: an outbox of its own kind.

A delivery is written in the transaction of its event and sent by a worker afterwards, like mail.
"""

from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .department import Department
from .followup import FollowUp

SHORTEST_SECRET = 16


class Webhook(models.Model):
    """An address that is told. `events` are machine names of events; none means all that are news."""

    class Style(models.TextChoices):
        """What the other side understands."""

        GENERIC = "generic", _("通用（签名的 JSON）")
        WECOM = "wecom", _("企业微信群机器人")
        DINGTALK = "dingtalk", _("钉钉群机器人")

    name = models.CharField(_("名称"), max_length=60, unique=True)
    style = models.CharField(_("格式"), max_length=8, choices=Style, default=Style.GENERIC)
    url = models.CharField(_("地址"), max_length=500, help_text=_("以 https:// 开头，主机要在 WEBHOOK_HOSTS 里"))
    secret = models.CharField(
        _("密钥"), max_length=200, blank=True, validators=[MinLengthValidator(SHORTEST_SECRET)],
        help_text=_("通用格式必填，至少 16 个字符；钉钉填“加签”的密钥；企业微信不用填"),
    )  # fmt: skip
    events = models.JSONField(_("发哪些事项"), default=list, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="webhooks",
        verbose_name=_("只发这个单位承办的"), help_text=_("不选就是所有单位"),
    )  # fmt: skip
    unpublished = models.BooleanField(
        _("也发还没有公开的件"), default=False, help_text=_("题目会离开本系统，请先确认对方只有工作人员")
    )
    active = models.BooleanField(_("启用"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("消息推送")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(url__startswith="https://"), name="webhook_only_https"),
            models.CheckConstraint(condition=Q(style__in=["generic", "wecom", "dingtalk"]), name="webhook_style_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One event, or one test, for one receiver. `key` names both, so that it is written once and known on a repeat."""

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries", verbose_name=_("接收方"))
    key = models.CharField(_("编号"), max_length=80, unique=True)
    followup = models.ForeignKey(
        FollowUp, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("事项")
    )
    payload = models.JSONField(_("内容"))
    created_at = models.DateTimeField(_("生成时间"), auto_now_add=True)
    due_at = models.DateTimeField(_("发送时间"))
    attempts = models.PositiveSmallIntegerField(_("尝试次数"), default=0)
    sent_at = models.DateTimeField(_("送达时间"), null=True, blank=True)
    given_up = models.BooleanField(_("不再尝试"), default=False)
    error = models.CharField(_("上次没有成功的原因"), max_length=300, blank=True)
    status = models.PositiveSmallIntegerField(_("对方的状态码"), null=True, blank=True)
    answer = models.CharField(_("对方的回答"), max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("推送记录")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at__isnull=True, given_up=False), name="delivery_waiting")
        ]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "followup"], name="delivery_once_a_receiver"),
        ]

    def __str__(self) -> str:
        return self.key
