"""Delegates, assemblies and organisations in the admin."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from .models import Council, Delegate, Mandate, Organisation, OrganisationAlias, Post, Region, Session, Term


class MandateInline(admin.TabularInline):
    """Seats."""

    model = Mandate
    extra = 0
    autocomplete_fields = ("council", "term")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Mandate]":
        """With the names that the rows show."""
        return super().get_queryset(request).select_related("delegate", "council__region")


class PostInline(admin.TabularInline):
    """Posts: what a later report says is added, not written over."""

    model = Post
    extra = 0
    autocomplete_fields = ("organisation",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Post]":
        """With the names that the rows show."""
        return super().get_queryset(request).select_related("organisation")


@admin.register(Delegate)
class DelegateAdmin(admin.ModelAdmin):
    """People. Two of one name stay two until somebody knows better."""

    list_display = ("name", "seats", "current_posts", "note")
    list_filter = ("mandates__council__kind", ("mandates__council__region", admin.RelatedOnlyFieldListFilter))
    search_fields = ("name", "posts__organisation__name", "name_key")
    search_help_text = "姓名、拼音或单位"
    inlines = (MandateInline, PostInline)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Delegate]":
        """What this user may see, with what the list shows."""
        return Delegate.objects.visible_to(request.user).prefetch_related(
            "mandates__council__region", "posts__organisation"
        )

    @admin.display(description="身份")
    def seats(self, delegate: Delegate) -> str:
        """What they sit as."""
        return "、".join(sorted({mandate.council.member_title for mandate in delegate.mandates.all()}))

    @admin.display(description="单位和职务")
    def current_posts(self, delegate: Delegate) -> str:
        """All posts written down."""
        return "；".join(str(post) for post in delegate.posts.all())


class AliasInline(admin.TabularInline):
    """Other ways of writing the name."""

    model = OrganisationAlias
    extra = 1


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    """Units of delegates, and collective proposers."""

    list_display = ("name", "region")
    list_select_related = ("region",)
    search_fields = ("name", "aliases__name", "name_key")
    search_help_text = "名称、别名或拼音"
    autocomplete_fields = ("region",)
    inlines = (AliasInline,)


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin):
    """Places by code."""

    list_display = ("name", "code", "parent")
    list_select_related = ("parent",)
    search_fields = ("name", "code")
    autocomplete_fields = ("parent",)


@admin.register(Council)
class CouncilAdmin(admin.ModelAdmin):
    """Assemblies."""

    list_display = ("__str__", "region", "kind")
    list_select_related = ("region",)
    list_filter = ("kind",)
    search_fields = ("region__name",)
    autocomplete_fields = ("region",)


@admin.register(Term)
class TermAdmin(admin.ModelAdmin):
    """Terms."""

    list_display = ("__str__", "council", "number")
    list_select_related = ("council__region",)
    search_fields = ("council__region__name", "number")
    autocomplete_fields = ("council",)


@admin.register(Session)
class SessionAdmin(admin.ModelAdmin):
    """Sessions with their dates, where known."""

    list_display = ("__str__", "starts_on", "ends_on")
    list_select_related = ("term__council__region",)
    search_fields = ("term__council__region__name", "number")
    autocomplete_fields = ("term",)
