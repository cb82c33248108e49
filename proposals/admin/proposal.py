"""Proposals in the admin: the record on the left, its source beside it, the log below."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from delegates.history.acts import say
from proposals.classification import Suggestion, learn, suggest, suggest_department
from proposals.classification.learn import text_of
from proposals.handling.dossier import dossier_of
from proposals.models import About, Ask, Field, Proposal, ProposalKeyword, Proposer
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event

from .access import StaffAdmin
from .desk.counted import CountedFilter, LetterFilter
from .desk.filters import ProposalWaits, UsedFilter
from .desk.proposals import DeskOfProposals
from .followup import FollowUpInline
from .proposal_parts import (
    AskInline,
    DoubtFilter,
    IndustryInline,
    KeywordFilter,
    KeywordInline,
    MentionInline,
    ProposerInline,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@admin.register(Proposal)
class ProposalAdmin(DeskOfProposals, StaffAdmin):
    """Edit what was asked; follow what became of it. A state is never typed."""

    when_empty = "还没有登记建议提案。请回“今日工作”导入材料，或者点右上角新增一件。"
    change_form_template = "admin/proposals/proposal/change_form.html"
    list_display = ("headline", "who", "kind", "number", "state", "publication", "session", "asked", "open_doubts")
    list_filter = (
        ProposalWaits,
        "publication",
        "state",
        "kind",
        DoubtFilter,
        ("keyword_tags__confirmed", KeywordFilter),
        ("session", UsedFilter),
        ("industry_tags__industry", UsedFilter),
        LetterFilter,
        CountedFilter,
    )
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("headline",)
    search_help_text = "题目、诉求、人名、拼音、单位、案号都能查"
    readonly_fields = ("open_doubts", "confidence", "suggested_field", "suggested_department")
    autocomplete_fields = ("articles",)
    edit_fields = ("headline", "kind", "number", "session", "field", "articles")
    publish_fields = ("publication", "withheld_ground")
    inlines = (FollowUpInline, ProposerInline, AskInline, IndustryInline, KeywordInline, MentionInline)
    actions = ("assign", "record", "hand_over", "urge", "survey", "publish", "hide", "confirm_keywords")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Proposal]":
        """What this user works on, with what the list shows, in a fixed number of queries."""
        asks = Ask.objects.filter(proposal=OuterRef("pk")).order_by().values("proposal").annotate(n=Count("pk"))
        counted = Coalesce(Subquery(asks.values("n")), 0)
        return Proposal.objects.handled_by(request.user).for_lists().annotate(ask_count=counted)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Proposal | None:
        """For its own page: with its people and points, and with who reads it, on which what its log tells depends.

        The former come along only where nothing is saved: what a form changes must be read again.
        """
        rows = Proposal.objects.handled_by(request.user).select_related("session__term__council__region")
        if request.method == "GET":
            proposers = Proposer.objects.select_related("delegate", "organisation")
            rows = rows.prefetch_related("articles", "asks", Prefetch("proposers", proposers))
        try:
            found = rows.get(pk=object_id)
        except (Proposal.DoesNotExist, ValidationError, ValueError):
            return None
        found.reader = request.user  # type: ignore[attr-defined]  # for the moments of its history
        return found

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What was asked, who may read it, where it comes from; suggestions while something is to be chosen."""
        sort: list[Any] = ["field"]
        if obj is None or not obj.field:
            sort = [("field", "suggested_field")]
        if obj is not None and not dossier_of(obj, request.user).parts:
            sort.append("suggested_department")
        source = ("articles", "open_doubts", "confidence") if obj is not None else ("articles",)
        return (
            (None, {"fields": ("headline", ("kind", "number"), "session")}),
            ("归类", {"fields": sort}),
            ("公开", {"fields": (("publication", "withheld_ground"),)}),
            ("出处与疑问", {"fields": source}),
        )

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Proposal]", search_term: str
    ) -> "tuple[QuerySet[Proposal], bool]":
        """The same search as the public site's."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(pk__in=Proposal.objects.search(search_term).order_by().values("pk")), False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A proposal is withdrawn by an event or hidden; its log outlives it."""
        return False

    def get_formset_kwargs(self, request: HttpRequest, obj: Proposal, inline: Any, prefix: str) -> dict[str, Any]:
        """As Django's; the log's formset learns who records."""
        who = {"user": request.user} if isinstance(inline, FollowUpInline) else {}
        return {**super().get_formset_kwargs(request, obj, inline, prefix), **who}

    def save_model(self, request: HttpRequest, obj: Proposal, form: "forms.ModelForm[Proposal]", change: bool) -> None:
        """Count the version up, under the lock that the form's check took."""
        if change:
            obj.version += 1
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Then index what the page will show."""
        super().save_related(request, form, formsets, change)
        proposal: Proposal = form.instance
        if not proposal.followups.exists():
            event = Event.REPORT if proposal.kind == "reported" else Event.SUBMIT
            proposal.record(event, by=cast("User", request.user))
        learn(proposal)
        reindex([proposal.pk])

    @admin.display(description="提出人")
    def who(self, proposal: Proposal) -> str:
        """Their names in order."""
        return "、".join(str(one) for one in proposal.proposers.all())

    @admin.display(description="诉求", ordering="ask_count")
    def asked(self, proposal: Proposal) -> str:
        """How many points."""
        return f"{proposal.ask_count} 项"  # type: ignore[attr-defined]  # annotated above

    @admin.display(description="疑问")
    def open_doubts(self, proposal: Proposal) -> str:
        """What extraction was unsure of."""
        return "；".join(proposal.doubts)

    @admin.display(description="领域建议")
    def suggested_field(self, proposal: Proposal) -> str:
        """With the words that voted; people decide."""
        if not proposal.pk:
            return "存好题目和诉求以后，这里会有建议"
        found = suggest(About.FIELD, text_of(proposal))
        return "；".join(f"{Field(one.target).label}{_because(one)}" for one in found) or "没有把握，请人工选择"

    @admin.display(description="主办单位建议")
    def suggested_department(self, proposal: Proposal) -> str:
        """Where such matters went, with the words that voted; people assign."""
        if proposal.session is None:
            return "先选会议，才知道是哪座城市的单位"
        found = suggest_department(text_of(proposal), proposal.session.term.council.region)
        return "；".join(f"{one}{_because(why)}" for one, why in found) or "没有把握，请人工选择"

    @admin.action(description="公开所选的件", permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: "QuerySet[Proposal]") -> None:
        """Draft becomes public; what is withheld on a ground stays so."""
        self._set_publication(request, queryset.filter(publication="draft"), "published", "已公开")

    @admin.action(description="收回所选的件，不再公开", permissions=["publish"])
    def hide(self, request: HttpRequest, queryset: "QuerySet[Proposal]") -> None:
        """Public becomes draft."""
        self._set_publication(request, queryset.filter(publication="published"), "draft", "已收回")

    def _set_publication(
        self, request: HttpRequest, queryset: "QuerySet[Proposal]", publication: str, done: str
    ) -> None:
        say(done)
        ids = list(queryset.values_list("pk", flat=True))
        changed = list(Proposal.objects.filter(pk__in=ids))
        Proposal.objects.filter(pk__in=ids).update(publication=publication, version=F("version") + 1)
        for proposal in changed:
            self.log_change(request, proposal, done)
        reindex(ids)
        messages.success(request, f"{done} {len(ids)} 件。")

    @admin.action(description="确认所选件的高频词", permissions=["edit"])
    def confirm_keywords(self, request: HttpRequest, queryset: "QuerySet[Proposal]") -> None:
        """Keywords that lay apart from their article are right."""
        say("批量确认高频词")
        tags = ProposalKeyword.objects.filter(Q(confirmed=False), proposal__in=queryset.values("pk"))
        messages.success(request, f"已确认 {tags.update(confirmed=True)} 个高频词。")


def _because(suggestion: Suggestion) -> str:
    return f"（{suggestion.share:.0%}，凭“{'、'.join(suggestion.words)}”）"
