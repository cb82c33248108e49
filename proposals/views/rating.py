"""The page behind a one-time link: a proposer reads the reply and says how content they are.

The token in the address is the only authority: no cookie is read or set, so there is no session that another site could
ride on, and Django's check of forms has nothing to protect. Nothing of the page is kept, indexed or passed on.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from proposals.handling.links import Unusable, open_link, rate_by_link
from proposals.handling.ratings import Said
from proposals.handling.refusal import Refused
from proposals.models import RatingLink
from proposals.models.rating import SATISFACTION_CHOICES
from proposals.workflow.outcomes import Satisfaction
from proposals.workflow.procedure import IllegalMove

LONGEST = 1000


class RatingForm(forms.Form):
    """Two answers and what else there is to say."""

    result = forms.ChoiceField(
        label="对办理结果", choices=SATISFACTION_CHOICES, widget=forms.RadioSelect,
        error_messages={"required": "请选一项：对办理结果满意不满意。"},
    )  # fmt: skip
    process = forms.ChoiceField(
        label="对办理态度", choices=SATISFACTION_CHOICES, widget=forms.RadioSelect,
        error_messages={"required": "请选一项：对办理态度满意不满意。"},
    )  # fmt: skip
    note = forms.CharField(
        label="还想说的", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": f"请写在 {LONGEST} 字以内。"},
    )  # fmt: skip

    def said(self) -> Said:
        """What a valid form says."""
        data = self.cleaned_data
        return Said(Satisfaction(data["process"]), Satisfaction(data["result"]), data["note"].strip())


@csrf_exempt  # the token is the authority, and there is no cookie: see above
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rating(request: HttpRequest, token: str) -> HttpResponse:
    """Read and answer, once. An address that leads nowhere says why: 404 if it never worked, 410 if it did."""
    today = timezone.localdate()
    try:
        link = open_link(token, today=today)
        form = RatingForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            given = rate_by_link(token=token, said=form.said(), today=today)
            return _page(request, "proposals/rated.html", {"rating": given, "proposal": link.reply.proposal})
    except Unusable as reason:
        return _page(request, "proposals/rating_closed.html", {"reason": str(reason)}, 410 if reason.known else 404)
    except (Refused, IllegalMove):
        return _page(request, "proposals/rating_closed.html", {"reason": _later(link)}, 409)
    return _page(request, "proposals/rating.html", _context(link, form), 422 if form.errors else 200)


def _context(link: RatingLink, form: RatingForm) -> dict[str, Any]:
    return {"link": link, "reply": link.reply, "proposal": link.reply.proposal, "form": form}


def _later(link: RatingLink) -> str:
    """The answer cannot be rated as things stand."""
    return (
        f"这一件现在是“{link.reply.proposal.get_state_display()}”，这份答复暂时不能评价。"
        "您的评价没有记下；新的答复送到以后，请再评价。"
    )


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
