"""What stands in mails of the outbox, and where their links lead."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from proposals.models import Message

ASKING, DIGEST = "follow-ask:", "follow:"


def mails(kind: str, to: str = "") -> list[Message]:
    """The mails of one kind, oldest first; to one address where it is given."""
    rows = Message.objects.filter(key__startswith=kind).order_by("pk")
    return list(rows.filter(to=to) if to else rows)


def link_in(message: Message, page: str) -> str:
    """The path of the link that leads to a page: confirm, own, leave or never. Both bodies hold the same."""
    found = set(re.findall(rf"https?://\S*?/follow/{page}/[^\s\"<>]+", message.text))
    assert found == set(re.findall(rf'href="(https?://[^"]*/follow/{page}/[^"]+)"', message.html))
    (address,) = found
    return str(urlsplit(address).path)


def ask(client: Client, about: str, address: str = "reader@mail.example", pace: str = "daily", **more: Any) -> Any:
    """Fill in the form for a page, as a browser does; the answer."""
    page = client.get("/follow/", {"about": about}, **more).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    hidden = {name: value.replace("&amp;", "&") for name, value in hidden.items()}
    return client.post("/follow/", hidden | {"address": address, "pace": pace, "website": ""}, **more)
