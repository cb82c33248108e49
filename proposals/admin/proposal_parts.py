"""What hangs on a proposal, beside its form: the inlines; and the filters of its list."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from proposals.models import Ask, DepartmentMention, Proposal, ProposalIndustry, ProposalKeyword, Proposer

from .access import StaffInline

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ProposerInline(StaffInline):
    """Who proposes, in order."""

    model = Proposer
    extra = 0
    autocomplete_fields = ("delegate", "organisation")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Proposer]":
        """With the names that the rows show."""
        return super().get_queryset(request).select_related("delegate", "organisation")


class AskInline(StaffInline):
    """The separate points, each with its outcome."""

    model = Ask
    extra = 0
    fields = ("order", "text", "outcome", "outcome_note")
    readonly_fields = ("outcome", "outcome_note")  # an event each: on the page for outcomes

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A point is a sentence or two: three rows are enough."""
        if db_field.name == "text":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class IndustryInline(StaffInline):
    """Industries concerned."""

    model = ProposalIndustry
    extra = 0
    autocomplete_fields = ("industry",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[ProposalIndustry]":
        """With the names that the rows show."""
        return super().get_queryset(request).select_related("industry")


class KeywordInline(StaffInline):
    """The paper's keywords, confirmed by staff."""

    model = ProposalKeyword
    extra = 0
    autocomplete_fields = ("keyword",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[ProposalKeyword]":
        """With the names that the rows show."""
        return super().get_queryset(request).select_related("keyword")


class MentionInline(StaffInline):
    """Departments as the source names them."""

    model = DepartmentMention
    extra = 0
    autocomplete_fields = ("department",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[DepartmentMention]":
        """With the names that the rows show."""
        return super().get_queryset(request).select_related("department")


class DoubtFilter(admin.SimpleListFilter):
    """Proposals whose extraction left a question."""

    title = "疑问"
    parameter_name = "doubt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Two choices."""
        return [("yes", "有疑问待核对"), ("no", "没有疑问")]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Proposal]") -> "QuerySet[Proposal]":
        """An empty list is no doubt."""
        if self.value() == "yes":
            return queryset.exclude(doubts=[])
        return queryset.filter(doubts=[]) if self.value() == "no" else queryset


class KeywordFilter(admin.BooleanFieldListFilter):
    """Proposals whose keyword waits for a nod."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what is confirmed: the field alone is called 已确认."""
        super().__init__(*args, **kwargs)
        self.title = "高频词已确认"
