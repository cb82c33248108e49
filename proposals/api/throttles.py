"""How often one network may ask for what has to be made: counted in the cache, by the minute and by the day.

What is answered as unchanged (304) or from what is kept costs one question and is not counted.
"""

import ipaddress
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from rest_framework.throttling import BaseThrottle


class _Counted(BaseThrottle):
    """`most` answers within `seconds`; then none until the next such span begins."""

    name: str
    seconds: int
    _left = 0.0

    def allow_request(self, request: HttpRequest, view: object) -> bool:
        """As DRF asks."""
        most: int = getattr(settings, f"API_{self.name.upper()}")
        now = time.time()
        span, into = divmod(now, self.seconds)
        key = f"api:{self.name}:{int(span)}:{network(str(request.META.get('REMOTE_ADDR', '')))}"
        cache.add(key, 0, timeout=self.seconds)
        try:
            asked = cache.incr(key)
        except ValueError:  # thrown out meanwhile
            asked = 1
        self._left = self.seconds - into
        return asked <= most

    def wait(self) -> float:
        """Seconds until the next span."""
        return self._left + 1


class Burst(_Counted):
    """A minute."""

    name, seconds = "burst", 60


class Sustained(_Counted):
    """A day."""

    name, seconds = "sustained", 24 * 3600


def network(address: str) -> str:
    """Who is counted as one: an IPv4 address, an IPv6 network of one customer."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else str(known)
