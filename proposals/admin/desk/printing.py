"""The pages to print, and the same as a Word file."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from proposals.desk.papers import Paper, as_word, handover, surveys, urging
from proposals.desk.papers.gathering import parts_for_papers, proposals_for_papers
from proposals.models import Assignment
from proposals.models.staff import role_of
from proposals.models.visibility import worked_on_by
from proposals.workflow.events import Event
from proposals.workflow.roles import Role, may

from .pages import nothing
from .selecting import chosen_parts, chosen_proposals

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def papers(request: HttpRequest, paper: str) -> HttpResponse:
    """HTML, or with `?format=docx` a Word file."""
    made = _KINDS.get(paper)
    if made is None:
        raise Http404
    role = role_of(request.user)
    if role is None or (paper == "urge" and not _urges(role)):
        raise PermissionDenied
    title, sheets = made(request)
    if not sheets:
        return nothing(request, "proposal")
    if request.GET.get("format") == "docx":
        response = HttpResponse(as_word(sheets), content_type=WORD)
        response["Content-Disposition"] = f'attachment; filename="{paper}.docx"'
        return response
    query = request.GET.copy()
    query["format"] = "docx"
    context: dict[str, Any] = {"title": title, "papers": sheets, "word": f"?{query.urlencode()}"}
    if paper == "urge":
        query["event"] = Event.URGE.value
        context["record"] = f"{reverse('admin:proposals_proposal_events')}?{query.urlencode()}"
    return TemplateResponse(request, "admin/desk/print.html", context)


def _urges(role: Role) -> bool:
    return may(role, Event.URGE)


def _handovers(request: HttpRequest) -> tuple[str, list[Paper]]:
    ids = [one.pk for one in chosen_proposals(request)] + [one.proposal_id for one in chosen_parts(request)]
    return "交办单", [handover(one) for one in proposals_for_papers(dict.fromkeys(ids))]


def _letters(request: HttpRequest) -> tuple[str, list[Paper]]:
    parts = [one.pk for one in chosen_parts(request)]
    of = Assignment.objects.standing().filter(proposal__in=[one.pk for one in chosen_proposals(request)])
    parts += worked_on_by(request.user, of).order_by("proposal", "pk").values_list("pk", flat=True)
    today = timezone.localdate()
    return "催办函", [urging(one, today) for one in parts_for_papers(dict.fromkeys(parts))]


def _surveys(request: HttpRequest) -> tuple[str, list[Paper]]:
    ids = [one.pk for one in chosen_proposals(request)] + [one.proposal_id for one in chosen_parts(request)]
    return "征询意见表", [sheet for one in proposals_for_papers(dict.fromkeys(ids)) for sheet in surveys(one)]


_KINDS: dict[str, Callable[[HttpRequest], tuple[str, list[Paper]]]] = {
    "handover": _handovers,
    "urge": _letters,
    "survey": _surveys,
}
