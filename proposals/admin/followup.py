"""Adding a follow-up beside its proposal. Earlier ones are shown and stay as they are."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.forms import ModelForm, Textarea
from django.http import HttpRequest
from django.utils import timezone

from delegates.choosing import HeldFormSet
from proposals.desk.recording import OF_LETTERS
from proposals.handling.dossier import dossier_of
from proposals.models import FollowUp
from proposals.models.assignment import DUTY_CHOICES
from proposals.workflow.events import Event
from proposals.workflow.needs import IllegalMove, Missing, Need
from proposals.workflow.procedure import BEGINNINGS, MOVES, STEPS
from proposals.workflow.roles import NotAllowed
from proposals.workflow.states import Duty

from .access import StaffInline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.contrib.auth.models import User

    from proposals.models import Proposal

    FollowUpFormBase = ModelForm[FollowUp]
else:
    FollowUpFormBase = ModelForm


# What a row can say; events that come with a letter, a rating or a promise have pages of their own.
SAID = frozenset({Need.NOTE, Need.GROUND, Need.UNTIL, Need.DEPARTMENT})


class FollowUpFormSet(HeldFormSet):
    """New events only. Each is checked against the state that the one before it leads to."""

    rows_without_labels = False

    def __init__(self, *args: Any, user: "User | None" = None, **kwargs: Any) -> None:
        """`user` records. Kept on the instance: a class is shared by every thread that serves."""
        super().__init__(*args, **kwargs)
        self.user = user

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer what may follow now. What comes back is checked against all events, so that a refusal can be told."""
        super().add_fields(form, index)
        if not self.is_bound and "event" in form.fields:
            form.fields["event"].choices = [("", "请选择"), *((one.value, one.label) for one in self._offered())]

    def _offered(self) -> "list[Event]":
        """The events that come with no more than what a row can say; of a new proposal how it began."""
        if not self.instance.pk:
            return list(BEGINNINGS)
        able = dossier_of(self.instance, self.user).able_anywhere()
        return [one for one in able if one not in OF_LETTERS and all(needs <= SAID for needs in _needs(one))]

    def clean(self) -> None:
        """What cannot be recorded is an error on its row that says what can: tried for real, and taken back."""
        super().clean()
        latest = self._latest_day()
        with transaction.atomic():
            for form in self._new_forms():
                latest = self._check_date(form, Event(form.cleaned_data["event"]), latest)
                if not self._tried(form):
                    break
            transaction.set_rollback(True)

    def _tried(self, form: "ModelForm[FollowUp]") -> bool:
        if not self.instance.pk:
            return True
        try:
            with transaction.atomic():
                self._record(form)
        except (IllegalMove, Missing, NotAllowed) as refused:
            form.add_error("event", str(refused))
            return False
        except IntegrityError:
            form.add_error("department", "这个单位已经在办这一件，或者已经有主办（独办）单位。")
            return False
        return True

    def _latest_day(self) -> "date | None":
        """The last day the log knows. An undated event does not hide the dated one before it."""
        if not self.instance.pk:
            return None
        known = self.instance.followups.exclude(event=Event.NOTE.value).aggregate(latest=Max("happened_on"))
        return cast("date | None", known["latest"])

    def _new_forms(self) -> "list[ModelForm[FollowUp]]":
        return [
            form
            for form in self.forms
            if not form.instance.pk and form.has_changed() and form.cleaned_data.get("event")
        ]

    def _check_date(self, form: "ModelForm[FollowUp]", event: Event, latest: "date | None") -> "date | None":
        happened: date | None = form.cleaned_data.get("happened_on")
        if happened is None:
            return latest
        if happened > timezone.localdate():
            form.add_error("happened_on", "这一天还没有到。请填事情发生的日期；将来的期限不在这里填。")
        elif latest is not None and happened < latest and event is not Event.NOTE:
            form.add_error(
                "happened_on", f"早于上一步的日期（{latest:%Y}年{latest.month}月{latest.day}日）。请核对年份和月份。"
            )
        return max(happened, latest) if latest else happened

    def save_new(self, form: "ModelForm[FollowUp]", commit: bool = True) -> FollowUp:
        """Through the one function that writes a state."""
        try:
            return self._record(form)
        except (IllegalMove, Missing, NotAllowed) as refused:  # somebody recorded between the check and now
            raise ValidationError(str(refused)) from refused

    def _record(self, form: "ModelForm[FollowUp]") -> FollowUp:
        data, proposal = form.cleaned_data, cast("Proposal", self.instance)
        return proposal.record(
            Event(data["event"]),
            by=self.user,
            on=data.get("happened_on"),
            note=data.get("note", ""),
            department=data.get("department"),
            duty=Duty(data["duty"]) if data.get("duty") else None,
            until=data.get("until"),
        )


def _needs(event: Event) -> "Iterator[frozenset[Need]]":
    yield from (move.needs for move in MOVES if move.event is event)
    yield from (step.needs for step in STEPS if step.event is event)


class FollowUpForm(FollowUpFormBase):
    """One new event with what may have to come with it."""

    duty = forms.ChoiceField(
        label="分工", required=False, choices=[("", "—"), *DUTY_CHOICES], help_text="只有交办要选；不选就是独办"
    )
    until = forms.DateField(label="延至", required=False, help_text="只有申请延期、批准延期要填")

    class Meta:
        labels = {"duty": "分工", "until": "延至"}  # the heads of rows that cannot be changed ask here alone
        help_texts = {
            "happened_on": "不知道就留空，不要猜",
            "department": "交办给谁、改办给谁，或者是哪一家单位的事",
            "note": "理由、依据或者经过；有的事项必须写",
        }


class FollowUpInline(StaffInline):
    """The log: what stands stays, one empty row to add."""

    model = FollowUp
    form = FollowUpForm
    formset = FollowUpFormSet
    template = "admin/edit_inline/stacked.html"
    extra = 1
    max_num = 1000
    fieldsets = ((None, {"fields": (("event", "happened_on"), ("department", "duty", "until"), "note")}),)
    autocomplete_fields = ("department",)
    verbose_name = "进展"
    verbose_name_plural = "登记一步进展"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A note is a sentence or two."""
        if db_field.name == "note":
            kwargs["widget"] = Textarea(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Existing rows stand in the block above the form; the formset holds new ones alone."""
        return super().get_queryset(request).none()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes the log."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody shortens the log."""
        return False
