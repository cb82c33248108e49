"""What a member of the staff is there for: one role, and for a liaison the department."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from proposals.workflow.roles import Role

from .department import Department

if TYPE_CHECKING:
    from delegates.models.delegate import Reader

ROLE_CHOICES = [(role.value, role.label) for role in Role]


class Position(models.Model):
    """The role of one account. A superuser needs none: it is the administrator."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="position", verbose_name="帐号")
    role = models.CharField("角色", max_length=13, choices=ROLE_CHOICES)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="liaisons", verbose_name="承办单位",
        help_text="联络员必填：只看得到这个单位承办的件",
    )  # fmt: skip
    digest = models.BooleanField("每日提醒", default=True, help_text="有事时每天一封邮件；不想收就去掉")

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        ordering = ["user"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="position_role_known"),
            models.CheckConstraint(
                condition=Q(role="liaison", department__isnull=False)
                | (~Q(role="liaison") & Q(department__isnull=True)),
                name="position_department_of_a_liaison",
                violation_error_message="联络员要选承办单位，其他角色不选",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}（{self.get_role_display()}）"


def position_of(user: "Reader") -> "Position | None":
    """The position of an account, looked up once for each user object."""
    if user is None or not user.is_authenticated:
        return None
    held: Any = user
    try:
        return held.position  # type: ignore[no-any-return]  # Django keeps it on the user
    except Position.DoesNotExist:
        return None


def role_of(user: "Reader") -> Role | None:
    """What this account may be used for; None for readers, and for staff to whom nobody gave a role."""
    if user is None or not user.is_active or not getattr(user, "is_staff", False):
        return None
    if getattr(user, "is_superuser", False):
        return Role.ADMINISTRATOR
    position = position_of(user)
    return Role(position.role) if position else None


def department_of(user: "Reader") -> Department | None:
    """The department a liaison speaks for."""
    position = position_of(user)
    return position.department if position else None
