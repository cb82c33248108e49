"""The tree of industries, and the page of one: its years, who handles it, its proposals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from delegates.gathering import Lines, gathered
from proposals.catalogue.holdings import Holdings
from proposals.catalogue.shared import Catalogue
from proposals.models import Industry, IndustryAlias, IndustryCode
from proposals.shown.years import Years, years_of

from .caching import public
from .held import Named, Newest, by_year, catalogue, most, size, years
from .home import ANSWERED, ASSIGNED
from .paging import paged

COMPARED = 12  # industries in the table over the years
DEPARTMENTS = 8


@dataclass(frozen=True, slots=True)
class Branch:
    """An industry with those below it: those that somebody spoke of, and those that nobody did yet."""

    top: Named
    used: Sequence[Named]
    unused: Sequence[Named]


@dataclass(frozen=True, slots=True)
class Year:
    """One year of an industry: how many, how many were handed over, answered, done; `shares` in hundredths."""

    year: str
    numbers: tuple[tuple[str, int, int, tuple[str, ...]], ...]


@public
def industries(request: HttpRequest) -> HttpResponse:
    """The whole tree with the number of published proposals at each. One query besides the catalogue's."""
    known = catalogue()
    counts = known.holdings.counts("industry", known.holdings.everything)
    below: dict[int | None, list[Named]] = {}
    for pk, parent, name in Industry.objects.order_by("order", "pk").values_list("pk", "parent", "name"):
        below.setdefault(parent, []).append(Named(str(pk), name, counts.get(str(pk), 0)))
    branches = [_branch(row, below.get(int(row.key), [])) for row in below.get(None, [])]
    context = {
        "section": "industries",
        "branches": [branch for branch in branches if branch.used or branch.top.n],
        "unused": [branch.top for branch in branches if not (branch.used or branch.top.n)],
        "used": len(counts),
        "years": _compared(known),
    }
    return render(request, "proposals/industries.html", context)


def _branch(top: Named, below: Sequence[Named]) -> Branch:
    return Branch(top, [one for one in below if one.n], [one for one in below if not one.n])


def _compared(known: Catalogue) -> Years:
    """Those that most was asked of, year by year."""
    held, of = known.holdings, years(known.holdings)
    numbers = {
        (one.key, one.name): dict(by_year(held, held.union("industry", [one.key]) & held.everything, of))
        for one in most(known, "industry", COMPARED)
    }
    return years_of(numbers, dict(by_year(held, held.everything, of)))


@public
def industry(request: HttpRequest, pk: int) -> HttpResponse:
    """One industry. Two queries besides the catalogue's, whatever there is."""
    known, told = catalogue(), _told(pk)
    held = known.holdings
    among = held.union("industry", [str(pk)]) & held.everything
    context = {
        "section": "industries",
        "industry": told["own"][0],
        "parent": next(iter(told["parent"]), None),
        "aliases": [one["name"] for one in told["aliases"]],
        "codes": [one["code"] for one in told["codes"]],
        "children": [
            Named(str(one["key"]), one["name"], size(held, "industry", str(one["key"]))) for one in told["children"]
        ],
        "years": _years(held, among),
        "undated": among.bit_count() - sum(n for _, n in by_year(held, among, years(held))),
        "departments": most(known, "department", DEPARTMENTS, among=among),
        "page": paged(request, Newest(among), among.bit_count()),
    }
    return render(request, "proposals/industry.html", context)


def _told(pk: int) -> Mapping[str, Lines]:
    """What the tree says of it. Raises Http404 for a number that nothing has."""
    try:
        return gathered(Industry.objects.filter(pk=pk), _queries(pk))
    except Industry.DoesNotExist as nothing:
        raise Http404 from nothing


def _queries(pk: int) -> "dict[str, QuerySet[Any, Any]]":
    rows = Industry.objects.order_by("order", "pk")
    return {
        "own": rows.filter(pk=pk).values("name", key=F("pk")),
        "parent": rows.filter(children=pk).values("name", key=F("pk")),
        "children": rows.filter(parent=pk).values("name", key=F("pk")),
        "aliases": IndustryAlias.objects.filter(industry=pk).order_by("name").values("name"),
        "codes": IndustryCode.objects.filter(industry=pk).order_by("code").values("code"),
    }


def _years(held: Holdings, among: int) -> list[Year]:
    """The years in which anything was asked, the latest first; every number by what it counts."""
    found = [(year, held.union("year", [year]) & among) for year in reversed(years(held))]
    largest = max((bits.bit_count() for _, bits in found), default=0) or 1
    return [_year(held, year, bits, largest) for year, bits in found if bits]


def _year(held: Holdings, year: str, among: int, largest: int) -> Year:
    steps: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("提出", ()), ("已交办", ASSIGNED), ("有了答复", ANSWERED), ("已落实", ("fulfilled",)),
    )  # fmt: skip
    counted = [(label, ((held.union("state", of) & among) if of else among).bit_count(), of) for label, of in steps]
    return Year(year, tuple((label, n, round(100 * n / largest), of) for label, n, of in counted))
