"""The rows of one page of the list, read in one statement that Django composes once and this process then repeats.

A list is asked for more often than anything else: composing its statement anew costs more than the database does.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from delegates.repeated import Ids, Repeated
from proposals.models import Ask, FollowUp, Proposal, Proposer
from proposals.templatetags.road import READ


class Step(NamedTuple):
    """One event of the log, as the road reads it."""

    event: str
    happened_on: date | None


class Line(NamedTuple):
    """What a row shows of one proposal, besides what the catalogue knows of it."""

    pk: int
    kind: str
    number: str
    headline: str
    state: str
    proposers: list[str]
    log: list[Step]
    asks: list[str]


def lines_of(ids: Sequence[int], *, asks: bool = False) -> list[Line]:
    """Of these proposals in this order those that everybody may see by now. `asks`: with their asks."""
    told = (WITH_ASKS if asks else PLAIN).ask(ids)
    if not told:
        return []
    of_proposals, proposers, log, *of_asks = told
    hung = [_by_proposal(some) for some in (proposers, log, *of_asks)]
    found = {one[0]: _line(one, *(of.get(one[0], []) for of in hung)) for one in of_proposals}
    return [found[pk] for pk in ids if pk in found]


def _line(own: list[Any], proposers: list[Any], log: list[Any], asks: Sequence[Any] = ()) -> Line:
    pk, kind, number, headline, state = own
    steps = [Step(event, date.fromisoformat(day) if day else None) for _, event, day in log]
    return Line(pk, kind, number, headline, state, [name for _, name in proposers], steps, [text for _, text in asks])


def _by_proposal(rows: list[list[Any]]) -> dict[int, list[list[Any]]]:
    found: dict[int, list[list[Any]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def _tables(ids: Ids) -> "list[tuple[QuerySet[Any], tuple[str, ...]]]":
    named = Proposer.objects.filter(proposal__in=ids).order_by("order", "pk")
    steps = FollowUp.objects.filter(proposal__in=ids, event__in=[one.value for one in READ])
    return [
        (
            Proposal.objects.visible_to(None).filter(pk__in=ids).order_by(),
            ("pk", "kind", "number", "headline", "state"),
        ),
        (named.annotate(name=Coalesce("delegate__name", "organisation__name")), ("proposal_id", "name")),
        (steps.order_by("sequence"), ("proposal_id", "event", "happened_on")),
    ]


def _tables_with_asks(ids: Ids) -> "list[tuple[QuerySet[Any], tuple[str, ...]]]":
    return [*_tables(ids), (Ask.objects.filter(proposal__in=ids).order_by("order"), ("proposal_id", "text"))]


PLAIN, WITH_ASKS = Repeated(Proposal, _tables), Repeated(Proposal, _tables_with_asks)
