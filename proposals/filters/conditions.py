"""Conditions on proposals that ask what hangs on them. What nobody may read is not asked for either."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from proposals.models import Assignment, Deadline, FollowUp, Proposer, Rating, Reply, ResultClass
from proposals.models.reply import ReplyQuerySet
from proposals.shown.handling import LETTER_OPEN
from proposals.workflow.events import Event
from proposals.workflow.states import Duty

RAISING = (Event.SUBMIT.value, Event.REPORT.value)
_OF_IT = OuterRef("pk")


def letters() -> ReplyQuerySet:
    """Answers to proposers that went out."""
    return Reply.objects.sent().filter(role=Reply.Role.REPLY)


def open_letters() -> "QuerySet[Any]":
    """Those that everybody may know of, the first one first, each with what its class means."""
    in_turn = ("proposal", "round", F("replied_on").asc(nulls_first=True), "pk")
    found: QuerySet[Any] = letters().filter(LETTER_OPEN).with_meaning().order_by(*in_turn)
    return found


def overdue(today: date) -> Q:
    """Somebody owes something by a day before `today`."""
    return Q(Exists(Deadline.objects.overdue(today).filter(proposal=_OF_IT)))


def of_years(years: Collection[int]) -> Q:
    """The session began in one of them; where that day is not known, it was raised in one."""
    raised = FollowUp.objects.filter(proposal=_OF_IT, event__in=RAISING, happened_on__isnull=False)
    first = raised.order_by().values("proposal").annotate(day=Min("happened_on"))
    in_years = Exists(first.filter(day__year__in=years))
    return Q(session__starts_on__year__in=years) | Q(in_years, session__starts_on__isnull=True)


def with_part(departments: Collection[int] | None, roles: Collection[str]) -> Q:
    """One of these departments (None: any) has a part in one of these roles (none: any)."""
    parts = Assignment.objects.standing().filter(proposal=_OF_IT)
    if departments is not None:
        parts = parts.filter(department__in=departments)
    if len(set(roles)) == 1:
        assisting = Q(duty=Duty.ASSIST.value)
        parts = parts.filter(assisting if "assist" in roles else ~assisting)
    return Q(Exists(parts))


def came_to(outcomes: Collection[str]) -> Q:
    """The last open letter came to one of these."""
    last = open_letters().filter(proposal=OuterRef(OuterRef("pk"))).reverse().values("meaning")[:1]
    return Q(Exists(ResultClass.objects.filter(pk=Subquery(last), outcome__in=outcomes)))


def replied() -> Q:
    """A letter went out."""
    return Q(Exists(letters().filter(proposal=_OF_IT)))


def rated(results: Collection[str]) -> Q:
    """Somebody said one of these of a result."""
    return Q(Exists(Rating.objects.filter(reply__proposal=_OF_IT, result__in=results)))


def made_by(delegates: Collection[int]) -> Q:
    """One of these delegates proposes it."""
    return Q(Exists(Proposer.objects.filter(proposal=_OF_IT, delegate__in=delegates)))
