"""What the catalogue keeps of a proposal, read from its rows: facets with their values, nine queries for any number.

Only what everybody may know: of letters that are not open, not even the class. Of a withheld proposal its kind, its
session and the ground on which it is withheld, for counting.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Min, Q, QuerySet

from proposals.filters import GROUP_OF
from proposals.filters.conditions import RAISING, letters, open_letters
from proposals.models import (
    Assignment,
    Deadline,
    FollowUp,
    Proposal,
    ProposalIndustry,
    ProposalKeyword,
    Proposer,
    Publication,
    Rating,
    Reply,
    ResultClass,
)
from proposals.models.listing import ANSWERS
from proposals.workflow.states import Duty, Stage, State

from .holdings import Mark, Marks

WITHHELD = "withheld"  # the facet of grounds: who has it, has of the others only `ALSO_WITHHELD`
ALSO_WITHHELD = ("kind", "session", "year", "region")
AT_ONCE = 500  # ids in one statement


def facts_of(ids: Collection[int] | None) -> dict[int, Marks]:
    """The marks of these proposals, of all for None; of those that nobody may see, none."""
    if ids is None:
        return _facts(Q(), Q())
    wanted, found = sorted(ids), dict[int, Marks]()
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        found |= _facts(Q(pk__in=part), Q(proposal__in=part))
    return found


def _facts(own: Q, hung: Q) -> dict[int, Marks]:
    once: dict[Mark, Mark] = {}  # each mark is one object, however many proposals have it
    marks: dict[int, dict[Mark, None]] = {}
    public = set()
    for pk, published, some in _proposals(own):
        marks[pk] = {once.setdefault(mark, mark): None for mark in some}
        if published:
            public.add(pk)
    for read in (_years, _makers, _tags, _parts, _days, _letters, _ratings):
        for pk, facet, value in read(hung):
            if pk in public or (pk in marks and facet in ALSO_WITHHELD):
                mark = (facet, str(value))
                marks[pk][once.setdefault(mark, mark)] = None
    return {pk: tuple(some) for pk, some in marks.items()}


def _proposals(own: Q) -> Iterator[tuple[int, bool, list[Mark]]]:
    rows = Proposal.objects.filter(own, publication__in=[Publication.PUBLISHED, Publication.WITHHELD])
    columns = (
        "pk", "kind", "session", "state", "field", "publication", "withheld_ground", "session__starts_on",
        "session__term__council__region",
    )  # fmt: skip
    shown = rows.exclude(state=State.RETRACTED.value).order_by().values_list(*columns)
    for pk, kind, session, state, field, publication, ground, starts_on, region in shown.iterator(5_000):
        published = publication == Publication.PUBLISHED
        marks = [("kind", kind)]
        if session:
            marks += [("session", str(session)), ("region", str(region))]
        if starts_on:
            marks.append(("year", str(starts_on.year)))
        if not published:
            marks.append((WITHHELD, ground))
        else:
            marks.append(("state", GROUP_OF[state]))
            if field:
                marks.append(("field", field))
        yield pk, published, marks


Found = Iterator[tuple[int, str, Any]]


def _rows(rows: "QuerySet[Any]", *columns: str) -> Iterator[Any]:
    found: Iterator[Any] = rows.order_by().values_list("proposal", *columns).iterator(5_000)
    return found


def _years(hung: Q) -> Found:
    """Of a proposal whose session has no day: the year in which it was raised."""
    raised = FollowUp.objects.filter(hung, event__in=RAISING)
    undated = raised.filter(proposal__session__starts_on=None, happened_on__isnull=False).order_by()
    for pk, day in undated.values("proposal").annotate(day=Min("happened_on")).values_list("proposal", "day"):
        yield pk, "year", day.year


def _makers(hung: Q) -> Found:
    rows = Proposer.objects.filter(hung, delegate__isnull=False)
    for pk, delegate, body in _rows(rows, "delegate", "delegate__mandates__council__kind"):
        yield pk, "delegate", delegate
        if body:
            yield pk, "body", body


def _tags(hung: Q) -> Found:
    for pk, industry in _rows(ProposalIndustry.objects.filter(hung), "industry"):
        yield pk, "industry", industry
    for pk, keyword in _rows(ProposalKeyword.objects.filter(hung), "keyword"):
        yield pk, "keyword", keyword


def _parts(hung: Q) -> Found:
    rows = Assignment.objects.filter(hung).exclude(stage=Stage.RETURNED.value)
    for pk, department, duty in _rows(rows, "department", "duty"):
        role = "lead" if Duty(duty).answers else "assist"
        yield pk, "department", department
        yield pk, role, department
        yield pk, "role", role


def _days(hung: Q) -> Found:
    """The first day that somebody owes something by: past it, the proposal is overdue. And the day of the answer."""
    rows = Deadline.objects.running().owed().filter(hung).order_by()
    for pk, day in rows.values("proposal").annotate(day=Min("due_on")).values_list("proposal", "day"):
        yield pk, "due", day.isoformat()
    answers = Deadline.objects.running().filter(hung, step__in=ANSWERS).exclude(assignment__duty=Duty.ASSIST.value)
    for pk, day in answers.order_by().values("proposal").annotate(day=Min("due_on")).values_list("proposal", "day"):
        yield pk, "answer", day.isoformat()


def _letters(hung: Q) -> Found:
    """Whether a letter went out, and what the last one came to that everybody may read."""
    for (pk,) in _rows(letters().filter(hung)):
        yield pk, "has_reply", "1"
    outcomes = dict(ResultClass.objects.values_list("pk", "outcome"))
    last = dict(open_letters().filter(hung).values_list("proposal", "meaning").iterator(5_000))
    for pk, meaning in last.items():
        if meaning is not None:
            yield pk, "class", outcomes[meaning]


def _ratings(hung: Q) -> Found:
    rows = Rating.objects.filter(reply__in=Reply.objects.filter(hung).order_by().values("pk")).order_by()
    for pk, result in rows.values_list("reply__proposal", "result").distinct().iterator(5_000):
        yield pk, "satisfaction", result
