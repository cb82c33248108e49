"""Departments as sources name them in a proposal (被提到的单位)."""

from django.db import models
from django.db.models import Q

from .department import Department
from .proposal import Proposal


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
