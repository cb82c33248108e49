"""Adding a follow-up beside its proposal. Earlier ones are shown and stay as they are."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.forms import ModelForm, Textarea
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils import timezone

from proposals.models import FollowUp, Proposal
from proposals.workflow.states import Event, IllegalMove, State, move

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import User

    FollowUpFormSetBase = BaseInlineFormSet[FollowUp, Proposal, ModelForm[FollowUp]]
else:
    FollowUpFormSetBase = BaseInlineFormSet


class FollowUpFormSet(FollowUpFormSetBase):
    """New events only. Each is checked against the state that the one before it leads to."""

    def __init__(self, *args: Any, user: "User | None" = None, **kwargs: Any) -> None:
        """`user` records. Kept on the instance: a class is shared by every thread that serves."""
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> None:
        """An illegal move is an error on the row that says which moves are legal."""
        super().clean()
        last = self.instance.followups.order_by("-sequence").first() if self.instance.pk else None
        state = State(last.state) if last else None
        latest = self._latest_day()
        for form in self._new_forms():
            event = Event(form.cleaned_data["event"])
            try:
                state = move(self.instance.kind, state, event)
            except IllegalMove as illegal:
                form.add_error("event", str(illegal))
                break
            latest = self._check_date(form, event, latest)

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
        data = form.cleaned_data
        try:
            return self.instance.record(
                Event(data["event"]),
                by=self.user,
                on=data.get("happened_on"),
                note=data.get("note", ""),
                department=data.get("department"),
            )
        except IllegalMove as illegal:  # somebody recorded between the check and now
            raise ValidationError(str(illegal)) from illegal


class FollowUpInline(admin.TabularInline):
    """The log: what stands stays, one empty row to add."""

    model = FollowUp
    formset = FollowUpFormSet
    extra = 1
    max_num = 1000
    fields = ("event", "happened_on", "department", "note")
    autocomplete_fields = ("department",)
    verbose_name_plural = "办理进展（只增不改；状态由这里推出）"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A note is a sentence or two."""
        if db_field.name == "note":
            kwargs["widget"] = Textarea(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Existing rows are shown by `earlier` on the proposal; the formset holds new ones alone."""
        return super().get_queryset(request).none()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes the log."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody shortens the log."""
        return False
