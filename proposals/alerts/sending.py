"""The worker's part of the outbox: take a mail, send it, say how it went, by the rota of `attempts`.

A mail that is sent again after a worker's death goes out under the same Message-ID, which lets the receiving side know
it for the same. SMTP allows no better.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone

from proposals.models import Message

from . import attempts
from .attempts import ATTEMPTS, LEASE, PAUSES
from .refusals import Refusal, no_connection, refusal_of
from .wishes import refused_for_good, unwanted

logger = logging.getLogger(__name__)

__all__ = ["ATTEMPTS", "LEASE", "PAUSES", "Tally", "drain", "letter_of", "message_id", "next_due", "take", "waiting"]


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
    return attempts.next_due(Message.objects.all())


def waiting() -> Any:
    """Mail neither sent nor given up."""
    return attempts.waiting(Message.objects.all())


def take(now: datetime) -> Message | None:
    """The mail that has been due longest, out of the reach of other workers for the time of the lease."""
    message: Message | None = attempts.take(Message.objects.all(), now)
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
    """Write how it went; returns the refusal as it counts. Where an address is no good, nothing else goes there."""
    counted = attempts.settle(message, refusal)
    if refusal is not None and refusal.of_address:
        refused_for_good(message, refusal.reason, timezone.now())
    return counted


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
