"""Feeds as a reader's program reads them."""

from typing import Any

import feedparser  # type: ignore[import-untyped]
from django.test import Client


def feed(client: Client, address: str) -> Any:
    """The feed at an address that must be there, parsed; it must be well-formed."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    read = feedparser.parse(response.content)
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    return read


def titles(client: Client, address: str) -> list[str]:
    """The titles of its entries."""
    return [one.title for one in feed(client, address).entries]
