"""Dropping files in: one plain form, which a script sends file by file to show how far each is."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from proposals.importing.intake import Arrival, add_file, limit_of, receive
from proposals.importing.tasks import begin_reading
from proposals.ingest.readers.limits import ARCHIVE_BYTES, ENTRIES_BYTES, FILE_BYTES, MEGABYTE
from proposals.models import ImportBatch, ImportFile

from .forms import AddFilesForm, SaidForm, UploadForm, initial, known_sessions, may_publish

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LIMITS = {
    "file_bytes": FILE_BYTES,
    "archive_bytes": ARCHIVE_BYTES,
    "entries_bytes": ENTRIES_BYTES,
    "megabyte": MEGABYTE,
}
FORMATS = ".txt,.docx,.pdf,.html,.htm,.xlsx,.xls,.csv,.zip"


def upload(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The page and its form. The script asks for JSON and sends the files afterwards."""
    form = UploadForm(request.POST or None, request.FILES or None, may_publish=may_publish(request))
    if request.method == "POST":
        if form.is_valid():
            return _received(request, _batch(request, form), wait=form.cleaned_data["later"])
        if _wants_json(request):
            return JsonResponse({"errors": form.errors}, status=400)
    page = {**context, **LIMITS, "form": form, "sessions": known_sessions(), "formats": FORMATS}
    return TemplateResponse(request, "admin/proposals/importbatch/upload.html", page)


def add_files(request: HttpRequest, batch: ImportBatch, context: dict[str, Any]) -> HttpResponse:
    """More files: one from the script, any number from the plain form, which also starts the reading."""
    form = AddFilesForm(request.POST, request.FILES)
    form.full_clean()
    rows = [add_file(batch, one) for one in _arrivals(form.cleaned_data.get("dropped") or [])]
    if _wants_json(request):
        return JsonResponse({"files": [told(row) for row in rows]})
    return begin(request, batch, context)


def begin(request: HttpRequest, batch: ImportBatch, context: dict[str, Any]) -> HttpResponse:
    """All files are here: let the worker read them."""
    begin_reading(batch)
    return _received(request, batch, wait=True)


def change_said(request: HttpRequest, batch: ImportBatch, context: dict[str, Any]) -> HttpResponse:
    """Put right what was said of a batch, as long as it is not written."""
    if batch.applied_at and not batch.undone_at:
        messages.error(request, "这一批已经写入，地区和会议不能再在这里改。请先撤销，或者到写入的记录上改。")
        return _received(request, batch, wait=True)
    form = SaidForm(request.POST or None, initial=initial(batch), may_publish=may_publish(request))
    if request.method == "POST" and form.is_valid():
        said = form.said
        batch.sessions = [one.code for one in said.pop("sessions")]
        for name, value in said.items():
            setattr(batch, name, value)
        batch.save(update_fields=["sessions", *said])
        messages.success(request, "这一批的说明改好了。")
        return _received(request, batch, wait=True)
    page = {**context, "title": "改这一批的说明", "batch": batch, "form": form, "sessions": known_sessions()}
    return TemplateResponse(request, "admin/proposals/importbatch/said.html", page)


def told(row: ImportFile) -> dict[str, Any]:
    """What the script shows of a file."""
    return {"name": row.name, "state": row.state, "label": row.get_state_display(), "reason": row.reason}


def _batch(request: HttpRequest, form: UploadForm) -> ImportBatch:
    data = form.cleaned_data
    files = [*_arrivals(data["dropped"]), *_pasted(data["pasted"])]
    return receive(files, by=cast("User", request.user), **form.said)


def _received(request: HttpRequest, batch: ImportBatch, *, wait: bool) -> HttpResponse:
    if not wait:
        begin_reading(batch)
    address = reverse("admin:proposals_importbatch_change", args=[batch.pk])
    if not _wants_json(request):
        return HttpResponseRedirect(address)
    return JsonResponse(
        {
            "batch": address,
            "files": reverse("admin:proposals_importbatch_files", args=[batch.pk]),
            "begin": reverse("admin:proposals_importbatch_begin", args=[batch.pk]),
        }
    )


def _arrivals(files: Iterable[UploadedFile]) -> list[Arrival]:
    """With no more of each in memory than one may have, and a byte to tell that it is too long."""
    return [Arrival(one.name or "", one.read(limit_of(one.name or "") + 1), one.size) for one in files]


def _pasted(text: str) -> list[Arrival]:
    return [Arrival("粘贴的文字.txt", text.encode("utf-8", "replace"))] if text.strip() else []


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
