"""The drawn cards of pages shown elsewhere."""

from threading import BoundedSemaphore

from django.http import Http404, HttpRequest, HttpResponse

from proposals.outside.cards import delegate_card, proposal_card, session_card, site_card
from proposals.outside.drawing import drawn

from .caching import public

CARDS = {"proposal": proposal_card, "delegate": delegate_card, "session": session_card}
WAIT = 5  # seconds
_drawing = BoundedSemaphore(1)  # a tenth of a second of work each: however many are asked for, one processor draws


@public
def card(request: HttpRequest, kind: str = "", pk: int = 0) -> HttpResponse:
    """A PNG; 404 for what is not public, 503 while too many are asked for. Kept like a page."""
    if kind and kind not in CARDS:
        raise Http404
    told = CARDS[kind](pk) if kind else site_card()
    if told is None:
        raise Http404
    if not _drawing.acquire(timeout=WAIT):
        return HttpResponse(status=503, headers={"Retry-After": str(WAIT)})
    try:
        return HttpResponse(drawn(told), content_type="image/png")
    finally:
        _drawing.release()
