"""Telling: one digest a person, of everything that is due for them, each entry once and never again.

What is told is written in the transaction that writes the mail, under the lock of the person's row and a unique
constraint: a run that is repeated, cut off or runs twice at once tells nothing a second time and loses nothing.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from proposals.alerts.outbox import queue
from proposals.models import Message, Subscriber, Subscription, Telling
from proposals.models.following import Pace
from proposals.models.message import FOLLOWERS

from . import letters
from .appearances import look
from .finding import Found, news_for

DIGEST = FOLLOWERS[0]  # how the keys of digests begin
HOUR, MINUTE = 7, 30  # when the day's digests are written
MONDAY = 0


def tell(now: datetime) -> int:
    """Write the digests that are due into the outbox; returns how many."""
    look(now)
    due = list(_due(now))
    written = 0
    for subscriber, found in news_for(due).items():
        written += tell_one(subscriber, found, now)
    Subscription.objects.filter(pk__in=[one.pk for one in due]).update(looked_at=now)
    return written


def _due(now: datetime) -> Sequence[Subscription]:
    """At once: always. Daily and weekly: unless they were looked at since the last morning and Monday."""
    morning = _morning(now)
    monday = morning - timedelta(days=(timezone.localtime(morning).weekday() - MONDAY) % 7)
    turn = Q(pace=Pace.AT_ONCE) | Q(pace=Pace.DAILY, looked_at__lt=morning) | Q(pace=Pace.WEEKLY, looked_at__lt=monday)
    rows = Subscription.objects.confirmed().filter(turn, subscriber__bounced_at__isnull=True)
    return list(rows.order_by("subscriber", "pk"))


def _morning(now: datetime) -> datetime:
    """The last half past seven."""
    local = timezone.localtime(now)
    today = local.replace(hour=HOUR, minute=MINUTE, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


@transaction.atomic
def tell_one(subscriber_id: int, found: Found, now: datetime) -> bool:
    """One person's digest of these entries, less what was told; whether there was anything to tell."""
    held = Subscriber.objects.select_for_update()
    subscriber = held.filter(pk=subscriber_id, bounced_at__isnull=True).first()
    if subscriber is None:
        return False
    standing = set(Subscription.objects.confirmed().filter(subscriber=subscriber).values_list("pk", flat=True))
    told = set(Telling.objects.filter(subscriber=subscriber, followup__in=found).values_list("followup", flat=True))
    new = {entry: [one for one in because if one in standing] for entry, because in found.items() if entry not in told}
    rows = [
        Telling(subscriber=subscriber, followup_id=entry, because=because) for entry, because in new.items() if because
    ]
    letter = letters.digest(subscriber, rows, timezone.localdate(now))
    if letter is None:
        return False
    key = f"{DIGEST}{subscriber.pk}:{secrets.token_hex(8)}"
    queue(
        key=key, to=subscriber.address, subject=letter.subject, text=letter.text, html=letter.html,
        headers=letter.headers, due_at=now,
    )  # fmt: skip
    message = Message.objects.get(key=key)
    for row in rows:
        row.message = message
    Telling.objects.bulk_create(rows)
    return True
