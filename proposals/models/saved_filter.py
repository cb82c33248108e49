"""Filters that a member of the staff named: a list of the admin with its query, for that person alone."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from delegates.models.delegate import Reader


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    """Questions about saved filters."""

    def of(self, user: "Reader") -> Self:
        """The own ones; nobody sees those of others."""
        return self.filter(user=user.pk) if user is not None and user.pk else self.none()


class SavedFilter(models.Model):
    """A list under a name of one's own. `path` is the list's address, `query` what stands after its question mark."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters", verbose_name="帐号"
    )
    name = models.CharField("名称", max_length=40)
    path = models.CharField("列表", max_length=200)
    query = models.CharField("条件", max_length=1000, blank=True)
    saved_at = models.DateTimeField("保存时间", auto_now=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "保存的筛选"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"], name="saved_filter_once_a_name",
                violation_error_message="您已经有一个同名的筛选",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where it leads."""
        return f"{self.path}?{self.query}" if self.query else self.path
