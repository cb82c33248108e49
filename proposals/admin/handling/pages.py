"""What these pages share: whose rows may be opened, the frame around a form, and a refusal as a sentence on it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from proposals.desk.days import latest_days, wrong_day
from proposals.handling.refusal import Refused
from proposals.models import Proposal
from proposals.models.staff import role_of
from proposals.models.visibility import worked_on_by
from proposals.workflow.events import Event
from proposals.workflow.procedure import IllegalMove, Missing
from proposals.workflow.roles import NotAllowed, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Row = TypeVar("Row", bound=Model)
REFUSALS = (Refused, IllegalMove, Missing, NotAllowed)
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Dated(forms.Form):
    """A form that says on which day it happened."""

    on = forms.DateField(label="日期", widget=DAY)

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        """`proposal`: whose log the day must follow."""
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        self.fields["on"].initial = timezone.localdate()
        self.order_fields([name for name in self.fields if name != "on"] + ["on"])

    def clean_on(self) -> date:
        """Neither ahead of us nor before the last step."""
        on: date = self.cleaned_data["on"]
        wrong = wrong_day(on, latest_days([self.proposal.pk]).get(self.proposal.pk), timezone.localdate())
        if wrong:
            raise forms.ValidationError(wrong)
        return on


@dataclass(frozen=True, slots=True)
class Done:
    """What to say of what was written, and where the next step is done."""

    words: str
    onward: str


@dataclass(frozen=True, slots=True)
class Page:
    """One form with its words. `do` writes and returns what to say of it; its refusals stand on the form."""

    proposal: Proposal
    title: str
    lede: str
    form: forms.Form
    do: Callable[[dict[str, Any]], str | Done]
    button: str = "登记"
    template: str = "form"
    more: dict[str, Any] = field(default_factory=dict)
    later: str = "不登记，回这一件"  # the link beside the button


def run(request: HttpRequest, page: Page) -> HttpResponse:
    """Show the form, or do what it says and go on to the next step: where none is named, back to the record."""
    if request.method == "POST" and page.form.is_valid():
        try:
            done = page.do(page.form.cleaned_data)
        except REFUSALS as refusal:
            page.form.add_error(None, str(refusal))
        else:
            done = done if isinstance(done, Done) else Done(done, record_of(page.proposal))
            messages.success(request, done.words)
            return HttpResponseRedirect(done.onward)
    return show(request, page)


def show(request: HttpRequest, page: Page, **more: Any) -> HttpResponse:
    """The form in the frame of the admin; with errors it is no success."""
    context = {
        **admin.site.each_context(request), "title": page.title, "page": page, "proposal": page.proposal,
        "form": page.form, **page.more, **more,
    }  # fmt: skip
    status = 422 if page.form.errors else 200
    return TemplateResponse(request, f"admin/proposals/handling/{page.template}.html", context, status=status)


def record_of(proposal: Proposal) -> str:
    """The block of handling on the proposal's page in the admin."""
    return f"{reverse('admin:proposals_proposal_change', args=[proposal.pk])}#handling"


def opened(request: HttpRequest, rows: "QuerySet[Row]", pk: int, *events: Event) -> Row:
    """The row, for one who works on it and may record one of these events. Raises Http404 or PermissionDenied."""
    role = role_of(request.user)
    if not any(may(role, event) for event in events):
        raise PermissionDenied
    row = worked_on_by(request.user, rows).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def staff(request: HttpRequest) -> "User":
    """Who is signed in."""
    user: Any = request.user
    return user  # type: ignore[no-any-return]  # the admin lets nobody else in


def bound(request: HttpRequest, form: type[forms.Form], **kwargs: Any) -> Any:
    """The form with what was posted, or empty."""
    return form(request.POST, request.FILES, **kwargs) if request.method == "POST" else form(**kwargs)
