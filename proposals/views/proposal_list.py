"""The list of proposals: what the address asks for, the choices beside it, twenty of them at a time.

Two questions to the database: which version of the data this is (asked before any view), and the rows of the page. A
search asks two more, once for each version. What changed since the last request is read when something did.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from delegates.freshness.pages import current as version
from proposals.catalogue.finding import Found
from proposals.catalogue.question import Question
from proposals.catalogue.searching import Search, searched
from proposals.catalogue.shared import Catalogue, current
from proposals.filters import NARROWING, read

from .caching import public
from .facets import Facets, Option, facets_of
from .list_lines import drawn
from .turning import address, addresses, asked_for, given, picked, turned

NOTHING = Found(0, 0, sure=True, whole=True)


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition that is set, and the address without it."""

    label: str
    query: str
    left: str = ""  # how many there would be without it, told where there are none with it


@public
def proposals(request: HttpRequest) -> HttpResponse:
    """All proposals that the address asks for."""
    today, catalogue = timezone.localdate(), current(version())
    asked = read(request.GET)
    words = request.GET.get("q", "").strip()[:100]
    search = searched(catalogue, asked) if words else None
    hits = search.hits if search else NOTHING if words else None
    question = Question({name: tuple(chosen) for name in NARROWING if (chosen := asked.chosen(name))}, today)
    facets = facets_of(catalogue, question, hits, asked, lambda name: address(request, more=name))
    order = "newest" if search is None or "newest" in asked.chosen("order") else "title"
    bits = question.among(catalogue.holdings, within=hits.bits if hits else None)
    at = picked(request, bits, search, order)
    terms = search.query.shown if search else ()
    rows = drawn(catalogue, at.ids, terms, addresses(request), today)
    context = {
        "section": "proposals",
        "asked": asked,
        "words": words,
        "terms": terms,
        "unsearchable": bool(words) and search is None,
        "facets": facets,
        "chips": chips(request, facets, question, catalogue, hits),
        "page": turned(request, at, rows, facets.total, sure=hits is None or hits.sure),
        "other_body": _other_body(facets),
        "hidden": sorted(question.hidden(catalogue.holdings).items()) if not words else (),
        **(_of_search(request, search, catalogue, order) if search else {}),
    }
    return render(request, "proposals/proposals.html", context)


def _of_search(request: HttpRequest, search: Search, catalogue: Catalogue, order: str) -> dict[str, Any]:
    """What is said of a search: what it was taken for, its order, how many there are without any condition."""
    whole = (search.hits.bits & catalogue.holdings.everything).bit_count()
    return {
        "query": search.query,
        "said": search.query.explanation,
        "order": order,
        "orders": {name: address(request, order=name) for name in ("title", "newest")},
        "whole": search.hits.number(whole) if whole else "",
        "instead": search.instead,
    }


def chips(
    request: HttpRequest, facets: Facets, question: Question, catalogue: Catalogue, hits: Found | None
) -> list[Chip]:
    """One for each condition that is set."""
    found = []
    for facet, option in facets.chosen:
        left = ""
        if not facets.total:
            bits = question.less(facet.name, option.value).among(catalogue.holdings, within=hits.bits if hits else None)
            left = hits.number(bits.bit_count()) if hits else str(bits.bit_count())
        found.append(Chip(f"{facet.label}：{option.label}", _without(request, facet.name, option.value), left))
    return found


def _without(request: HttpRequest, name: str, value: str) -> str:
    kept = [(one, typed) for one, typed in given(request) if one != name or typed.lstrip("0") != value.lstrip("0")]
    return asked_for(kept)


def _other_body(facets: Facets) -> Option | None:
    """With one kind of assembly chosen, the option of the other: the sentence above the list says what it holds."""
    options = facets.of("body").options
    others = [option for option in options if not option.chosen and option.count]
    return others[0] if len(others) == 1 and len(options) == 2 else None
