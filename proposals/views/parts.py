"""What the page of one proposal shows of its people and its tags, each kind in one query."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Expression, F, QuerySet, Value, When
from django.db.models.functions import Cast

from delegates.models import Council, Region
from proposals.models import DepartmentMention, Proposal, Proposer

ROLES: dict[str, str] = {value: str(label) for value, label in DepartmentMention.Role.choices}


@dataclass(slots=True)
class Person:
    """Who proposes: a delegate with seat and posts, or an organisation (`delegate` None)."""

    name: str
    delegate: int | None
    role: str
    title: str = ""
    posts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tag:
    """An industry, a keyword, a department, another proposal. `note` is its doubt, its role, its state."""

    name: str
    key: str
    note: str


def people_of(proposal: Proposal) -> list[Person]:
    """Its proposers in the printed order."""
    people: dict[int, Person] = {}
    session = proposal.session
    for row in proposal.proposers.all().with_posts():
        role = Proposer.Role(row["role"]).label
        person = people.setdefault(row["pk"], Person(row["name"], row["delegate"], role))
        at_home = session is not None and row["council"] == session.term.council_id
        if row["council"] is not None and (at_home or not person.title):
            person.title = _member_title(row)
        post = f"{row['unit'] or ''}{row['post'] or ''}" + (f"（{row['note']}）" if row["note"] else "")
        if post and post not in person.posts:
            person.posts.append(post)
    return list(people.values())


def _member_title(row: Mapping[str, Any]) -> str:
    return Council(kind=row["kind"], region=Region(code=row["region"], name=row["place"])).member_title


def tags_of(proposal: Proposal) -> dict[str, list[Tag]]:
    """Its industries, keywords, the departments its source names, and five others of its industries, in one query."""
    doubt = Case(When(confirmed=False, then=Value("待核对")), default=Value(""), output_field=CharField())
    arms = (
        _arm(proposal.industry_tags.all(), "industries", "industry", "industry__name", Value("", CharField())),
        _arm(proposal.keyword_tags.all(), "keywords", "keyword", "keyword__name", doubt),
        _arm(proposal.mentions.all(), "mentions", "pk", "name", F("role")),
        _arm(_beside(proposal), "beside", "pk", "headline", F("state")),
        _arm(_main_of(proposal), "main", "pk", "headline", F("state")),
        _arm(Proposal.objects.visible_to(None).filter(merged_into=proposal), "merged", "pk", "headline", F("state")),
    )
    names = ("industries", "keywords", "mentions", "beside", "main", "merged")
    tags: dict[str, list[Tag]] = {name: [] for name in names}
    for row in arms[0].union(*arms[1:], all=True):
        tags[row["sort"]].append(Tag(row["word"], row["ref"], ROLES.get(row["more"], row["more"])))
    return tags


def _beside(proposal: Proposal) -> "QuerySet[Proposal]":
    newest = Proposal.objects.visible_to(None).beside(proposal).values("pk")[:5]
    return Proposal.objects.filter(pk__in=newest)


def _main_of(proposal: Proposal) -> "QuerySet[Proposal]":
    """The file that this one is handled together with, if everybody may see it."""
    return Proposal.objects.visible_to(None).filter(pk=proposal.merged_into_id or 0)


def _arm(
    rows: "QuerySet[Any]", sort: str, ref: str, word: str, more: Expression | F
) -> "QuerySet[Any, dict[str, Any]]":
    return rows.order_by().values(sort=Value(sort, CharField()), ref=Cast(ref, CharField()), word=F(word), more=more)
