"""The way from a list or a session to the files that hold the same: CSV, the offices' ledger, JSON Lines."""

from typing import Any

from django import template
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.urls import reverse

from proposals.exports.selection import ASKED

register = template.Library()
# In the order in which they stand on a page.
OFFERED = (("proposals", "csv"), ("ledger", "xlsx"), ("proposals", "jsonl"))


@register.inclusion_tag("proposals/_downloads.html", takes_context=True)
def downloads(context: Context, session: int | None = None) -> dict[str, Any]:
    """Of the list that the page shows, or of one session; nothing where there is no such page."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return {}
    query = f"session={session}" if session is not None else conditions(request.GET)
    files = {
        f"{name}_{ending}": reverse("proposals:download", args=[name, ending]) + (f"?{query}" if query else "")
        for name, ending in OFFERED
    }
    return files | {"session": session, "narrowed": bool(query), "request": request}


def conditions(data: QueryDict) -> str:
    """What the address asks of the list, without the place in it and the reader's mode."""
    kept = QueryDict(mutable=True)
    for name in ASKED:
        values = [value for value in data.getlist(name) if value]
        if values:
            kept.setlist(name, values)
    return kept.urlencode()
