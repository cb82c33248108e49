"""The form with which a reader follows something by mail: no account, no cookie, and the same answer for everybody.

As a report of an error it carries a signed mark (`problems.forms` says why). Whoever sends it learns nothing of the
address: not whether it is known here, nor whether a mail goes to it.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from proposals.following.asking import TooMany, Wish, ask
from proposals.following.subjects import Followed, at
from proposals.models.following import Pace
from proposals.problems.forms import Unmarked, marked, read

from .problems import from_elsewhere, led, private

FORM = "follow "  # before the path in a mark: one for a report of an error opens no other form


class FollowForm(forms.Form):
    """Where to write, and how often. `website` is for machines: people do not see it."""

    address = forms.EmailField(
        label=_("您的电子邮件地址"), max_length=254,
        error_messages={"required": _("请填写电子邮件地址。"), "invalid": _("这不像一个电子邮件地址，请核对。")},
    )  # fmt: skip
    pace = forms.ChoiceField(
        label=_("多久一封"), choices=Pace.choices, widget=forms.RadioSelect, initial=Pace.DAILY,
        error_messages={"required": _("请选一项：多久一封。"), "invalid_choice": _("请选一项：多久一封。")},
    )  # fmt: skip
    website = forms.CharField(required=False, max_length=0, error_messages={"max_length": _("请把这一格留空。")})


@csrf_exempt  # the mark in the form is the authority, and there is no cookie: see `problems.forms`
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """The form for what is shown at `about`. A good one leads to a page that says to look into the mail."""
    posted = request.method == "POST"
    what = at((request.POST if posted else request.GET).get("about", ""))
    if what is None:
        return _form(request, None, FollowForm(), status=404 if posted or "about" in request.GET else 200)
    if not posted:
        return _form(request, what, FollowForm())
    form = FollowForm(request.POST)
    if from_elsewhere(request):
        said = _("这张表不是从本站的网页上送来的，没有收下。请在这里再按一次“送出”。")
        return _form(request, what, form, str(said), 403)
    if not form.is_valid():
        return _form(request, what, form, status=422)
    return _asked(request, what, form)


def _asked(request: HttpRequest, what: Followed, form: FollowForm) -> HttpResponse:
    sender, data = str(request.META.get("REMOTE_ADDR", "")), form.cleaned_data
    try:
        read(request.POST.get("mark", ""), FORM + what.path, sender)
        ask(Wish(data["address"], what, data["pace"], sender), timezone.now())
    except Unmarked as reason:
        return _form(request, what, form, str(reason), 409)
    except TooMany as reason:
        return _form(request, what, form, str(reason), 429)
    return private(HttpResponseRedirect(led(request, reverse("proposals:follow_sent")), status=303))


@require_safe
@never_cache
def follow_sent(request: HttpRequest) -> HttpResponse:
    """That a mail is on its way, if the address takes one."""
    return private(render(request, "proposals/follow_sent.html", {}))


def _form(
    request: HttpRequest, what: Followed | None, form: FollowForm, refused: str = "", status: int = 200
) -> HttpResponse:
    mark = marked(FORM + what.path, str(request.META.get("REMOTE_ADDR", ""))) if what else ""
    context: dict[str, Any] = {"form": form, "what": what, "mark": mark, "refused": refused, "status": status}
    return private(render(request, "proposals/follow.html", context, status=status))
