"""What became of each ask; files handled together; entries of the log put right."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from proposals.handling.asks import settle_ask
from proposals.handling.correcting import UNDECLARED, correct
from proposals.handling.merging import merge
from proposals.models import Ask, FollowUp, Proposal, Reply
from proposals.models.assignment import STAGE_CHOICES
from proposals.models.proposal import STATE_CHOICES
from proposals.workflow.events import Event
from proposals.workflow.states import Stage, State

from .pages import DAY, Dated, Page, bound, opened, run, staff

PROPOSALS = Proposal.objects.select_related("session__term__council")


class OutcomesForm(Dated):
    """A row for each ask; those left as they are are not recorded."""

    reply = forms.ModelChoiceField(label="凭哪一份答复", queryset=Reply.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With the asks and the letters of the proposal."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reply"]
        field.queryset = Reply.objects.sent().filter(proposal=self.proposal, role=Reply.Role.REPLY).order_by("-round")
        field.initial = field.queryset.first()
        field.label_from_instance = _named
        for ask in self.proposal.asks.all():
            self.fields[f"outcome_{ask.pk}"] = forms.ChoiceField(
                label=f"诉求 {ask.order}", choices=Ask.Outcome.choices, initial=ask.outcome, help_text=ask.text
            )
            self.fields[f"note_{ask.pk}"] = forms.CharField(
                label=f"诉求 {ask.order} 的说明", required=False, max_length=300, initial=ask.outcome_note
            )


class MergeForm(Dated):
    """Into which file."""

    main = forms.CharField(label="主案", max_length=20, help_text="同一次会议里主案的案号")
    note = forms.CharField(label="说明", required=False, max_length=300)

    def clean_main(self) -> Proposal:
        """The file of that number."""
        same = Proposal.objects.exclude(state=State.RETRACTED.value).filter(
            session=self.proposal.session, kind=self.proposal.kind, number=self.cleaned_data["main"].strip()
        )
        found = same.first()
        if found is None or self.proposal.session is None:
            raise forms.ValidationError("这次会议没有这个案号的件。请核对案号；没有填会议的，先填会议。")
        return found


class CorrectionForm(Dated):
    """What is right, and why."""

    note = forms.CharField(
        label="更正的理由", widget=forms.Textarea(attrs={"rows": 3}), help_text="哪里登错了，依据是什么；公开页上会写"
    )
    stage = forms.ChoiceField(
        label="这个单位现在应当是", required=False, choices=[("", "不变"), *STAGE_CHOICES],
        help_text="件的状态由各单位的进度推出",
    )  # fmt: skip
    state = forms.ChoiceField(
        label="这一件现在应当是", required=False,
        choices=[("", "不变"), *(one for one in STATE_CHOICES if one[0] not in UNDECLARED)],
    )  # fmt: skip
    day = forms.DateField(
        label="这一步发生在", required=False, widget=DAY,
        help_text="日期登错了，或者当时不知道，才填；从这一天算的期限跟着重算",
    )  # fmt: skip

    def __init__(self, *args: Any, of_part: bool, **kwargs: Any) -> None:
        """`of_part`: whether the entry is about one department."""
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "更正的日期"
        if not of_part:
            del self.fields["stage"]


def outcomes(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Say of each ask what it came to."""
    proposal = opened(request, PROPOSALS, proposal_id, Event.OUTCOME)
    page = Page(
        proposal, "各项诉求的结果", "改动了的才登记；先前的结果留在经过里。",
        bound(request, OutcomesForm, proposal=proposal), lambda data: _settled(request, proposal, data),
        template="outcomes",
    )  # fmt: skip
    return run(request, page)


@transaction.atomic
def _settled(request: HttpRequest, proposal: Proposal, data: dict[str, Any]) -> str:
    changed = 0
    for ask in proposal.asks.all():
        outcome, note = data[f"outcome_{ask.pk}"], data[f"note_{ask.pk}"]
        if (outcome, note) != (ask.outcome, ask.outcome_note):
            settle_ask(ask=ask, outcome=outcome, reply=data["reply"], by=staff(request), on=data["on"], note=note)
            changed += 1
    return f"登记了 {changed} 项诉求的结果。" if changed else "没有改动，没有登记。"


def merged(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Handle it together with another file."""
    proposal = opened(request, PROPOSALS, proposal_id, Event.MERGE)
    page = Page(
        proposal, "并案", "并案以后一起办理；这一件还在，要单独交办，单独答复。",
        bound(request, MergeForm, proposal=proposal), lambda data: _merged(request, proposal, data), button="并案",
    )  # fmt: skip
    return run(request, page)


def _merged(request: HttpRequest, proposal: Proposal, data: dict[str, Any]) -> str:
    merge(proposal=proposal, main=data["main"], by=staff(request), on=data["on"], note=data["note"])
    return f"已经与“{data['main'].headline}”并案。"


def corrected(request: HttpRequest, followup_id: int) -> HttpResponse:
    """Put an entry right by a further one."""
    rows = FollowUp.objects.select_related("proposal", "assignment__department", "department")
    entry = opened(request, rows, followup_id, Event.CORRECT)
    form = bound(request, CorrectionForm, proposal=entry.proposal, of_part=entry.assignment is not None)
    page = Page(
        entry.proposal, f"更正“{entry.get_event_display()}”",
        "登错的一步不会抹去，另记一步写明什么是对的。", form, lambda data: _corrected(request, entry, data),
        button="更正",
    )  # fmt: skip
    return run(request, page)


def _corrected(request: HttpRequest, entry: FollowUp, data: dict[str, Any]) -> str:
    correct(
        followup=entry, by=staff(request), on=data["on"], note=data["note"],
        state=State(data["state"]) if data["state"] else None,
        stage=Stage(data["stage"]) if data.get("stage") else None, day=data["day"],
    )  # fmt: skip
    return "已经更正。"


def _named(reply: Any) -> str:
    day = (
        f"{reply.replied_on.year}年{reply.replied_on.month}月{reply.replied_on.day}日"
        if reply.replied_on
        else "日期不明"
    )
    return f"第 {reply.round} 轮，{day} {reply.number}".strip()
