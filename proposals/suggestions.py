"""What may be meant by a piece of a word typed into the search field: people, industries, departments, case numbers.

Three queries at most, each bounded. Only what stands in something published is offered, with how much of it there is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from delegates.models import Delegate, Post
from delegates.spelling import pattern
from proposals.models import Assignment, Department, Industry, Proposal, ProposalIndustry, Proposer, Publication
from proposals.search import numbered
from proposals.search.fold import fold
from proposals.workflow.states import State

LONGEST = 20  # characters: more is a sentence, which only the search itself understands
PEOPLE, OTHERS, CASES = 6, 4, 4  # offered at most of each kind
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


def suggestions(text: str) -> list[Group]:
    """What one word may mean; nothing for several words, for a sentence, and where nothing can be searched."""
    word = fold(text).strip()
    if not word or " " in word or len(word) > LONGEST:
        return []
    industries, departments = _named(word)
    groups = (
        Group("代表委员", list(_people(word))),
        Group("行业", industries),
        Group("承办单位", departments),
        Group("案号", list(_cases(word))),
    )
    return [group for group in groups if group.offered]


def _people(word: str) -> Iterator[Suggestion]:
    proposing = Proposer.objects.filter(PUBLIC, delegate=OuterRef("pk"))
    posts = Post.objects.filter(delegate=OuterRef("pk")).order_by("order", "pk")
    found = (
        Delegate.objects.beginning_with(word)
        .annotate(published=_number_of(proposing, "delegate", "proposal"))
        .filter(published__gt=0)
        .annotate(unit=Subquery(posts.values("organisation__name")[:1]), title=Subquery(posts.values("title")[:1]))
        .order_by("name_key", "pk")
    )
    for one in found.values_list("pk", "name", "unit", "title", "published")[:PEOPLE]:
        key, name, unit, title, published = one
        yield Suggestion(name, reverse("delegates:delegate", args=[key]), f"{unit or ''}{title or ''}", published)


def _named(word: str) -> tuple[list[Suggestion], list[Suggestion]]:
    """Industries and departments, in one query."""
    tags = ProposalIndustry.objects.filter(PUBLIC, industry=OuterRef("pk"))
    parts = Assignment.objects.standing().filter(PUBLIC, department=OuterRef("pk"))
    called = Q(name__icontains=word) | Q(aliases__name__icontains=word)
    spelled = pattern(word)
    arms = [
        _counted(Industry.objects.filter(called), "industry", _number_of(tags, "industry", "proposal")),
        _counted(
            Department.objects.filter(called | Q(name_key__regex=spelled) if spelled else called),
            "department",
            _number_of(parts, "department", "proposal"),
        ),
    ]
    offered: dict[str, list[Suggestion]] = {"industry": [], "department": []}
    for row in arms[0].union(arms[1]).order_by("kind", "-n", "name")[: 20 * OTHERS]:
        if len(offered[row["kind"]]) < OTHERS:
            offered[row["kind"]].append(Suggestion(row["name"], _page(**row), count=row["n"]))
    return offered["industry"], offered["department"]


def _page(kind: str, key: int, name: str, **_: Any) -> str:
    if kind == "industry":
        return reverse("proposals:industry", args=[key])
    return f"{reverse('proposals:proposals')}?{urlencode({'q': name})}"


def _cases(word: str) -> Iterator[Suggestion]:
    condition = numbered(word)
    if condition is not None:
        found = Proposal.objects.visible_to(None).filter(condition).select_related("session__term__council__region")
        for one in found.order_by("-pk")[:CASES]:
            session = f"{one.session.name} · " if one.session else ""
            yield Suggestion(f"第 {one.number} 号", one.get_absolute_url(), f"{session}{one.headline}")


def _number_of(rows: "QuerySet[Any]", owner: str, what: str) -> Coalesce:
    """How many different things hang on the outer row."""
    return Coalesce(Subquery(rows.order_by().values(owner).annotate(n=Count(what, distinct=True)).values("n")), 0)


def _counted(found: "QuerySet[Any]", kind: str, number: Coalesce) -> "QuerySet[Any, dict[str, Any]]":
    held: QuerySet[Any] = found.order_by().annotate(n=number).filter(n__gt=0).distinct()
    return held.values("name", "n", kind=Value(kind, CharField()), key=F("pk"))
