"""Looking for news as work of the worker beside the site: every morning, and a few minutes after something happened."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from proposals.alerts import rota
from proposals.models import Subscription
from proposals.models.following import Pace

from .keeping import keep_to_the_time
from .telling import HOUR, MINUTE, tell

COLLECTED = timedelta(minutes=5)  # what happens within so long is told in one mail
NOTED = timedelta(days=1)  # how long the notes of runs are kept


@task()
def tell_news() -> int:
    """Write the digests that are due; returns how many. A run that was missed is made up for by the next one."""
    now = timezone.now()
    rota.plan(tell_news, _next_morning(now))
    rota.forget(tell_news, now - NOTED)
    keep_to_the_time(now)
    return tell(now)


def tell_soon(**_: Any) -> None:
    """Receiver of `reindexed`: something that readers see has changed. Those who want to know at once are told soon."""
    transaction.on_commit(_plan)


def begin() -> None:
    """When a worker starts: a morning that was missed is made up for now."""
    if not rota.planned(tell_news):
        rota.plan(tell_news, timezone.now())


def _plan() -> None:
    if Subscription.objects.filter(pace=Pace.AT_ONCE).exists():
        rota.plan(tell_news, timezone.now() + COLLECTED)


def _next_morning(now: datetime) -> datetime:
    local = timezone.localtime(now)
    morning = local.replace(hour=HOUR, minute=MINUTE, second=0, microsecond=0)
    return morning if morning > local else morning + timedelta(days=1)
