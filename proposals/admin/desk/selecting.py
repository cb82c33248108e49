"""From rows ticked in a list to the page that works on them: their numbers travel in the address."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from proposals.models import Assignment, Proposal
from proposals.models.visibility import worked_on_by

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 100  # rows that one page shows, tries and writes in one transaction


def to_assigning(request: HttpRequest, rows: "QuerySet[Proposal]") -> HttpResponseRedirect | None:
    """To the preview of handing over."""
    return _to(request, "assign", (), ids=rows)


def to_events(
    request: HttpRequest, *, ids: "QuerySet[Proposal] | None" = None, parts: "QuerySet[Assignment] | None" = None
) -> HttpResponseRedirect | None:
    """To the preview of recording one event on each."""
    return _to(request, "events", (), ids=ids, parts=parts)


def to_papers(
    request: HttpRequest,
    paper: str,
    *,
    ids: "QuerySet[Proposal] | None" = None,
    parts: "QuerySet[Assignment] | None" = None,
) -> HttpResponseRedirect | None:
    """To the papers of these."""
    return _to(request, "print", (paper,), ids=ids, parts=parts)


def _to(
    request: HttpRequest, page: str, args: Sequence[str], **chosen: "QuerySet[Proposal] | QuerySet[Assignment] | None"
) -> HttpResponseRedirect | None:
    numbers = {name: list(rows.values_list("pk", flat=True)[: MOST + 1]) for name, rows in chosen.items() if rows}
    if not numbers:
        messages.warning(request, "所选的没有交给单位，没有可以做的。")
        return None
    if any(len(one) > MOST for one in numbers.values()):
        messages.warning(request, f"一次最多 {MOST} 件，请少选一些，分几次做。")
        return None
    query = urlencode({name: ",".join(map(str, one)) for name, one in numbers.items()})
    return HttpResponseRedirect(f"{reverse(f'admin:proposals_proposal_{page}', args=args)}?{query}")


def asked(request: HttpRequest, name: str) -> list[int]:
    """The numbers under `name` in the address or the form, at most MOST, each once, as they were ticked."""
    given = request.POST.get(name) or request.GET.get(name) or ""
    numbers = [int(one) for one in given.split(",") if one.isascii() and one.isdecimal() and len(one) < 19]
    return list(dict.fromkeys(numbers))[:MOST]


def chosen_proposals(request: HttpRequest) -> list[Proposal]:
    """Those asked for that this user works on, in the order of asking."""
    ids = asked(request, "ids")
    rows = Proposal.objects.handled_by(request.user).for_lists().prefetch_related("asks", "assignments__department")
    found = rows.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def chosen_parts(request: HttpRequest) -> list[Assignment]:
    """Those asked for that this user works on, in the order of asking."""
    ids = asked(request, "parts")
    rows = worked_on_by(request.user, Assignment.objects.standing())
    found = rows.select_related("department", "proposal__session__term__council__region").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]
