"""What may be meant by the piece of a word in a search field: a page, or the list alone for the field's own script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from delegates.freshness.pages import current as version
from proposals.catalogue.shared import current
from proposals.suggestions import suggestions

from .caching import public


@public
def suggest(request: HttpRequest) -> HttpResponse:
    """`q` is what was typed; with `as=list` the answer is only the list."""
    words = request.GET.get("q", "").replace("\x00", " ").strip()[:100]
    template = "_suggestions" if request.GET.get("as") == "list" else "suggest"
    groups = suggestions(words, current(version()).holdings) if words else []
    return render(request, f"proposals/{template}.html", {"words": words, "typed": [words], "groups": groups})
