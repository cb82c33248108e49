"""Whatever a request writes is one act of whoever is signed in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .acts import acting

LOOKING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class ActMiddleware:
    """Behind the authentication. Looking asks nothing of the session: pages without a cookie stay so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """As Django calls it."""
        self._respond = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """As Django calls it."""
        who = None if request.method in LOOKING else request.user.pk
        with acting(by=who):
            return self._respond(request)
