"""The tree of industries, and the page of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from proposals.models import Industry, Proposal

from .caching import public
from .paging import paged


@dataclass(frozen=True, slots=True)
class Branch:
    """An industry with those below it: those that somebody spoke of, and those that nobody did yet."""

    top: Industry
    used: Sequence[Industry]
    unused: Sequence[Industry]


@public
def industries(request: HttpRequest) -> HttpResponse:
    """The whole tree with the number of published proposals at each."""
    rows = list(Industry.objects.with_published_counts().order_by("order", "pk"))  # grouping drops the ordering
    below: dict[int | None, list[Industry]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    branches = [_branch(row, below.get(row.pk, [])) for row in below.get(None, [])]
    context = {
        "section": "industries",
        "branches": [branch for branch in branches if branch.used or published(branch.top)],
        "unused": [branch.top for branch in branches if not (branch.used or published(branch.top))],
        "used": sum(bool(published(row)) for row in rows),
    }
    return render(request, "proposals/industries.html", context)


def published(industry: Industry) -> int:
    """How many published proposals carry it, as `with_published_counts` counted."""
    count: int = industry.published  # type: ignore[attr-defined]  # annotated
    return count


def _branch(top: Industry, below: list[Industry]) -> Branch:
    return Branch(top, [one for one in below if published(one)], [one for one in below if not published(one)])


@public
def industry(request: HttpRequest, pk: int) -> HttpResponse:
    """One industry: its words, its codes, its neighbours in the tree, its proposals."""
    row = get_object_or_404(Industry.objects.with_published_counts().for_page(), pk=pk)
    found = Proposal.objects.visible_to(None).in_industries([row.pk]).for_lists().prefetch_related("followups")
    context = {
        "section": "industries",
        "industry": row,
        "children": row.children.with_published_counts().order_by("order", "pk"),
        "page": paged(request, found, published(row)),
    }
    return render(request, "proposals/industry.html", context)
