"""The first page: what this is, where everything stands, what moved last."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proposals.filters import STATE_GROUPS
from proposals.models import FollowUp, Proposal, Proposer

from .caching import public
from .facets import GROUP_OF, tagged

LATEST = 10


@public
def home(request: HttpRequest) -> HttpResponse:
    """Nine queries, whatever there is."""
    visible = Proposal.objects.visible_to(None)
    tags = tagged({"industry": visible, "keyword": visible})
    events = FollowUp.objects.visible_to(None).latest_dated().select_related("proposal")[:12]
    context = {
        "figures": _figures(visible.tally()),
        "people": Proposer.objects.visible_to(None).people(),
        "latest": visible.for_lists().prefetch_related("followups")[:LATEST],
        "industries": sorted(tags["industry"].items(), key=lambda one: -one[1][1])[:14],
        "keywords": sized(tags["keyword"]),
        "days": [(day, list(found)) for day, found in groupby(events, key=lambda event: event.happened_on)],
    }
    return render(request, "proposals/home.html", context)


def _figures(tally: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """All proposals and asks, and the proposals in each group of states that has any."""
    rows = list(tally)
    groups = dict.fromkeys(STATE_GROUPS, 0)
    for row in rows:
        groups[GROUP_OF[row["state"]]] += row["n"]
    return {
        "all": sum(row["n"] for row in rows),
        "asks": sum(row["asks"] for row in rows),
        "groups": [(group, STATE_GROUPS[group][0], n) for group, n in groups.items() if n],
    }


def sized(words: Mapping[str, tuple[str, int]]) -> list[tuple[str, str, int, int]]:
    """Key, word, number and a size from 1 to 6 for each, most first."""
    most = max((n for _, n in words.values()), default=1)
    found = [(key, word, n, max(1, round(6 * n / most) - (most == 1))) for key, (word, n) in words.items()]
    return sorted(found, key=lambda one: -one[2])[:40]
