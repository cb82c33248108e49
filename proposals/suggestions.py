"""What may be meant by a piece of a word typed into the search field: people, industries, departments, case numbers,
and the site's own words for where a proposal stands.

Three queries at most, each bounded. Only what stands in something published is offered, with how much of it there is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse

from delegates.models import Delegate, Post
from delegates.spelling import pattern
from proposals.catalogue.holdings import Holdings
from proposals.filters.naming import LABELS as PARAMETERS
from proposals.filters.naming import values_called
from proposals.models import Department, Industry, Proposal, Proposer, Publication
from proposals.search import numbered
from proposals.search.fold import fold
from proposals.workflow.states import State

LONGEST = 20  # characters: more is a sentence, which only the search itself understands
PEOPLE, OTHERS, CASES = 6, 4, 4  # offered at most of each kind
LOOKED_AT = 200  # industries and departments of one name
LABELS = {"industry": "行业", "department": "承办单位"}
# As `Proposal.objects.visible_to(None)`, but of what hangs on a proposal, row by row.
PUBLIC = Q(proposal__publication=Publication.PUBLISHED) & ~Q(proposal__state=State.RETRACTED.value)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that may be meant. `path` leads to it, without the reader's mode; `count` is of published proposals."""

    label: str
    path: str
    note: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one kind."""

    label: str
    offered: Sequence[Suggestion]


def suggestions(text: str, held: Holdings) -> list[Group]:
    """What one word may mean; nothing for several words, for a sentence, and where nothing can be searched.

    `held` are the public proposals, which industries and departments are counted by.
    """
    word = fold(text).strip()
    if not word or " " in word or len(word) > LONGEST:
        return []
    groups = (
        Group("代表委员", list(_people(word))),
        *(Group(LABELS[kind], offered) for kind, offered in _named(word, held).items()),
        Group("案号", list(_cases(word))),
        Group("按条件筛选", list(_conditions(word, held))),
    )
    return [group for group in groups if group.offered]


def _people(word: str) -> Iterator[Suggestion]:
    proposing = Proposer.objects.filter(PUBLIC, delegate=OuterRef("pk"))
    count = proposing.order_by().values("delegate").annotate(n=Count("proposal", distinct=True)).values("n")
    posts = Post.objects.filter(delegate=OuterRef("pk")).order_by("order", "pk")
    found = (
        Delegate.objects.beginning_with(word)
        .filter(Exists(proposing))
        .annotate(
            published=Subquery(count),
            unit=Subquery(posts.values("organisation__name")[:1]),
            title=Subquery(posts.values("title")[:1]),
        )
        .order_by("name_key", "pk")
    )
    for one in found.values_list("pk", "name", "unit", "title", "published")[:PEOPLE]:
        key, name, unit, title, published = one
        yield Suggestion(name, reverse("delegates:delegate", args=[key]), f"{unit or ''}{title or ''}", published)


def _named(word: str, held: Holdings) -> dict[str, list[Suggestion]]:
    """Industries and departments in one query, those that most is proposed about first."""
    called = Q(name__icontains=word) | Q(aliases__name__icontains=word)
    spelled = pattern(word)
    arms = [
        _rows("industry", Industry.objects.filter(called)),
        _rows("department", Department.objects.filter(called | Q(name_key__regex=spelled) if spelled else called)),
    ]
    offered: dict[str, list[Suggestion]] = {kind: [] for kind in LABELS}
    for kind, key, name in arms[0].union(arms[1])[:LOOKED_AT]:
        count = (held.union(kind, [str(key)]) & held.everything).bit_count()
        if count:
            offered[kind].append(Suggestion(name, reverse(f"proposals:{kind}", args=[key]), count=count))
    return {
        kind: sorted(some, key=lambda one: (-(one.count or 0), one.label))[:OTHERS] for kind, some in offered.items()
    }


def _rows(kind: str, found: "QuerySet[Any]") -> "QuerySet[Any, Any]":
    return found.order_by().distinct().values_list(Value(kind, CharField()), "pk", "name")


def _cases(word: str) -> Iterator[Suggestion]:
    condition = numbered(word)
    if condition is not None:
        found = Proposal.objects.visible_to(None).filter(condition).select_related("session__term__council__region")
        for one in found.order_by("-pk")[:CASES]:
            session = f"{one.session.name} · " if one.session else ""
            yield Suggestion(f"第 {one.number} 号", one.get_absolute_url(), f"{session}{one.headline}")


def _conditions(word: str, held: Holdings) -> Iterator[Suggestion]:
    """Two characters at least: one stands in half of the names."""
    meant = values_called(word) if len(word) > 1 else {}
    for (name, value), label in meant.items():
        count = (held.union(name, [value]) & held.everything).bit_count()
        if count:
            path = f"{reverse('proposals:proposals')}?{urlencode({name: value})}"
            yield Suggestion(label, path, PARAMETERS[name], count)
