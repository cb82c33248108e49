"""All that the page of one delegate is made of, in one question: seats, posts, figures, articles, people beside.

What they proposed is reached through relations: the models of proposals stand on those of delegates.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from .careers import Career, told_once
from .gathering import Lines, gathered
from .models import Council, Delegate, Mandate, Organisation, Post, Region, Term
from .roll import title_of

PEERS, ARTICLES = 8, 12


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody else of the same name, with what tells the two apart."""

    pk: int
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """The page. `figures` are counts over what is published; `rows` the lines of the newest proposals, to be made."""

    name: str
    mandates: Sequence[Mandate]
    posts: Sequence[Career]
    figures: dict[str, int]
    articles: Lines
    peers: Lines
    namesakes: Sequence[Namesake]
    rows: dict[str, list[Any]]


def proposed_by(pk: int) -> Any:
    """What a delegate proposes and everybody may read, the newest first."""
    proposing: Any = Delegate._meta.get_field("proposing").related_model
    return proposing.objects.filter(delegate=pk).visible_to(None).proposals().order_by("-pk")


def portrait(pk: int, today: date, rows: "dict[str, QuerySet[Any, Any]]") -> Portrait:
    """One delegate; `rows` are asked for along with it. Raises Delegate.DoesNotExist for whom the public sees not."""
    seen = Delegate.objects.visible_to(None).filter(pk=pk)
    told = gathered(seen, {**_of_the_person(pk), **_of_the_proposals(pk, today), **_of_others(pk), **rows})
    own = told["own"][0]
    counted = {name: n for line in (*told["figures"], *told["asks"], *told["ratings"]) for name, n in line.items()}
    return Portrait(
        name=own["name"],
        mandates=[_mandate(line) for line in told["seats"]],
        posts=told_once([_post(row) for row in told["posts"]]),
        figures={name: n for name, n in counted.items() if isinstance(n, int)},
        articles=told["articles"],
        peers=told["peers"],
        namesakes=[_namesake(line) for line in told["namesakes"]],
        rows={name: told[name] for name in rows},
    )


_COUNCIL = {
    "kind": F("council__kind"),
    "code": F("council__region"),
    "place": F("council__region__name"),
    "example": F("council__region__is_example"),
}


def _of_the_person(pk: int) -> "dict[str, QuerySet[Any, Any]]":
    seats = Mandate.objects.filter(delegate=pk).order_by("-term__number", "pk")
    return {
        "own": Delegate.objects.filter(pk=pk).values("name"),
        "seats": seats.values("group", "council", "term", number=F("term__number"), **_COUNCIL),
        "posts": Post.objects.filter(delegate=pk)
        .with_sources()
        .annotate(unit=F("organisation__name"), where=F("organisation__region")),
    }


def _of_the_proposals(pk: int, today: date) -> "dict[str, QuerySet[Any, Any]]":
    """Their figures, by what hangs on proposals: letters, clocks, asks, ratings, articles."""
    found = proposed_by(pk).order_by()
    of = {
        name: found.model._meta.get_field(name).related_model for name in ("followups", "deadlines", "asks", "replies")
    }
    here = {"proposal": OuterRef("pk")}
    flags: dict[str, Any] = {
        "replied": Exists(of["followups"].objects.filter(event="reply", **here)),
        "late": Exists(of["deadlines"].objects.overdue(today).filter(**here)),
        "fulfilled": Q(state="fulfilled"),
    }
    rated = (
        of["replies"]._meta.get_field("ratings").related_model.objects.filter(reply__proposal__in=found.values("pk"))
    )
    article = found.model._meta.get_field("articles").related_model
    told = article.objects.visible_to(None).filter(proposals__in=found.values("pk")).order_by().values("pk")
    return {
        "figures": found.values("publication").annotate(
            published=Count("pk"), **{name: Count("pk", filter=flag) for name, flag in flags.items()}
        ),
        "asks": of["asks"]
        .objects.filter(proposal__in=found.values("pk"))
        .order_by()
        .values("proposal__publication")
        .annotate(asked=Count("pk"), solved=Count("pk", filter=Q(outcome="resolved"))),
        "ratings": rated.filter(result__in=["hardly", "not"])
        .order_by()
        .values("reply__proposal__publication")
        .annotate(unhappy=Count("pk")),
        "articles": article.objects.filter(pk__in=told)
        .order_by(F("report__published_on").desc(nulls_last=True), "report", "order")
        .values("pk", "headline", "report", paper=F("report__publisher"), on=F("report__published_on"))[:ARTICLES],
    }


def _of_others(pk: int) -> "dict[str, QuerySet[Any, Any]]":
    same = Delegate.objects.visible_to(None).exclude(pk=pk)
    named = same.filter(plain__in=Delegate.objects.filter(pk=pk).values("plain")).order_by("pk")
    post = Post.objects.filter(delegate=OuterRef("pk")).order_by(F("seen_on").desc(nulls_last=True), "order", "pk")
    seat = Mandate.objects.filter(delegate=OuterRef("pk")).order_by("-term__number", "pk")
    first = {name: Subquery(seat.values(one=path)[:1]) for name, path in _COUNCIL.items() if name != "example"}
    beside = Delegate.objects.beside(Delegate(pk=pk))
    return {
        "peers": beside.order_by("name_key", "pk").values("name", key=F("pk"))[:PEERS],
        "namesakes": named.values(
            "name",
            key=F("pk"),
            unit=Subquery(post.values("organisation__name")[:1]),
            post=Subquery(post.values("title")[:1]),
            **first,
        )[:PEERS],
    }


def _mandate(line: dict[str, Any]) -> Mandate:
    """A seat with its council and term."""
    region = Region(code=line["code"], name=line["place"], is_example=bool(line["example"]))
    council = Council(pk=line["council"], kind=line["kind"], region=region)
    term = Term(pk=line["term"], number=line["number"], council=council) if line["term"] else None
    return Mandate(council=council, term=term, group=line["group"])


def _post(row: Any) -> Post:
    """A post with its unit, as `told_once` takes it."""
    row.organisation = (
        Organisation(pk=row.organisation_id, name=row.unit, region_id=row.where) if row.organisation_id else None
    )
    row.last_on = date.fromisoformat(row.last_on) if row.last_on else None
    found: Post = row
    return found


def _namesake(line: dict[str, Any]) -> Namesake:
    seat = title_of(line) if line["kind"] else ""
    told = "，".join(part for part in (seat, f"{line['unit'] or ''}{line['post'] or ''}") if part)
    return Namesake(line["key"], line["name"], told or "身份和单位不明")
