"""The permission backend: what an account may do follows from its role, and for a liaison from the row."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db.models import Model, Q

from proposals.models.rights import about, may
from proposals.models.staff import role_of
from proposals.workflow.rights import RIGHTS, holds, permissions
from proposals.workflow.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

    from delegates.models.delegate import Reader


class RoleBackend(ModelBackend):
    """Signs in by password as Django does. Groups and single permissions are not asked: a role decides alone."""

    def has_perm(self, user_obj: "Reader", perm: str, obj: Model | None = None) -> bool:
        """Whether the role has `perm` (`proposals.change_reply`), and for `obj` whether it is one of the own rows."""
        return may(user_obj, perm, obj)

    def has_module_perms(self, user_obj: "Reader", app_label: str) -> bool:
        """Whether the role has anything to do with an application."""
        return any(perm.partition(".")[0] == app_label for perm in self.get_all_permissions(user_obj))

    def get_all_permissions(self, user_obj: "Reader", obj: Model | None = None) -> set[str]:
        """Every permission of the role, or those about `obj`."""
        found = permissions(role_of(user_obj))
        return {perm for perm in found if obj is None or about(user_obj, perm, obj)}

    def get_user_permissions(self, user_obj: "Reader", obj: Model | None = None) -> set[str]:
        """The same: there are no others."""
        return self.get_all_permissions(user_obj, obj)

    def get_group_permissions(self, user_obj: "Reader", obj: Model | None = None) -> set[str]:
        """Groups give nothing."""
        return set()

    def with_perm(
        self, perm: Any, is_active: bool | None = True, include_superusers: bool = True, obj: Model | None = None
    ) -> "QuerySet[User]":
        """The accounts whose role has a permission, regardless of rows."""
        roles = [role.value for role in RIGHTS if holds(role, str(perm))]
        who = Q(is_staff=True, is_superuser=False, position__role__in=roles)
        if include_superusers:
            who |= Q(is_staff=True, is_superuser=True) if Role.ADMINISTRATOR in roles else Q(is_superuser=True)
        found = get_user_model()._default_manager.filter(who)
        return found if is_active is None else found.filter(is_active=is_active)
