"""Proposals: the list with the conditions, the search and the numbers of the page; what changed since; one of them."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from delegates.freshness.pages import current as version
from proposals.catalogue.finding import Found, Leaf, after, leaf, proving_leaf
from proposals.catalogue.question import Question
from proposals.catalogue.searching import Search, searched
from proposals.catalogue.shared import Catalogue, current
from proposals.filters import NARROWING, Asked
from proposals.outside.gone import gone_proposal

from . import asking, cursors
from .answering import Answer
from .asking import Wanted
from .changes import changed
from .problems import Problem, nothing
from .records.proposal import proposals
from .records.whole import whole
from .shapes.schema import LIST_OF_PROPOSALS, ONE_PROPOSAL

NOTHING = Found(0, 0, sure=True, whole=True)


@LIST_OF_PROPOSALS
class Proposals(Answer):
    """Every public proposal that fulfils the conditions, or those that changed since."""

    def get(self, request: Any) -> Response:
        """Two questions: the data version, and the entries. A search asks two more, once for each version."""
        data, catalogue = request.GET, current(version())
        wanted = asking.turning(data, known=(*NARROWING, *asking.SEARCHING, "updated_since"))
        since = asking.single(data, "updated_since")
        if since:
            return Response(_changes(request, catalogue, wanted, since))
        return Response(_listed(request, catalogue, wanted))


def _listed(request: Any, catalogue: Catalogue, wanted: Wanted) -> dict[str, Any]:
    asked = asking.filtering(request.GET)
    words = request.GET.get("q", "")
    search = searched(catalogue, asked) if words else None
    hits = search.hits if search else NOTHING if words else None
    chosen = {name: tuple(some) for name in NARROWING if (some := asked.chosen(name))}
    question = Question(chosen, timezone.localdate())
    bits = question.among(catalogue.holdings, within=hits.bits if hits else None)
    told = (
        cursors.read("list", "cursor", wanted.cursor)
        if wanted.cursor
        else {"p": "", "s": cursors.sync(catalogue.place)}
    )
    at = _picked(bits, search, asked, told["p"], wanted.limit)
    place = cursors.written("list", {"p": at.following, "s": told["s"]}) if at.following else ""
    return {
        "count": bits.bit_count(),
        "count_exact": hits is None or (hits.sure and hits.whole),
        "withheld": [] if words else _withheld(question, catalogue),
        "search": _search(search) if words else None,
        "results": proposals(at.ids, catalogue),
        "removed": [],
        "next": address_of_next(request, place),
        "sync": told["s"],
    }  # fmt: skip


def _begun(catalogue: Catalogue) -> dict[str, str]:
    """What the first page of a reading tells the others."""
    return {"p": "", "s": cursors.sync(catalogue.place)}


def _withheld(question: Question, catalogue: Catalogue) -> list[dict[str, Any]]:
    """By ground, where the conditions let that be told."""
    return [{"ground": one, "n": n} for one, n in sorted(question.hidden(catalogue.holdings).items())]


def _picked(bits: int, search: Search | None, asked: Asked, place: str, limit: int) -> Leaf:
    """As the page turns: with a search first what has it in the title, unless the newest are asked for."""
    runs = [("n", bits)]
    if search is not None and "newest" not in asked.chosen("order"):
        runs = [("t", bits & search.hits.titles), ("b", bits & ~search.hits.titles)]
    rest = after(runs, place)
    if search is not None and not search.hits.sure:
        return proving_leaf(search.query, rest, size=limit)
    return leaf(rest, start=0, size=limit)


def _search(search: Search | None) -> dict[str, Any]:
    """What was searched for in the end; nothing where no searchable word was typed."""
    terms = list(search.query.shown) if search else []
    return {"terms": terms, "explanation": search.query.explanation if search else ""}


def _changes(request: Any, catalogue: Catalogue, wanted: Wanted, since: str) -> dict[str, Any]:
    others = sorted(set(request.GET) - {*asking.TURNING, "updated_since"})
    if others:
        raise Problem(
            400, "updated_since_alone", _("变化只能整个地问"),
            _("updated_since 不能和别的条件一起用：不再符合条件的，就说不清了。请先取变化，再自己筛选。"),
            parameter=others[0],
        )  # fmt: skip
    told: dict[str, Any] = {"u": None, "s": ""}
    if wanted.cursor:
        told = cursors.read("changes", "cursor", wanted.cursor)
    sync = told["s"] or cursors.sync(catalogue.place)
    found = changed(catalogue, cursors.place_of(since), under=told["u"], limit=wanted.limit)
    place = cursors.written("changes", {"u": found.last, "s": sync}) if found.last is not None else ""
    return {
        "count": found.count,
        "count_exact": False,
        "withheld": [],
        "search": None,
        "results": found.results,
        "removed": found.removed,
        "next": address_of_next(request, place),
        "sync": sync,
    }


def address_of_next(request: Any, cursor: str) -> str | None:
    """The address asked for with a cursor; None without one."""
    if not cursor:
        return None
    pairs = [(name, value) for name, values in request.GET.lists() for value in values if name != "cursor"]
    return f"{settings.SITE_URL}{request.path}?{urlencode([*pairs, ('cursor', cursor)], errors='replace')}"


@ONE_PROPOSAL
class Proposal(Answer):
    """One proposal with the words of its letters and the quotations of its sources."""

    def get(self, request: Any, pk: int) -> Response:
        """410 where it was public and is no more, with the reason that its page gives."""
        asking.turning(request.GET, known=()) if request.GET else None
        found = whole(pk, current(version()))
        if found is not None:
            return Response(found)
        gone = gone_proposal(pk)
        if gone is None:
            raise nothing()
        raise Problem(410, "gone", gone.title, gone.why, since=gone.on.isoformat() if gone.on else None)
