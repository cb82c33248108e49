"""Public pages: kept under the version of all that they show, and not even looked up for whoever has them already.

A page is the same for everybody: it depends on its address, the rows of the database, the day and the program, and on
nothing else. So its ETag is computed from these without rendering, and a page kept under it can never be out of date.
Whoever sends the ETag back gets 304 after one question to the database.

A view says that it is public (`public`); nothing else is ever kept.
"""

import hashlib
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from . import code, token
from .kept import keep, told

View = Callable[..., HttpResponse]
RULES = "public, no-cache"  # anybody may keep it; before it is shown again, one question tells whether it still stands
LONGEST = 2000  # characters of a query; longer ones are answered, not kept
_asked: ContextVar[str | None] = ContextVar("data_version", default=None)


def public(view: View) -> View:
    """A page for everybody: read-only, without a session, the same bytes for the same address and version."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = RULES
        response.is_public_page = True  # type: ignore[attr-defined]  # for the middleware below
        return response

    safe: View = require_safe(shown)
    safe.is_public_page = True  # type: ignore[attr-defined]  # for whoever asks about an address before it is met
    return safe


def current() -> str:
    """The data version: as the request under way was met with it, else as the database says now."""
    found = _asked.get()
    return token.current() if found is None else found


class KeptPages:
    """The middleware before all that knows a reader. What lies under `settings.APART` is passed on unseen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """As Django calls it."""
        self._respond = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """As Django calls it."""
        if request.method not in {"GET", "HEAD"} or request.path.startswith(settings.APART) or settings.DEBUG:
            return self._respond(request)
        try:
            version = token.current()  # before anything is read, so that a page is never newer than it says
        except DatabaseError:
            return self._respond(request)
        etag = etag_of(request, version)
        if etag.removeprefix("W/") in request.META.get("HTTP_IF_NONE_MATCH", ""):
            return _not_modified(etag)
        kept: HttpResponse | None = caches["pages"].get(etag)
        if kept is not None:
            return told(kept, request)
        asked = _asked.set(version)
        try:
            return _finished(request, self._respond(request), etag)
        finally:
            _asked.reset(asked)


def etag_of(request: HttpRequest, version: str) -> str:
    """Of a page at this address, now. Weak: the same for a compressed answer. Nobody else can compute it."""
    host, query = request.META.get("HTTP_HOST", ""), request.META.get("QUERY_STRING", "")
    parts = "\0".join((version, timezone.localdate().isoformat(), request.scheme or "", host, request.path, query))
    digest = hashlib.blake2b(parts.encode("utf-8", "surrogateescape"), key=code.version().encode(), digest_size=16)
    return f'W/"{digest.hexdigest()}"'


def _not_modified(etag: str) -> HttpResponse:
    response = HttpResponseNotModified()
    response["ETag"] = etag
    response["Cache-Control"] = RULES
    response["Vary"] = "Accept-Encoding"
    return response


def _finished(request: HttpRequest, response: HttpResponse, etag: str) -> HttpResponse:
    """Keep what a public view answered in full. An answer that knows its reader is nobody else's."""
    public_page = getattr(response, "is_public_page", False) and response.status_code == 200
    if not public_page or response.streaming or response.cookies or "Cookie" in response.get("Vary", ""):
        return response
    patch_vary_headers(response, ["Accept-Encoding"])
    response["ETag"] = etag
    kept = keep(response)
    if kept is None:
        return response
    if request.method == "GET" and len(request.META.get("QUERY_STRING", "")) <= LONGEST:
        caches["pages"].set(etag, kept)
    packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    return kept if packed else response
