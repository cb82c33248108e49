"""A letter that is only on paper: entered with what stands on it, though nobody recorded that it was handed over."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from proposals.desk.assigning import known_departments
from proposals.handling.paper_letters import enter_paper
from proposals.models import Department, Proposal
from proposals.workflow.events import Event

from .deciding import PROPOSALS
from .pages import Dated, Done, Page, bound, opened, run, staff
from .uploads import PaperField
from .writing import ClassField, offer, publication_of


class PaperLetterForm(Dated):
    """What stands on the paper. What it does not state stays empty."""

    who = forms.CharField(
        label="答复单位", max_length=80, widget=forms.TextInput(attrs={"list": "hd-names", "autocomplete": "off"}),
        help_text="照落款写；列表里有的单位会对上，没有的照原样留着",
    )  # fmt: skip
    file = PaperField(label="扫描件", required=False)
    text = forms.CharField(
        label="正文", required=False, widget=forms.Textarea(attrs={"rows": 10}), help_text="扫描件和正文至少要有一样"
    )
    result = ClassField(help_text="信上没有写类别，就不选")
    number = forms.CharField(label="文号", required=False, max_length=60)
    signed_by = forms.CharField(label="签发人", required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With the classes of the place; the day is that of the letter, not today."""
        super().__init__(*args, **kwargs)
        offer(self, self.proposal)
        day = self.fields["on"]
        day.label, day.help_text, day.required, day.initial = "答复日期", "信上没有日期就留空，不要猜", False, None

    def clean_text(self) -> str:
        """With one kind of line end, so that places in it can be counted."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").replace("\r", "\n").strip()

    def clean(self) -> dict[str, Any]:
        """A letter is words or a scan."""
        data = super().clean() or {}
        if not data.get("text") and not data.get("file") and "file" not in self.errors:
            self.add_error("file", "请附上扫描件，或者抄写正文。")
        return data


def entered(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Enter the letter; who reads it is decided next."""
    proposal = opened(request, PROPOSALS, proposal_id, Event.REPLY)
    page = Page(
        proposal, "登记纸质答复",
        "没有登记过交办、只有纸质答复的，在这里照信登记；不补记没有凭据的步骤。登记以后信的内容不能再改，请核对好再登记。",
        bound(request, PaperLetterForm, proposal=proposal), lambda data: _entered(request, proposal, data),
        button="登记答复", template="paper_letter", more={"names": sorted(known_departments())},
    )  # fmt: skip
    return run(request, page)


def _entered(request: HttpRequest, proposal: Proposal, data: dict[str, Any]) -> Done:
    letter = {name: data[name] for name in ("text", "file", "result", "number", "signed_by") if name in data}
    department = _department(data["who"], proposal)
    reply = enter_paper(
        proposal=proposal, by=staff(request), on=data["on"], department=department,
        issuer="" if department else data["who"], **letter,
    )  # fmt: skip
    return Done("纸质答复已经登记。接下来决定公开多少。", publication_of(reply))


def _department(name: str, proposal: Proposal) -> Department | None:
    """The one department of that name in the place of the proposal; None where none is meant for certain."""
    found = known_departments().get(name.strip(), [])
    region = proposal.session.term.council.region_id if proposal.session else None
    near = [one for one in found if one.region_id == region] or found
    return near[0] if len(near) == 1 else None
