"""What the rates count over: proposals or departments' parts in them, clocks of answering, ratings, promises.

Each is a query with the facts it is asked for by name, so that a condition on it is a plain `Q`. With `public` they
know what everybody may know: of the letters that are public the class of the last one, and their promises.
"""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from proposals.models import Assignment, Commitment, Deadline, DeadlineRule, Proposal, Rating, Reply, ResultClass
from proposals.models.reply import ReplyQuerySet
from proposals.shown.handling import LETTER_OPEN, promises_shown
from proposals.workflow.states import ENDED, State

Rows = QuerySet[Any]
UNCOUNTED = [state.value for state in sorted(ENDED | {State.REPORTED})]
ANSWERS = (DeadlineRule.Step.REPLY, DeadlineRule.Step.AGAIN)


def counted(proposals: "QuerySet[Proposal]") -> "QuerySet[Proposal]":
    """Without those that nobody handles: only reported, converted, rejected, withdrawn, or of an undone import."""
    return proposals.order_by().exclude(state__in=UNCOUNTED)


def of_proposals(proposals: "QuerySet[Proposal]", *, public: bool = False) -> Rows:
    """Those handed to a department that answers, or answered all the same: a letter proves that it was handled."""
    letters = _letters().filter(proposal=OuterRef("pk"))
    assigned = Assignment.objects.answering().filter(proposal=OuterRef("pk"))
    rows: Rows = _answered(counted(proposals), letters, public=public).alias(again=Q(round__gte=2), at=F("state"))
    found: Rows = rows.filter(Exists(assigned) | Q(replied=True))
    return found


def of_parts(proposals: "QuerySet[Proposal]", *, public: bool = False) -> Rows:
    """The parts of departments that answer, each with its own letters. `department` says whose it is."""
    of_it = Q(assignment=OuterRef("pk")) | Q(assignment=None, department=OuterRef("department"))
    letters = _letters().filter(of_it, proposal=OuterRef("proposal"))
    parts = Assignment.objects.answering().filter(proposal__in=counted(proposals).values("pk")).order_by()
    again = Q(round__gte=2)
    found: Rows = _answered(parts, letters, public=public).alias(
        again=again, at=F("proposal__state"), of=F("department")
    )
    return found


def of_clocks(proposals: "QuerySet[Proposal]") -> Rows:
    """The days by which departments had to answer, once for each round. Dropped ones are owed by nobody."""
    clocks = Deadline.objects.filter(step__in=ANSWERS, dropped=False, proposal__in=counted(proposals).values("pk"))
    return clocks.order_by().alias(of=F("assignment__department"))


def of_ratings(proposals: "QuerySet[Proposal]") -> Rows:
    """What each proposer said last of each department's answers."""
    rows = Rating.objects.filter(reply__proposal__in=counted(proposals).values("pk")).order_by()
    rows = rows.alias(of=Coalesce("reply__assignment__department", "reply__department"), whose=Coalesce(F("of"), 0))
    same_round = Q(reply__round=OuterRef("reply__round"))
    same_day = same_round & Q(given_on=OuterRef("given_on"))
    after = (
        Q(reply__round__gt=OuterRef("reply__round"))
        | same_round & Q(given_on__gt=OuterRef("given_on"))
        | same_day & Q(pk__gt=OuterRef("pk"))
    )
    whose = Coalesce("reply__assignment__department", "reply__department", 0)
    later = Rating.objects.order_by().alias(whose=whose).filter(
        after, proposer=OuterRef("proposer"), whose=OuterRef("whose")
    )  # fmt: skip
    return rows.filter(~Exists(later))


def of_promises(proposals: "QuerySet[Proposal]", *, public: bool = False) -> Rows:
    """What replies promised."""
    rows: Rows = Commitment.objects.filter(proposal__in=counted(proposals).values("pk")).order_by()
    rows = promises_shown(rows) if public else rows
    return rows.alias(of=Coalesce("reply__assignment__department", "reply__department"))


def _letters() -> ReplyQuerySet:
    return Reply.objects.sent().filter(role=Reply.Role.REPLY)


def _answered(rows: Rows, letters: ReplyQuerySet, *, public: bool) -> Rows:
    """With what their letters tell: `outcome` is that of the last one sent, None where its class is of no scheme.

    A letter that a source prints means what it means in the scheme of its place, whenever that was entered.
    """
    known = letters.filter(LETTER_OPEN) if public else letters
    last = known.order_by("-round", F("replied_on").desc(nulls_last=True), "-pk").with_meaning()
    meant = ResultClass.objects.filter(pk=OuterRef("meaning")).values("outcome")
    found: Rows = rows.alias(
        replied=Exists(letters),
        answered_first=Exists(letters.filter(round=1)),
        rated=Exists(letters.filter(ratings__isnull=False)),
        outcome=Subquery(last.annotate(outcome=Subquery(meant)).values("outcome")[:1]),
    )
    return found
