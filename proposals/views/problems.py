"""Telling that something is wrong, without an account and without a cookie; and asking what became of it.

`problems.forms` says why a signed mark stands in for Django's own check. Nothing here is kept by anybody, indexed or
passed on: a number opens what was reported.
"""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from proposals.models.problem import LONGEST
from proposals.problems.forms import Unmarked, marked, read, sender_of
from proposals.problems.places import Place, place_of
from proposals.problems.reporting import Told, TooMany, found, report
from proposals.templatetags.site import MODES

LEAST = 4  # characters of which one can make something


class ProblemForm(forms.Form):
    """Which fact, what is wrong, how to answer. `website` is for machines: people do not see it."""

    part = forms.ChoiceField(label="哪一处有错", required=False)
    text = forms.CharField(
        label="错在哪里，应当是什么", min_length=LEAST, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "请写一写错在哪里。", "min_length": "请再写详细一点，好让工作人员去核对。",
            "max_length": f"请写在 {LONGEST} 字以内。",
        },
    )  # fmt: skip
    contact = forms.CharField(
        label="怎么联系您", required=False, max_length=200, error_messages={"max_length": "请写在 200 字以内。"}
    )
    website = forms.CharField(required=False, max_length=0, error_messages={"max_length": "请把这一格留空。"})

    def __init__(self, place: Place, *args: Any, **kwargs: Any) -> None:
        """`place`: the page whose parts are offered."""
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = place.parts  # type: ignore[attr-defined]  # a ChoiceField


@csrf_exempt  # the mark in the form is the authority, and there is no cookie: see `problems.forms`
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def problem_new(request: HttpRequest) -> HttpResponse:
    """The form and what was written into it. A good one leads to its number."""
    if request.method != "POST":
        place = place_of(request.GET.get("about", ""))
        return _form(request, place, ProblemForm(place, initial={"part": request.GET.get("part", "")}))
    place = place_of(request.POST.get("about", ""))
    form = ProblemForm(place, request.POST)
    if from_elsewhere(request):
        return _form(request, place, form, "这份报告不是从本站的网页上送来的，没有收下。请在这里再按一次“送出”。", 403)
    if not form.is_valid():
        return _form(request, place, form, status=422)
    try:
        row = _written(request, place, form.cleaned_data)
    except Unmarked as reason:
        return _form(request, place, form, str(reason), 409)
    except TooMany as reason:
        return _form(request, place, form, str(reason), 429)
    return private(HttpResponseRedirect(led(request, reverse("proposals:problem", args=[row.shown_code])), status=303))


@never_cache
@require_safe
def problem(request: HttpRequest, code: str) -> HttpResponse:
    """What became of a report."""
    row = found(code)
    status = 200 if row else 404
    context = {"problem": row, "code": code, "status": status, "public": row and place_of(row.path)}
    return private(render(request, "proposals/problem.html", context, status=status))


@require_safe
@never_cache
def problems(request: HttpRequest) -> HttpResponse:
    """Asking again by the number; where there is one it leads to its page."""
    code = request.GET.get("code", "").strip()
    if code:
        plain = "".join(one for one in code if one.isalnum() or one in "-－—")[:20] or "-"
        return private(HttpResponseRedirect(led(request, reverse("proposals:problem", args=[plain])), status=303))
    return private(render(request, "proposals/problems.html"))


def _written(request: HttpRequest, place: Place, data: dict[str, Any]) -> Any:
    address, now = str(request.META.get("REMOTE_ADDR", "")), timezone.now()
    mark = read(request.POST.get("mark", ""), place.path, address)
    told = Told(data["part"], data["text"].strip(), data["contact"].strip())
    return report(place=place, told=told, nonce=mark.nonce, sender=sender_of(address, timezone.localdate()), now=now)


def _form(request: HttpRequest, place: Place, form: ProblemForm, refused: str = "", status: int = 200) -> HttpResponse:
    mark = marked(place.path, str(request.META.get("REMOTE_ADDR", "")))
    context = {"form": form, "place": place, "mark": mark, "refused": refused, "longest": LONGEST, "status": status}
    return private(render(request, "proposals/problem_new.html", context, status=status))


def from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that another site's page sent this. Old ones do not say: the mark is for them."""
    origin = urlsplit(request.headers.get("Origin", ""))
    other = bool(origin.netloc) and origin.netloc != request.get_host()
    return other or request.headers.get("Sec-Fetch-Site", "") == "cross-site"


def led(request: HttpRequest, path: str) -> str:
    """The path in the mode of the reader who sent this."""
    asked = request.POST if request.method == "POST" else request.GET
    kept = "&".join(f"{name}={asked[name]}" for name, known in MODES.items() if asked.get(name) in known)
    return path + (f"?{kept}" if kept else "")


def private(response: HttpResponse) -> HttpResponse:
    """Nobody finds it but who was led to it."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
