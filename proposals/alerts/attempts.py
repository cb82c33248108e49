"""The rota of whatever waits to go out, mail or messages: when it is tried, taken by one worker, tried again, given up.

Rows have `due_at`, `attempts`, `sent_at`, `given_up` and `error`. Taking is a short transaction of its own that moves
`due_at` past LEASE: nothing is locked while the other side thinks. A worker that dies between sending and saying so
leaves the row to be taken again after the lease: at most one repeat for each death.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from .refusals import Refusal

LEASE = timedelta(minutes=5)  # longer than any exchange that the limits of time allow
# Pauses after the first, second … attempt that failed; after the last of them the row is given up.
PAUSES = tuple(timedelta(minutes=one) for one in (1, 5, 15, 60, 180, 360, 720, 1440, 1440))
ATTEMPTS = len(PAUSES) + 1


def waiting(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those neither sent nor given up."""
    return rows.filter(sent_at__isnull=True, given_up=False)


def next_due(rows: "QuerySet[Any]") -> datetime | None:
    """When the next of those that wait may be tried; None when none waits."""
    found: datetime | None = waiting(rows).order_by("due_at").values_list("due_at", flat=True).first()
    return found


@transaction.atomic
def take(rows: "QuerySet[Any]", now: datetime) -> Any:
    """The row that has been due longest, out of the reach of other workers for the time of the lease; None for none.

    On PostgreSQL the row is locked and locked ones are passed over; on SQLite the whole transaction is exclusive
    (`transaction_mode` IMMEDIATE).
    """
    due = waiting(rows).filter(due_at__lte=now).order_by("due_at", "pk")
    row = due.select_for_update(skip_locked=True, of=("self",)).first()
    if row is not None:
        type(row)._base_manager.filter(pk=row.pk).update(due_at=now + LEASE)
    return row


def settle(row: Any, refusal: Refusal | None, **told: Any) -> Refusal | None:
    """Write how it went, with what else is `told`; returns the refusal as it counts: the last attempt is final."""
    now = timezone.now()
    unsettled = type(row)._base_manager.filter(pk=row.pk, sent_at__isnull=True)
    if refusal is None:
        unsettled.update(sent_at=now, attempts=F("attempts") + 1, error="", given_up=False, **told)
        return None
    final = refusal.final or row.attempts + 1 >= ATTEMPTS
    pause = PAUSES[min(row.attempts, len(PAUSES) - 1)]
    unsettled.update(attempts=F("attempts") + 1, error=refusal.reason, given_up=final, due_at=now + pause, **told)
    return replace(refusal, final=final)
