"""Where the links in mails lead: a yes, one's own page, the end. To look changes nothing; to press a button does.

Mail scanners and previews open every link, so no GET acts. The token in the address is the only authority: no cookie is
read or set, so there is no session that another site could ride on, and Django's check of forms has nothing to protect.
A mail program that leaves by itself (RFC 8058) posts without either.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from proposals.following.answering import change, confirm, subscriber_by
from proposals.following.leaving import bar, forget
from proposals.following.subjects import Followed, called
from proposals.following.tokens import Expired, Purpose, link, value_of
from proposals.models import Subscriber, Subscription
from proposals.models.following import Pace

SECRET = 32  # characters of a subscriber's secret

View = Callable[[HttpRequest, str], HttpResponse]


def _by_link(purpose: Purpose) -> Callable[[View], Callable[[HttpRequest, str], HttpResponse]]:
    """A page behind links of one purpose; the view is given what was sealed. 404 for any other, 410 once it expired."""

    def opened(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
        @wraps(view)
        def shown(request: HttpRequest, token: str) -> HttpResponse:
            try:
                value = value_of(purpose, token)
            except Expired:
                return _closed(request, "expired", 410)
            return _closed(request, "unknown", 404) if value is None else view(request, value)

        return csrf_exempt(never_cache(require_http_methods(["GET", "HEAD", "POST"])(shown)))

    return opened


@_by_link(Purpose.CONFIRM)
def follow_confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """What waits for a yes, and the yes to it."""
    subscriber = subscriber_by(secret)
    waiting = _shown(Subscription.objects.filter(subscriber=subscriber).pending()) if subscriber else []
    if subscriber is None or not waiting:
        return _closed(request, "settled", 200 if subscriber else 410)
    if request.method != "POST":
        return _page(request, "proposals/follow_confirm.html", {"waiting": waiting})
    count = confirm(subscriber, _numbers(request.POST.getlist("follow")), timezone.now())
    own = link(Purpose.OWN, subscriber.secret)
    return _page(request, "proposals/follow_confirmed.html", {"count": count, "own": own})


@_by_link(Purpose.OWN)
def follow_own(request: HttpRequest, secret: str) -> HttpResponse:
    """What one reader follows: read, changed, ended, forgotten."""
    subscriber = subscriber_by(secret)
    if subscriber is None:
        return _closed(request, "forgotten", 410)
    changed: int | None = None
    if request.method == "POST":
        if "forget" in request.POST:
            forget(subscriber)
            return _closed(request, "left")
        changed = change(subscriber, _paces(request))
    return _page(request, "proposals/follow_own.html", _own(subscriber) | {"changed": changed})


@_by_link(Purpose.LEAVE)
def follow_leave(request: HttpRequest, secret: str) -> HttpResponse:
    """The end of everything, by one button, or by the mail program itself."""
    subscriber = subscriber_by(secret)
    if request.method == "POST" and subscriber is not None:
        forget(subscriber)
    if request.method == "POST" or subscriber is None:
        return _closed(request, "left")
    count = Subscription.objects.filter(subscriber=subscriber).confirmed().count()
    own = link(Purpose.OWN, subscriber.secret)
    return _page(request, "proposals/follow_leave.html", {"never": False, "count": count, "own": own})


@_by_link(Purpose.NEVER)
def follow_never(request: HttpRequest, value: str) -> HttpResponse:
    """No mail to this address, whoever types it in."""
    if request.method != "POST":
        return _page(request, "proposals/follow_leave.html", {"never": True})
    bar(value[SECRET:], subscriber_by(value[:SECRET]))
    return _closed(request, "barred")


def _own(subscriber: Subscriber) -> dict[str, Any]:
    rows = Subscription.objects.filter(subscriber=subscriber)
    return {
        "address": subscriber.address,
        "rows": _shown(rows.confirmed()),
        "waiting": _shown(rows.filter(pace="")),
        "paces": Pace.choices,
        "bounced": subscriber.bounced_at,
    }


def _shown(rows: Any) -> list[tuple[Subscription, Followed]]:
    return [(one, called(one.subject, one.target, one.query)) for one in rows]


def _paces(request: HttpRequest) -> dict[int, str]:
    """What the form says of each subscription; "" where its end was asked for."""
    typed = {name.removeprefix("pace-"): value for name, value in request.POST.items() if name.startswith("pace-")}
    paces = {number: str(typed[str(number)]) for number in _numbers(list(typed))}
    return paces | dict.fromkeys(_numbers(request.POST.getlist("end")), "")


def _numbers(typed: list[str]) -> list[int]:
    return [int(one) for one in typed if one.isascii() and one.isdigit() and len(one) <= 18]


def _closed(request: HttpRequest, how: str, status: int = 200) -> HttpResponse:
    return _page(request, "proposals/follow_closed.html", {"how": how}, status)


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, template, {**context, "status": status}, status=status)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
