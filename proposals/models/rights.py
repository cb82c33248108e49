"""Whether an account may do something: by its role, and for a row by whether it works on that row."""

from typing import TYPE_CHECKING

from django.db.models import Model

from proposals.workflow.rights import holds

from .staff import role_of
from .visibility import may_write, works_on

if TYPE_CHECKING:
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
