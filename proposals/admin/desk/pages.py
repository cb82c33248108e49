"""What the desk's pages share: who may open them, and the frame of the admin around them."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from proposals.desk.batches import Hindered, Moved, Row, carried_out, carry_out, digest
from proposals.models import Proposal
from proposals.models.staff import role_of
from proposals.workflow.events import Event
from proposals.workflow.roles import MAY, Role

from .selecting import asked

NOTHING = "没有选中可以做的件。请在列表里勾选，再选要做的事。"
DONE_BEFORE = "这一批刚才已经登记过了，没有重复登记。"
MOVED = "您改了内容，或者别人刚登记了新的进展。下面是重新算出的结果，请再看一遍，再确认。"


def role_for(request: HttpRequest, event: Event | None = None) -> Role:
    """The role of this account, which may record `event` (None: anything at all). Raises PermissionDenied."""
    role = role_of(request.user)
    if role is None or not MAY[role] or (event is not None and event not in MAY[role]):
        raise PermissionDenied
    return role


def page(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    """A page in the frame of the admin."""
    return TemplateResponse(request, template, {**admin.site.each_context(request), "title": title, **context})


def nothing(request: HttpRequest, model: str) -> HttpResponse:
    """Where nothing was ticked: back to the list. Raises Http404 where what was asked for is not this person's."""
    if asked(request, "ids") or asked(request, "parts"):
        raise Http404
    return to_list(request, model, NOTHING)


def to_list(request: HttpRequest, model: str, words: str) -> HttpResponse:
    """Back to a list, with a word about why."""
    messages.warning(request, words)
    return HttpResponseRedirect(reverse(f"admin:proposals_{model}_changelist"))


def written(request: HttpRequest, rows: list[Row], *, done: str) -> bool:
    """Record a confirmed batch and say how it went. False where the page has to be shown again."""
    given, shown = request.POST.get("batch", "")[:32], request.POST.get("shown", "")
    by: Any = request.user
    try:
        fresh = carry_out(rows, by=by, batch=given or uuid4().hex, shown=shown)
    except Hindered as hindered:
        messages.error(request, str(hindered))
        return False
    except Moved:
        messages.warning(request, MOVED)
        return False
    messages.success(request, done) if fresh else messages.info(request, DONE_BEFORE)
    return True


def sent_before(request: HttpRequest, proposals: Iterable[Proposal]) -> bool:
    """Whether this very form was confirmed before; then it says so."""
    ids = [one.pk for one in proposals]
    if "confirm" not in request.POST or not carried_out(ids, request.POST.get("batch", "")[:32]):
        return False
    messages.info(request, DONE_BEFORE)
    return True


def seal(request: HttpRequest, rows: list[Row]) -> dict[str, str]:
    """What the form carries back: the batch's own number, and the digest of what is shown."""
    return {"batch": request.POST.get("batch") or uuid4().hex, "shown": digest(rows)}
