"""The one address of what a page shows: without the reader's mode, the order of a list, or the place in it."""

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from proposals.filters import ProposalFilter

_SCOPE = frozenset({"year", "session"})
# What an address may say besides its path, where that makes it another page. Elsewhere it says nothing.
NARROWS = {
    "proposals:proposals": frozenset(ProposalFilter.base_filters) - {"order"},
    "delegates:delegates": frozenset({"q", "body", "session", "region", "group"}),
    "proposals:words": frozenset({"session"}),
    "proposals:departments": _SCOPE,
    "proposals:statistics": _SCOPE,
}
# The same thing shown in another way.
SAME = {"proposals:dossier": "proposals:proposal"}


def canonical(request: HttpRequest) -> str:
    """The whole address of this page on the site's own host, its conditions always in the same order."""
    match = request.resolver_match
    name = match.view_name if match else ""
    path = reverse(SAME[name], kwargs=match.kwargs) if match and name in SAME else request.path
    kept = QueryDict(mutable=True)
    for key in sorted(NARROWS.get(name, frozenset()) & set(request.GET)):
        values = sorted({value.strip() for value in request.GET.getlist(key)} - {""})
        if values:
            kept.setlist(key, values)
    return absolute(path) + (f"?{kept.urlencode()}" if kept else "")


def absolute(path: str) -> str:
    """An address of this site, whole."""
    return f"{settings.SITE_URL}{path}"
