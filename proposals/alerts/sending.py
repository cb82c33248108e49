"""The worker's part of the outbox: take a mail, send it, say how it went.

Taking is a short transaction of its own that moves `due_at` past LEASE: nothing is locked while a mail server thinks.
A worker that dies between sending and saying so leaves the mail to be taken again after the lease: at most one repeat
for each death, under the same Message-ID, which lets the receiving side know it for the same. SMTP allows no better.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from proposals.models import Message

from .refusals import Refusal, no_connection, refusal_of
from .wishes import refused_for_good, unwanted

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # longer than any exchange with a mail server that EMAIL_TIMEOUT allows
# Pauses after the first, second … attempt that failed; after the last of them the mail is given up.
PAUSES = tuple(timedelta(minutes=one) for one in (1, 5, 15, 60, 180, 360, 720, 1440, 1440))
ATTEMPTS = len(PAUSES) + 1


@dataclass(slots=True)
class Tally:
    """How one round went. `server_away`: it ended early, since no mail would have passed."""

    sent: int = 0
    postponed: int = 0
    given_up: int = 0
    server_away: bool = False

    @property
    def handled(self) -> int:
        """How many mails were taken."""
        return self.sent + self.postponed + self.given_up


def drain(limit: int | None = None) -> Tally:
    """Send what is due, one after another over one connection; at most `limit` mails.

    Without a mail server in the settings nothing is taken: mail waits.
    """
    tally = Tally()
    if not settings.MAIL_SERVER:
        return tally
    with _connection() as connection:
        while (limit is None or tally.handled < limit) and not tally.server_away:
            message = take(timezone.now())
            if message is None:
                break
            _count(tally, _settle(message, _deliver(message, connection)))
    return tally


def next_due() -> datetime | None:
    """When the next mail may be tried; None when none waits."""
    found: datetime | None = waiting().order_by("due_at").values_list("due_at", flat=True).first()
    return found


def waiting() -> Any:
    """Mail neither sent nor given up."""
    return Message.objects.filter(sent_at__isnull=True, given_up=False)


@transaction.atomic
def take(now: datetime) -> Message | None:
    """The mail that has been due longest, out of the reach of other workers for the time of the lease.

    On PostgreSQL the row is locked and locked ones are passed over; on SQLite the whole transaction is exclusive
    (`transaction_mode` IMMEDIATE).
    """
    due = waiting().filter(due_at__lte=now).order_by("due_at", "pk")
    message: Message | None = due.select_for_update(skip_locked=True).first()
    if message is not None:
        Message.objects.filter(pk=message.pk).update(due_at=now + LEASE)
    return message


def _deliver(message: Message, connection: Any) -> Refusal | None:
    """None when the server took it."""
    try:
        reason = unwanted(message)
    except Exception as fault:  # the other mails must not wait for it
        logger.exception("mail %s could not be put in words", message.pk)
        return refusal_of(fault)
    if reason:
        return Refusal(reason, final=True)
    try:
        connection.open()  # at once where it is open
    except Exception as fault:
        return _refused(message, connection, no_connection(fault))
    try:
        connection.send_messages([letter_of(message)])
    except Exception as fault:  # whatever it is, the other mails must not wait for it
        return _refused(message, connection, refusal_of(fault))
    return None


def _refused(message: Message, connection: Any, refusal: Refusal) -> Refusal:
    """Leave the connection, which may be in any condition: the next mail opens another."""
    logger.warning("mail %s not sent: %s", message.pk, refusal.reason)
    _hang_up(connection)
    return refusal


def letter_of(message: Message) -> EmailMultiAlternatives:
    """The mail as it goes out. Made of the row alone: a repeat is the same to the byte, but for MIME boundaries."""
    headers = {
        "Message-ID": message_id(message.key),
        "Date": format_datetime(message.created_at),
        "Auto-Submitted": "auto-generated",  # RFC 3834: no absence notes in return
        **message.headers,
    }
    letter = EmailMultiAlternatives(message.subject, message.text, to=[message.to], headers=headers)
    if message.html:
        letter.attach_alternative(message.html, "text/html")
    return letter


def message_id(key: str) -> str:
    """Of this site and this key alone."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"


def _settle(message: Message, refusal: Refusal | None) -> Refusal | None:
    """Write how it went; returns the refusal as it counts: the last of the attempts is final."""
    now = timezone.now()
    row = Message.objects.filter(pk=message.pk, sent_at__isnull=True)
    if refusal is None:
        row.update(sent_at=now, attempts=F("attempts") + 1, error="", given_up=False)
        return None
    final = refusal.final or message.attempts + 1 >= ATTEMPTS
    pause = PAUSES[min(message.attempts, len(PAUSES) - 1)]
    row.update(attempts=F("attempts") + 1, error=refusal.reason, given_up=final, due_at=now + pause)
    if refusal.of_address:
        refused_for_good(message, refusal.reason, now)
    return Refusal(refusal.reason, final, refusal.of_server)


def _count(tally: Tally, refusal: Refusal | None) -> None:
    if refusal is None:
        tally.sent += 1
        return
    tally.given_up += refusal.final
    tally.postponed += not refusal.final
    tally.server_away = refusal.of_server


@contextmanager
def _connection() -> Iterator[Any]:
    """Opened at the first mail, closed in any case."""
    connection = get_connection()
    try:
        yield connection
    finally:
        _hang_up(connection)


def _hang_up(connection: Any) -> None:
    """Leave without a word where the other side is gone already."""
    try:
        connection.close()
    except Exception as fault:  # what was sent has been told; a failed farewell changes nothing
        logger.info("mail connection not closed in order: %s", fault)
