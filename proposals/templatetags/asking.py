"""What a search included beside what was typed, with the way to the other kind of search."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context

from proposals.search import Query

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


def _address(request: HttpRequest, *, exact: bool) -> str:
    asked = request.GET.copy()
    for name in ("exact", *PLACES):
        asked.pop(name, None)
    if exact:
        asked["exact"] = "1"
    return f"?{asked.urlencode()}"
