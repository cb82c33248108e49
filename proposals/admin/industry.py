"""Industries and keywords."""

from django.contrib import admin

from proposals.models import Industry, IndustryAlias, IndustryCode, Keyword

from .access import StaffAdmin, StaffInline


class AliasInline(StaffInline):
    """Words that speak for the industry."""

    model = IndustryAlias
    extra = 1


class CodeInline(StaffInline):
    """Codes of GB/T 4754."""

    model = IndustryCode
    extra = 1


@admin.register(Industry)
class IndustryAdmin(StaffAdmin):
    """The tree that staff edit."""

    list_display = ("name", "parent", "order")
    list_filter = (("parent", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("parent",)
    search_fields = ("name", "aliases__name", "codes__code")
    search_help_text = "名称、别名或国民经济行业代码"
    autocomplete_fields = ("parent",)
    inlines = (AliasInline, CodeInline)


@admin.register(Keyword)
class KeywordAdmin(StaffAdmin):
    """Words of the moment."""

    search_fields = ("name",)
