"""The page of one proposal, and the same on paper."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from proposals.dossier.alike import lined_up
from proposals.dossier.chronicle import chronicle, latest
from proposals.dossier.entries import title_of
from proposals.dossier.handling import asked_of, handling_of
from proposals.dossier.page_rows import rows_of
from proposals.dossier.parts import people_of, tags_of
from proposals.dossier.sources import sources_of
from proposals.models import Proposal
from proposals.outside.gone import gone_proposal
from proposals.shown.handling import public_note
from proposals.workflow.states import ENDED, State

from .caching import public
from .gone import gone
from .qr import qr_of


@public
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: what, where it stands, its asks, its history, its source. 410 where it was and is no more."""
    row = _found(pk)
    if row is None:
        return gone(request, gone_proposal(pk))
    return render(request, "proposals/proposal.html", _context(row))


@public
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """The same to be printed: everything unfolded, nothing to click."""
    row = _found(pk)
    if row is None:
        return gone(request, gone_proposal(pk))
    return render(request, "proposals/dossier.html", _context(row) | {"printed": True})


def _found(pk: int) -> Proposal | None:
    return Proposal.objects.visible_to(None).select_related("session__term__council__region").filter(pk=pk).first()


def _context(row: Proposal) -> dict[str, Any]:
    rows, today = rows_of(row), timezone.localdate()
    tags, sources = tags_of(rows.tags), sources_of(rows.articles, only=row)
    handled = handling_of(rows, today, row.round) if row.state != State.REPORTED else None
    last = latest(rows.log) if handled else None
    short = settings.SITE_URL + reverse("proposals:short_proposal", args=[row.pk])
    return {
        "section": "proposals",
        "proposal": row,
        "log": rows.log,
        "people": people_of(row, rows.people),
        "tags": tags,
        "handled": handled,
        "asked": handled.asks if handled else asked_of(rows),
        "last": (last, title_of(last)) if last else None,
        "ended": public_note(last) if last and row.state in ENDED | {State.SENT_BACK} else None,
        "days": chronicle(rows, handled, tags["main"], today),
        "sources": sources,
        "alike": lined_up(row, rows.alike),
        "today": today,
        "address": settings.SITE_URL + row.get_absolute_url(),
        "short": short,
        "qr": qr_of(short),
    }
