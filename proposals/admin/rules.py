"""What differs by place and year: deadlines and what the letters of a reply mean."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from proposals.models import DeadlineRule, ResultClass, ResultScheme, RuleSet

from .access import StaffAdmin, StaffInline
from .recomputing import RecomputingAdmin


class DeadlineRuleInline(StaffInline):
    """One period a line."""

    model = DeadlineRule
    extra = 1
    verbose_name_plural = "期限（3m 三个月，30d 三十日，7wd 七个工作日，=06-30 六月三十日）"


@admin.register(RuleSet)
class RuleSetAdmin(RecomputingAdmin):
    """The rules of a council or of one session. What they leave open, those of the country decide."""

    when_empty = "还没有办理规则。请先装入基础数据（load_reference），再按本地的办理办法新增一套。"
    list_display = ("name", "kind", "council", "session", "raised", "citation")
    list_filter = ("kind", "raised", ("council", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("council__region", "session__term__council__region")
    search_fields = ("name", "citation", "council__region__name")
    search_help_text = "名称、依据或地区"
    autocomplete_fields = ("council", "session")
    fieldsets = (
        (None, {"fields": ("name", "citation")}),
        ("用在哪里", {"fields": ("council", "session", "kind", "raised")}),
        ("可以省去的步骤", {"fields": ("signs", "checks")}),
    )
    inlines = (DeadlineRuleInline,)


class ResultClassInline(StaffInline):
    """One class a line."""

    model = ResultClass
    extra = 1


@admin.register(ResultScheme)
class ResultSchemeAdmin(StaffAdmin):
    """What A, B or 甲类 means in a place. Samples are only there to be copied."""

    when_empty = "还没有办理结果分类。请先装入基础数据（load_reference），再照抄样板，改成本地的写法。"
    list_display = ("name", "council", "session", "sample", "citation")
    list_filter = ("sample", ("council", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("council__region", "session__term__council__region")
    search_fields = ("name", "citation", "council__region__name")
    search_help_text = "名称、依据或地区"
    autocomplete_fields = ("council", "session")
    inlines = (ResultClassInline,)
    actions = ("copy",)

    @admin.action(description="照抄为样板", permissions=["add"])
    def copy(self, request: HttpRequest, queryset: "QuerySet[ResultScheme]") -> None:
        """Each with its classes. Staff then choose the council and untick the sample."""
        copies = [scheme.copied() for scheme in queryset]
        names = "、".join(f"“{copy.name}”" for copy in copies)
        self.message_user(request, f"已照抄：{names}。请打开，选择机构，去掉“样板”的勾。", messages.SUCCESS)
