"""Reports as sources: each fact beside the words it was taken from, and what was not taken."""

from collections.abc import Sequence

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proposals.dossier.sources import sources_of
from proposals.models import Article, Proposal, Report
from proposals.outside.gone import gone_report
from proposals.shown.evidence import facts_of_the_page

from .caching import public
from .gone import gone
from .paging import SIZE, paged

ARTICLES = 4  # a page: with their facts, about 40 kB


LISTED = 100  # more titles than these are listed page by page


@public
def reports(request: HttpRequest) -> HttpResponse:
    """All published reports, the newest first."""
    visible = Report.objects.visible_to(None)
    page = paged(request, visible.with_counts().select_related("region"), visible.count(), size=SIZE)
    return render(request, "proposals/reports.html", {"section": "reports", "page": page})


@public
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report, four articles a page. 410 where it was and is no more."""
    row = Report.objects.visible_to(None).filter(pk=pk).first()
    if row is None:
        return gone(request, gone_report(pk))
    titles = list(Article.objects.visible_to(None).filter(report=row).values_list("pk", "headline"))
    taken = Prefetch("proposals", Proposal.objects.visible_to(None), to_attr="taken")
    shown = Article.objects.visible_to(None).filter(report=row).with_text().prefetch_related(taken)
    page = paged(request, shown, len(titles), size=ARTICLES, first=_page_of(request.GET.get("article", ""), titles))
    contents = [(place // ARTICLES + 1, pk, headline) for place, (pk, headline) in enumerate(titles)]
    context = {
        "section": "reports",
        "report": row,
        "contents": contents if len(titles) <= LISTED else [one for one in contents if one[0] == page.number],
        "articles": len(titles),
        "page": page,
        "sources": sources_of(page.rows),
        "facts": facts_of_the_page(row),
    }
    return render(request, "proposals/report.html", context)


def _page_of(article: str, titles: Sequence[tuple[int, str]]) -> int:
    """The page on which an article stands; 1 for one that is not here."""
    places = (place for place, (pk, _) in enumerate(titles) if str(pk) == article)
    return next(places, 0) // ARTICLES + 1
