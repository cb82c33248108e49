"""Places and assemblies in the admin."""

from django.contrib import admin

from delegates.models import Council, Region, Session, Term
from delegates.versions import VersionedAdmin


@admin.register(Region)
class RegionAdmin(VersionedAdmin):
    """Places by code."""

    list_display = ("name", "code", "parent")
    list_select_related = ("parent",)
    search_fields = ("name", "code")
    autocomplete_fields = ("parent",)


@admin.register(Council)
class CouncilAdmin(VersionedAdmin):
    """Assemblies."""

    list_display = ("__str__", "region", "kind")
    list_select_related = ("region",)
    list_filter = ("kind",)
    search_fields = ("region__name",)
    autocomplete_fields = ("region",)


@admin.register(Term)
class TermAdmin(VersionedAdmin):
    """Terms."""

    list_display = ("__str__", "council", "number")
    list_select_related = ("council__region",)
    search_fields = ("council__region__name", "number")
    autocomplete_fields = ("council",)


@admin.register(Session)
class SessionAdmin(VersionedAdmin):
    """Sessions with their dates, where known."""

    list_display = ("__str__", "starts_on", "ends_on")
    list_select_related = ("term__council__region",)
    search_fields = ("term__council__region__name", "number")
    autocomplete_fields = ("term",)
