"""Reports in the admin: what came in, what was taken from it, whether it is public."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from delegates.history.acts import say
from proposals.models import Article, Proposal, Publication, Report
from proposals.shown.evidence import evidence_of
from proposals.shown.searchable import reindex

from .access import StaffAdmin


@admin.register(Report)
class ReportAdmin(StaffAdmin):
    """Bytes and text never change; what staff say about them may."""

    when_empty = "还没有报道和材料。请回“今日工作”导入材料，导入的会出现在这里。"
    change_form_template = "admin/proposals/report/change_form.html"
    list_display = ("__str__", "kind", "region", "published_on", "publication", "shown", "held", "imported_at")
    list_filter = ("publication", "kind", ("region", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("region",)
    search_fields = ("title", "publisher", "filename", "articles__headline")
    search_help_text = "标题、发布者、文件名、文章标题"
    date_hierarchy = "imported_at"
    autocomplete_fields = ("region",)
    publish_fields = ("publication", "shown")
    readonly_fields = ("filename", "sha256", "imported_at", "imported_by", "came_with", "notes")
    fieldsets = (
        (None, {"fields": ("title", "publisher", "kind", "region", "published_on")}),
        ("公开", {"fields": ("publication", "shown")}),
        ("导入", {"fields": ("filename", "sha256", "imported_at", "imported_by", "came_with", "notes")}),
    )
    actions = ("publish_all", "hide_all")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Report]":
        """What this user may see."""
        return Report.objects.visible_to(request.user).annotate(
            proposal_count=Count("articles__proposals", distinct=True)
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Reports come in by import."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A source that facts point at stays."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Put the text with its facts below the form."""
        report = self.get_object(request, object_id)
        articles = list(report.articles.all()) if report else []
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), "evidence": evidence_of(articles, request.user)}
        )

    def save_model(self, request: HttpRequest, obj: Report, form: Any, change: bool) -> None:
        """How much of the text is public decides what search may find."""
        super().save_model(request, obj, form, change)
        reindex(list(Proposal.objects.filter(articles__report=obj).values_list("pk", flat=True)))

    @admin.display(description="件数", ordering="proposal_count")
    def held(self, report: Report) -> str:
        """How many proposals came from it."""
        return f"{report.proposal_count} 件"  # type: ignore[attr-defined]  # annotated above

    @admin.display(description="导入批次")
    def came_with(self, report: Report) -> SafeString | str:
        """The batch that wrote it, where it can be reviewed and undone."""
        file = report.files.select_related("batch").defer("data", "text", "tables", "found").first()
        if file is None:
            return ""
        address = reverse("admin:proposals_importbatch_change", args=[file.batch_id])
        return format_html('<a href="{}">{}</a>', address, file.batch)

    @admin.display(description="导入提示")
    def notes(self, report: Report) -> str:
        """What the import was unsure of."""
        return "\n".join(report.warnings) or "没有"

    @admin.action(description="公开所选报道和其中的件", permissions=["publish"])
    def publish_all(self, request: HttpRequest, queryset: "QuerySet[Report]") -> None:
        """After a look at the whole report, one click."""
        self._set_publication(request, queryset, Publication.DRAFT, Publication.PUBLISHED, "已公开")

    @admin.action(description="收回所选报道和其中的件", permissions=["publish"])
    def hide_all(self, request: HttpRequest, queryset: "QuerySet[Report]") -> None:
        """Nothing of it shows any more."""
        self._set_publication(request, queryset, Publication.PUBLISHED, Publication.DRAFT, "已收回")

    @transaction.atomic
    def _set_publication(
        self, request: HttpRequest, queryset: "QuerySet[Report]", before: str, after: str, done: str
    ) -> None:
        say(done)
        reports = list(queryset)
        held = Proposal.objects.filter(articles__report__in=reports, publication=before)
        ids = list(held.values_list("pk", flat=True).distinct())
        Report.objects.filter(pk__in=[report.pk for report in reports], publication=before).update(publication=after)
        Proposal.objects.filter(pk__in=ids).update(publication=after, version=F("version") + 1)
        for report in reports:
            self.log_change(request, report, done)
        # All of their proposals: the text of a report is searched only while the report is public.
        reindex(set(Proposal.objects.filter(articles__report__in=reports).values_list("pk", flat=True)))
        messages.success(request, f"{done} {len(reports)} 份报道、{len(ids)} 件。")


@admin.register(Article)
class ArticleAdmin(StaffAdmin):
    """Only looked up from proposals; edited nowhere, since it is source."""

    list_display = ("headline", "report", "section", "order")
    list_select_related = ("report",)
    search_fields = ("headline", "report__title")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Article]":
        """What this user may see."""
        return Article.objects.visible_to(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Reached from its proposals and its report; no entry of its own on the first page."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Articles come in by import."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An article is what the source says."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A source that facts point at stays."""
        return False
