"""One-time addresses by which a proposer rates a reply. Only the hash of the token is kept.

Whoever holds the address is taken for the proposer.
"""

import hashlib
import secrets
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from proposals.models import Proposer, Rating, RatingLink, Reply
from proposals.workflow.events import Event

from .ratings import ALREADY, Said, keep
from .refusal import Refused, allow

if TYPE_CHECKING:
    from django.contrib.auth.models import User

VALID_DAYS = 30


class Unusable(Exception):
    """The address leads nowhere: unknown, used or expired. The message says what to do."""

    def __init__(self, message: str, *, known: bool) -> None:
        """`known` tells an address that once worked from one that never did."""
        self.known = known
        super().__init__(message)


@transaction.atomic
def make_link(*, reply: Reply, proposer: Proposer, by: "User", on: date, days: int = VALID_DAYS) -> str:
    """The token of a new address, shown this once. Earlier unused ones of the same proposer stop working.

    Raises Refused or NotAllowed.
    """
    allow(by, Event.RATE)
    if reply.status != Reply.Status.SENT or reply.role != Reply.Role.REPLY:
        raise Refused("答复发出以后，才能请提出人评价。")
    if proposer.proposal_id != reply.proposal_id:
        raise Refused("这位不是这一件的提出人。")
    if Rating.objects.filter(reply=reply, proposer=proposer).exists():
        raise Refused(ALREADY)
    token = secrets.token_urlsafe(32)
    unused = RatingLink.objects.filter(reply=reply, proposer=proposer, used_at__isnull=True)
    unused.filter(expires_on__gte=on).update(expires_on=on - timedelta(days=1))
    RatingLink.objects.create(
        reply=reply, proposer=proposer, token_hash=digest(token), expires_on=on + timedelta(days=days), made_by=by
    )
    return token


def open_link(token: str, *, today: date) -> RatingLink:
    """The address that may be used today. Raises Unusable."""
    rows = RatingLink.objects.select_related(
        "reply__proposal__session__term__council__region", "reply__department", "reply__result", "proposer__delegate",
        "proposer__organisation",
    )  # fmt: skip
    return _usable(rows.filter(token_hash=digest(token)).first(), today)


@transaction.atomic
def rate_by_link(*, token: str, said: Said, today: date) -> Rating:
    """Use the address, once. Raises Unusable, Refused or IllegalMove; then it stays unused."""
    held = RatingLink.objects.select_for_update().filter(token_hash=digest(token)).first()
    link = _usable(held, today)
    rating = keep(reply=link.reply, proposer=link.proposer, by=None, on=today, said=said)
    RatingLink.objects.filter(pk=link.pk).update(used_at=timezone.now())
    return rating


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _usable(link: RatingLink | None, today: date) -> RatingLink:
    if link is None:
        raise Unusable("没有这个评价链接。网址可能抄漏了一段，请照收到的原文打开。", known=False)
    if link.used_at is not None:
        raise Unusable("这个链接已经用过。您的评价已经记下，不用再填。", known=True)
    if link.expires_on < today:
        raise Unusable(
            "这个链接已经过了有效期，或者已经换成新的。要评价，请联系给您链接的工作人员另发一个。", known=True
        )
    return link
