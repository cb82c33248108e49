"""What stands in the links of mails: signed, for one purpose each, never a way to sign in.

A link holds the 128 random bits of its subscriber (one to bar an address its keyed hash besides) and 256 bits of
signature under a salt of its own: what opens one address opens no other. Once the subscriber's row is gone, its links
are still known for genuine and open nothing.
"""

import secrets
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

SALT = "proposals.following"
CONFIRMABLE = timedelta(hours=48)  # how long a link to confirm holds


class Purpose(StrEnum):
    """What a link is for; also the name of its address."""

    CONFIRM = "follow_confirm"
    OWN = "follow_own"
    LEAVE = "follow_leave"
    NEVER = "follow_never"


class Expired(Exception):
    """The link was genuine, and its time is over."""


def new_secret() -> str:
    """128 random bits."""
    return secrets.token_hex(16)


def token(purpose: Purpose, value: str) -> str:
    """`value` under the seal of one purpose."""
    return _signer(purpose).sign(value)


def value_of(purpose: Purpose, sealed: str) -> str | None:
    """What was sealed; None for anything else, a seal of another purpose among it. Raises Expired."""
    signer = _signer(purpose)
    try:
        if isinstance(signer, signing.TimestampSigner):
            return signer.unsign(sealed, max_age=CONFIRMABLE)
        return signer.unsign(sealed)
    except signing.SignatureExpired as error:
        raise Expired from error
    except signing.BadSignature:
        return None


def link(purpose: Purpose, value: str) -> str:
    """The whole address."""
    return settings.SITE_URL + reverse(f"proposals:{purpose.value}", args=[token(purpose, value)])


def hashed(address: str) -> str:
    """A keyed hash of an address, which says nothing of it to whoever lacks the key of this site."""
    return salted_hmac(f"{SALT}.address", folded(address), algorithm="sha256").hexdigest()


def folded(address: str) -> str:
    """An address as it is compared: no mailbox is told from another by capitals."""
    return address.strip().lower()


def _signer(purpose: Purpose) -> signing.Signer | signing.TimestampSigner:
    kind = signing.TimestampSigner if purpose is Purpose.CONFIRM else signing.Signer
    return kind(salt=f"{SALT}.{purpose.value}", sep=".")  # a colon is not the same to all who read an address
