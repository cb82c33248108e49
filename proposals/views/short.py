"""Short addresses, for print, for QR codes and for reading aloud. They hold as long as the pages do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


def short(view: str) -> Callable[..., HttpResponse]:
    """Leads to `view` for good, the reader's mode kept. What became of a page is said there: nothing is asked here."""

    @require_safe
    @cache_control(public=True, max_age=86400)
    def led(request: HttpRequest, pk: int) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(reverse(view, args=[pk]) + (f"?{query}" if query else ""))

    found: Callable[..., HttpResponse] = led
    return found
