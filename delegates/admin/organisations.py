"""Organisations in the admin, with every way of writing their names."""

from django.contrib import admin

from delegates.choosing import HeldChoices
from delegates.duplicates import UNITS_REGISTER
from delegates.models import Organisation, OrganisationAlias
from delegates.versions import VersionedAdmin

from .pairs import PairsMixin


class AliasInline(HeldChoices, admin.TabularInline):
    """Other ways of writing the name."""

    model = OrganisationAlias
    extra = 1


@admin.register(Organisation)
class OrganisationAdmin(PairsMixin, VersionedAdmin):
    """Units of delegates, and collective proposers."""

    register = UNITS_REGISTER
    list_display = ("named", "region")
    list_select_related = ("region",)
    search_fields = ("name", "plain", "aliases__name", "name_key")
    search_help_text = "名称、别名或拼音"
    autocomplete_fields = ("region",)
    inlines = (AliasInline,)

    @admin.display(description="名称", ordering="name_key")
    def named(self, organisation: Organisation) -> str:
        """The name; its column is ordered by pinyin."""
        return organisation.name
