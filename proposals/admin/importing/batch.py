"""Batches in the admin: the list, the page of one, and the addresses of all that is done with it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from proposals.importing.writing import failure_of, writing_of
from proposals.models import ImportBatch, ImportFile

from ..access import StaffAdmin
from . import actions, mapping, matches, review, upload
from .board import page_of, progress_json, progress_of, unpublished
from .forms import may_publish, said_of

State = ImportFile.State
UNREAD = (State.WAITING, State.READING)
LOOKING = ("GET", "HEAD", "OPTIONS")


def _files(**which: Any) -> Coalesce:
    """How many files a batch has, counted apart so that a filter on files does not change it."""
    files = ImportFile.objects.filter(batch=OuterRef("pk"), **which).order_by().values("batch")
    return Coalesce(Subquery(files.annotate(number=Count("pk")).values("number")), 0)


class StageFilter(admin.SimpleListFilter):
    """Where a batch stands."""

    title = "进度"
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """In the order of work."""
        return [("reading", "正在读取"), ("review", "等核对"), ("applied", "已写入"), ("undone", "已撤销")]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[ImportBatch]") -> "QuerySet[ImportBatch]":
        """Those in the chosen stage."""
        files = ImportFile.objects.filter(batch=OuterRef("pk"))
        match self.value():
            case "reading":
                return queryset.filter(Exists(files.filter(state__in=UNREAD)))
            case "review":
                return queryset.filter(Exists(files.filter(state=State.READ)))
            case "applied":
                return queryset.filter(applied_at__isnull=False, undone_at__isnull=True)
            case "undone":
                return queryset.filter(undone_at__isnull=False)
        return queryset


@admin.register(ImportBatch)
class ImportBatchAdmin(StaffAdmin):
    """Whoever may change batches imports; whoever may view them looks on. Never deleted: what was written is undone."""

    list_display = ("__str__", "what", "said", "how_far", "created_by", "created_at")
    list_select_related = ("region", "created_by")
    list_per_page = 50
    show_full_result_count = False
    list_filter = (StageFilter, ("region", admin.RelatedOnlyFieldListFilter))
    search_fields = ("source_name", "files__name", "region__name")
    search_help_text = "来源、文件名、地区"
    autocomplete_fields = ("region",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Uploading is changing."""
        return self.has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was written remembers its batch."""
        return False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[ImportBatch]":
        """With the counts that the list shows."""
        return ImportBatch.objects.annotate(
            file_count=_files(),
            left=_files(state__in=UNREAD),
            ready=_files(state=State.READ),
        )

    def get_urls(self) -> list[URLPattern]:
        """The addresses of importing, before the stock ones."""
        one, file = "<int:batch_id>", "file/<int:file_id>"
        own = [
            path(f"{one}/progress/", self._of_batch(_progress), name="proposals_importbatch_progress"),
            path(f"{one}/files/", self._of_batch(upload.add_files, "POST"), name="proposals_importbatch_files"),
            path(f"{one}/begin/", self._of_batch(upload.begin, "POST"), name="proposals_importbatch_begin"),
            path(f"{one}/said/", self._of_batch(upload.change_said, to_write=True), name="proposals_importbatch_said"),
            path(f"{one}/apply/", self._of_batch(actions.write), name="proposals_importbatch_apply"),
            path(f"{one}/publish/", self._of_batch(actions.publish, "POST"), name="proposals_importbatch_publish"),
            path(f"{one}/undo/", self._of_batch(actions.undo, to_write=True), name="proposals_importbatch_undo"),
            path(f"{file}/", self._of_file(review.review), name="proposals_importfile_review"),
            path(f"{file}/decide/", self._of_file(review.decide, "POST"), name="proposals_importfile_decide"),
            path(f"{file}/stamp/", self._of_file(review.stamp), name="proposals_importfile_stamp"),
            path(f"{file}/matches/", self._of_file(matches.matches), name="proposals_importfile_matches"),
            path(f"{file}/mapping/", self._of_file(mapping.columns), name="proposals_importfile_mapping"),
            path(f"{file}/encoding/", self._of_file(mapping.encoding, "POST"), name="proposals_importfile_encoding"),
        ]
        return [*own, *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Uploading stands where the stock admin adds."""
        self._refuse_strangers(request, to_write=True)
        return upload.upload(request, self._context(request, "导入材料"))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of a batch. What is done with it has addresses of its own."""
        self._refuse_strangers(request, to_write=False)
        if request.method not in LOOKING:
            return HttpResponseNotAllowed(LOOKING)
        if not object_id.isdecimal() or len(object_id) > 18:
            raise Http404
        batch = get_object_or_404(ImportBatch.objects.select_related("region", "created_by"), pk=object_id)
        page, rows = page_of(batch, request)
        context = {
            **self._context(request, str(batch)),
            "batch": batch,
            "said": said_of(batch),
            "progress": progress_of(batch),
            "writing": writing_of(batch),
            "failure": failure_of(batch),
            "page": page,
            "rows": rows,
            "unpublished": unpublished(batch) if batch.applied_at else 0,
            "formats": upload.FORMATS,
            **upload.LIMITS,
        }
        return TemplateResponse(request, "admin/proposals/importbatch/batch.html", context)

    def _context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        may = {"may_import": self.has_change_permission(request), "may_publish": may_publish(request)}
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **may}

    def _refuse_strangers(self, request: HttpRequest, *, to_write: bool) -> None:
        """Who may view may look; whatever is sent, and a page that is only a form, is for who may change."""
        may = self.has_change_permission if to_write or request.method not in LOOKING else self.has_view_permission
        if not may(request):
            raise PermissionDenied

    def _of_batch(
        self, view: Callable[..., HttpResponse], *methods: str, to_write: bool = False
    ) -> Callable[..., HttpResponse]:
        """A view of a batch behind the permission: `view(request, batch, context)`."""
        return self.admin_site.admin_view(
            partial(self._open, view, methods, ImportBatch.objects.select_related("region"), to_write)
        )

    def _of_file(self, view: Callable[..., HttpResponse], *methods: str) -> Callable[..., HttpResponse]:
        files = ImportFile.objects.select_related("batch__region", "report", "supersedes").defer(
            "data", "tables", "found"
        )
        return self.admin_site.admin_view(partial(self._open, view, methods, files, False))

    def _open(
        self,
        view: Callable[..., HttpResponse],
        methods: tuple[str, ...],
        rows: "QuerySet[Any]",
        to_write: bool,
        request: HttpRequest,
        **keys: int,
    ) -> HttpResponse:
        self._refuse_strangers(request, to_write=to_write)
        if methods and request.method not in methods:
            return HttpResponseNotAllowed(methods)
        (pk,) = keys.values()
        if pk >= 2**63:
            raise Http404
        row = get_object_or_404(rows.all(), pk=pk)
        context = self._context(request, str(row))
        if isinstance(row, ImportFile):  # source and records want the whole width
            context["is_nav_sidebar_enabled"] = False
        return view(request, row, context)

    @admin.display(description="文件")
    def what(self, batch: ImportBatch) -> str:
        """How many."""
        return f"{batch.file_count} 个"  # type: ignore[attr-defined]  # annotated above

    @admin.display(description="哪里、哪次会议")
    def said(self, batch: ImportBatch) -> str:
        """What staff said of it."""
        return said_of(batch)

    @admin.display(description="进度")
    def how_far(self, batch: ImportBatch) -> str:
        """Where it stands, in words."""
        if batch.undone_at:
            return "已撤销"
        if batch.left:  # type: ignore[attr-defined]  # annotated above
            return "正在读取"
        if batch.applied_at:
            return "已写入"
        if writing_of(batch) is not None:
            return "正在写入"
        return f"{batch.ready} 个待核对" if batch.ready else "没有可以写入的"  # type: ignore[attr-defined]


def _progress(request: HttpRequest, batch: ImportBatch, context: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(progress_json(batch))
    response["Cache-Control"] = "private, no-store"
    return response
