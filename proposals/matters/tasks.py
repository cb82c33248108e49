"""Comparing as work of the worker beside the site: whatever was indexed anew may ask for what others asked for."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from proposals.alerts import rota

from .comparing import compare_new

A_ROUND = 500  # proposals of one run: between runs the worker sees that it was asked to stop
NOTED = timedelta(days=1)  # how long the notes of runs are kept


@task()
def compare_matters() -> int:
    """Compare what waits; returns how many proposals. A full round puts down the next one."""
    rota.forget(compare_matters, timezone.now() - NOTED)
    compared = compare_new(A_ROUND)
    if compared == A_ROUND:
        rota.plan(compare_matters, timezone.now())
    return compared


def compare_soon(**_: Any) -> None:
    """Receiver of `reindexed`: once the rows are really there, let a worker compare them."""
    transaction.on_commit(lambda: rota.plan(compare_matters, timezone.now()))
