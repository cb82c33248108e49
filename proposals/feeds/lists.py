"""Of which proposals a feed tells: those of a list with its conditions, or of one delegate, department, trade, session.

The conditions are those of the list page, read by the same language; a search means what the page took it for.
"""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from delegates.freshness.pages import current as version
from proposals.catalogue.holdings import newest
from proposals.catalogue.question import Question
from proposals.catalogue.searching import Search, searched
from proposals.catalogue.shared import Catalogue, current
from proposals.filters import NARROWING, Asked, ProposalFilter
from proposals.filters.naming import FIXED
from proposals.models import Proposal
from proposals.search import holding

# What has a page of its own: the parameter of the list that means it, and the page.
PARTS = {
    "delegate": "delegates:delegate",
    "industry": "proposals:industry",
    "department": "proposals:department",
    "session": "proposals:session",
}
FEW = 500  # proposals that are asked for by number
TOLD = frozenset(ProposalFilter.base_filters) - {"order"}  # parameters that make it another feed


@dataclass(frozen=True, slots=True)
class Listed:
    """The proposals, what they are called together, and the conditions in one order, as in an address."""

    proposals: "QuerySet[Proposal]"
    title: str
    query: str
    most: bool = False  # whether they are half of all proposals, or more


def listed(data: QueryDict) -> Listed:
    """What the list page shows for these parameters. One question more for a search that was not asked before."""
    known, words = current(version()), data.get("q", "").strip()[:100]
    found = ProposalFilter(data, queryset=Proposal.objects.visible_to(None))
    search = searched(known, found.asked) if words else None
    rows = found.narrowed(without={"q"})
    if words:
        rows = rows.filter(holding(search.query)) if search else rows.none()
    return _held(known, found.asked, rows, search, Listed(rows, _title(known, found.asked, words), conditions(data)))


def of_part(name: str, pk: int) -> Listed | None:
    """Those of one thing that has a page; None where nobody outside sees that."""
    known = current(version())
    called = _called(known, name, str(pk))
    if not called:
        return None
    found = ProposalFilter(QueryDict(f"{name}={pk}"), queryset=Proposal.objects.visible_to(None))
    rows = found.narrowed()
    return _held(known, found.asked, rows, None, Listed(rows, called, ""))


def _held(known: Catalogue, asked: Asked, rows: "QuerySet[Proposal]", search: Search | None, told: Listed) -> Listed:
    """The same by what the catalogue holds: few are asked for by number, and of most it is known that they are most.

    Hits that are not proved yet are left to the database.
    """
    chosen = {name: tuple(values) for name in NARROWING if (values := asked.chosen(name))}
    sure = search is None or search.hits.sure
    within = search.hits.bits if search else 0 if rows.query.is_empty() else None
    among = Question(chosen, timezone.localdate()).among(known.holdings, within=within)
    count = among.bit_count()
    if sure and count <= FEW:
        rows = Proposal.objects.visible_to(None).filter(pk__in=newest(among, start=0, count=count))
    return replace(told, proposals=rows, most=2 * count >= known.holdings.everything.bit_count())


def page_of(name: str, pk: int) -> str:
    """The path of the page about it."""
    return reverse(PARTS[name], args=[pk])


def conditions(data: QueryDict) -> str:
    """Those in the parameters that make another feed, in one order: ?kind=motion&year=2026, or "" for none."""
    pairs = [
        (name, value)
        for name in sorted(TOLD & set(data))
        for value in sorted({one.strip() for one in data.getlist(name)})
    ]
    kept = [(name, value) for name, value in pairs if value]
    return f"?{urlencode(kept, errors='replace')}" if kept else ""


def _title(known: Catalogue, asked: Asked, words: str) -> str:
    labels = [_called(known, name, value) or value for name in NARROWING for value in asked.chosen(name)]
    if words:
        labels.insert(0, _("检索“%(words)s”") % {"words": words})
    return "、".join(labels) if labels else _("全部建议提案")


def _called(known: Catalogue, name: str, value: str) -> str:
    """What readers call a value; "" where there is no such thing, or nothing public of it."""
    if name in FIXED:
        return str(FIXED[name].get(value, ""))
    if name == "year":
        return _("%(year)s 年") % {"year": value}
    if name != "industry" and value not in known.holdings.sets.get(name, {}):
        return ""  # what hangs on nothing public has no name for whoever guesses its number
    labels = known.names.delegates([value]) if name == "delegate" else known.names.labels.get(name, {})
    return labels.get(value, "")
