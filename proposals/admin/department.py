"""Departments that handle proposals."""

from django.contrib import admin

from proposals.models import Department, DepartmentAlias

from .access import StaffAdmin, StaffInline


class AliasInline(StaffInline):
    """How sources write the name."""

    model = DepartmentAlias
    extra = 1


@admin.register(Department)
class DepartmentAdmin(StaffAdmin):
    """Units with their validity: a renamed one keeps its page and points at its successor."""

    list_display = ("name", "system", "region", "valid_from", "valid_until", "successor")
    list_select_related = ("region", "successor")
    list_filter = ("system", ("region", admin.RelatedOnlyFieldListFilter), ("valid_until", admin.EmptyFieldListFilter))
    search_fields = ("name", "aliases__name")
    search_help_text = "名称或别名"
    autocomplete_fields = ("region", "successor")
    inlines = (AliasInline,)
