"""What is said where a page was and is no more."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from proposals.outside.gone import Gone


def gone(request: HttpRequest, told: Gone | None) -> HttpResponse:
    """410 with the reason; raises Http404 where there is nothing to tell."""
    if told is None:
        raise Http404
    return render(request, "proposals/gone.html", {"gone": told, "status": 410}, status=410)
