"""What a search included beside what was typed, with the way to the other kind of search."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template import Context

from proposals.search import Query

from .site import modes

register = template.Library()
PLACES = ("page", "cursor", "after")  # where in a list one is: another search begins at its beginning


@register.inclusion_tag("proposals/_included.html", takes_context=True)
def included(context: Context, query: Query | None) -> dict[str, Any]:
    """The other names that were looked for, or that none were since the reader asked so."""
    request = context["request"]
    exact = bool(request.GET.get("exact"))
    return {
        "names": query.included if query else (),
        "typed": " ".join(query.typed) if query else "",
        "exact": exact and query is not None,
        "address": _address(request, exact=not exact),
    }


@register.simple_tag(takes_context=True)
def in_mode(context: Context, path: str) -> str:
    """The address of a page in the reader's mode."""
    mode = urlencode(modes(context))
    return f"{path}{'&' if '?' in path else '?'}{mode}" if mode else path


def _address(request: HttpRequest, *, exact: bool) -> str:
    asked = request.GET.copy()
    for name in ("exact", *PLACES):
        asked.pop(name, None)
    if exact:
        asked["exact"] = "1"
    return f"?{asked.urlencode()}"
