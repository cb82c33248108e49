"""Proposals on the same matter: what the machine found is confirmed or rejected, what it missed is added."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from proposals.models import SameMatter

from .access import StaffAdmin


class PairForm(forms.ModelForm):
    """Two different proposals in either order, one word about them, and why."""

    def clean(self) -> dict[str, Any]:
        """In the order of their numbers; a word needs its reason, and what is added needs a word."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, second = data.get("first"), data.get("second")
        if first and second:
            if first == second:
                self.add_error("second", "选了同一件。请选另外一件。")
            elif first.pk > second.pk:
                data["first"], data["second"] = second, first
        if not data.get("choice") and self.instance.likeness is None:
            self.add_error("choice", "请选一项：是同一件事，还是不是。")
        if data.get("choice") and not (data.get("reason") or "").strip():
            self.add_error("reason", "请写明理由，读者看得到。")
        return data


@admin.register(SameMatter)
class SameMatterAdmin(StaffAdmin):
    """Undecided ones first, the surest on top."""

    when_empty = "还没有找到说同一件事的两件。件公开以后由程序比对；也可以点右上角新增，自己把两件放在一起。"
    form = PairForm
    list_display = ("first", "second", "likeness", "why", "choice", "decided_by")
    list_display_links = ("first", "second")
    list_filter = ("choice",)
    list_select_related = ("first", "second", "decided_by")
    search_fields = ("first__headline", "second__headline", "first__number", "second__number")
    search_help_text = "题目、案号"
    autocomplete_fields = ("first", "second")
    fields = ("first", "second", "likeness", "why", "choice", "reason", "decided_by", "decided_at")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Which two they are stays."""
        held = [*super().get_readonly_fields(request, obj), "likeness", "why", "decided_by", "decided_at"]
        return [*held, "first", "second"] if obj else held

    def save_model(self, request: HttpRequest, obj: SameMatter, form: Any, change: bool) -> None:
        """With who said it and when; taken back, it is the machine's word again."""
        decided = bool(obj.choice)
        obj.decided_by = request.user if decided else None  # type: ignore[assignment]  # staff
        obj.decided_at = timezone.now() if decided else None
        super().save_model(request, obj, form, change)

    @admin.display(description="程序找到的理由")
    def why(self, pair: SameMatter) -> str:
        """The words and tags they share."""
        return "、".join([*pair.shared, *pair.tags]) or "—"
