"""What readers report as wrong: a queue for the staff. A report changes and publishes nothing by itself."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from .proposal import Proposal

LONGEST = 2000  # characters of a report
CONTACT_KEPT = timedelta(days=30)  # how long after the answer a reader's contact stays
SENDER_KEPT = timedelta(days=2)  # how long the mark of a sender stays: it only bounds how often one may report


class ProblemQuerySet(models.QuerySet["Problem"]):
    """Questions about reports."""

    def waiting(self) -> Self:
        """Those that somebody has to look at, or to put right."""
        return self.filter(state__in=[Problem.State.OPEN, Problem.State.CONFIRMED])

    def forget(self, today: date) -> int:
        """Blank what is no longer needed of who reported; returns how many reports it was in."""
        contacts = Q(settled_on__lt=today - CONTACT_KEPT) & ~Q(contact="")
        senders = Q(created_at__date__lt=today - SENDER_KEPT) & ~Q(sender="")
        return self.filter(contacts).update(contact="") + self.filter(senders).update(sender="")


class Problem(models.Model):
    """One report. `code` is the number under which the reader asks again; who knows it reads state and answer.

    `place` says in words which fact was meant, `at` where it stands on the page. `nonce` is of the form it was
    written in, so that a form sent twice is one report. `sender` is a keyed mark of the day and the address.
    """

    class State(models.TextChoices):
        """How far the staff are."""

        OPEN = "open", "等核对"
        CONFIRMED = "confirmed", "确有错误，正在改"
        REJECTED = "rejected", "核对过，没有错"
        DONE = "done", "已经改正"

    code = models.CharField("编号", max_length=12, unique=True, editable=False)
    nonce = models.CharField(max_length=32, unique=True, editable=False)
    proposal = models.ForeignKey(
        Proposal, models.SET_NULL, null=True, blank=True, related_name="problems", verbose_name="建议提案",
        editable=False,
    )  # fmt: skip
    path = models.CharField("网页", max_length=300, editable=False)
    at = models.CharField(max_length=40, blank=True, editable=False)
    place = models.CharField("哪一处", max_length=200, blank=True, editable=False)
    text = models.TextField("读者写的", max_length=LONGEST, editable=False)
    contact = models.CharField("联系方式", max_length=200, blank=True, editable=False)
    sender = models.CharField(max_length=32, blank=True, editable=False)
    created_at = models.DateTimeField("报告时间", auto_now_add=True)
    state = models.CharField("进度", max_length=9, choices=State, default=State.OPEN)
    answer = models.TextField(
        "答复读者", max_length=1000, blank=True, help_text="读者凭编号看得到。改了什么，或者为什么没有错，请写清楚"
    )
    note = models.TextField("内部备注", blank=True, help_text="只给工作人员看")
    settled_on = models.DateField("处理完的日期", null=True, blank=True, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="处理人",
    )  # fmt: skip

    objects = ProblemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "读者报告的错误"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(state__in=["open", "confirmed"]), name="problem_waiting"),
            models.Index(fields=["sender", "created_at"], name="problem_by_sender"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "confirmed", "rejected", "done"]), name="problem_state_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="problem_says_something"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "confirmed"]) | ~Q(answer=""), name="problem_settled_with_an_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_code}　{self.place or self.path}"

    @property
    def shown_code(self) -> str:
        """The number in groups, as it is read out: 7Q4KP-92MFX."""
        return f"{self.code[:5]}-{self.code[5:]}"

    @property
    def settled(self) -> bool:
        """Whether there is nothing more to do."""
        return self.state in {self.State.REJECTED, self.State.DONE}
