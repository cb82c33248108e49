"""A mail of the outbox as it would arrive: where no mail server is set, this is where mail is read.

Mail to followers is theirs. Where it really goes out, nobody of the staff reads it: an administrator sees of it the
addresses that refused one, to handle that, and no words. Without a mail server it goes to nobody, and the links in it
have to be tried: then an administrator reads it.
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from proposals.following.asking import ASK
from proposals.following.telling import DIGEST
from proposals.models import Message
from proposals.models.staff import role_of
from proposals.workflow.roles import Role

if TYPE_CHECKING:
    from delegates.models.delegate import Reader

OF_FOLLOWERS = Q(key__startswith=ASK) | Q(key__startswith=DIGEST)
# Whatever the mail holds runs no script, loads nothing and belongs to no origin; its links lead out of it.
POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; "
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def readable(user: "Reader", rows: "QuerySet[Message]") -> "QuerySet[Message]":
    """Those of the mails that this member of the staff may see in the list."""
    if role_of(user) is not Role.ADMINISTRATOR:
        return rows.exclude(OF_FOLLOWERS)
    return rows.exclude(OF_FOLLOWERS & Q(given_up=False)) if settings.MAIL_SERVER else rows


def is_closed(message: Message | None) -> bool:
    """Whether its words are its reader's alone."""
    return settings.MAIL_SERVER and message is not None and message.key.startswith((ASK, DIGEST))


@require_safe
def letter(request: HttpRequest, pk: int, rows: "QuerySet[Any]") -> HttpResponse:
    """The HTML part, alone in its window; raises Http404 where there is none to be read."""
    message = rows.filter(pk=pk).first()
    if message is None or is_closed(message) or not message.html:
        raise Http404
    response = HttpResponse(message.html)
    response["Content-Security-Policy"] = POLICY
    response["Referrer-Policy"] = "no-referrer"
    response._csp_exempt = True  # type: ignore[attr-defined]  # django-csp: this one brings its own
    return response
