"""Sending as work of the worker beside the site: it begins when a mail is written and goes on while any waits."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from . import rota, sending

A_ROUND = 50  # mails of one run: between runs the worker sees that it was asked to stop
AWAY = timedelta(minutes=5)  # until a mail server that was not there is asked again


@task()
def send_waiting() -> dict[str, int]:
    """Send what is due; returns how many mails were sent, postponed and given up."""
    if sending.next_due() is None:
        return {}
    rota.plan(send_waiting, timezone.now() + sending.LEASE)
    tally = sending.drain(A_ROUND)
    go_on(timezone.now() + AWAY if tally.server_away else timezone.now())
    return {"sent": tally.sent, "postponed": tally.postponed, "given_up": tally.given_up}


def go_on(earliest: datetime) -> None:
    """Let a worker send what waits once it is due, not before this moment. Without a mail server nothing is planned."""
    due = sending.next_due()
    if due is not None and settings.MAIL_SERVER:
        rota.plan(send_waiting, max(due, earliest))


def send_soon(due_at: datetime) -> None:
    """Let a worker send a mail that was just written."""
    if settings.MAIL_SERVER:
        rota.plan(send_waiting, due_at)
