"""The tree of industries, and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from proposals.models import Industry, Proposal

from .caching import public
from .paging import paged


@public
def industries(request: HttpRequest) -> HttpResponse:
    """The whole tree with the number of published proposals at each."""
    rows = list(Industry.objects.with_published_counts())
    below: dict[int | None, list[Industry]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    branches = [(row, below.get(row.pk, [])) for row in below.get(None, [])]
    context = {"section": "industries", "branches": branches, "used": sum(bool(row.published) for row in rows)}
    return render(request, "proposals/industries.html", context)


@public
def industry(request: HttpRequest, pk: int) -> HttpResponse:
    """One industry: its words, its codes, its neighbours in the tree, its proposals."""
    row = get_object_or_404(Industry.objects.with_published_counts().for_page(), pk=pk)
    found = Proposal.objects.visible_to(None).in_industries([row.pk]).for_lists().prefetch_related("followups")
    context = {
        "section": "industries",
        "industry": row,
        "children": row.children.with_published_counts(),
        "page": paged(request, found, row.published),
    }
    return render(request, "proposals/industry.html", context)
