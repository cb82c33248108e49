"""How much of a letter the public reads."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from proposals.handling.publishing import publish, withhold
from proposals.models import Reply
from proposals.workflow.events import Event

from .pages import Dated, Page, bound, opened, run, staff
from .writing import REPLIES

WITHHOLD = "withhold"


class PublicationForm(Dated):
    """The whole, a summary, or nothing but the ground."""

    shown = forms.ChoiceField(
        label="公开多少", widget=forms.RadioSelect,
        choices=[("full", "公开全文"), ("summary", "公开摘要"), (WITHHOLD, "不予公开")],
    )  # fmt: skip
    summary = forms.CharField(
        label="摘要", required=False, widget=forms.Textarea(attrs={"rows": 5}), help_text="公开摘要时必填"
    )
    ground = forms.CharField(
        label="不予公开的依据", required=False, max_length=200, help_text="哪部法规的哪一条；公开页上写的就是这一句"
    )


def publication(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Decide it, or decide it anew."""
    reply = opened(request, REPLIES, reply_id, Event.REPLY)
    initial = {
        "shown": WITHHOLD if reply.publication == "withheld" else reply.shown,
        "summary": reply.summary,
        "ground": reply.withheld_ground,
    }
    asked = "" if reply.public is None else f"原文写明{'' if reply.public else '不'}同意公开。"
    page = Page(
        reply.proposal, f"公开{reply.get_role_display()}",
        f"现在是“{reply.get_publication_display()}”。{asked}改了以后，经过里会记一笔。",
        bound(request, PublicationForm, proposal=reply.proposal, initial=initial),
        lambda data: _decided(request, reply, data), button="就这样公开", template="letter", more={"reply": reply},
        later="以后再定，回这一件",
    )  # fmt: skip
    return run(request, page)


def _decided(request: HttpRequest, reply: Reply, data: dict[str, Any]) -> str:
    by = staff(request)
    if data["shown"] == WITHHOLD:
        withhold(reply=reply, by=by, on=data["on"], ground=data["ground"])
        return "已经登记为不予公开，公开页上只写依据。"
    publish(reply=reply, by=by, on=data["on"], shown=data["shown"], summary=data["summary"])
    return "已经公开。接下来请提出人评价：生成评价链接，或者录入纸质评价。"
