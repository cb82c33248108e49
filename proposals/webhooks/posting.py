"""Sending as work of the worker beside the site, by the same rota as mail."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from proposals.alerts import attempts, rota
from proposals.models import Delivery

from .delivering import deliver

A_ROUND = 50  # messages of one run: between runs the worker sees that it was asked to stop
KEPT = timedelta(days=30)  # how long what was sent stays readable


@task()
def send_waiting() -> dict[str, int]:
    """Send what is due; returns how many were sent, postponed and given up."""
    if attempts.next_due(_rows()) is None or not settings.WEBHOOK_HOSTS:
        return {}
    rota.plan(send_waiting, timezone.now() + attempts.LEASE)
    counts = drain(A_ROUND)
    go_on()
    return counts


def drain(limit: int) -> dict[str, int]:
    """Send what is due, at most so many."""
    counts = {"sent": 0, "postponed": 0, "given_up": 0}
    for _ in range(limit):
        row = attempts.take(_rows(), timezone.now())
        if row is None:
            break
        refusal, told = deliver(row)
        counted = attempts.settle(row, refusal, **told)
        counts["sent" if counted is None else "given_up" if counted.final else "postponed"] += 1
    return counts


def go_on() -> None:
    """Let a worker send what waits once it is due. While the feature is off nothing is planned: it waits."""
    due = attempts.next_due(_rows())
    if due is not None:
        send_soon(max(due, timezone.now()))


def begin() -> None:
    """When a worker starts: take up what an earlier one left, drop what was settled long ago."""
    clear_old(timezone.now())
    go_on()


def send_soon(due_at: datetime) -> None:
    """Let a worker send a message that was just written."""
    if settings.WEBHOOK_HOSTS:
        rota.plan(send_waiting, due_at)


def clear_old(now: datetime) -> int:
    """Empty what was told, and answered, long ago; returns of how many. The rows stay, so that none goes twice."""
    settled = Delivery.objects.exclude(payload={}).exclude(sent_at__isnull=True, given_up=False)
    return settled.filter(due_at__lt=now - KEPT).update(payload={}, answer="")


def _rows() -> "QuerySet[Delivery]":
    return Delivery.objects.select_related("webhook", "followup")
