"""A rendered page as it is kept: its body once, compressed where it shrinks, and the headers that belong to it."""

import gzip
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

LEVEL = 6  # of compression: what is kept is compressed once and sent many times
LARGEST = 512 * 1024  # bytes; larger answers are not kept
SHRINKS = ("text/", "application/xml", "application/json", "application/ld+json", "image/svg")
OF_ONE_BODY = {"Content-Length", "Content-Encoding"}


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    compressed: bool

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The response for one reader, compressed where the reader takes that."""
        packed = self.compressed and takes_gzip(request)
        body = gzip.decompress(self.body) if self.compressed and not packed else self.body
        response = HttpResponse(body)
        for name, value in self.headers:
            response[name] = value
        if packed:
            response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(body))
        return response


def keep(response: HttpResponse) -> Kept | None:
    """A finished answer for keeping; None for one that is too large."""
    body = response.content
    if len(body) > LARGEST:
        return None
    compressed = response.get("Content-Type", "").startswith(SHRINKS)
    headers = tuple((name, value) for name, value in response.items() if name not in OF_ONE_BODY)
    return Kept(headers, gzip.compress(body, LEVEL, mtime=0) if compressed else body, compressed)


def takes_gzip(request: HttpRequest) -> bool:
    """Whether the reader says so."""
    return "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
