"""A rendered page as it is kept: compressed once where that makes it smaller, with the headers that belong to it."""

import gzip

from django.http import HttpRequest, HttpResponse

LEVEL = 6  # of compression: what is kept is compressed once and sent many times
LARGEST = 512 * 1024  # bytes; larger answers are not kept
SHRINKS = ("text/", "application/xml", "application/json", "application/ld+json", "image/svg")


def keep(response: HttpResponse) -> HttpResponse | None:
    """A finished answer for keeping; None for one that is too large."""
    body = response.content
    if len(body) > LARGEST:
        return None
    kept = HttpResponse(body, status=response.status_code, headers=dict(response.items()))
    if response.get("Content-Type", "").startswith(SHRINKS):
        kept.content = gzip.compress(body, LEVEL, mtime=0)
        kept["Content-Encoding"] = "gzip"
    kept["Content-Length"] = str(len(kept.content))
    return kept


def told(kept: HttpResponse, request: HttpRequest) -> HttpResponse:
    """What was kept, for one reader: plain for those who do not take it compressed. May change what it is given."""
    if "gzip" not in request.META.get("HTTP_ACCEPT_ENCODING", "") and kept.has_header("Content-Encoding"):
        kept.content = gzip.decompress(kept.content)
        del kept["Content-Encoding"]
        kept["Content-Length"] = str(len(kept.content))
    return kept
