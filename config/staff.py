"""What only staff needs: accounts, sessions, messages. Readers' pages pass it by.

A page for everybody knows no reader, so nothing looks for one: it costs nothing, and nothing can set a cookie there.
Whatever is sent (a form) is checked by Django's own middleware, which leaves pages that are only read as they are.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import middleware as auth
from django.contrib.messages import middleware as messages
from django.contrib.sessions import middleware as sessions
from django.http import HttpRequest, HttpResponseBase

LOOKING = frozenset({"GET", "HEAD"})


def concerns_staff(request: HttpRequest) -> bool:
    """Whether this request may come from somebody who is signed in, or writes."""
    return request.method not in LOOKING or request.path.startswith(settings.ADMIN_PATH)


class _ForStaff:
    """In front of one of Django's own."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """As Django calls it."""
        if concerns_staff(request):
            answered: HttpResponseBase = super().__call__(request)  # type: ignore[misc]  # the middleware behind
            return answered
        passed: HttpResponseBase = self.get_response(request)
        return passed


class SessionMiddleware(_ForStaff, sessions.SessionMiddleware):
    """Sessions of those who sign in."""


class AuthenticationMiddleware(_ForStaff, auth.AuthenticationMiddleware):
    """Accounts."""


class MessageMiddleware(_ForStaff, messages.MessageMiddleware):
    """What a page says once."""
