"""Readers who follow something by mail, without an account: their address, what they follow, what they were told.

A row of `Subscriber` is all that is known of an address. It goes with everything that hangs on it when the reader says
so; what may stay is a keyed hash in `Barred`, so that nobody writes to that address again.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .followup import FollowUp
from .message import Message
from .proposal import Proposal


class Pace(models.TextChoices):
    """How soon somebody wants to hear of it."""

    AT_ONCE = "at_once", _("有进展就告诉我")
    DAILY = "daily", _("每天最多一封")
    WEEKLY = "weekly", _("每周一发一封")


class Subject(models.TextChoices):
    """What can be followed."""

    PROPOSAL = "proposal", _("建议提案")
    DELEGATE = "delegate", _("代表委员")
    INDUSTRY = "industry", _("行业")
    DEPARTMENT = "department", _("承办单位")
    SESSION = "session", _("会议")
    SEARCH = "search", _("检索和筛选")


class Subscriber(models.Model):
    """An address. `secret` stands in the links of its mails and goes with the row: then they open nothing any more.

    `asked_at`: when the last letter that asks for confirmation is, or was, due. `language`: of the page that was
    filled in.
    """

    address = models.EmailField(_("电子邮件地址"))
    folded = models.CharField(max_length=254, unique=True, editable=False)
    secret = models.CharField(max_length=32, unique=True, editable=False)
    language = models.CharField(_("语言"), max_length=10, default="zh-hans")
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    asked_at = models.DateTimeField(_("请求确认的时间"), null=True, blank=True)
    bounced_at = models.DateTimeField(_("退信时间"), null=True, blank=True)
    bounce = models.CharField(_("退信的原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("关注者")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk}"  # never the address: it would stand in logs


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Questions about what is followed."""

    def confirmed(self) -> Self:
        """Those whose reader said yes."""
        return self.exclude(pace="")

    def pending(self) -> Self:
        """Those that wait for a word: new ones, and another pace for one that stands."""
        return self.exclude(asked="")


class Subscription(models.Model):
    """One thing that one reader follows. `pace` "" is not confirmed yet; `asked` is the pace that waits for it.

    `target` numbers a row, 0 for a search; `query` holds the parameters of a search, in the public query language.
    Nothing is told of what happened before `confirmed_at`; `looked_at` is when news were last looked for.
    """

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    subject = models.CharField(_("关注什么"), max_length=10, choices=Subject)
    target = models.PositiveBigIntegerField(default=0)
    query = models.CharField(max_length=1000, blank=True)
    pace = models.CharField(_("多久一封"), max_length=7, choices=Pace, blank=True)
    asked = models.CharField(max_length=7, choices=Pace, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("关注")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "subject", "target", "query"], name="subscription_once"),
            models.CheckConstraint(condition=Q(subject__in=Subject.values), name="subscription_subject_known"),
            models.CheckConstraint(
                condition=Q(pace__in=["", *Pace.values]) & Q(asked__in=["", *Pace.values]),
                name="subscription_pace_known",
            ),
            models.CheckConstraint(condition=Q(pace="") | Q(confirmed_at__isnull=False), name="subscription_confirmed"),
        ]
        indexes = [models.Index(fields=["pace", "looked_at"], name="subscription_by_pace")]

    def __str__(self) -> str:
        return f"{self.pk}"


class Telling(models.Model):
    """One event was told to one reader, once and never again. `because`: the subscriptions it was told for."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="tellings")
    followup = models.ForeignKey(FollowUp, models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, models.SET_NULL, null=True, blank=True, related_name="tellings")
    because = models.JSONField(default=list)

    class Meta:
        verbose_name = verbose_name_plural = _("告诉过的进展")
        constraints = [models.UniqueConstraint(fields=["subscriber", "followup"], name="telling_once")]

    def __str__(self) -> str:
        return f"{self.pk}"


class Appearance(models.Model):
    """Since when a proposal is public, as far as was noticed; without a row it is not, or nobody looked since."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, primary_key=True, related_name="+")
    noticed_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = _("公开的时间")

    def __str__(self) -> str:
        return f"{self.pk}"


class FollowRequest(models.Model):
    """That somebody filled in the form: keyed hashes of address, mail domain and network, to bound how often."""

    address = models.CharField(max_length=32)
    domain = models.CharField(max_length=32)
    network = models.CharField(max_length=32)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = _("关注的请求")
        indexes = [
            models.Index(fields=["address", "made_at"], name="followrequest_by_address"),
            models.Index(fields=["domain", "made_at"], name="followrequest_by_domain"),
            models.Index(fields=["network", "made_at"], name="followrequest_by_network"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Barred(models.Model):
    """A keyed hash of an address that no mail may go to: its owner said so. The address itself is not kept."""

    address = models.CharField(max_length=64, unique=True)
    since = models.DateField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("不再写信的地址")

    def __str__(self) -> str:
        return f"{self.pk}"
