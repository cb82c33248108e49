"""Counting as work of the worker beside the site: whatever was indexed anew may hold words that nobody counted."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from proposals.alerts import rota

from .counting import count_new

A_ROUND = 2000  # proposals of one run: between runs the worker sees that it was asked to stop
NOTED = timedelta(days=1)  # how long the notes of runs are kept


@task()
def count_words() -> int:
    """Count what waits; returns how many proposals. A full round puts down the next one."""
    rota.forget(count_words, timezone.now() - NOTED)
    counted = count_new(A_ROUND)
    if counted == A_ROUND:
        rota.plan(count_words, timezone.now())
    return counted


def count_soon(**_: Any) -> None:
    """Receiver of `reindexed`: once the rows are really there, let a worker count their words."""
    transaction.on_commit(lambda: rota.plan(count_words, timezone.now()))
