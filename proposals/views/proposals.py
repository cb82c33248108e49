"""The list of proposals with its filters and its search, and the page of one proposal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from proposals.classification.dictionary import cut
from proposals.filters import ProposalFilter
from proposals.models import Proposal
from proposals.models.proposal import ProposalQuerySet
from proposals.search import holding, parse, title_first
from proposals.shown.handling import public_note
from proposals.workflow.states import ENDED, State

from .caching import public
from .chronicle import chronicle, latest
from .entries import title_of
from .facets import Facets, facets_of
from .handling import asked_of, handling_of
from .page_rows import rows_of
from .paging import paged
from .parts import people_of, tags_of
from .sources import sources_of

LONG = 5  # characters from which a search that found nothing is offered in parts


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition that is set, and the address without it."""

    label: str
    query: str


@public
def proposals(request: HttpRequest) -> HttpResponse:
    """All proposals that the address asks for, twenty a page."""
    everything = Proposal.objects.visible_to(None)
    asked = ProposalFilter(request.GET, queryset=everything)
    facets = facets_of(asked, everything.sessions())
    page = paged(request, _ordered(asked), facets.total)
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "section": "proposals",
        "asked": asked,
        "words": words,
        "terms": asked.query.shown if asked.query else (),
        "said": asked.query.explanation if asked.query else "",
        "unsearchable": bool(words) and asked.query is None,
        "facets": facets,
        "chips": chips(request, facets),
        "page": page,
        "other_body": _other_body(facets),
        "instead": _instead(everything, asked) if words and not page.total else [],
    }
    return render(request, "proposals/proposals.html", context)


def chips(request: HttpRequest, facets: Facets) -> list[Chip]:
    """One for each condition that is set."""
    return [
        Chip(f"{facet.label}：{option.label}", _without(request, facet.name, option.value))
        for facet, option in facets.chosen
    ]


def _ordered(asked: ProposalFilter) -> ProposalQuerySet:
    rows = asked.narrowed().for_lists().prefetch_related("followups")
    if asked.query is None:
        return rows
    ordered: ProposalQuerySet = title_first(rows.prefetch_related("asks"), asked.query)  # type: ignore[assignment]  # keeps its class
    return ordered


def _without(request: HttpRequest, name: str, value: str) -> str:
    query = request.GET.copy()
    query.setlist(name, [one for one in query.getlist(name) if one != value])
    query.pop("page", None)
    return f"?{query.urlencode()}"


def _other_body(facets: Facets) -> Any:
    """With one kind of assembly chosen, the option of the other: the sentence above the list says what it holds."""
    options = facets.of("body").options
    others = [option for option in options if not option.chosen and option.count]
    return others[0] if len(others) == 1 and len(options) == 2 else None


def _instead(everything: ProposalQuerySet, asked: ProposalFilter) -> Sequence[Mapping[str, Any]]:
    """What a search that found nothing could be instead, each with its number, in one query."""
    query = asked.query
    if query is None:
        return []
    words = query.shown if len(query.shown) > 1 else cut(query.shown[0]) if len(query.shown[0]) >= LONG else ()
    tried = {word: parsed for word in ("　".join(query.shown), *words) if (parsed := parse(word)) is not None}
    counts = everything.how_many({str(place): holding(one) for place, one in enumerate(tried.values())})
    return [{"words": word, "n": counts[str(place)]} for place, word in enumerate(tried)]


@public
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: what, where it stands, its asks, its history, its source."""
    found = Proposal.objects.visible_to(None).select_related("session__term__council__region")
    row = get_object_or_404(found, pk=pk)
    rows, today = rows_of(row), timezone.localdate()
    tags, sources = tags_of(rows.tags), sources_of(rows.articles, only=row)
    handled = handling_of(rows, today, row.round) if row.state != State.REPORTED else None
    last = latest(rows.log) if handled else None
    context = {
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
        "address": request.build_absolute_uri(row.get_absolute_url()),
    }
    return render(request, "proposals/proposal.html", context)
