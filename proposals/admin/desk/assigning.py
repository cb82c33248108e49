"""Handing the chosen proposals over: each with a suggestion and what would happen; written when it is confirmed."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from proposals.desk.assigning import BETWEEN, DUTIES, Suggested, Typed, Unclear, known_departments, row_of, suggested
from proposals.desk.batches import Row
from proposals.desk.days import latest_days, wrong_day
from proposals.desk.foreseeing import Foreseen, foresee
from proposals.models import Proposal
from proposals.workflow.events import Event
from proposals.workflow.states import Duty

from .pages import nothing, page, role_for, seal, sent_before, written
from .selecting import chosen_proposals

UNSIGNED = "?waiting=unsigned"  # where one looks after handing over
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class BatchForm(forms.Form):
    """What holds for all."""

    on = forms.DateField(label="交办日期", widget=DAY, help_text="各件没有另填日期的，都用这一天")
    note = forms.CharField(label="说明", required=False, max_length=500, help_text="写进每一件的进展，可以不填")


class RowForm(forms.Form):
    """What holds for one proposal."""

    main = forms.CharField(label="主办单位", required=False, max_length=300)
    duty = forms.ChoiceField(label="分工", choices=[(one.value, one.label) for one in DUTIES])
    assist = forms.CharField(label="会办单位", required=False, max_length=300)
    on = forms.DateField(label="另定日期", required=False, widget=DAY)


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal on the page."""

    proposal: Proposal
    form: RowForm
    suggested: list[Suggested]
    row: Row | None
    problem: str
    foreseen: Foreseen | None = None

    @property
    def hindered(self) -> bool:
        """Whether it keeps the whole batch from being written."""
        return bool(self.problem or (self.foreseen and self.foreseen.refusal))


def assign(request: HttpRequest) -> HttpResponse:
    """The preview; on POST with `confirm` the batch is written, all or nothing."""
    role_for(request, Event.ASSIGN)
    proposals = chosen_proposals(request)
    if not proposals:
        return nothing(request, "proposal")
    if sent_before(request, proposals):
        return HttpResponseRedirect(reverse("admin:proposals_assignment_changelist") + UNSIGNED)
    posted = request.POST if request.method == "POST" else None
    head = BatchForm(posted, initial={"on": timezone.localdate()})
    lines = _lines(request, proposals, head)
    rows = [line.row for line in lines if line.row and line.row.steps]
    clear = bool(rows) and not any(line.problem for line in lines) and (posted is None or head.is_valid())
    if "confirm" in request.POST and clear and written(request, rows, done=f"已交办 {len(rows)} 件。"):
        return HttpResponseRedirect(reverse("admin:proposals_assignment_changelist") + UNSIGNED)
    lines = [_foreseen(line, request) for line in lines]
    return page(
        request, "admin/desk/assign.html", "交办之前看一遍",
        head=head, lines=lines, ids=",".join(str(one.pk) for one in proposals), count=len(rows),
        names=sorted(known_departments(_day(head))), ready=clear and not any(line.hindered for line in lines),
        hindered=sum(line.hindered for line in lines), **seal(request, rows),
    )  # fmt: skip


def _day(head: BatchForm) -> date | None:
    """The day that holds for all; None where the form does not say one."""
    if head.is_bound:
        return head.cleaned_data.get("on") if head.is_valid() else None
    return timezone.localdate()


def _lines(request: HttpRequest, proposals: list[Proposal], head: BatchForm) -> list[Line]:
    known, latest, today = cache(known_departments), latest_days(one.pk for one in proposals), timezone.localdate()
    on = _day(head)
    note = str(head.cleaned_data.get("note", "")) if head.is_bound and head.is_valid() else ""
    lines = []
    for proposal in proposals:
        likely = suggested(proposal, on)
        form = _form(request, proposal, likely)
        try:
            typed = _typed(form, on)
            if wrong := wrong_day(typed.on, latest.get(proposal.pk), today) if typed.main else "":
                raise Unclear(wrong)
            row, problem = row_of(proposal, typed, known(typed.on), note), ""
        except Unclear as unclear:
            row, problem = None, str(unclear)
        lines.append(Line(proposal, form, likely, row, problem))
    return lines


def _form(request: HttpRequest, proposal: Proposal, likely: list[Suggested]) -> RowForm:
    main = likely[0].department.name if likely else ""
    initial: dict[str, Any] = {"main": main, "duty": Duty.SOLE.value}
    posted = request.POST if request.method == "POST" else None
    form = RowForm(posted, prefix=str(proposal.pk), initial=initial)
    for name, field in form.fields.items():
        field.widget.attrs["aria-label"] = f"{field.label}：{proposal.headline}"
        if name in {"main", "assist"}:
            field.widget.attrs |= {"list": "dk-names", "autocomplete": "off"}
    form.fields["assist"].widget.attrs["placeholder"] = f"几家用“{BETWEEN}”隔开"
    return form


def _typed(form: RowForm, on: date | None) -> Typed:
    """What the form says; unposted: what it proposes. Raises Unclear."""
    if not form.is_bound:
        return Typed(main=form.initial["main"], duty=Duty(form.initial["duty"]), on=on)
    if not form.is_valid():
        raise Unclear(" ".join(str(one) for errors in form.errors.values() for one in errors))
    said = form.cleaned_data
    return Typed(said["main"], Duty(said["duty"]), said["assist"], said["on"] or on)


def _foreseen(line: Line, request: HttpRequest) -> Line:
    if line.row is None or not line.row.steps:
        return line
    by: Any = request.user
    found = foresee(line.proposal, line.row.steps, by=by)
    return Line(line.proposal, line.form, line.suggested, line.row, line.problem, found)
