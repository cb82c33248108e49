"""What the first page counts and lists beside the newest proposals: all of it in one question."""

from collections.abc import Iterable
from datetime import date, timedelta
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
    Publication,
    Reply,
)
from proposals.models.listing import ANSWERS
from proposals.workflow.events import Event
from proposals.workflow.signals import SOON
from proposals.workflow.states import Duty, State

PAST, AHEAD = 60, 20  # entries read on either side of today: of some days only the first are told
WORDS = 24
# What is written down about a proposal rather than happens to it.
NOTES = (Event.RECOMPUTE, Event.NOTE, Event.OUTCOME, Event.PROMISE, Event.ATTACH, Event.CORRECT)


def front(known: int, today: date) -> dict[str, Lines]:
    """Lines by what they tell. `known`: the id of any proposal; with none published there is nothing to ask."""
    return gathered(Proposal.objects.filter(pk=known), {**_numbers(today), **_almanac(today), **_words()})


def awaited_answers() -> "QuerySet[Deadline]":
    """The running clocks of answers that public proposals wait for."""
    running = Deadline.objects.running().filter(step__in=ANSWERS, **_public())
    return running.exclude(assignment__duty=Duty.ASSIST.value)


def _public(path: str = "proposal") -> dict[str, Any]:
    return {f"{path}__publication": Publication.PUBLISHED}


def _numbers(today: date) -> "dict[str, QuerySet[Any, Any]]":
    asks = _standing(Ask.objects.filter(**_public())).order_by()
    clocks = awaited_answers().filter(due_on__range=(today, today + timedelta(days=SOON))).order_by()
    return {
        "asks": asks.values("proposal__publication").annotate(n=Count("pk")),
        "soon": clocks.values("proposal__publication").annotate(n=Count("proposal", distinct=True)),
    }


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


def _words() -> "dict[str, QuerySet[Any, Any]]":
    return {"words": HotWord.objects.of_all().telling().values("word", "n")[:WORDS]}


def number(lines: Iterable[dict[str, Any]]) -> int:
    """The sum of what was counted; 0 where there was nothing to count."""
    return sum(one["n"] for one in lines)
