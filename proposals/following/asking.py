"""A wish to follow something: written down, bounded, and asked back by one mail. Nothing is told before the yes.

Whoever fills in the form learns nothing of the address: known or not, barred or not, the answer is the same. Bounded
are the network (told, with when to come again), the mail domain (likewise) and, without a word, the address itself:
one mail an hour and four a day; what is wished meanwhile is asked by the next of them.
"""

import ipaddress
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proposals.alerts.outbox import queue
from proposals.models import Barred, FollowRequest, Message, Subscriber, Subscription
from proposals.models.message import FOLLOWERS

from . import letters
from .subjects import Followed
from .tokens import SALT, folded, hashed, new_secret

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
OF_NETWORK = {AN_HOUR: 10, A_DAY: 40}  # wishes from one network
OF_DOMAIN = {AN_HOUR: 300, A_DAY: 2000}  # wishes for addresses at one mail domain: some have half the readers
LETTERS_A_DAY = 4  # that ask one address
PENDING = 20  # wishes of one address that wait for a word
ASK = FOLLOWERS[1]  # how the keys of these mails begin
_BITS = {4: 24, 6: 64}  # of an address that are one network


class TooMany(Exception):
    """Too many wishes were sent from there. Says when to come again."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants to hear of what, and how soon. `sender` is the network address it came from."""

    address: str
    what: Followed
    pace: str
    sender: str


def ask(wish: Wish, now: datetime) -> None:
    """Write the wish down and see to it that its address is asked. Raises TooMany."""
    domain = folded(wish.address).rpartition("@")[2]
    request = FollowRequest(
        address=hashed(wish.address)[:32], domain=_mark("domain", domain), made_at=now,
        network=_mark("network", network(wish.sender)),
    )  # fmt: skip
    _bound(request, now)
    request.save(force_insert=True)
    if Barred.objects.filter(address=hashed(wish.address)).exists():
        return
    with transaction.atomic():
        subscriber = _subscriber(wish.address)
        if _write(subscriber, wish, now):
            _ask_back(subscriber, now)


def network(address: str) -> str:
    """The network of an address: /24, of version 6 /64; "" for none."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{parsed}/{_BITS[parsed.version]}", strict=False))


def _bound(request: FollowRequest, now: datetime) -> None:
    for name, bounds in (("network", OF_NETWORK), ("domain", OF_DOMAIN)):
        same = FollowRequest.objects.filter(**{name: getattr(request, name)})
        for span, most in bounds.items():
            if same.filter(made_at__gt=now - span).count() >= most:
                raise TooMany(_SAID[span]())


_SAID = {
    AN_HOUR: lambda: _("最近一小时收到的关注请求太多，这一个没有收下。请一小时后再送。"),
    A_DAY: lambda: _("今天收到的关注请求太多，这一个没有收下。请明天再送。"),
}


def _subscriber(address: str) -> Subscriber:
    """The row of an address, held against everybody else until the transaction ends."""
    rows = Subscriber.objects.select_for_update()
    found = rows.filter(folded=folded(address)).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return Subscriber.objects.create(
                address=address.strip(), folded=folded(address), secret=new_secret(),
                language=get_language() or settings.LANGUAGE_CODE,
            )  # fmt: skip
    except IntegrityError:  # somebody else was quicker
        return rows.get(folded=folded(address))


def _write(subscriber: Subscriber, wish: Wish, now: datetime) -> bool:
    """Whether the wish waits for a word now."""
    own = Subscription.objects.filter(subscriber=subscriber)
    same = {"subject": wish.what.subject, "target": wish.what.target, "query": wish.what.query}
    if own.filter(**same).update(asked=wish.pace, asked_at=now):
        return True
    if own.pending().count() >= PENDING:
        return False
    Subscription.objects.create(subscriber=subscriber, asked=wish.pace, asked_at=now, **same)
    return True


def _ask_back(subscriber: Subscriber, now: datetime) -> None:
    """One mail, at the earliest an hour after the last one. One that is still to come asks for all."""
    last = subscriber.asked_at
    if last is not None and last > now:
        return
    key = f"{ASK}{subscriber.pk}:"
    if Message.objects.filter(key__startswith=key, created_at__gt=now - A_DAY).count() >= LETTERS_A_DAY:
        return
    due = now if last is None else max(now, last + AN_HOUR)
    letter = letters.question(subscriber)
    queue(
        key=f"{key}{secrets.token_hex(8)}", to=subscriber.address, subject=letter.subject, text=letter.text,
        html=letter.html, headers=letter.headers, due_at=due,
    )  # fmt: skip
    Subscriber.objects.filter(pk=subscriber.pk).update(asked_at=due)


def _mark(kind: str, value: str) -> str:
    return salted_hmac(f"{SALT}.{kind}", value, algorithm="sha256").hexdigest()[:32]
