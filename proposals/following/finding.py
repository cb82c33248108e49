"""What is new for whom: the entries recorded since the last look, and whose subscriptions they fall under.

One question for the entries, one for each different thing that is followed, however many follow it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import F, OuterRef, Q, Subquery
from django.http import QueryDict

from delegates.models import Session
from proposals.filters import ProposalFilter
from proposals.models import Appearance, FollowUp, Proposal, Subscription
from proposals.models.following import Subject

from .news import RAISING, READ, Candidate, is_told
from .subjects import condition

# A transaction that began before the last look may have ended after it.
OVERLAP = timedelta(days=1)
_EVENTS = sorted(one.value for one in READ | RAISING)
# Entry → the subscriptions under which one reader is told of it.
Found = dict[int, list[int]]


def news_for(subscriptions: Sequence[Subscription]) -> dict[int, Found]:
    """Subscriber → entries that are news to them, each with the numbers of the subscriptions it falls under."""
    if not subscriptions:
        return {}
    candidates = _candidates(min(_since(one) for one in subscriptions))
    of_proposal = defaultdict(list)
    for one in candidates:
        of_proposal[one.followup.proposal_id].append(one)
    falling = _falling(subscriptions, set(of_proposal))
    found: dict[int, Found] = {}
    for row in subscriptions:
        for proposal in sorted(falling[_key(row)] & of_proposal.keys()):
            for one in _told(row, of_proposal[proposal]):
                found.setdefault(row.subscriber_id, {}).setdefault(one.followup.pk, []).append(row.pk)
    return found


def _told(row: Subscription, entries: Iterable[Candidate]) -> list[Candidate]:
    """What is news under one subscription; with a new proposal, all that its log holds."""
    assert row.confirmed_at is not None  # noqa: S101  the database holds it of every confirmed one
    since, held = row.confirmed_at, list(entries)
    told = [one for one in held if is_told(one, since)]
    return held if any(one.raises for one in told) else told


def _candidates(since: datetime) -> list[Candidate]:
    """Entries recorded since then, or of proposals that appeared since then, of what is public now."""
    newest = Session.objects.filter(term__council=OuterRef("proposal__session__term__council"))
    order = (F("starts_on").desc(nulls_last=True), F("term__number").desc(nulls_last=True), "-number", "-pk")
    rows = (
        FollowUp.objects.visible_to(None)
        .filter(event__in=_EVENTS)
        .annotate(
            appeared_at=Subquery(Appearance.objects.filter(pk=OuterRef("proposal")).values("noticed_at")),
            newest=Subquery(newest.order_by(*order).values("pk")[:1]),
        )
        .filter(Q(recorded_at__gt=since) | Q(appeared_at__gt=since), appeared_at__isnull=False)
        .select_related("proposal")
        .order_by("pk")
    )
    return [Candidate(one, one.appeared_at, _is_current(one)) for one in rows.iterator()]


def _is_current(row: FollowUp) -> bool:
    session = row.proposal.session_id
    newest: int | None = row.newest  # type: ignore[attr-defined]  # annotated above
    return session is not None and session == newest


def _falling(subscriptions: Iterable[Subscription], among: set[int]) -> Mapping[tuple[str, int, str], set[int]]:
    """Which of these proposals each different thing that is followed holds."""
    found = {}
    for key in {_key(one) for one in subscriptions}:
        subject, target, query = key
        if subject == Subject.PROPOSAL:
            found[key] = {target} & among
        else:
            rows = Proposal.objects.visible_to(None).filter(pk__in=among)
            asked = ProposalFilter(QueryDict(condition(subject, target, query)), queryset=rows)
            found[key] = set(asked.narrowed().order_by().values_list("pk", flat=True)) if among else set()
    return found


def _key(row: Subscription) -> tuple[str, int, str]:
    return row.subject, row.target, row.query


def _since(row: Subscription) -> datetime:
    """News before this were looked for already."""
    assert row.confirmed_at is not None  # noqa: S101  as above
    return max(row.confirmed_at, (row.looked_at or row.confirmed_at) - OVERLAP)
