"""Departments that handle proposals (承办单位), and what they were called when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from delegates.models import NamedByPinyin, Region


def _valid(day: date) -> Q:
    """The condition on what is valid from one day until, and without, another."""
    began = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return began & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))


def _ever(name: str) -> Q:
    """The condition on departments that have ever been called so."""
    return Q(name=name) | Q(pk__in=DepartmentAlias.objects.filter(name=name).values("department"))


class DepartmentQuerySet(models.QuerySet["Department"]):
    """Questions about departments."""

    def current(self) -> Self:
        """Those that exist today."""
        return self.existing_on(timezone.localdate())

    def existing_on(self, day: date) -> Self:
        """Those that existed on a day. On the day it is dissolved or renamed, a department is no more."""
        return self.filter(_valid(day))

    def named(self, name: str, *, on: date, region: Region | None = None) -> "Department | None":
        """Whom a name or alias meant on a day; for one that was out of use by then, who had taken over.

        None where nobody is known by it, and where it may be several.
        """
        of_region = self.filter(region=region) if region else self.all()
        aliases = DepartmentAlias.objects.in_use_on(on).filter(name=name)
        called = of_region.filter(Q(name=name) | Q(pk__in=aliases.values("department")))
        found = set(called.existing_on(on)) or self._heirs(of_region.filter(_ever(name)), on)
        return found.pop() if len(found) == 1 else None

    def _heirs(self, known: Self, on: date) -> "set[Department]":
        """Who does on a day the work of these, as far as they were there by then."""
        begun = known.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on)).select_related("successor")
        return {heir for one in begun if (heir := one.responsible(on)) is not None}


class Department(NamedByPinyin):
    """A unit that proposals can be assigned to. Reforms rename them: the old one points at its successor."""

    class System(models.TextChoices):
        """The branch a unit belongs to: each branch's office assigns its own files."""

        GOVERNMENT = "government", "政府部门"
        PARTY = "party", "党委部门"
        COURT = "court", "法院"
        PROCURATORATE = "procuratorate", "检察院"
        MASS = "mass", "群团组织"
        COMPANY = "company", "企业"
        COUNTY = "county", "县市区"

    region = models.ForeignKey(Region, models.PROTECT, related_name="departments", verbose_name="地区")
    system = models.CharField("系统", max_length=13, choices=System, default=System.GOVERNMENT)
    name = models.CharField("名称", max_length=80)
    valid_from = models.DateField("设立", null=True, blank=True)
    valid_until = models.DateField("撤销或更名", null=True, blank=True, help_text="从这一天起不再存在；还在就留空")
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="继任单位"
    )

    calendar_key = models.CharField("日历密钥", max_length=64, blank=True, editable=False, db_index=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "承办单位"
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="department_once_a_region"),
            models.CheckConstraint(
                condition=Q(system__in=["government", "party", "court", "procuratorate", "mass", "company", "county"]),
                name="department_system_known",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="department_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def exists_on(self, day: date) -> bool:
        """Whether it existed on a day."""
        return not self.begins_after(day) and (self.valid_until is None or day < self.valid_until)

    def begins_after(self, day: date) -> bool:
        """Whether it was set up only later."""
        return self.valid_from is not None and day < self.valid_from

    def line(self) -> "list[Department]":
        """It and those who took over from it, one after the other. A circle is walked once."""
        line, heir = [self], self.successor
        while heir is not None and heir not in line:
            line.append(heir)
            heir = heir.successor
        return line

    def responsible(self, on: date) -> "Department | None":
        """Who does its work on a day: itself or the first successor that exists then; None where nobody is known."""
        return next((one for one in self.line() if one.exists_on(on)), None)


class DepartmentAliasQuerySet(models.QuerySet["DepartmentAlias"]):
    """Questions about other names."""

    def in_use_on(self, day: date) -> Self:
        """Those that were in use on a day."""
        return self.filter(_valid(day))


class DepartmentAlias(models.Model):
    """How reports and letters write a department's name: 市教育局, 城管."""

    department = models.ForeignKey(Department, models.CASCADE, related_name="aliases", verbose_name="承办单位")
    name = models.CharField("别名", max_length=80)
    valid_from = models.DateField("启用", null=True, blank=True)
    valid_until = models.DateField("停用", null=True, blank=True, help_text="从这一天起不再这样叫；还在用就留空")

    objects = DepartmentAliasQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "承办单位别名"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["department", "name"], name="department_alias_once")]

    def __str__(self) -> str:
        return self.name
