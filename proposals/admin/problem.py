"""What readers report as wrong: read, checked, answered under its number. Never added or deleted by hand."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from proposals.models import Problem

from .access import StaffAdmin

SHOWN = 40  # characters of a report in the list
SETTLED = {Problem.State.REJECTED, Problem.State.DONE}


class Waiting(admin.SimpleListFilter):
    """What has to be done comes first."""

    title, parameter_name = "要不要处理", "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """As the desk names them."""
        return [("yes", "等处理")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Those that wait."""
        return queryset.filter(pk__in=Problem.objects.waiting()) if self.value() == "yes" else queryset


class ProblemForm(forms.ModelForm):
    """Whoever settles a report tells the reader how."""

    def clean(self) -> dict[str, Any]:
        """No end without an answer."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("state") in SETTLED and not (data.get("answer") or "").strip():
            self.add_error("answer", "请写给读者：改了什么，或者为什么没有错。")
        return data


@admin.register(Problem)
class ProblemAdmin(StaffAdmin):
    """The queue, newest first."""

    when_empty = "还没有读者报告错误。每一页底下有“报告错误”，报告的会排在这里。"
    form = ProblemForm
    list_display = ("number", "place", "begins", "state", "created_at")
    list_filter = (Waiting, "state")
    search_fields = ("code", "place", "text", "proposal__headline")
    search_help_text = "编号（不写横线）、哪一处、读者写的、题目"
    date_hierarchy = "created_at"
    readonly_fields = ("number", "page", "place", "text", "contact", "created_at", "settled_on", "handled_by")
    fieldsets = (
        ("读者报告的", {"fields": ("number", "page", "place", "text", "contact", "created_at")}),
        ("处理", {"fields": ("state", "answer", "note", "settled_on", "handled_by")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Readers write them."""
        return False

    def save_model(self, request: HttpRequest, obj: Problem, form: Any, change: bool) -> None:
        """With who and when."""
        obj.handled_by = request.user  # type: ignore[assignment]  # staff
        obj.settled_on = (obj.settled_on or timezone.localdate()) if obj.state in SETTLED else None
        super().save_model(request, obj, form, change)

    @admin.display(description="编号", ordering="code")
    def number(self, problem: Problem) -> str:
        """In groups, as the reader has it."""
        return problem.shown_code

    @admin.display(description="读者写的")
    def begins(self, problem: Problem) -> str:
        """How it begins."""
        return problem.text if len(problem.text) <= SHOWN else f"{problem.text[:SHOWN]}……"

    @admin.display(description="网页")
    def page(self, problem: Problem) -> SafeString:
        """Where the fact stands."""
        at = f"#{problem.at}" if problem.at else ""
        return format_html('<a href="{}{}">{}</a>', problem.path, at, problem.proposal or problem.path)
