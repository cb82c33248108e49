"""Accounts of the staff: Django's own pages, with the role beside the password. Groups and permissions are not used."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from proposals.models import Position

from .access import StaffAdmin, StaffInline

admin.site.unregister(Group)
admin.site.unregister(User)


class PositionInline(StaffInline):
    """The one role of an account."""

    model = Position
    autocomplete_fields = ("department",)
    verbose_name_plural = "岗位（没有角色的帐号能登录，什么也看不到）"


@admin.register(User)
class AccountAdmin(StaffAdmin, UserAdmin):
    """Who signs in, and as what. Only a superuser makes a superuser, or touches the account of one."""

    list_display = ("username", "name", "position", "is_active", "last_login")
    list_filter = ("is_active", "position__role", ("position__department", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("position__department",)
    search_fields = ("username", "first_name", "last_name", "email")
    search_help_text = "帐号、姓名、邮箱"
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    inlines = (PositionInline,)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without groups and single permissions, which nothing asks."""
        if obj is None:
            return super().get_fieldsets(request, obj)
        rights = ("is_active", "is_staff", "is_superuser") if _is_superuser(request) else ("is_active", "is_staff")
        return (
            (None, {"fields": ("username", "password")}),
            ("联系", {"fields": (("last_name", "first_name"), "email")}),
            ("登录", {"fields": (rights, ("last_login", "date_joined"))}),
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A new password for a superuser's account would make one a superuser."""
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """By the same rule."""
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """There are no readers with accounts: a new one is of the staff."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    @admin.display(description="姓名", ordering="last_name")
    def name(self, user: User) -> str:
        """Family name first."""
        return f"{user.last_name}{user.first_name}"

    @admin.display(description="岗位", ordering="position__role")
    def position(self, user: User) -> str:
        """The role, and the department of a liaison."""
        if user.is_superuser:
            return "管理员（超级用户）"
        held = cast("Position | None", getattr(user, "position", None))
        if held is None:
            return "没有角色"
        return f"{held.get_role_display()} {held.department or ''}".strip()


@admin.register(Position)
class PositionAdmin(StaffAdmin):
    """Who holds which role, to look through: the auditor sees this list and no account."""

    when_empty = "还没有分配岗位。请在“帐号”里新增帐号，并选定角色。"
    list_display = ("user", "role", "department")
    list_filter = ("role", ("department", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("user", "department")
    search_fields = ("user__username", "user__last_name", "user__first_name", "department__name")
    autocomplete_fields = ("user", "department")


def _is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


def _may_touch(request: HttpRequest, obj: Any) -> bool:
    return obj is None or not obj.is_superuser or _is_superuser(request)
