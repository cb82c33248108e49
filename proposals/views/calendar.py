"""A department's calendar under its secret address."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from proposals.alerts.calendar import calendar_of
from proposals.alerts.keys import department_by


@require_safe
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """The file, or 304 for a program that has it. An unknown key and a renewed one look the same: 404.

    Only the program itself may keep it, and asks each time whether it still holds; no search engine lists it. It is
    compared by its content alone: an entry that is gone leaves no date by which Last-Modified could tell.
    """
    department = department_by(key)
    if department is None:
        raise Http404
    content = calendar_of(department)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    whole = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    whole["Content-Disposition"] = 'inline; filename="yanlu.ics"'
    whole["ETag"] = etag
    response = get_conditional_response(request, etag=etag, response=whole) or whole
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
