"""What people decided about identity: two are one, two are not, and what became one can come apart again.

The pairs name rows by number, not by foreign key: a decision outlives a row that was merged away, and is there again
when the row is.
"""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Collection


class Choice(models.TextChoices):
    """What a person may say of two rows that look alike."""

    SAME = "same", "是同一个"
    DIFFERENT = "different", "不是同一个"
    LATER = "later", "以后再说"


class PairQuerySet(models.QuerySet):
    """Questions about decisions."""

    def among(self, ids: "Collection[int]") -> Self:
        """Those about two of these rows."""
        return self.filter(first__in=ids, second__in=ids)

    def of(self, one: int, other: int) -> Self:
        """The decision about these two, in either order."""
        return self.filter(first=min(one, other), second=max(one, other))

    def about(self, one: int) -> Self:
        """Every decision that names this row."""
        return self.filter(Q(first=one) | Q(second=one))


class SamePair(models.Model):
    """One decision about two rows, the smaller number first. The last word counts."""

    first = models.BigIntegerField("甲")
    second = models.BigIntegerField("乙", db_index=True)
    choice = models.CharField("决定", max_length=9, choices=Choice)
    reason = models.CharField("理由", max_length=200, blank=True)
    decided_at = models.DateTimeField("决定时间", auto_now=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="决定人"
    )

    objects = PairQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["first", "second"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="%(class)s_once_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="%(class)s_in_order"),
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="%(class)s_choice_known"),
        ]

    def __str__(self) -> str:
        return f"{self.first} · {self.second} {self.get_choice_display()}"


class SamePerson(SamePair):
    """Whether two delegates are one person."""

    class Meta(SamePair.Meta):
        verbose_name = verbose_name_plural = "是否同一人的决定"


class SameOrganisation(SamePair):
    """Whether two organisations are one unit."""

    class Meta(SamePair.Meta):
        verbose_name = verbose_name_plural = "是否同一单位的决定"


class Merge(models.Model):
    """Two rows that became one. The journal holds every step, so that the very rows can be had back."""

    class Table(models.TextChoices):
        """What was merged."""

        DELEGATE = "delegates.Delegate", "代表委员"
        ORGANISATION = "delegates.Organisation", "单位"

    table = models.CharField("种类", max_length=40, choices=Table)
    kept = models.BigIntegerField("保留", db_index=True)
    gone = models.BigIntegerField("并入", db_index=True)
    kept_name = models.CharField("保留的名称", max_length=120)
    gone_name = models.CharField("并入的名称", max_length=120)
    reason = models.CharField("理由", max_length=200)
    journal = models.JSONField("过程", default=list, editable=False)
    merged_at = models.DateTimeField("合并时间", auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="合并人"
    )
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤销人"
    )
    stayed = models.JSONField("撤销时没有分开的", default=list, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "合并"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "gone"], condition=Q(undone_at__isnull=True), name="merge_stands_once_a_row"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two"),
            models.CheckConstraint(
                condition=Q(table__in=["delegates.Delegate", "delegates.Organisation"]), name="merge_table_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_name}（{self.gone} 号）并入 {self.kept_name}（{self.kept} 号）"

    @property
    def kept_address(self) -> str:
        """Where the kept row is edited."""
        name = "delegate" if self.table == self.Table.DELEGATE else "organisation"
        return reverse(f"admin:delegates_{name}_change", args=[self.kept])
