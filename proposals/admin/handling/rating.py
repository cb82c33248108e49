"""Asking proposers what they think of a letter: a link of their own, or their signed form with a scan."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from proposals.handling.links import VALID_DAYS, make_link
from proposals.handling.ratings import Said, rate_from_paper
from proposals.models import Proposer, Reply
from proposals.models.rating import SATISFACTION_CHOICES
from proposals.workflow.events import Event
from proposals.workflow.outcomes import Satisfaction

from .pages import REFUSALS, Dated, Page, bound, opened, run, show, staff
from .uploads import PaperField
from .writing import REPLIES


class WhoForm(forms.Form):
    """Which proposer."""

    proposer = forms.ModelChoiceField(label="提出人", queryset=Proposer.objects.none())

    def __init__(self, *args: Any, reply: Reply, **kwargs: Any) -> None:
        """Those who have not rated this letter."""
        super().__init__(*args, **kwargs)
        open_ones = reply.proposal.proposers.exclude(ratings__reply=reply).select_related("delegate", "organisation")
        field: Any = self.fields["proposer"]
        field.queryset = open_ones
        if len(open_ones) == 1:
            field.initial = open_ones[0]


class PaperForm(WhoForm, Dated):
    """What stands on the signed form."""

    result = forms.ChoiceField(label="对办理结果", choices=SATISFACTION_CHOICES, widget=forms.RadioSelect)
    process = forms.ChoiceField(label="对办理态度", choices=SATISFACTION_CHOICES, widget=forms.RadioSelect)
    note = forms.CharField(
        label="意见", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="照纸上的写；不公开"
    )
    scan = PaperField(label="扫描件")


def paper(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Enter a signed form."""
    reply = opened(request, REPLIES, reply_id, Event.RATE)
    page = Page(
        reply.proposal, "录入纸质评价",
        "按提出人签字的征询意见表录入，附上扫描件。对结果不太满意或者不满意，会马上转为重新办理。",
        bound(request, PaperForm, proposal=reply.proposal, reply=reply), lambda data: _entered(request, reply, data),
        button="录入评价", template="letter", more={"reply": reply},
    )  # fmt: skip
    return run(request, page)


def _entered(request: HttpRequest, reply: Reply, data: dict[str, Any]) -> str:
    said = Said(Satisfaction(data["process"]), Satisfaction(data["result"]), data["note"].strip())
    rating = rate_from_paper(
        reply=reply, proposer=data["proposer"], by=staff(request), on=data["on"], said=said, scan=data["scan"]
    )
    return "评价已经录入。" if rating.accepts else "评价已经录入。提出人对结果不满意，已经转为重新办理。"


def link(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Make an address for one proposer. It is shown on this page once, with words to send."""
    reply = opened(request, REPLIES, reply_id, Event.RATE)
    page = Page(
        reply.proposal, "生成评价链接",
        f"每位提出人一个链接，只能用一次，{VALID_DAYS} 天内有效。链接只在这里显示一次，请马上发给本人；"
        "另发一个，先前的就作废。",
        bound(request, WhoForm, reply=reply), lambda data: "", button="生成链接", template="link",
        more={"reply": reply},
    )  # fmt: skip
    if request.method != "POST" or not page.form.is_valid():
        return show(request, page)
    proposer = page.form.cleaned_data["proposer"]
    try:
        token = make_link(reply=reply, proposer=proposer, by=staff(request), on=timezone.localdate())
    except REFUSALS as refusal:
        page.form.add_error(None, str(refusal))
        return show(request, page)
    address = f"{settings.SITE_URL}{reverse('proposals:rating', args=[token])}"
    response = show(request, page, address=address, words=words_to_send(reply, proposer, address))
    response["Cache-Control"] = "no-store"
    return response


def words_to_send(reply: Reply, proposer: Proposer, address: str) -> str:
    """A message to copy."""
    return (
        f"{proposer}：您提出的《{reply.proposal.headline}》已经答复。请打开下面的链接看答复并评价，"
        f"链接只能用一次，{VALID_DAYS} 天内有效，请不要转给别人。\n{address}"
    )
