"""Promises: marked in a letter, settled on evidence, moved with a reason."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from proposals.handling.commitments import Words, move_due, promise, settle, words_in
from proposals.models import Ask, Commitment, Reply
from proposals.workflow.events import Event

from .pages import DAY, Dated, Page, bound, opened, run, staff
from .uploads import PaperField
from .writing import REPLIES


class PromiseForm(Dated):
    """The words, by when, and which ask they are for."""

    text = forms.CharField(
        label="承诺的原话", widget=forms.Textarea(attrs={"rows": 3, "data-chosen": ""}),
        help_text="在答复正文里选中一段，就会填到这里；也可以照原话抄写，一个字也不改",
    )  # fmt: skip
    near = forms.IntegerField(required=False, widget=forms.HiddenInput(attrs={"data-near": ""}))
    due_on = forms.DateField(
        label="承诺的期限", required=False, widget=DAY, help_text="答复没有说到哪一天，就留空，不要猜"
    )
    ask = forms.ModelChoiceField(label="对应的诉求", queryset=Ask.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With the asks of the proposal."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["ask"]
        field.queryset = self.proposal.asks.all()
        self.fields["on"].label = "登记日期"


class SettleForm(Dated):
    """What became of it, on which evidence."""

    what = forms.ChoiceField(
        label="结果", widget=forms.RadioSelect,
        choices=[("kept", "已兑现"), ("broken", "没有兑现"), ("moved", "改期限")],
    )  # fmt: skip
    note = forms.CharField(
        label="凭据（改期限时写理由）", widget=forms.Textarea(attrs={"rows": 3}), help_text="公开页上会写这一句",
    )  # fmt: skip
    file = PaperField(label="凭据文件", required=False)
    due_on = forms.DateField(label="新的期限", required=False, widget=DAY, help_text="只有改期限要填")


def promised(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Mark a promise in the letter."""
    reply = opened(request, REPLIES, reply_id, Event.PROMISE)
    page = Page(
        reply.proposal, "登记承诺", "答复里说了要做的事，一项一项登记，兑现以前一直留在待办里。",
        bound(request, PromiseForm, proposal=reply.proposal), lambda data: _promised(request, reply, data),
        button="登记承诺", template="promise", more={"reply": reply, "known": reply.commitments.all()},
    )  # fmt: skip
    return run(request, page)


def _promised(request: HttpRequest, reply: Reply, data: dict[str, Any]) -> str:
    chosen = str(data["text"]).replace("\r\n", "\n")
    words = words_in(reply.text, chosen, near=data["near"] or 0) if reply.text else Words(chosen)
    promise(reply=reply, by=staff(request), on=data["on"], words=words, due_on=data["due_on"], ask=data["ask"])
    return "承诺已经登记。"


def settled(request: HttpRequest, promise_id: int) -> HttpResponse:
    """Kept, broken, or another day."""
    one = opened(request, Commitment.objects.select_related("proposal"), promise_id, Event.KEEP, Event.PROMISE)
    page = Page(
        one.proposal, "承诺兑现了没有", f"承诺：{one.text}", bound(request, SettleForm, proposal=one.proposal),
        lambda data: _settled(request, one, data),
    )  # fmt: skip
    return run(request, page)


def _settled(request: HttpRequest, one: Commitment, data: dict[str, Any]) -> str:
    by, on, note = staff(request), data["on"], data["note"]
    if data["what"] == "moved":
        move_due(commitment=one, to=data["due_on"], by=by, on=on, note=note)
        return "期限已经改了，原来的期限和理由留在经过里。"
    settle(commitment=one, kept=data["what"] == "kept", by=by, on=on, evidence=note, file=data["file"])
    return "已经登记。"
