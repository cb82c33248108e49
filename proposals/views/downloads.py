"""Open data to take along: a table as a file, streamed. What an address asks of the list, it asks of the file too."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from delegates.freshness.pages import current, etag_of
from proposals.exports.columns import Words
from proposals.exports.documents import MEASURED, SCHEMAS
from proposals.exports.files import FILES, File
from proposals.exports.measured import written
from proposals.exports.selection import Selection
from proposals.exports.tables import LEDGER, TABLES

from .caching import public

AT_ONCE = 3  # downloads that one process sends at the same time: pages come first
_free = threading.BoundedSemaphore(AT_ONCE)
BUSY = 503
WAIT = "20"  # seconds


@dataclass(frozen=True, slots=True)
class Offered:
    """A table as the page of the data offers it: (CSV, address) for each way of writing."""

    label: Words
    about: Words
    links: Sequence[tuple[str, str]]


def offered() -> list[Offered]:
    """Every table, the ledger first after the proposals."""
    first, *rest = TABLES.values()
    endings = {"csv": "CSV", "xlsx": "XLSX", "jsonl": "JSON Lines"}
    return [
        Offered(
            table.label,
            table.about,
            [
                (said, reverse("proposals:download", args=[table.name, ending]))
                for ending, said in endings.items()
                if (table.name, ending) in FILES
            ],
        )
        for table in (first, LEDGER, *rest)
    ]


class Sending:
    """What is sent, and the place it takes up until it is sent or given up."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        """The place is taken already."""
        self._pieces, self._open = pieces, True

    def __iter__(self) -> Iterator[bytes]:
        """As a response reads it."""
        yield from self._pieces

    def close(self) -> None:
        """Called by Django once the answer is over, however it ended."""
        if self._open:
            self._open = False
            _free.release()


def download(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    """One file, or what is said of the files; `ending` with its format. 404 for none of ours."""
    told = MEASURED.get((name, ending)) or SCHEMAS.get((name, ending))
    if told is None:
        return _sent(request, name, ending)
    return _told(request, *told)


@require_safe
@cache_control(public=True, no_cache=True)
def _told(request: HttpRequest, media_type: str, content: Callable[[], bytes]) -> HttpResponse:
    return HttpResponse(content(), content_type=media_type)


@public
def _sent(request: HttpRequest, name: str, ending: str) -> Any:
    """One file. 503 while too many are being sent."""
    file = FILES.get((name, ending))
    if file is None:
        raise Http404
    response = _headed(request, file, StreamingHttpResponse(iter(())))
    if request.method == "HEAD":
        return response
    pieces = written(file, Selection(request.GET))
    # Taken last: whatever fails before this leaves no place taken for ever.
    if not _free.acquire(blocking=False):
        told = _("现在下载的人多，请过一会儿再试。")
        return HttpResponse(told, status=BUSY, headers={"Retry-After": WAIT}, content_type="text/plain; charset=utf-8")
    response.streaming_content = Sending(pieces)
    return response


def _headed(request: HttpRequest, file: File, response: StreamingHttpResponse) -> StreamingHttpResponse:
    response["Content-Type"] = file.media_type
    response["Content-Disposition"] = disposition(file, whole=Selection(request.GET).whole)
    response["ETag"] = etag_of(request, current())
    response["X-Content-Type-Options"] = "nosniff"
    return response


def disposition(file: File, *, whole: bool) -> str:
    """An English name for programs, a Chinese one for people (RFC 6266, RFC 5987), with the day it was taken."""
    kept = "" if whole else _("（所选）")
    told = f"{file.label}{kept}{timezone.localdate().isoformat()}.{file.format}"
    return f"attachment; filename=\"{file.filename}\"; filename*=UTF-8''{quote(told, safe='')}"
