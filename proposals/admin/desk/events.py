"""One event on all the chosen: what it would do to each is shown first; written when it is confirmed."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from proposals.desk.batches import Row
from proposals.desk.days import latest_days, wrong_day
from proposals.desk.foreseeing import Foreseen, foresee
from proposals.desk.recording import UNTIL, About, offered, row_of
from proposals.models import Assignment
from proposals.models.visibility import own_parts, sees_all
from proposals.workflow.events import Event

from .assigning import DAY
from .pages import nothing, page, role_for, seal, sent_before, written
from .selecting import asked, chosen_parts, chosen_proposals


class EventForm(forms.Form):
    """What is recorded on each."""

    event = forms.ChoiceField(label="事项")
    on = forms.DateField(label="发生日期", required=False, widget=DAY, help_text="不知道就留空，不要猜")
    until = forms.DateField(label="延至", required=False, widget=DAY, help_text="只有申请延期、批准延期要填")
    note = forms.CharField(
        label="说明", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="有的事项必须写明理由或依据",
    )  # fmt: skip

    def __init__(self, *args: Any, events: list[Event], **kwargs: Any) -> None:
        """Offer these."""
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = [("", "请选择"), *((one.value, one.label) for one in events)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Another day where the event has one."""
        data = super().clean() or {}
        if data.get("event") in UNTIL and not data.get("until"):
            self.add_error("until", "请填写延长到哪一天。")
        return data


@dataclass(frozen=True, slots=True)
class Line:
    """One of the chosen on the page."""

    about: About
    row: Row | None = None
    problem: str = ""
    foreseen: Foreseen | None = None

    @property
    def hindered(self) -> bool:
        """Whether it keeps the whole batch from being written."""
        return bool(self.problem or (self.foreseen and self.foreseen.refusal))


def record(request: HttpRequest) -> HttpResponse:
    """The preview; on POST with `confirm` the batch is written, all or nothing."""
    role = role_for(request)
    chosen = _chosen(request)
    if not chosen:
        return nothing(request, "proposal")
    if sent_before(request, [about.proposal for about in chosen]):
        return HttpResponseRedirect(_back(request))
    form = _form(request, offered(chosen, role))
    lines = _lines(chosen, form)
    rows = [line.row for line in lines if line.row]
    clear = bool(rows) and not any(line.problem for line in lines)
    event = Event(form.cleaned_data["event"]) if rows else None
    done = f"已给 {len(rows)} 件登记“{event.label}”。" if event else ""
    if "confirm" in request.POST and clear and written(request, rows, done=done):
        return HttpResponseRedirect(_back(request))
    lines = [_foreseen(line, request) for line in lines]
    return page(
        request, "admin/desk/events.html", "登记之前看一遍",
        form=form, lines=lines, event=event, ids=_numbers(request, "ids"), parts=_numbers(request, "parts"),
        count=len(rows), ready=clear and not any(line.hindered for line in lines),
        hindered=sum(line.hindered for line in lines), **seal(request, rows),
    )  # fmt: skip


def _chosen(request: HttpRequest) -> list[About]:
    """Parts as they are; proposals as they are for the office, and as the own part for a liaison."""
    parts = [About(part.proposal, part) for part in chosen_parts(request)]
    proposals = chosen_proposals(request)
    if sees_all(request.user):
        return parts + [About(one) for one in proposals]
    own = own_parts(request.user).filter(proposal__in=proposals).select_related("department")
    mine: dict[int, Assignment] = {one.proposal_id: one for one in own}
    return parts + [About(one, mine[one.pk]) for one in proposals if one.pk in mine]


def _form(request: HttpRequest, events: list[Event]) -> EventForm:
    """Posted; or as an address asks for it; or empty."""
    if request.method == "POST":
        return EventForm(request.POST, events=events)
    today = timezone.localdate()
    wanted = request.GET.get("event", "")
    if wanted in {one.value for one in events} and wanted not in UNTIL:
        return EventForm({"event": wanted, "on": today.isoformat(), "note": ""}, events=events)
    return EventForm(initial={"on": today}, events=events)


def _lines(chosen: list[About], form: EventForm) -> list[Line]:
    if not form.is_bound or not form.is_valid():
        return [Line(about) for about in chosen]
    said, today = form.cleaned_data, timezone.localdate()
    latest = latest_days(about.proposal.pk for about in chosen)
    return [
        Line(
            about,
            row_of(about, Event(said["event"]), on=said["on"], note=said["note"], until=said["until"]),
            wrong_day(said["on"], latest.get(about.proposal.pk), today),
        )
        for about in chosen
    ]


def _foreseen(line: Line, request: HttpRequest) -> Line:
    if line.row is None or line.problem:
        return line
    by: Any = request.user
    return Line(line.about, line.row, line.problem, foresee(line.about.proposal, line.row.steps, by=by))


def _numbers(request: HttpRequest, name: str) -> str:
    return ",".join(map(str, asked(request, name)))


def _back(request: HttpRequest) -> str:
    return reverse(f"admin:proposals_{'assignment' if asked(request, 'parts') else 'proposal'}_changelist")
