"""What the form of a report must carry, since it is sent without a cookie.

A public page sets no cookie, so Django's check of forms has nothing to compare with, and there is no session that
another site could ride on. What another site could still do is let its visitors' browsers send reports. So each form
carries a signed mark: of the address that asked for it, of the page it is about, and of the time. Another site can
have marks for its own address alone, and they fail from any other. A mark is good for one report: sent twice, the form
gives the same number. Whoever changed networks meanwhile is shown the form again, all words kept, with a fresh mark.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from ipaddress import ip_address, ip_network

from django.core import signing
from django.utils.crypto import salted_hmac

SALT = "proposals.problems"
LATEST = timedelta(hours=12)  # how long a form may lie open
QUICKEST = timedelta(seconds=2)  # nobody reads and writes faster
OF_IPV6 = 64  # bits of an address that one household has


class Unmarked(Exception):
    """The mark is missing, too old or too new, or of another address or page. Says what to do."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a good mark says: the number that makes a form sent twice one report."""

    nonce: str


def marked(path: str, address: str) -> str:
    """The mark of a form for this page, asked for from this address."""
    payload = [secrets.token_hex(12), _digest(path), _of(network(address), "form")]
    return signing.dumps(payload, salt=SALT, compress=False)


def read(mark: str, path: str, address: str) -> Mark:
    """The mark of a form that came back. Raises Unmarked."""
    try:
        nonce, page, sender = signing.loads(mark, salt=SALT, max_age=LATEST)
    except signing.SignatureExpired as error:
        raise Unmarked("这张表打开得太久了。您写的都还在，请再按一次“送出”。") from error
    except (signing.BadSignature, ValueError) as error:
        raise Unmarked("这张表不完整。您写的都还在，请再按一次“送出”。") from error
    if (page, sender) != (_digest(path), _of(network(address), "form")):
        raise Unmarked("您换了网络。您写的都还在，请再按一次“送出”。")
    if _too_quick(mark):
        raise Unmarked("送得太快了，像是机器。您写的都还在，请再按一次“送出”。")
    return Mark(nonce)


def sender_of(address: str, day: date) -> str:
    """A keyed mark of an address on one day: it tells how often somebody reported that day, and nothing after it."""
    return _of(network(address), day.isoformat())


def network(address: str) -> str:
    """The address, of a version 6 one the part that one household has; "" for none."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    return str(parsed if parsed.version == 4 else ip_network(f"{address}/{OF_IPV6}", strict=False))


def _too_quick(mark: str) -> bool:
    """Whether the mark is younger than anybody writes: then it does not expire in so short a time."""
    try:
        signing.loads(mark, salt=SALT, max_age=QUICKEST)
    except signing.SignatureExpired:
        return False
    return True


def _digest(path: str) -> str:
    return hashlib.blake2b(path.encode(), digest_size=8).hexdigest()


def _of(network: str, purpose: str) -> str:
    return salted_hmac(SALT, f"{purpose} {network}", algorithm="sha256").hexdigest()[:32]
