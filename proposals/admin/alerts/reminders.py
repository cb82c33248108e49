"""One page for one's reminders: the daily mail, on or off, and the calendar that a telephone subscribes to."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from proposals.alerts.digest import ROLES
from proposals.alerts.keys import address_of, drop_key, renew_key
from proposals.alerts.wishes import set_digest, wants_digest
from proposals.models import Department
from proposals.models.staff import department_of, role_of
from proposals.workflow.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet


def reminders(request: HttpRequest, admin: Any) -> HttpResponse:
    """The page; on POST one change. Editors and auditors have neither mail nor calendar, and are told so."""
    user = cast("User", request.user)
    if role_of(user) is None:
        raise PermissionDenied
    if request.method == "POST":
        _change(request, user, admin)
        return HttpResponseRedirect(reverse("admin:proposals_reminders"))
    departments = list(keepable(user).order_by("name_key", "pk"))
    page = {
        **admin.admin_site.each_context(request),
        "title": "提醒与日历",
        "has_digest": role_of(user) in ROLES,
        "wanted": wants_digest(user),
        "calendars": [(one, address_of(one)) for one in departments if one.calendar_key],
        "without": [one for one in departments if not one.calendar_key],
        "own": role_of(user) is Role.LIAISON,
    }
    return TemplateResponse(request, "admin/proposals/message/reminders.html", page)


def keepable(user: "User") -> "QuerySet[Department]":
    """Whose calendar addresses this person sees and renews: administrators all, a liaison the own department's."""
    if role_of(user) is Role.ADMINISTRATOR:
        return Department.objects.current() | Department.objects.exclude(calendar_key="")
    department = department_of(user) if role_of(user) is Role.LIAISON else None
    return Department.objects.filter(pk=department.pk) if department else Department.objects.none()


def _change(request: HttpRequest, user: "User", admin: Any) -> None:
    act, _, pk = request.POST.get("do", "").partition(" ")
    if act in {"digest", "silence"} and role_of(user) in ROLES:
        set_digest(user, wanted=act == "digest")
        said = "有事要办的日子，会给您发一封提醒。" if act == "digest" else "不再给您发每日提醒。"
    elif act in {"renew", "drop"} and pk.isdecimal() and len(pk) < 19:
        said = _rekey(request, get_object_or_404(keepable(user), pk=pk), act, admin)
    else:
        raise PermissionDenied
    messages.success(request, said)


def _rekey(request: HttpRequest, department: Department, act: str, admin: Any) -> str:
    had = bool(department.calendar_key)
    if act == "drop":
        drop_key(department)
        said = f"停用了{department}的日历链接。"
    else:
        renew_key(department)
        said = f"{department}的日历链接已经换新，旧的不再能用。" if had else f"{department}的日历链接已经生成。"
    admin.log_change(request, department, said)
    return said
