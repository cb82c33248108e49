"""Where pages are kept: the memory of each process, the last used of them."""

from typing import Any

from django.core.cache.backends.locmem import LocMemCache


class Pages(LocMemCache):
    """Keys are digests, so there is nothing about them to be checked."""

    def validate_key(self, key: Any) -> None:
        """Nothing."""
