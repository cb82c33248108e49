"""Names that stay the same for good, as `tag:` URIs (RFC 4151): of feeds, of their entries, of calendar entries.

They are made of the authority and the date in the settings, not of the address the site has today: who reads along
would else see everything a second time when the site moves.
"""

from datetime import UTC, datetime

from django.conf import settings


def tag(thing: str) -> str:
    """The name of a thing, given as a path: proposals/12/log/3."""
    return f"tag:{settings.TAG_AUTHORITY},{settings.TAG_DATE}:{thing}"


def uid(thing: str) -> str:
    """The name of a calendar entry (RFC 5545 3.8.4.7): answer-12."""
    return f"{thing}@{settings.TAG_AUTHORITY}"


def beginning() -> datetime:
    """The first moment of the date in the settings: when a feed without any entry was last changed."""
    year, month, day = (int(part) for part in f"{settings.TAG_DATE}-01-01".split("-")[:3])
    return datetime(year, month, day, tzinfo=UTC)
