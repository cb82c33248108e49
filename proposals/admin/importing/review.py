"""Reviewing one file: its source with every fact marked, its records beside it, each fact one decision away."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse

from proposals.importing.decisions import decide as keep_decision
from proposals.importing.decisions import undecide
from proposals.ingest.records import Refusal
from proposals.models import Decision, ImportFile

from .cards import ACCEPT, Card, key_of, places
from .desk import Desk, open_desk
from .encodings import samples
from .source import stretches

if TYPE_CHECKING:
    from django.contrib.auth.models import User

UNDO, ALL = "undo", "all"


def review(request: HttpRequest, file: ImportFile, context: dict[str, Any]) -> HttpResponse:
    """The page."""
    try:
        desk = open_desk(file, request.GET)
    except Refusal as reason:
        messages.error(request, str(reason))
        return HttpResponseRedirect(reverse("admin:proposals_importbatch_change", args=[file.batch_id]))
    shown, span = desk.cards(), desk.sheet.span
    page = {
        **context,
        **_shared(request, desk, shown),
        "title": f"核对 {file.name}",
        "stretches": stretches(file.text, span, places(shown)),
        "sheets": [(one, desk.open_in(one)) for one in desk.near],
        "stamp": stamp_of(file),
        "encodings": samples(file) if file.doubt and context["may_import"] else [],
        "unclaimed": [
            one for one in desk.found.unclaimed if desk.sheet.span.start <= one.span.start < desk.sheet.span.end
        ],
    }
    return TemplateResponse(request, "admin/proposals/importfile/review.html", page)


def decide(request: HttpRequest, file: ImportFile, context: dict[str, Any]) -> HttpResponse:
    """Keep one decision, then the same place again; the script gets the changed card instead."""
    fact = request.POST.get("fact", "")
    choice = request.POST.get("choice", "")
    if request.POST.get("do"):  # a button of the page's one form says both
        choice, _, fact = request.POST["do"].partition(" ")
    if choice == ALL:
        return _accept_sheet(request, file)
    error = ""
    before = stamp_of(file)
    try:
        fact = _kept(file, fact, choice, request.POST.get("value"), cast("User", request.user))
    except Refusal as reason:
        error = str(reason)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": error}, status=409) if error else _told(request, file, fact, before)
    if error:
        messages.error(request, error)
    query = f"s={request.POST.get('s', '')}&order={request.POST.get('order', '')}"
    query = "".join(one for one in query if one.isalnum() or one in "=&")
    at = reverse("admin:proposals_importfile_review", args=[file.pk])
    return HttpResponseRedirect(f"{at}?{query}#{key_of(fact)}")


def _accept_sheet(request: HttpRequest, file: ImportFile) -> HttpResponse:
    """Every record of the sheet that nobody decided on is right; then the next sheet. Earlier decisions stand."""
    try:
        desk = open_desk(file, request.POST)
        with transaction.atomic():
            locked = ImportFile.objects.select_for_update().only("state").get(pk=file.pk)
            if locked.state != ImportFile.State.READ:
                raise Refusal(f"这份文件现在是“{locked.get_state_display()}”，不能再改核对决定。请刷新页面查看结果。")
            fresh = [
                Decision(file=file, fact=path, choice=ACCEPT, decided_by=cast("User", request.user))
                for path in desk.sheet.records
            ]
            Decision.objects.bulk_create(fresh, ignore_conflicts=True)
    except Refusal as reason:
        messages.error(request, str(reason))
        return HttpResponseRedirect(reverse("admin:proposals_importbatch_change", args=[file.batch_id]))
    there = desk.after or desk.sheet
    at = reverse("admin:proposals_importfile_review", args=[file.pk])
    return HttpResponseRedirect(f"{at}?s={there.number}&order={desk.order}")


def stamp(request: HttpRequest, file: ImportFile, context: dict[str, Any]) -> JsonResponse:
    """Whether anybody has decided anything since: the page asks now and then."""
    return JsonResponse({"stamp": stamp_of(file)})


def stamp_of(file: ImportFile) -> str:
    """Changes with every decision on the file. One query."""
    seen = file.decisions.aggregate(count=Count("pk"), last=Max("decided_at"))
    return f"{seen['count']}-{seen['last'].isoformat() if seen['last'] else ''}"


def _kept(file: ImportFile, fact: str, choice: str, value: str | None, by: "User") -> str:
    """Decide, add (`proposals/3/asks/+`) or take back. Returns the path of the fact. Raises Refusal."""
    if choice == UNDO:
        undecide(file, fact)
        return fact
    if fact.endswith("/+"):
        last = file.decisions.filter(fact__startswith=fact).values_list("fact", flat=True)
        taken = [int(one.removeprefix(fact)) for one in last if one.removeprefix(fact).isdecimal()]
        fact = f"{fact}{max(taken, default=0) + 1}"
    keep_decision(file, fact, choice, value if choice == Decision.Choice.CORRECT else None, by=by)
    return fact


def _told(request: HttpRequest, file: ImportFile, fact: str, before: str) -> JsonResponse:
    """The card as it is now, how much is left, and whether others have decided since the page was opened."""
    desk = open_desk(file, request.POST)
    shown = desk.cards()
    card = next((one for one in shown if fact == one.path or fact.startswith(f"{one.path}/")), None)
    told = {**_shared(request, desk, shown), "card": card}
    return JsonResponse(
        {
            "key": key_of(fact),
            "card": card.whole.key if card else "",
            "html": render_to_string("admin/proposals/importfile/_card.html", {**told, "card": card}, request)
            if card
            else "",
            "left": render_to_string("admin/proposals/importfile/_left.html", told, request),
            "stamp": stamp_of(file),
            "others": request.POST.get("seen", before) != before,
        }
    )


def _shared(request: HttpRequest, desk: Desk, shown: list[Card]) -> dict[str, Any]:
    return {
        "file": desk.file,
        "batch": desk.file.batch,
        "desk": desk,
        "cards": shown,
        "editable": desk.file.state == ImportFile.State.READ and request.user.has_perm("proposals.change_importbatch"),
    }
