"""Departments that handle proposals."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import F, Func, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from proposals.models import Assignment, Deadline, Department, DepartmentAlias
from proposals.workflow.states import FINISHED

from .access import StaffAdmin, StaffInline

if TYPE_CHECKING:
    from django.db.models import QuerySet


class AliasInline(StaffInline):
    """How sources write the name."""

    model = DepartmentAlias
    extra = 1


@admin.register(Department)
class DepartmentAdmin(StaffAdmin):
    """Units with their validity: a renamed one keeps its page and points at its successor."""

    when_empty = "还没有承办单位。请装入基础数据（load_reference），或者点右上角新增。"
    list_display = ("name", "system", "region", "open_parts", "late_clocks", "valid_from", "valid_until", "successor")
    list_select_related = ("region", "successor")
    list_filter = ("system", ("region", admin.RelatedOnlyFieldListFilter), ("valid_until", admin.EmptyFieldListFilter))
    search_fields = ("name", "aliases__name")
    search_help_text = "名称或别名"
    autocomplete_fields = ("region", "successor")
    inlines = (AliasInline,)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Department]":
        """With how much each has in hand and how much of it is late."""
        parts = Assignment.objects.filter(department=OuterRef("pk")).exclude(stage__in=[one.value for one in FINISHED])
        late = Deadline.objects.overdue(timezone.localdate()).filter(assignment__department=OuterRef("pk"))
        rows: QuerySet[Department] = super().get_queryset(request)
        return rows.annotate(open_count=_count(parts), late_count=_count(late))

    @admin.display(description="在办", ordering="open_count")
    def open_parts(self, department: Department) -> SafeString | str:
        """Parts that are not answered, leading to their list."""
        return _to_list("assignment", f"department={department.pk}", department.open_count)  # type: ignore[attr-defined]

    @admin.display(description="超期", ordering="late_count")
    def late_clocks(self, department: Department) -> SafeString | str:
        """Clocks that are past their day, leading to their list."""
        query = f"due=overdue&department={department.pk}"
        return _to_list("deadline", query, department.late_count)  # type: ignore[attr-defined]  # annotated above


def _count(rows: "QuerySet[Any]") -> Coalesce:
    """How many rows hang on the outer one."""
    counted = rows.order_by().annotate(n=Func(F("pk"), function="COUNT")).values("n")
    return Coalesce(Subquery(counted), 0)


def _to_list(model: str, query: str, count: int) -> SafeString | str:
    if not count:
        return "0"
    address = reverse(f"admin:proposals_{model}_changelist")
    return format_html('<a href="{}?{}">{} 件</a>', address, query, count)
