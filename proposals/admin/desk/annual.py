"""The annual report's tables: a page to print, or a workbook."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from proposals.desk.annual import annual
from proposals.desk.workbook import as_workbook
from proposals.models import Proposal
from proposals.models.visibility import sees_all
from proposals.workflow.deadlines import chinese

from .pages import to_list

SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """`?session=` names the session, the newest without; `?format=xlsx` gives the workbook."""
    if not sees_all(request.user):
        raise PermissionDenied
    sessions = list(Proposal.objects.visible_to(request.user).sessions())
    if not sessions:
        return to_list(request, "proposal", "还没有哪一件填了会议，所以没有年度报告表。请先在件里选会议。")
    newest = max(sessions, key=lambda one: one.starts_on or date.min)
    session = next((one for one in sessions if str(one.pk) == request.GET.get("session")), newest)
    today = timezone.localdate()
    tables, heading = annual(session, today), f"{session.name}，截至 {chinese(today)}"
    if request.GET.get("format") == "xlsx":
        response = HttpResponse(as_workbook(tables, heading), content_type=SHEETS)
        response["Content-Disposition"] = f'attachment; filename="annual-{session.pk}.xlsx"'
        return response
    context = {"title": "年度报告表", "sessions": sessions, "session": session, "tables": tables, "heading": heading}
    return TemplateResponse(request, "admin/desk/annual.html", context)
