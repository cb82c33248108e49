"""The day's work: one run a day that writes the reminders and clears what is old. A laptop needs no other clock."""

from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone
from django_tasks import task

from proposals.catalogue.journal import prune
from proposals.models import Problem

from . import rota
from .digest import send_digests
from .outbox import clear_old
from .posting import go_on, send_waiting

AT = time(7, 30)  # by the clock of the site (TIME_ZONE)
NOTED = timedelta(days=7)  # how long the notes of runs are kept


@task()
def remind() -> int:
    """Write the reminders of this day; returns how many mails. A second run on the same day writes none."""
    today = timezone.localdate()
    rota.plan(remind, _morning(today + timedelta(days=1)))
    now = timezone.now()
    clear_old(now)
    Problem.objects.forget(today)
    prune(connection)
    for one in (remind, send_waiting):
        rota.forget(one, now - NOTED)
    return send_digests(today)


def begin() -> None:
    """When a worker starts: take up what an earlier one left. A reminder that this morning missed is written now."""
    if not rota.planned(remind):
        rota.plan(remind, _morning(timezone.localdate()))
    go_on(timezone.now())


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, AT))
