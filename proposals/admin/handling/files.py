"""The files of letters, ratings and promises, for members of staff who work on them. Always sent as downloads."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest

from proposals.models import Commitment, Rating
from proposals.models.staff import role_of
from proposals.models.visibility import worked_on_by

from .writing import readable


def letter(request: HttpRequest, reply_id: int) -> FileResponse:
    """The original of a letter."""
    return _sent(request, readable(request), reply_id, "file", "答复")


def scan(request: HttpRequest, rating_id: int) -> FileResponse:
    """The signed form behind a rating."""
    return _sent(request, worked_on_by(request.user, Rating.objects.all()), rating_id, "scan", "评价")


def evidence(request: HttpRequest, promise_id: int) -> FileResponse:
    """What shows that a promise was kept or broken."""
    return _sent(request, worked_on_by(request.user, Commitment.objects.all()), promise_id, "evidence_file", "凭据")


def _sent(request: HttpRequest, rows: "QuerySet[Any]", pk: int, column: str, name: str) -> FileResponse:
    if role_of(request.user) is None:
        raise PermissionDenied
    row = rows.filter(pk=pk).first()
    file = getattr(row, column, None)
    if not file:
        raise Http404
    try:
        opened = file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(opened, as_attachment=True, filename=f"{name}{pk}{PurePath(file.name).suffix}")
    response["Cache-Control"] = "no-store"
    return response
