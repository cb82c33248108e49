"""Other words for the same thing, which a search includes."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import OrderBy, OuterRef, Subquery
from django.http import HttpRequest

from delegates.choosing import HeldFormSet
from proposals.models.alias import AT_MOST, AliasGroup, SearchAlias
from proposals.search.fold import fold

from .access import StaffAdmin, StaffInline

if TYPE_CHECKING:
    from django.db.models import QuerySet

FIRST = SearchAlias.objects.filter(group=OuterRef("pk")).order_by("name_key").values("name_key")[:1]
BY_PINYIN = OrderBy(Subquery(FIRST))


class DistinctNames(HeldFormSet):
    """Two to eight names, no two of which a search would read alike."""

    def clean(self) -> None:
        """Refuse a second spelling of the same name and a group of one."""
        super().clean()
        typed = [form.cleaned_data for form in self.forms if getattr(form, "cleaned_data", None)]
        names = [one["name"] for one in typed if one.get("name") and not one.get("DELETE")]
        folded = [fold(name).strip() for name in names]
        twice = next((name for at, name in enumerate(names) if folded[at] in folded[:at]), "")
        if twice:
            raise ValidationError(f"“{twice}”写了两遍：全角半角、繁体简体、大写小写检索时都算一样。请去掉一个。")
        if len(names) < 2 and not any(self.errors):
            raise ValidationError("一组至少要两个说法，请再写一个。")


class AliasInline(StaffInline):
    """The names of a group."""

    model = SearchAlias
    formset = DistinctNames
    extra = 2
    max_num = AT_MOST

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """No more than eight, however many are sent."""
        return super().get_formset(request, obj, **kwargs | {"validate_max": True})


@admin.register(AliasGroup)
class AliasGroupAdmin(StaffAdmin):
    """Groups in the order of their first names' pinyin."""

    when_empty = "还没有同义词。点右上角新增，把读者会换着说的几个词放进一组，检索一个就连同其余的一起找。"
    list_display = ("names", "note")
    search_fields = ("aliases__name", "aliases__folded", "note")
    search_help_text = "说法或说明"
    inlines = (AliasInline,)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[AliasGroup]":
        """With the names."""
        rows: QuerySet[AliasGroup] = super().get_queryset(request)
        return rows.prefetch_related("aliases")

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """By pinyin."""
        return (BY_PINYIN, "pk")

    @admin.display(description="说法", ordering=BY_PINYIN)
    def names(self, group: AliasGroup) -> str:
        """All of them."""
        return str(group)
