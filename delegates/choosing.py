"""Fields of inlines that offer rows by searching: what a stored row already names is shown without asking for it again.

    class ProposerInline(HeldChoices, admin.TabularInline):
        autocomplete_fields = ("delegate",)

Django asks the database once for each such field of each row. Where the inline reads its rows with `select_related`,
the name is there already; a form then takes the same queries however many rows it holds.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

if TYPE_CHECKING:
    InlineBase = admin.TabularInline[Any, Any]
    FormSetBase = BaseInlineFormSet[Any, Any, Any]
else:
    InlineBase = object
    FormSetBase = BaseInlineFormSet


class HeldSelect(AutocompleteSelect):
    """Knows one row by itself: `held` is (its key, its name), None where only the database knows."""

    held: tuple[str, str] | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        """The held row alone where it is what is chosen; anything else as Django finds it."""
        if self.held is None or [str(one) for one in value] != [self.held[0]]:
            return super().optgroups(name, value, attr)
        options: list[Any] = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, self.held[0], self.held[1], True, len(options)))
        return [(None, options, 0)]


class HeldFormSet(FormSetBase):
    """Tells each row's fields what the row names. Rows that came with the object they hang on are not asked for."""

    rows_without_labels = True

    def get_queryset(self) -> Any:
        """Those prefetched with the object, where they were."""
        fetched = getattr(self.instance, "_prefetched_objects_cache", {})
        held = fetched.get(self.fk.remote_field.get_accessor_name())
        return super().get_queryset() if held is None else held

    def add_fields(self, form: Any, index: int | None) -> None:
        """As Django's, with the names at hand. In a table no label stands beside a field: each is given its words."""
        super().add_fields(form, index)
        row = "" if index is None else f"，第 {index + 1} 行"
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if self.rows_without_labels and not widget.is_hidden:
                widget.attrs.setdefault("aria-label", f"{field.label or name}{row}")
            relation = form.instance._state.fields_cache.get(name)
            if isinstance(widget, HeldSelect) and relation is not None:
                widget.held = (str(relation.pk), field.label_from_instance(relation))


class HeldChoices(InlineBase):
    """Mixed into an inline before Django's class."""

    formset = HeldFormSet

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """As Django's; a field that is searched knows what it holds."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", HeldSelect(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
