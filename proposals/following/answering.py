"""The yes to a wish, and what readers do on their own page: another pace, an end."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from proposals.models import Subscriber, Subscription
from proposals.models.following import Pace

from .appearances import look


def subscriber_by(secret: str | None) -> Subscriber | None:
    """Whose links hold this."""
    return Subscriber.objects.filter(secret=secret).first() if secret else None


@transaction.atomic
def confirm(subscriber: Subscriber, chosen: Collection[int], now: datetime) -> int:
    """Follow those of the waiting wishes that are meant, drop the others; returns how many are followed now.

    An address that mail came back from gets some again: somebody there has just read one.
    """
    look(now)  # what is public by now is no news
    waiting = Subscription.objects.filter(subscriber=subscriber).pending()
    meant = waiting.filter(pk__in=chosen)
    meant.filter(pace="").update(confirmed_at=now, looked_at=now)
    count = meant.update(pace=F("asked"), asked="")
    waiting.filter(pace="").delete()
    waiting.update(asked="")
    if count:
        Subscriber.objects.filter(pk=subscriber.pk).update(bounced_at=None, bounce="")
    return count


@transaction.atomic
def change(subscriber: Subscriber, paces: Mapping[int, str]) -> int:
    """Another pace for own subscriptions, "" to end one; returns how many changed."""
    own = Subscription.objects.filter(subscriber=subscriber).confirmed()
    count = 0
    for pk, pace in paces.items():
        if pace in Pace.values:
            count += own.filter(pk=pk).exclude(pace=pace).update(pace=pace)
        elif not pace:
            count += own.filter(pk=pk).delete()[0]
    return count
