"""What every admin here is built on, so that a role meets the same rows and rights on every address.

    @admin.register(Reply)
    class ReplyAdmin(StaffAdmin):
        publish_fields = ("publication", "withheld_ground")   # typed by who may publish, read by the others
        edit_fields = ("number", "replied_on")                # typed by who may edit, read by a liaison

    class ReplyInline(StaffInline):                           # a table inside another row's form
        model = Reply

Both ask the permission backend (`proposals.access`), which answers from the table in `workflow.rights`; a new model is
listed there, or it is open to nobody. Both show, search, offer for choice and act upon the rows of
`models.visibility.worked_on_by` alone: where a liaison may meet some of them, say there where they hang.
An action names the right it needs: `@admin.action(permissions=["publish"])`, "edit", "change" or "delete".
Views of one's own ask `request.user.has_perm("proposals.change_reply", reply)`.
Every address has to stand in `tests/roles/matrix.csv`; the test names those that lack a line.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.db.models import Model, QuerySet
from django.db.models.fields.related import RelatedField
from django.http import HttpRequest

from delegates.choosing import HeldChoices
from delegates.versions import VersionedAdmin
from proposals.access import may
from proposals.models.visibility import worked_on_by


class ByRole(admin.options.BaseModelAdmin):
    """The rows and the fields, for admins and inlines alike."""

    publish_fields: ClassVar[tuple[str, ...]] = ()
    edit_fields: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """The rows that this user works on."""
        return worked_on_by(request.user, super().get_queryset(request))

    def get_field_queryset(self, db: str | None, db_field: "RelatedField[Any, Any]", request: HttpRequest) -> Any:
        """What a field offers is what it accepts: other rows are refused when their numbers are forged."""
        rows = super().get_field_queryset(db, db_field, request)
        model: Any = db_field.related_model
        return worked_on_by(request.user, model._default_manager.using(db) if rows is None else rows)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """With those that this role only reads."""
        held = list(super().get_readonly_fields(request, obj))
        held += [] if self.has_edit_permission(request, obj) else self.edit_fields
        held += [] if self.has_publish_permission(request, obj) else self.publish_fields
        return list(dict.fromkeys(held))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Of this row, where one is given."""
        return self._holds(request, "view", obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Of this row, where one is given."""
        return self._holds(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Of this row, where one is given."""
        return self._holds(request, "delete", obj)

    def has_edit_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the role types over what is written here."""
        return self._holds(request, "edit")

    def has_publish_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the role decides who may read it."""
        return self._holds(request, "publish")

    def _holds(self, request: HttpRequest, act: str, obj: Model | None = None) -> bool:
        return may(request.user, f"{self.opts.app_label}.{get_permission_codename(act, self.opts)}", obj)


class StaffAdmin(ByRole, VersionedAdmin):
    """An admin of a table: its rights are asked for the row as well."""

    when_empty: ClassVar[str] = ""  # what an empty list tells the reader to do

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Of the table."""
        return self._holds(request, "add")


class StaffInline(ByRole, HeldChoices, admin.TabularInline):
    """A table inside the form of another row. Its rights are those on its own table; `obj` is the other row."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Of the table."""
        return self._holds(request, "add")

    def _holds(self, request: HttpRequest, act: str, obj: Model | None = None) -> bool:
        return super()._holds(request, act)
