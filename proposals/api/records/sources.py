"""Entries of reports as sources: their citation, their articles, never text that the public page does not show."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from delegates.careers import Career
from delegates.freshness import remembered
from delegates.repeated import Ids, Repeated
from proposals.api.problems import Problem
from proposals.catalogue.shared import Catalogue
from proposals.models import Article, Proposal, Report

from .places import Entry, Lines, Room, page, place


def _reports(ids: Ids) -> list[tuple[Any, tuple[str, ...]]]:
    names = ("pk", "title", "kind", "publisher", "published_on", "shown")
    where = ("region_id", "region__name", "region__is_example")
    through = Proposal.articles.through.objects.filter(article__report__in=ids).order_by()
    public = through.filter(proposal__in=Proposal.objects.visible_to(None).order_by().values("pk"))
    return [
        (Report.objects.visible_to(None).filter(pk__in=ids).order_by(), (*names, *where)),
        (public, ("article__report_id", "proposal_id")),
    ]


def _report(line: list[Any], hung: list[Lines], known: Catalogue) -> Entry:
    pk, title, kind, publisher, published_on, shown, code, where, example = line
    return {
        "id": pk,
        "url": page("proposals:report", pk),
        "title": title,
        "kind": {"code": kind, "label": str(Report.Kind(kind).label)},
        "publisher": publisher,
        "region": place(code, where, example) if code else None,
        "published_on": published_on,
        "shown": {"code": shown, "label": str(Report.Shown(shown).label)},
        "proposals": len({proposal for _, proposal in hung[0]}),
    }


@remembered
def _ids() -> tuple[int, ...]:
    return tuple(Report.objects.visible_to(None).order_by("pk").values_list("pk", flat=True))


def _articles(ids: Ids) -> list[tuple[Any, tuple[str, ...]]]:
    articles = Article.objects.visible_to(None).order_by().filter(report__in=ids)
    through = Proposal.articles.through.objects.filter(article__report__in=ids).order_by("proposal")
    public = through.filter(proposal__in=Proposal.objects.visible_to(None).order_by().values("pk"))
    ordered = Article.objects.filter(pk__in=articles.values("pk")).order_by("order")
    return [(ordered, ("pk", "section", "headline", "publisher")), (public, ("article_id", "proposal_id"))]


REPORTS = Room(lambda known: _ids(), Repeated(Report, _reports), _report)
ARTICLES = Repeated(Report, _articles)


def articles(pk: int) -> list[Entry]:
    """The articles of a report in their order, each with the public proposals that were taken from it."""
    told = ARTICLES.ask([pk])
    if not told:
        return []
    rows, taken = told
    return [
        {
            "id": article,
            "section": section,
            "headline": headline,
            "publisher": publisher,
            "proposals": [proposal for of, proposal in taken if of == article],
        }
        for article, section, headline, publisher in rows
    ]


def career(one: Career) -> Entry:
    """A post with the days on which sources state it."""
    return {
        "organisation": one.organisation.name if one.organisation else "",
        "title": one.title,
        "note": one.note,
        "first_on": one.first.isoformat() if one.first else None,
        "last_on": one.last.isoformat() if one.last else None,
        "reports": one.sources,
    }


def figures(counted: Mapping[str, int]) -> Entry:
    """The figures of a delegate's page."""
    return {name: counted.get(name, 0) for name in ("published", "asked", "replied", "fulfilled", "solved", "unhappy")}


def moved(address: str) -> Problem:
    """Two records became one: 410 with where to look now, which every client reads alike."""
    return Problem(410, "moved", _("这个编号已经并到另一个"), _("请改用 now 里的网址。"), now=address)
