"""Mail that came back later: delivery status notifications (RFC 3464), read from wherever a mail server puts them.

A notification counts when it tells of a permanent failure (Action failed, Status 5.1 or 5.2: the address, the mailbox)
and holds the Message-ID of a mail of this site to that address. Whoever does not have the mail cannot know it, so that
nobody can end what another follows by forging a notification. Full mailboxes (5.2.2) may be emptied: they do not count.
"""

import email
import mailbox
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import Message as Mail
from email.policy import default
from email.utils import getaddresses
from pathlib import Path
from typing import BinaryIO

from proposals.alerts.sending import message_id
from proposals.alerts.wishes import refused_for_good
from proposals.models import Message

LARGEST = 10 * 1024 * 1024  # bytes of one notification
_PERMANENT = re.compile(r"5\.[12]\.\d{1,3}", re.ASCII)
_FULL = "5.2.2"


@dataclass(frozen=True, slots=True)
class Failure:
    """One recipient that a mail did not reach for good. `of` are the Message-IDs that the notification speaks of."""

    addresses: frozenset[str]
    of: frozenset[str]
    reason: str


@dataclass(slots=True)
class Count:
    """What was read: mails, those that told of a failure for good, addresses that get nothing more, unknown ones."""

    mails: int = 0
    failures: int = 0
    marked: int = 0
    unknown: int = 0


def mark(mails: Iterable[Mail], now: datetime) -> Count:
    """Mark the addresses that these notifications tell of."""
    count = Count()
    for mail in mails:
        count.mails += 1
        for failure in failures_in(mail):
            count.failures += 1
            if _mark(failure, now):
                count.marked += 1
            else:
                count.unknown += 1
    return count


def failures_in(mail: Mail) -> list[Failure]:
    """What a notification says; nothing where the mail is none."""
    if mail.get_content_type() != "multipart/report":
        return []
    reports = [one for one in mail.walk() if one.get_content_type() == "message/delivery-status"]
    of, to = _spoken_of(mail)
    found = []
    for report in reports:
        for group in report.get_payload() if report.is_multipart() else ():
            if isinstance(group, Mail) and _is_permanent(group):
                found.append(Failure(_recipients(group) | to, of, _reason(group)))
    return found


def read_file(file: BinaryIO) -> Iterator[Mail]:
    """One mail; at most `LARGEST` bytes of it."""
    yield email.message_from_bytes(file.read(LARGEST), policy=default)


def read_maildir(folder: Path) -> Iterator[tuple[str, Mail]]:
    """The mails of a Maildir with their keys, the oldest key first. Nothing is moved or removed."""
    box = mailbox.Maildir(folder, create=False)
    for key in sorted(box.keys()):
        yield key, email.message_from_bytes(box.get_bytes(key)[:LARGEST], policy=default)


def _mark(failure: Failure, now: datetime) -> bool:
    for message in Message.objects.filter(to__in=failure.addresses, key__startswith="follow").order_by("-pk"):
        if message_id(message.key) in failure.of:
            refused_for_good(message, failure.reason, now)
            return True
    return False


def _is_permanent(group: Mail) -> bool:
    status = str(group.get("Status", "")).strip().split(" ")[0]
    failed = str(group.get("Action", "")).strip().lower() == "failed"
    return failed and _PERMANENT.fullmatch(status) is not None and status != _FULL


def _recipients(group: Mail) -> frozenset[str]:
    """As it was written and where it ended: `rfc822; reader@mail.example`."""
    named = [str(group.get(name, "")) for name in ("Original-Recipient", "Final-Recipient")]
    return frozenset(one.partition(";")[2].strip() for one in named if ";" in one)


def _spoken_of(mail: Mail) -> tuple[frozenset[str], frozenset[str]]:
    """Message-IDs and recipients of the mail that came back, as far as it is enclosed."""
    ids: set[str] = set()
    to: set[str] = set()
    for part in mail.walk():
        if part.get_content_type() in {"message/rfc822", "text/rfc822-headers"}:
            for returned in _enclosed(part):
                ids.add(str(returned.get("Message-ID", "")).strip())
                to.update(address for _, address in getaddresses([str(returned.get("To", ""))]))
    return frozenset(filter(None, ids)), frozenset(filter(None, to))


def _enclosed(part: Mail) -> Iterator[Mail]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (one for one in payload if isinstance(one, Mail))
    elif isinstance(payload, str):
        content = part.get_payload(decode=True)
        yield email.message_from_bytes(content if isinstance(content, bytes) else payload.encode(), policy=default)


def _reason(group: Mail) -> str:
    said = str(group.get("Diagnostic-Code", "")).partition(";")[2] or str(group.get("Status", ""))
    return f"退信：{' '.join(said.split())}"[:300]
