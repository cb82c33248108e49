"""Leaving: everything that is known of an address goes, at once and without a question."""

from django.db import transaction
from django.db.models import Q

from proposals.models import Barred, FollowRequest, Message, Subscriber

from .asking import ASK
from .telling import DIGEST
from .tokens import hashed


@transaction.atomic
def forget(subscriber: Subscriber) -> None:
    """The row, what it follows, what it was told, its mails, sent or not, and the marks of its wishes."""
    own = Q(key__startswith=f"{ASK}{subscriber.pk}:") | Q(key__startswith=f"{DIGEST}{subscriber.pk}:")
    FollowRequest.objects.filter(address=hashed(subscriber.address)[:32]).delete()
    subscriber.delete()
    Message.objects.filter(own).delete()


@transaction.atomic
def bar(address_hash: str, subscriber: Subscriber | None) -> None:
    """Never write to this address again, and forget it. `address_hash` as `tokens.hashed` gives it."""
    Barred.objects.get_or_create(address=address_hash)
    if subscriber is not None:
        forget(subscriber)
