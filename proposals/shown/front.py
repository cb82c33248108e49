"""What the first page counts and lists beside the newest proposals: all of it in one question."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet

from delegates.gathering import Lines, gathered
from proposals.models import (
    Ask,
    Commitment,
    Deadline,
    FollowUp,
    HotWord,
    Proposal,
    ProposalIndustry,
    ProposalKeyword,
    Proposer,
    Publication,
    Reply,
)
from proposals.models.listing import ANSWERS
from proposals.workflow.events import Event
from proposals.workflow.states import Duty, State

PAST, AHEAD = 6, 6  # lines of the almanac on either side of today
INDUSTRIES, WORDS, SESSIONS = 14, 24, 8
# What is written down about a proposal rather than happens to it.
NOTES = (Event.RECOMPUTE, Event.NOTE, Event.OUTCOME, Event.PROMISE, Event.ATTACH, Event.CORRECT)


def front(known: Proposal, today: date) -> dict[str, Lines]:
    """Lines by what they tell. `known`: any proposal; with none published there is nothing to ask."""
    return gathered(Proposal.objects.filter(pk=known.pk), {**_numbers(today), **_almanac(today), **_shelves()})


def overdue(today: date) -> "QuerySet[Deadline]":
    """What offices owe on public proposals past its day, as the list's own filter takes it."""
    return _standing(Deadline.objects.overdue(today).filter(**_public()))


def awaited_answers() -> "QuerySet[Deadline]":
    """The running clocks of answers that public proposals wait for."""
    running = Deadline.objects.running().filter(step__in=ANSWERS, **_public())
    return running.exclude(assignment__duty=Duty.ASSIST.value)


def _public(path: str = "proposal") -> dict[str, Any]:
    return {f"{path}__publication": Publication.PUBLISHED}


def _numbers(today: date) -> "dict[str, QuerySet[Any, Any]]":
    visible = Proposal.objects.visible_to(None).order_by()
    return {
        "states": visible.values("state").annotate(n=Count("pk")),
        "asks": Ask.objects.filter(**_public()).order_by().values("proposal__publication").annotate(n=Count("pk")),
        "people": _standing(Proposer.objects.filter(**_public()))
        .order_by()
        .values("proposal__publication")
        .annotate(n=Count("delegate", distinct=True)),
        "late": _counted(overdue(today)),
        "soon": _counted(awaited_answers().due_within(today, 15)),  # type: ignore[attr-defined]  # keeps its class
    }


def _counted(clocks: "QuerySet[Deadline]") -> "QuerySet[Any, Any]":
    return clocks.order_by().values("proposal__publication").annotate(n=Count("proposal", distinct=True))


def _standing(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.exclude(proposal__state=State.RETRACTED.value)


def _almanac(today: date) -> "dict[str, QuerySet[Any, Any]]":
    of = {"key": F("proposal"), "headline": F("proposal__headline")}
    whole = {"reply__publication": Publication.PUBLISHED, "reply__status": "sent", "reply__shown": Reply.Shown.FULL}
    kept = _standing(Commitment.objects.open().filter(due_on__gte=today, **_public(), **whole))
    moves = FollowUp.objects.filter(happened_on__lte=today, **_public()).exclude(event__in=[one.value for one in NOTES])
    events = _standing(moves.latest_dated())
    return {
        "past": events.values("event", on=F("happened_on"), **of)[:PAST],
        "ahead": awaited_answers()
        .filter(due_on__gte=today)
        .order_by("due_on", "pk")
        .values("step", on=F("due_on"), **of)[:AHEAD],
        "promised": kept.order_by("due_on", "pk").values("text", on=F("due_on"), **of)[:AHEAD],
    }


def _shelves() -> "dict[str, QuerySet[Any, Any]]":
    tagged = _standing(ProposalIndustry.objects.filter(**_public())).order_by()
    printed = _standing(ProposalKeyword.objects.filter(**_public())).order_by()
    return {
        "industries": tagged.values(key=F("industry"), name=F("industry__name"))
        .annotate(n=Count("proposal"))
        .order_by("-n", "industry__order", "industry")[:INDUSTRIES],
        "printed": printed.values(key=F("keyword"), name=F("keyword__name"))
        .annotate(n=Count("proposal"))
        .order_by("-n", "keyword")[:WORDS],
        "words": HotWord.objects.of_all().telling().values("word", "n")[:WORDS],
        "sessions": met().filter(session__isnull=False)[:SESSIONS],
    }


def met() -> "QuerySet[Any, Any]":
    """Each session with how many public proposals it has, the newest first; those of no known session are one too."""
    visible = Proposal.objects.visible_to(None).order_by()
    return (
        visible.values(
            "session", term=F("session__term__number"), meeting=F("session__number"),
            body=F("session__term__council__kind"), place=F("session__term__council__region__name"),
            code=F("session__term__council__region"), on=F("session__starts_on"),
        )
        .annotate(n=Count("pk"))
        .order_by(
            F("session__starts_on").desc(nulls_last=True), "-session__term__number", "-session__number", "session"
        )
    )  # fmt: skip


def number(lines: Iterable[dict[str, Any]]) -> int:
    """The sum of what was counted; 0 where there was nothing to count."""
    return sum(one["n"] for one in lines)
