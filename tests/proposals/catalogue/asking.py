"""What the catalogue says of an address, and what the database says of it, counted value by value: slow, and plain."""

import random
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from delegates.models import Body, Delegate, Region, Session
from proposals.catalogue.holdings import newest
from proposals.catalogue.question import Question
from proposals.catalogue.shared import current
from proposals.filters import NARROWING, STATE_GROUPS, ProposalFilter, read
from proposals.models import Department, Industry, Keyword, Proposal
from proposals.models.proposal import Field, Kind
from proposals.workflow.outcomes import Outcome, Satisfaction

COUNTED = NARROWING[:-1]  # all but the delegates, of whom no list is shown
Answer = tuple[list[int], dict[str, dict[str, int]]]


def address(**chosen: Any) -> QueryDict:
    """Parameters as they stand in an address."""
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        query.setlist(name, [str(one) for one in (values if isinstance(values, list) else [values])])
    return query


def by_catalogue(query: QueryDict) -> Answer:
    """The ids in order, and the numbers beside every facet."""
    asked = read(query)
    chosen = {name: tuple(values) for name in NARROWING if (values := asked.chosen(name))}
    question, held = Question(chosen, timezone.localdate()), current().holdings
    bits = question.among(held)
    return newest(bits, start=0, count=bits.bit_count()), question.counts(held, COUNTED)


def by_database(query: QueryDict) -> Answer:
    """The same by one query for each value there could be."""
    asked = ProposalFilter(query, queryset=Proposal.objects.visible_to(None))
    counts = {name: {} for name in COUNTED}  # type: dict[str, dict[str, int]]
    for name in COUNTED:
        for value in every_value()[name]:
            other = query.copy()
            other.setlist(name, [value])
            n = ProposalFilter(other, queryset=asked.queryset).narrowed().count()
            if n:
                counts[name][value] = n
    return list(asked.narrowed().order_by("-pk").values_list("pk", flat=True)), counts


def every_value() -> Mapping[str, list[str]]:
    """All values that each parameter takes here."""
    rows: dict[str, Any] = {"session": Session, "department": Department, "industry": Industry, "keyword": Keyword}
    found = {name: [str(pk) for pk in model.objects.values_list("pk", flat=True)] for name, model in rows.items()}
    return found | {
        "state": list(STATE_GROUPS), "overdue": ["1"], "body": list(Body.values), "kind": list(Kind.values),
        "year": [str(one) for one in range(2020, 2028)], "role": ["lead", "assist"], "has_reply": ["0", "1"],
        "class": [one.value for one in Outcome], "satisfaction": [one.value for one in Satisfaction],
        "field": list(Field.values), "region": list(Region.objects.values_list("pk", flat=True)),
    }  # fmt: skip


def draw(chance: random.Random) -> QueryDict:
    """Some conditions, several values of some."""
    values = {**every_value(), "delegate": [str(pk) for pk in Delegate.objects.values_list("pk", flat=True)]}
    chosen: dict[str, Any] = {}
    for name in chance.sample(list(NARROWING), k=chance.choice((0, 1, 1, 2, 2, 3, 4))):
        there = values[name]
        chosen[name] = chance.sample(there, k=min(len(there), chance.choice((1, 1, 2, 3))))
    return address(**{name: some for name, some in chosen.items() if some})
