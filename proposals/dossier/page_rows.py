"""All rows that the page of one proposal is made of, in one question after that for the proposal itself."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from delegates.gathering import Lines, gathered
from proposals.handling.results import classes_for
from proposals.models import (
    Article,
    Ask,
    Assignment,
    Commitment,
    Deadline,
    DeadlineRule,
    Department,
    FollowUp,
    Proposal,
    Rating,
    Reply,
    Report,
    ResultClass,
)
from proposals.shown.evidence import quotable
from proposals.shown.handling import shown_replies

from .alike import alike_lines
from .parts import people_lines, tag_lines

NAMED = {"unit": F("department__name")}  # a row's department is only named


@dataclass(frozen=True, slots=True)
class PageRows:
    """The rows of one proposal, each kind in its order."""

    asks: list[Ask]
    log: list[FollowUp]
    assignments: list[Assignment]
    deadlines: list[Deadline]
    replies: list[Reply]
    ratings: list[Rating]
    commitments: list[Commitment]
    classes: list[ResultClass]
    periods: Lines
    people: Lines
    tags: dict[str, Lines]
    alike: dict[str, Any]
    articles: list[Article]


def rows_of(proposal: Proposal) -> PageRows:
    """As far as everybody may read them: what is not public of a letter or a rating is not even asked for."""
    tags = {f"tags_{name}": one for name, one in tag_lines(proposal).items()}
    alike = {f"alike_{name}": one for name, one in alike_lines(proposal).items()}
    found = gathered(Proposal.objects.filter(pk=proposal.pk), _queries(proposal) | tags | alike)
    _hang(found)
    of_tags, of_alike = _taken(found, "tags_"), _taken(found, "alike_")
    for name in ("used", "reports"):
        del found[name]
    return PageRows(**found, tags=of_tags, alike=of_alike)


def _taken(found: dict[str, list[Any]], prefix: str) -> dict[str, list[Any]]:
    """What has this prefix, without it, taken out."""
    names = [name for name in found if name.startswith(prefix)]
    return {name.removeprefix(prefix): found.pop(name) for name in names}


def _queries(proposal: Proposal) -> dict[str, "QuerySet[Any, Any]"]:
    own = {"proposal": proposal.pk}
    replies = shown_replies().select_related(None).filter(**own)
    articles = quotable(Article.objects.visible_to(None).filter(proposals=proposal.pk)).select_related(None)
    return {
        "asks": Ask.objects.filter(**own).order_by("order"),
        "log": FollowUp.objects.filter(**own).defer("recorded_at").annotate(**NAMED).order_by("sequence"),
        "assignments": Assignment.objects.filter(**own).annotate(**NAMED).order_by("pk"),
        "deadlines": Deadline.objects.filter(**own, dropped=False)
        .annotate(ruled_by=F("rule__rule_set__council"))
        .order_by("round", "due_on", "pk"),
        "replies": replies.annotate(**NAMED).order_by("round", "role", "replied_on", "pk"),
        "ratings": Rating.objects.filter(reply__proposal=proposal.pk).defer("note", "scan").order_by("pk"),
        "commitments": Commitment.objects.filter(**own).order_by("reply__round", "reply", "start", "pk"),
        "classes": classes_for(proposal),
        "used": ResultClass.objects.filter(replies__proposal=proposal.pk).order_by("pk").distinct(),
        "periods": DeadlineRule.objects.nearest_first(proposal).values("step", "anchor"),
        "people": people_lines(proposal),
        "articles": articles,
        "reports": Report.objects.filter(articles__proposals=proposal.pk)
        .only("publisher", "published_on", "publication", "shown")
        .order_by("pk")
        .distinct(),
    }


def _hang(found: dict[str, list[Any]]) -> None:
    """Give rows the relations that the page follows."""
    for row in (*found["log"], *found["assignments"], *found["replies"]):
        row.department = Department(pk=row.department_id, name=row.unit) if row.department_id else None
    classes = {one.pk: one for one in (*found["used"], *found["classes"])}
    for reply in found["replies"]:
        reply.result = classes.get(reply.result_id)
    reports = {one.pk: one for one in found["reports"]}
    for article in found["articles"]:
        article.report = reports[article.report_id]
