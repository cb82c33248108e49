"""The history of rows: what was made, changed and removed, by whom and why. Written by triggers, never by Python."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from delegates.history.tracked import tracked_as


class ChangeQuerySet(models.QuerySet["Change"]):
    """Questions about the history."""

    def of(self, row: models.Model) -> Self:
        """All that happened to a row and to its parts; to a part, what happened to it alone."""
        table = tracked_as(row._meta.label_lower)
        if table is None or not table.is_part:
            return self.filter(whole=row._meta.label_lower, whole_row=str(row.pk))
        link = next(field for field in row._meta.concrete_fields if field.column == table.link)
        among = self.filter(whole=table.whole._meta.label_lower, whole_row=str(getattr(row, link.attname)))
        return among.filter(table=table.label, row=str(row.pk))


class Change(models.Model):
    """What one statement did to one row. `fields` maps each column that moved to its old and its new value.

    Of a new row no values are kept: they are those of the row, or the old ones of its next change. Of a removed row
    all are. `act` is the same for all that was done at once, and empty where nobody said what was done.
    """

    class Kind(models.TextChoices):
        """What became of the row."""

        MADE = "made", "新增"
        CHANGED = "changed", "修改"
        REMOVED = "removed", "删除"

    table = models.CharField("表", max_length=60)
    row = models.CharField("行", max_length=20)
    whole = models.CharField("所属的表", max_length=60)
    whole_row = models.CharField("所属的行", max_length=20)
    kind = models.CharField("做了什么", max_length=7, choices=Kind)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="谁"
    )
    why = models.CharField("原因", max_length=300, blank=True)
    act = models.CharField("同一次", max_length=32, blank=True)
    fields = models.JSONField("各栏", default=dict)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "改动"
        ordering = ["pk"]
        indexes = [models.Index(fields=["whole", "whole_row", "id"], name="change_of_a_row")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["made", "changed", "removed"]), name="change_kind_known")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row} {self.get_kind_display()}"
