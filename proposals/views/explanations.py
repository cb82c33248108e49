"""What this site is, how it reckons, what of it may be taken along: explained with the rules that stand in the data."""

from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from delegates.models import Delegate
from proposals.models import Proposal, Reply, Report, ResultScheme, RuleSet
from proposals.statistics.measures import measures
from proposals.templatetags.road import NOW
from proposals.workflow.outcomes import Outcome
from proposals.workflow.signals import SOON

from .caching import public
from .downloads import offered


@public
def about(request: HttpRequest) -> HttpResponse:
    """Who runs this, for whom, and where to turn to."""
    return render(request, "proposals/about.html", {"section": "about", "operator": operator()})


@public
def method(request: HttpRequest) -> HttpResponse:
    """How facts, states, days and rates come about. Five queries."""
    context = {
        "section": "method",
        "states": [(state, NOW[state][0]) for state in NOW],
        "soon": SOON,
        "rules": _of_this_site(RuleSet.objects.all()).prefetch_related("deadlines").order_by("council", "pk"),
        "measures": measures(timezone.localdate()),
        "outcomes": [one.label for one in Outcome],
        "schemes": _of_this_site(ResultScheme.objects.in_force()).prefetch_related("classes").order_by("council", "pk"),
    }
    return render(request, "proposals/method.html", context)


@public
def data(request: HttpRequest) -> HttpResponse:
    """What there is, and what can be taken along today. Three queries."""
    counts = (
        Proposal.objects.visible_to(None).order_by().aggregate(all=Count("pk"), met=Count("session", distinct=True))
    )
    letters = Reply.objects.sent().filter(
        publication="published", shown=Reply.Shown.FULL, proposal__publication="published"
    )
    context = {
        "section": "data",
        "operator": operator(),
        "proposals": counts["all"],
        "sessions": counts["met"],
        **Report.objects.visible_to(None).order_by().aggregate(reports=Count("pk")),
        **letters.exclude(file="").order_by().aggregate(letters=Count("pk")),
        **Delegate.objects.visible_to(None).order_by().aggregate(people=Count("pk", distinct=True)),
        "files": offered(),
    }
    return render(request, "proposals/data.html", context)


def operator() -> dict[str, str]:
    """Who runs this site, as the settings say; empty where they do not."""
    return {"name": settings.OPERATOR, "contact": settings.CONTACT, "licence": settings.DATA_LICENCE}


def _of_this_site(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those of the country and of the councils whose proposals are public here."""
    met = Proposal.objects.visible_to(None).order_by().filter(session__term__council=OuterRef("council"))
    everywhere = Q(council__isnull=True) | Q(council__region="000000")
    found: QuerySet[Any] = rows.filter(everywhere | Q(Exists(met))).select_related("council__region")
    return found
