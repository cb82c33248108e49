"""Which receivers are told of an event, written down in its transaction: both are committed or neither is."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from proposals.models import Delivery, FollowUp, Publication, Webhook
from proposals.shown.news import NEWS

from .posting import send_soon
from .styles import payload_of, test_payload

OLD = timedelta(days=30)  # what happened longer ago than this is history that is entered, no news
NEWS_VALUES = frozenset(one.value for one in NEWS)


def queue_after_event(instance: FollowUp, *, created: bool, **_: Any) -> None:
    """Receiver of `post_save` of the log: one question where the feature is on, none where it is off."""
    if not created or not settings.WEBHOOK_HOSTS:
        return
    if instance.happened_on is not None and instance.happened_on < timezone.localdate() - OLD:
        return
    told = [one for one in _receivers(instance) if instance.event in (one.events or NEWS_VALUES)]
    if told:
        payload, now = payload_of(instance), timezone.now()
        Delivery.objects.bulk_create(
            Delivery(webhook=one, key=f"{one.pk}:{instance.pk}", followup=instance, payload=payload, due_at=now)
            for one in told
        )
        transaction.on_commit(lambda: send_soon(now))


def queue_test(webhook: Webhook) -> Delivery:
    """A test message, sent whatever the receiver is told otherwise."""
    now = timezone.now()
    count = webhook.deliveries.filter(followup__isnull=True).count() + 1
    row = Delivery.objects.create(webhook=webhook, key=f"{webhook.pk}:test-{count}", payload=test_payload(), due_at=now)
    transaction.on_commit(lambda: send_soon(now))
    return row


def _receivers(step: FollowUp) -> list[Webhook]:
    """The active ones that want events of this department, and this proposal as far as it is public."""
    of = Q(department__isnull=True)
    if step.department_id is not None:
        of |= Q(department=step.department_id)
    rows = Webhook.objects.filter(of, active=True)
    if step.proposal.publication != Publication.PUBLISHED:
        rows = rows.filter(unpublished=True)
    return list(rows)
