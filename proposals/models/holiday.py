"""Days off and worked weekends that staff enter over the packaged table: the notice of a year, a region's own days."""

from collections.abc import Mapping
from datetime import date

from django.db import models, transaction
from django.db.models import Q

from delegates.models import Region
from proposals.workflow.calendar import Calendar, chain
from proposals.workflow.published import Day


class CalendarYear(models.Model):
    """A year whose notice was entered here. A year in neither this table nor the package is computed provisionally."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    notice = models.CharField("通知", max_length=120, help_text="国务院办公厅关于…年部分节假日安排的通知，文号")
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "节假日安排"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年"


class HolidayQuerySet(models.QuerySet["Holiday"]):
    """Questions about days."""

    def calendar(self, region: str) -> Calendar:
        """The working days of a region by its code. Its own rows go before those of what it lies in."""
        near = chain(region)
        rows: list[Holiday] = list(self.filter(Q(region__isnull=True) | Q(region__in=near)))
        # The nation's first, the nearest last, so that the nearest is what stays.
        ordered = sorted(rows, key=lambda row: -near.index(row.region_id) if row.region_id else -len(near))
        years = CalendarYear.objects.values_list("year", flat=True)
        return Calendar({row.day: row.as_day() for row in ordered}, frozenset(years))

    @transaction.atomic
    def enter(self, days: Mapping[date, Day]) -> None:
        """The days of a national notice. What stands on such a day gives way; a region's own days stay."""
        for day, what in days.items():
            named = {"works": what.works, "name": what.name}
            self.update_or_create(day=day, region=None, defaults=named)


class Holiday(models.Model):
    """One day that is not what its weekday says. Rows of a region add to those of the country."""

    day = models.DateField("日期")
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="holidays",
        verbose_name="地区",
        help_text="留空：全国",
    )
    works = models.BooleanField("要上班", default=False, help_text="调休上班的周末打勾；放假不打勾")
    name = models.CharField("名称", max_length=40)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "节假日与调休"
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "region"], name="holiday_once_a_region",
                violation_error_message="这个地区的这一天已经录入过，请修改那一条",
            ),
            models.UniqueConstraint(
                fields=["day"], condition=Q(region__isnull=True), name="holiday_once_a_nation",
                violation_error_message="这一天已经录入过，请修改那一条",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"

    def as_day(self) -> Day:
        """As sentences name it: 国庆节放假, 调休上班."""
        ending = "上班" if self.works else "放假"
        return Day(self.works, self.name if self.name.endswith(ending) else f"{self.name}{ending}")
