"""What an account may do: by its role, and for a row by whether it works on that row. Django asks the backend."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db.models import Model, Q

from proposals.models.staff import role_of
from proposals.models.visibility import may_write, works_on
from proposals.workflow.rights import RIGHTS, holds, permissions
from proposals.workflow.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

    from delegates.models.delegate import Reader


def may(user: "Reader", permission: str, row: Model | None = None) -> bool:
    """Whether the role has `permission` (`proposals.change_reply`); for `row`, whether the user also works on it.

    A superuser may what an administrator may. Django lets one do everything else as well, before it asks.
    """
    return holds(role_of(user), permission) and (row is None or about(user, permission, row))


def about(user: "Reader", permission: str, row: Model) -> bool:
    """Whether `permission` is one on the table of `row`, and the user works on the row."""
    app, _, code = permission.partition(".")
    act, _, table = code.partition("_")
    if (app, table) != (row._meta.app_label, row._meta.model_name):
        return False
    return works_on(user, row) if act == "view" else may_write(user, row)


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
