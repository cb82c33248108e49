"""The admin of a table with a history."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from delegates.history.acts import say
from delegates.history.tracked import tracked_as
from delegates.models import Change

from .form import CARRIED, ExplainedFormSet, VersionedForm
from .rebasing import rebase


class VersionedAdmin(admin.ModelAdmin):
    """Checks under the row's lock that nobody saved since the form was opened, and asks why something is changed.

    An admin of a table without a history stays as Django made it.
    """

    publish_fields: ClassVar[tuple[str, ...]] = ()

    def must_explain(self, obj: Model) -> bool:
        """Whether readers see this row, so that changing it needs a reason."""
        return getattr(obj, "publication", "") == "published"

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """With the version that was read and the reason; a class of its own for each request."""
        if not self._keeps(obj):
            return super().get_form(request, obj, change=change, **kwargs)
        own: Any = kwargs.pop("form", self.form)
        mixed = own if issubclass(own, VersionedForm) else type(own.__name__, (VersionedForm, own), {})
        form: Any = super().get_form(request, obj, change=change, form=mixed, **kwargs)
        form.conflict = getattr(request, "conflict", None)
        form.version = getattr(request, "version", None)
        form.explained = self.must_explain(obj)
        form.silent = self.publish_fields
        return form

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without what every form carries: the page shows that at its end, whatever its sections are."""
        return [one for one in super().get_fields(request, obj) if one not in CARRIED]

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        """Rows that readers see beside a published one are not changed without a reason either."""
        explain = self._keeps(obj) and self.must_explain(obj)
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            asks = explain and tracked_as(inline.model._meta.label_lower) is not None
            yield type(formset.__name__, (ExplainedFormSet, formset), {}) if asks else formset, inline

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:  # fmt: skip
        """The check and the save in one transaction, with the row locked from the one to the other."""
        if object_id is None or tracked_as(self.opts.label_lower) is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        if request.method != "POST":
            request.version = self._version(request, unquote(object_id))  # type: ignore[attr-defined]  # read by `get_form`
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            more = self._look(request, unquote(object_id))
            return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **more})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The reason stands beside everything that this form writes."""
        if reason := form.cleaned_data.get("why"):
            say(reason)
        super().save_model(request, obj, form, change)

    def _version(self, request: HttpRequest, key: str) -> int:
        """Counted before the row is read: what is saved in between must not be taken for read."""
        table = tracked_as(self.opts.label_lower)
        row = self.model(pk=key)
        if table is not None and table.is_part:
            row = self.get_object(request, key) or row
        return Change.objects.of(row).count()

    def _look(self, request: HttpRequest, key: str) -> dict[str, Any]:
        """Whether somebody saved since; if so, what was sent is brought up to what stands."""
        name = self.opts.pk.name
        try:
            locked = self.model._base_manager.select_for_update().filter(**{name: self.opts.pk.to_python(key)}).exists()
        except ValueError:
            return {}
        obj = self.get_object(request, key) if locked else None
        if obj is None or not self.has_change_permission(request, obj):
            return {}
        data, conflict = rebase(self, request, obj)
        if not conflict:
            return {}
        request.POST = data  # type: ignore[assignment]  # brought up to what stands
        request.conflict = conflict  # type: ignore[attr-defined]  # read by `get_form`
        return {"conflict": conflict}

    def _keeps(self, obj: Any) -> bool:
        return obj is not None and tracked_as(self.opts.label_lower) is not None
