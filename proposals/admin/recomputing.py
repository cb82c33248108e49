"""What moves deadlines: after a save or a deletion the running ones are computed again, and staff read how many."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from proposals.tracking.recomputing import recompute

from .access import StaffAdmin


class RecomputingAdmin(StaffAdmin):
    """Rules and holidays. Recomputed once the change stands, each proposal by itself, so that nobody waits long."""

    def save_related(self, request: HttpRequest, form: "ModelForm[Any]", formsets: Any, change: bool) -> None:
        """The last step of saving a form."""
        super().save_related(request, form, formsets, change)
        self._recompute(request)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """One row, from its own page."""
        super().delete_model(request, obj)
        self._recompute(request)

    def delete_queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        """Several, from the list."""
        super().delete_queryset(request, queryset)
        self._recompute(request)

    def _recompute(self, request: HttpRequest) -> None:
        def now() -> None:
            changed = recompute()
            if changed:
                messages.info(request, f"有 {changed} 件的期限因此改变，已经记入各件的办理进展。")

        transaction.on_commit(now)
