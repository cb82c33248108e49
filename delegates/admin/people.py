"""Delegates in the admin: people with seats, posts and every spelling of their names."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from delegates.choosing import HeldChoices
from delegates.duplicates import PEOPLE_REGISTER
from delegates.models import Delegate, DelegateAlias, Mandate, Post
from delegates.versions import VersionedAdmin

from .pairs import PairsMixin


class MandateInline(HeldChoices, admin.TabularInline):
    """Seats."""

    model = Mandate
    extra = 0
    autocomplete_fields = ("council", "term")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Mandate]":
        """With the names that the rows show."""
        return super().get_queryset(request).select_related("delegate", "council__region", "term__council__region")


class PostInline(HeldChoices, admin.TabularInline):
    """Posts: what a later report says is added, not written over."""

    model = Post
    extra = 0
    autocomplete_fields = ("organisation",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Post]":
        """With the names that the rows show."""
        return super().get_queryset(request).select_related("organisation")


class DelegateAliasInline(HeldChoices, admin.TabularInline):
    """Other spellings of the name."""

    model = DelegateAlias
    extra = 0


@admin.register(Delegate)
class DelegateAdmin(PairsMixin, VersionedAdmin):
    """People. Two of one name stay two until somebody knows better."""

    register = PEOPLE_REGISTER
    list_display = ("named", "seats", "current_posts", "note")
    list_filter = ("mandates__council__kind", ("mandates__council__region", admin.RelatedOnlyFieldListFilter))
    search_fields = ("name", "plain", "aliases__name", "posts__organisation__name", "name_key")
    search_help_text = "姓名、别的写法、拼音或单位"
    inlines = (MandateInline, PostInline, DelegateAliasInline)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Delegate]":
        """What this user may see, with what the list shows."""
        return Delegate.objects.visible_to(request.user).prefetch_related(
            "mandates__council__region", "posts__organisation"
        )

    @admin.display(description="姓名", ordering="name_key")
    def named(self, delegate: Delegate) -> str:
        """The name; its column is ordered by pinyin."""
        return delegate.name

    @admin.display(description="身份")
    def seats(self, delegate: Delegate) -> str:
        """What they sit as."""
        return "、".join(sorted({mandate.council.member_title for mandate in delegate.mandates.all()}))

    @admin.display(description="单位和职务")
    def current_posts(self, delegate: Delegate) -> str:
        """All posts written down."""
        return "；".join(str(post) for post in delegate.posts.all())
