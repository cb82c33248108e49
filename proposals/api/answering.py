"""What all addresses of the API share: for everybody, read-only, JSON, kept under the data version like any page."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from delegates.freshness.pages import RULES

from .problems import answered, nothing
from .throttles import Burst, Sustained

PREFIX = "/api/v1/"
# Any page elsewhere may ask; nothing here knows its reader.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Access-Control-Max-Age": "86400",
}


class OpenToOthers:
    """The middleware that says so, also on what is answered from among the kept pages: it stands before them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """As Django calls it."""
        self._respond = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """As Django calls it."""
        response = self._respond(request)
        if request.path.startswith(PREFIX):
            for name, value in CORS.items():
                response[name] = value
        return response


class Json(BaseRenderer):
    """As small as it goes; Chinese as it is written."""

    media_type, format, charset = "application/json", "json", None

    def render(self, data: Any, media_type: str | None = None, context: Mapping[str, Any] | None = None) -> bytes:
        """Half of a surrogate pair, which no encoding takes, becomes a question mark."""
        if data is None:
            return b""
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


class AlwaysJson(BaseContentNegotiation):
    """Whatever a reader says it prefers: there is one kind."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        """Nothing is ever sent here."""
        return None

    def select_renderer(self, request: Any, renderers: Any, format_suffix: str | None = None) -> Any:
        """The one."""
        return renderers[0], renderers[0].media_type


class Answer(APIView):
    """One address. What it answers with 200 has the ETag of every public page, and is kept like one."""

    authentication_classes = ()
    permission_classes = ()
    parser_classes = ()
    renderer_classes = (Json,)
    content_negotiation_class = AlwaysJson
    throttle_classes = (Burst, Sustained)

    @classmethod
    def as_view(cls, **given: Any) -> Any:
        """As Django asks; the view says that it is public before it is met."""
        view = super().as_view(**given)
        view.is_public_page = True  # type: ignore[attr-defined]  # as `delegates.freshness.public` does
        return view

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """What is no error may be kept by anybody, and is asked for again before it is used."""
        finished: Any = super().finalize_response(request, response, *args, **kwargs)
        finished["Cache-Control"] = RULES if finished.status_code == 200 else "no-store"
        finished.is_public_page = finished.status_code == 200
        return finished

    def get_exception_handler(self) -> Any:
        """Problem details."""
        return answered

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """What a browser asks before it asks for another page."""
        return Response(status=204)


class Nowhere(Answer):
    """Any address that there is not."""

    schema = None

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """404."""
        raise nothing()
