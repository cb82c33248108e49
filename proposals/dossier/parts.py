"""What the page of one proposal shows of its people and its tags, made of lines that one question gathers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Expression, F, QuerySet, Value, When
from django.db.models.functions import Cast

from delegates.gathering import Lines
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


def people_lines(proposal: Proposal) -> "QuerySet[Proposer, dict[str, Any]]":
    """A line for each post and seat of each of its proposers."""
    return proposal.proposers.all().with_posts()


def people_of(proposal: Proposal, lines: Lines) -> list[Person]:
    """Its proposers in the printed order."""
    people: dict[int, Person] = {}
    session = proposal.session
    for row in lines:
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


def tag_lines(proposal: Proposal) -> "dict[str, QuerySet[Any, dict[str, Any]]]":
    """Its industries, keywords, the departments its source names, five others of its industries, and merged files."""
    doubt = Case(When(confirmed=False, then=Value("待核对")), default=Value(""), output_field=CharField())
    merged = Proposal.objects.visible_to(None).filter(merged_into=proposal)
    return {
        "industries": _arm(proposal.industry_tags.all(), "industry", "industry__name", Value("", CharField())),
        "keywords": _arm(proposal.keyword_tags.all(), "keyword", "keyword__name", doubt),
        "mentions": _arm(proposal.mentions.all(), "pk", "name", F("role")),
        "beside": _arm(_beside(proposal), "pk", "headline", F("state")),
        "main": _arm(_main_of(proposal), "pk", "headline", F("state")),
        "merged": _arm(merged, "pk", "headline", F("state")),
    }


def tags_of(lines: Mapping[str, Lines]) -> dict[str, list[Tag]]:
    """The same, by kind."""
    return {
        kind: [Tag(row["word"], row["ref"], str(ROLES.get(row["more"], row["more"]))) for row in found]
        for kind, found in lines.items()
    }


def _beside(proposal: Proposal) -> "QuerySet[Proposal]":
    newest = Proposal.objects.visible_to(None).beside(proposal).values("pk")[:5]
    return Proposal.objects.filter(pk__in=newest)


def _main_of(proposal: Proposal) -> "QuerySet[Proposal]":
    """The file that this one is handled together with, if everybody may see it."""
    return Proposal.objects.visible_to(None).filter(pk=proposal.merged_into_id or 0)


def _arm(rows: "QuerySet[Any]", ref: str, word: str, more: Expression | F) -> "QuerySet[Any, dict[str, Any]]":
    return rows.order_by("pk").values(ref=Cast(ref, CharField()), word=F(word), more=more)
