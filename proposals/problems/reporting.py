"""Writing a report of a reader: one for each form, no more than people write, under a number nobody can guess."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from proposals.models import Problem

from .places import Place

AN_HOUR, A_DAY = 5, 20  # reports from one address
OF_ALL = 500  # reports of a day from everywhere: more cannot be read
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing that is read as something else
LENGTH = 10  # characters of a number: 50 bits
MISREAD = str.maketrans("OIL", "011", "- \u3000－—")


class TooMany(Exception):
    """Too many reports were sent. Says when to come again."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader wrote."""

    at: str
    text: str
    contact: str


def report(*, place: Place, told: Told, nonce: str, sender: str, now: datetime) -> Problem:
    """Write a report down, or give the one that this form wrote before. Raises TooMany."""
    known = Problem.objects.filter(nonce=nonce).first()
    if known is not None:
        return known
    _bound(sender, now)
    named = place.named(told.at)
    row = Problem(
        code=_code(), nonce=nonce, proposal=place.proposal, path=place.path, at=told.at if named else "",
        place=named or place.title[:200], text=told.text, contact=told.contact, sender=sender,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # the same form came twice at once
        return Problem.objects.get(nonce=nonce)
    return row


def found(code: str) -> Problem | None:
    """The report of a number as somebody typed it: small letters, hyphens and O for 0 do not matter."""
    plain = code.upper().translate(MISREAD)
    if len(plain) != LENGTH or not set(plain) <= set(LETTERS):
        return None
    return Problem.objects.filter(code=plain).select_related("proposal").first()


def _bound(sender: str, now: datetime) -> None:
    recent = Problem.objects.filter(created_at__gte=now - timedelta(days=1))
    own = list(recent.filter(sender=sender).order_by("-created_at").values_list("created_at", flat=True)[:A_DAY])
    if len([at for at in own if at > now - timedelta(hours=1)]) >= AN_HOUR:
        raise TooMany(f"从您这里一小时里已经收到 {AN_HOUR} 个报告，这一个没有收下。您写的都还在，请一小时后再送。")
    if len(own) >= A_DAY or recent.count() >= OF_ALL:
        raise TooMany("今天收到的报告太多，这一个没有收下。您写的都还在，请明天再送。")


def _code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
