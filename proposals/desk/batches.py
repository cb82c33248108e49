"""Events on many proposals at once: all of them are recorded or none, and never twice."""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from proposals.classification import learn
from proposals.models import FollowUp, Proposal
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event

from .foreseeing import Refused, Step, perform

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BATCH = "batch"  # the name in an event's data under which the batch's own number is kept


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal of a batch with what is to be recorded on it."""

    proposal: Proposal
    steps: tuple[Step, ...]


class Hindered(Exception):
    """One row cannot be recorded, so none was. `row` is its place in the batch, from 0."""

    def __init__(self, row: int, headline: str, reason: str) -> None:
        """Say which row, why, and that nothing was written."""
        self.row, self.reason = row, reason
        super().__init__(f"第 {row + 1} 件“{headline}”没有登记成：{reason}整批都没有写入，改好以后再确认。")


class Moved(Exception):
    """What was shown is no longer what would happen: somebody recorded something since, or a field was changed."""


@transaction.atomic
def carry_out(rows: Sequence[Row], *, by: "User", batch: str, shown: str) -> bool:
    """Record every row, or none. False where this batch was recorded before: then nothing is done.

    `shown` is the digest that the person saw. Raises Moved where it is another now, Hindered where a row is refused.
    """
    ids = sorted({row.proposal.pk for row in rows})
    list(Proposal.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    if carried_out(ids, batch):
        return False
    if digest(rows) != shown:
        raise Moved
    for at, row in enumerate(rows):
        marked = [
            Step(step.event, {**step.what, "data": {**step.what.get("data", {}), BATCH: batch}}) for step in row.steps
        ]
        try:
            perform(row.proposal, marked, by=by)
        except Refused as refused:
            raise Hindered(at, row.proposal.headline, str(refused)) from refused
        if any(step.event in {Event.ASSIGN, Event.REASSIGN} for step in row.steps):
            learn(row.proposal)
    reindex(ids)
    return True


def carried_out(ids: Collection[int], batch: str) -> bool:
    """Whether this batch was recorded on these proposals before."""
    return bool(batch) and FollowUp.objects.filter(proposal__in=ids, **{f"data__{BATCH}": batch}).exists()


def digest(rows: Sequence[Row]) -> str:
    """A fingerprint of what is to be recorded and of how far each log has come."""
    ids = {row.proposal.pk for row in rows}
    last = FollowUp.objects.filter(proposal__in=ids).order_by().values("proposal").annotate(last=Max("sequence"))
    reached = {one["proposal"]: one["last"] for one in last}
    told = [[row.proposal.pk, reached.get(row.proposal.pk, 0), list(_told(row.steps))] for row in rows]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _told(steps: Iterable[Step]) -> Iterable[list[Any]]:
    for step in steps:
        yield [step.event.value, {name: _plain(value) for name, value in step.what.items()}]


def _plain(value: Any) -> Any:
    """Rows by their numbers, days as ISO text."""
    if hasattr(value, "pk"):
        return value.pk
    return value.isoformat() if hasattr(value, "isoformat") else value
