"""Work of imports outside the request, done by `manage.py db_worker`."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from proposals.models import ImportBatch

from . import writing
from .waiting import SILENCE, read_waiting, unread

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@task()
def read_batch(batch_id: int) -> int:
    """Read what waits in a batch; returns how many files this run read. A batch that is gone is nothing to do.

    While files are left a second look is put down for later: should this worker be killed, the next one finds it there
    and takes up what was being read.
    """
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    if batch is None or not unread(batch):
        return 0
    read_batch.using(run_after=timezone.now() + 1.25 * SILENCE).enqueue(batch_id)
    return read_waiting(batch)


def begin_reading(batch: ImportBatch) -> None:
    """Let a worker read what waits, once the rows are really there."""
    transaction.on_commit(lambda: read_batch.enqueue(batch.pk))


@task()
def write_batch(batch_id: int, started: str, by_id: int | None) -> bool:
    """Write a batch that was begun at this moment; returns whether it was written. Another start is not ours."""
    by = get_user_model().objects.filter(pk=by_id).first() if by_id is not None else None
    return writing.write(batch_id, datetime.fromisoformat(started), by)


def begin_writing(batch: ImportBatch, *, by: "User | None") -> None:
    """Let a worker write the batch. Raises Refusal when one is at it already."""
    with transaction.atomic():
        started = writing.begin(batch)
        write_batch.enqueue(batch.pk, started.isoformat(), by.pk if by else None)
