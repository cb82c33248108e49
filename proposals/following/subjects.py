"""What can be followed: by the address of its page, and by what it is called today as far as everybody may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from delegates.merging import successor
from delegates.models import Delegate, Region, Session
from proposals.filters import NARROWING, ProposalFilter, read
from proposals.filters.naming import FIXED, LABELS
from proposals.models import Department, Industry, Keyword, Proposal
from proposals.models.following import Subject, Subscription

LONGEST = 1500  # characters of an address
# The page of each kind of row.
PAGES = {
    "proposals:proposal": Subject.PROPOSAL,
    "proposals:dossier": Subject.PROPOSAL,
    "delegates:delegate": Subject.DELEGATE,
    "proposals:industry": Subject.INDUSTRY,
    "proposals:department": Subject.DEPARTMENT,
    "proposals:session": Subject.SESSION,
}
_QUERY = Subscription._meta.get_field("query").max_length or 0
_TABLES: dict[str, Any] = {"industry": Industry, "keyword": Keyword, "department": Department}


@dataclass(frozen=True, slots=True)
class Followed:
    """Something to follow. `title` is "" where nobody may know of it any more; `path` leads to its page.

    `typed`: the title holds words that somebody typed.
    """

    subject: str
    target: int
    query: str
    title: str
    path: str
    typed: bool = False


def at(address: str) -> Followed | None:
    """What is shown at an address of this site; None where it is nothing that can be followed."""
    split = urlsplit(address.strip())
    if split.scheme or split.netloc or len(address) > LONGEST:
        return None
    try:
        match = resolve(split.path)
    except Resolver404:
        return None
    if match.view_name == "proposals:proposals":
        query = asked_for(QueryDict(split.query))
        return called(Subject.SEARCH, 0, query) if len(query) <= _QUERY else None
    subject = PAGES.get(match.view_name)
    found = called(subject, match.kwargs["pk"], "") if subject else None
    return found if found and found.title else None


def asked_for(data: QueryDict) -> str:
    """The conditions of a list in one order, without those that mean nothing and those that narrow nothing."""
    asked = read(data)
    kept = QueryDict(mutable=True)
    words = str(asked.understood.get("q") or "")
    if words:
        kept["q"] = words
    if words and asked.exact:
        kept["exact"] = "1"
    for name in NARROWING:
        if values := sorted(set(asked.chosen(name))):
            kept.setlist(name, values)
    return kept.urlencode()


def called(subject: str, target: int, query: str) -> Followed:
    """By its present name."""
    if subject == Subject.SEARCH:
        title, typed = _search(QueryDict(query))
        path = reverse("proposals:proposals") + (f"?{query}" if query else "")
        return Followed(subject, 0, query, title, path, typed)
    if subject == Subject.DELEGATE:
        target = successor("delegates.Delegate", target) or target
    name = "delegates:delegate" if subject == Subject.DELEGATE else f"proposals:{subject}"
    return Followed(subject, target, "", _name(subject, target), reverse(name, args=[target]))


def condition(subject: str, target: int, query: str) -> str:
    """The same in the public query language; "" for one proposal, and for all of them."""
    if subject == Subject.SEARCH:
        return query
    if subject == Subject.DELEGATE:
        target = successor("delegates.Delegate", target) or target
    return "" if subject == Subject.PROPOSAL else f"{subject}={target}"


def _name(subject: str, target: int) -> str:
    """Nothing where the row is not there, or nothing of it is public."""
    if subject == Subject.PROPOSAL:
        row = Proposal.objects.visible_to(None).filter(pk=target).first()
        return row.headline if row else ""
    if subject == Subject.DELEGATE:
        person = Delegate.objects.visible_to(None).filter(pk=target).first()
        return person.name if person else ""
    return _names(subject, [str(target)]).get(str(target), "")


def _search(data: QueryDict) -> tuple[str, bool]:
    """A list in words, and whether any of them was typed."""
    asked = read(data)
    words = str(asked.understood.get("q") or "")
    parts = [_("检索“%(words)s”") % {"words": words}] if words else []
    for name in NARROWING:
        values = asked.chosen(name)
        if values:
            known = _names(name, values)
            parts.append(f"{LABELS[name]}：{'、'.join(known.get(one) or one for one in values)}")
    return "；".join(parts) or _("全部建议提案"), bool(words)


def _names(facet: str, values: Iterable[str]) -> dict[str, str]:
    """What the values of a facet are called, where something public has them. Industries are public by themselves."""
    if facet in FIXED:
        return dict(FIXED[facet])
    told = [one for one in values if facet == "industry" or _is_public(facet, one)]
    if facet in _TABLES:
        return {str(row.pk): str(row.name) for row in _TABLES[facet]._default_manager.filter(pk__in=told)}
    if facet == "session":
        rows = Session.objects.filter(pk__in=told).select_related("term__council__region")
        return {str(row.pk): row.name for row in rows}
    if facet == "region":
        return {row.code: str(row) for row in Region.objects.filter(pk__in=told)}
    if facet == "delegate":
        return {str(row.pk): row.name for row in Delegate.objects.visible_to(None).filter(pk__in=told)}
    return {one: one for one in told}


def _is_public(facet: str, value: str) -> bool:
    data = QueryDict(mutable=True)
    data[facet] = value
    return bool(ProposalFilter(data, queryset=Proposal.objects.visible_to(None)).narrowed().exists())
