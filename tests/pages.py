"""Reading public pages in tests: what is sent, what a reader sees."""

import re
from html import unescape
from typing import Any

from django.test import Client

from proposals.models import Proposal


def read(client: Client, address: str, **query: Any) -> str:
    """The page at an address that must be there."""
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def page_of(client: Client, proposal: Proposal) -> str:
    """The page of one proposal."""
    return read(client, proposal.get_absolute_url())


def text(page: str) -> str:
    """What a reader sees, blanks dropped."""
    return "".join(unescape(re.sub(r"<[^>]+>", "", page)).split())


def part(page: str, opening: str) -> str:
    """The first list that begins so, up to its end."""
    name = opening.split()[0]
    found: list[str] = re.findall(rf"<{re.escape(opening)}.*?</{name}>", page, re.DOTALL)
    return found[0]


def road(page: str) -> list[tuple[str, str]]:
    """The class and the words of the four stops."""
    stops = part(page, 'ol class="road big"')
    return [(look, text(words)) for look, words in re.findall(r'<li(?: class="(\w+)")?>(.*?)</li>', stops, re.DOTALL)]
