"""The outbox: a mail is a row, written in the transaction of what it tells of; a worker sends it afterwards.

Either both are committed or neither is, so no mail tells of what never happened, and none is lost because a mail server
was away. `key` names the cause: the same mail is written once, however often its cause is looked at again.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from proposals.models import Message

from .posting import send_soon

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEPT = timedelta(days=30)  # how long the words of a mail that was sent stay readable
LONGEST_SUBJECT = 200
# What no mail needs: control characters but tab and line feed; the zero byte, which PostgreSQL refuses, among them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def queue(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    due_at: datetime | None = None,
    recipient: "User | None" = None,
    headers: Mapping[str, str] | None = None,
) -> bool:
    """Write a mail in the caller's transaction; whether it is new. `due_at` None: as soon as a worker comes to it.

    `recipient` is the account at the address: should it be closed before the mail is sent, the mail stays.
    Line breaks in a subject become blanks, since it may be made of an imported title.
    """
    words = words_for(subject=subject, text=text, html=html, headers=headers)
    content = {"to": to.strip(), "recipient": recipient, "due_at": due_at or timezone.now(), **words}
    message, made = Message.objects.get_or_create(key=key, defaults=content)
    if made:
        transaction.on_commit(lambda: send_soon(message.due_at))
    return made


def words_for(*, subject: str, text: str, html: str, headers: Mapping[str, str] | None) -> dict[str, Any]:
    """The columns of a mail's words as they may stand in one: no line breaks in headers, no control characters."""
    return {
        "subject": _line(subject)[:LONGEST_SUBJECT],
        "text": plain(text),
        "html": plain(html),
        "headers": {name: _line(value) for name, value in (headers or {}).items()},
    }


def _line(words: str) -> str:
    return plain(" ".join(words.split()))


def plain(words: str) -> str:
    """Without control characters."""
    return _CONTROL.sub("", words)


def clear_old(now: datetime) -> int:
    """Empty the words of mail that was sent, or dropped, long ago; returns of how many.

    The rows stay with key, address and times, so that nothing is ever sent a second time.
    """
    settled = Message.objects.exclude(text="").exclude(sent_at__isnull=True, given_up=False)
    return settled.filter(due_at__lt=now - KEPT).update(text="", html="")
