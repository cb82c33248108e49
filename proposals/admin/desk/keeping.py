"""Saved filters: a list's present query under a name of one's own, and away with it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from proposals.desk.saved import kept
from proposals.models import SavedFilter
from proposals.models.staff import role_of
from proposals.workflow.roles import Role


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the query of a list under a name; the same name again means the new query."""
    if role_of(request.user) in {None, Role.AUDITOR}:  # who changes nothing keeps nothing
        raise PermissionDenied
    path = request.POST.get("path", "")
    if not _is_list(path):
        messages.error(request, "只能保存列表的筛选。请在列表里筛好，再保存。")
        return HttpResponseRedirect(reverse("admin:index"))
    name, query = request.POST.get("name", "").strip(), kept(request.POST.get("query", ""))
    if not name or len(name) > 40 or len(query) > 1000 or not query:
        messages.error(request, "没有保存。请先筛选，再起一个 40 字以内的名称。")
        return HttpResponseRedirect(f"{path}?{query}")
    row, fresh = SavedFilter.objects.of(request.user).update_or_create(
        name=name, defaults={"path": path, "query": query}, create_defaults=_new(request, name, path, query)
    )
    messages.success(request, f"已保存筛选“{name}”。" if fresh else f"“{name}”已经换成现在的筛选。")
    return HttpResponseRedirect(row.address)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Away with one of one's own."""
    if role_of(request.user) is None:
        raise PermissionDenied
    row = get_object_or_404(SavedFilter.objects.of(request.user), pk=pk)
    row.delete()
    messages.success(request, f"已删除筛选“{row.name}”。列表里的件没有动。")
    back = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return HttpResponseRedirect(back if here else row.path)


def _new(request: HttpRequest, name: str, path: str, query: str) -> dict[str, object]:
    return {"user": request.user, "name": name, "path": path, "query": query}


def _is_list(path: str) -> bool:
    """Whether an address is one of the admin's lists and nothing else."""
    try:
        found = resolve(path)
    except Resolver404:
        return False
    return found.app_name == "admin" and (found.url_name or "").endswith("_changelist")
