"""Departments that handle proposals (承办单位), and what a source calls them."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from delegates.models import NamedByPinyin, Region

from .proposal import Proposal


class DepartmentQuerySet(models.QuerySet["Department"]):
    """Questions about departments."""

    def current(self) -> Self:
        """Those not dissolved."""
        return self.filter(valid_until__isnull=True)


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
    valid_until = models.DateField("撤销或更名", null=True, blank=True)
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


class DepartmentAlias(models.Model):
    """How reports and letters write a department's name: 市教育局, 城管."""

    department = models.ForeignKey(Department, models.CASCADE, related_name="aliases", verbose_name="承办单位")
    name = models.CharField("别名", max_length=80)
    valid_from = models.DateField("启用", null=True, blank=True)
    valid_until = models.DateField("停用", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "承办单位别名"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["department", "name"], name="department_alias_once")]

    def __str__(self) -> str:
        return self.name


class DepartmentMention(models.Model):
    """A department as a source names it. Being named in an ask is not being assigned."""

    class Role(models.TextChoices):
        """The duty that the source states."""

        LEAD = "lead", "主办"
        ASSIST = "assist", "会办"
        UNKNOWN = "unknown", "被提到"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="mentions", verbose_name="件")
    department = models.ForeignKey(
        Department, models.SET_NULL, null=True, blank=True, related_name="mentions", verbose_name="承办单位"
    )
    name = models.CharField("原文写法", max_length=80)
    role = models.CharField("角色", max_length=7, choices=Role, default=Role.UNKNOWN)

    class Meta:
        verbose_name = verbose_name_plural = "提到的单位"
        ordering = ["proposal", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "name"], name="department_mention_once"),
            models.CheckConstraint(
                condition=Q(role__in=["lead", "assist", "unknown"]), name="department_mention_role_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
