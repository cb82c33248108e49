"""A file beside what is in the database: which record is which existing one, and what is different, field by field."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from proposals.importing.corrected import Suspicion, suspected_original
from proposals.importing.decisions import decide, undecide
from proposals.importing.plan import plan_file
from proposals.importing.planned import AlreadyImported, Plan, PlannedProposal
from proposals.importing.settle import MATCH
from proposals.ingest.records import Refusal
from proposals.models import Decision, ImportFile, Report

if TYPE_CHECKING:
    from django.contrib.auth.models import User

A_PAGE = 50


def matches(request: HttpRequest, file: ImportFile, context: dict[str, Any]) -> HttpResponse:
    """The page; on POST one answer: the same, not the same, taken back, or what the whole file corrects."""
    if request.method == "POST":
        return _answered(request, file)
    page = {**context, "title": f"{file.name} 与库里对照", "file": file, "batch": file.batch}
    page["editable"] = file.state == ImportFile.State.READ and context["may_import"]
    try:
        plan = plan_file(file)
    except Refusal as reason:
        return TemplateResponse(request, "admin/proposals/importfile/matches.html", {**page, "hindrance": str(reason)})
    if isinstance(plan, AlreadyImported):
        page["hindrance"] = "内容和以前导入的一份一字不差，不会再写一遍。"
        return TemplateResponse(request, "admin/proposals/importfile/matches.html", page)
    told = {one.fact: one for one in file.decisions.filter(fact__endswith=f"/{MATCH}").select_related("decided_by")}
    met = [one for one in plan.proposals if one and (one.existing or one.number_taken or f"{one.path}/{MATCH}" in told)]
    met.sort(key=lambda one: (one.confirmed, not one.conflicts))
    shown = Paginator(met, A_PAGE).get_page(request.GET.get("p"))
    page |= {
        "plan": plan,
        "page": shown,
        "rows": [(one, told.get(f"{one.path}/{MATCH}"), _differing(one)) for one in shown],
        "fresh": sum(one is not None and one.existing is None for one in plan.proposals),
        "people": [one for one in plan.delegates if one.match.delegate or one.match.namesakes],
        "suspicion": _suspicion(file, plan),
    }
    return TemplateResponse(request, "admin/proposals/importfile/matches.html", page)


def _differing(one: PlannedProposal) -> list[Any]:
    """Fields that are not simply the same."""
    return [change for change in one.changes if change.outcome.value != "same"]


def _suspicion(file: ImportFile, plan: Plan) -> Suspicion | None:
    if file.supersedes_id or file.state != ImportFile.State.READ:
        return None
    return suspected_original(plan.found, file.text, plan.region)


def _answered(request: HttpRequest, file: ImportFile) -> HttpResponse:
    answer, _, rest = request.POST.get("do", "").partition(" ")
    path, _, pk = rest.partition(" ")
    try:
        if answer in {"corrects", "separate"}:
            _supersede(file, pk if answer == "corrects" else "")
        elif answer == "same":
            decide(file, f"{path}/{MATCH}", Decision.Choice.ACCEPT, _number(pk), by=cast("User", request.user))
        elif answer == "new":
            decide(file, f"{path}/{MATCH}", Decision.Choice.REJECT, by=cast("User", request.user))
        else:
            undecide(file, f"{path}/{MATCH}")
    except Refusal as reason:
        messages.error(request, str(reason))
    anchor = f"#{path.replace('/', '-')}" if path else ""
    return HttpResponseRedirect(reverse("admin:proposals_importfile_matches", args=[file.pk]) + anchor)


def _supersede(file: ImportFile, pk: str) -> None:
    """Say which report this file corrects, or that it is one of its own. Raises Refusal."""
    original = Report.objects.filter(pk=_number(pk), retracted_at__isnull=True).first() if pk else None
    if pk and original is None:
        raise Refusal("要更正的那份报道已经不在了。请刷新页面再选。")
    open_file = ImportFile.objects.filter(pk=file.pk, state=ImportFile.State.READ)
    if not open_file.update(supersedes=original):
        raise Refusal("这份文件已经写入或正在重新读取，不能再改。请刷新页面查看结果。")


def _number(words: str) -> int:
    if not words.isdecimal() or len(words) > 18:
        raise Refusal("没有说是库里的哪一件。请在页面上点“是同一件”。")
    return int(words)
