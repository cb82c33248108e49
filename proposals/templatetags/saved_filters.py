"""Over a list of the admin: the reader's own filters of it, and a field to keep the present one under a name."""

from typing import Any

from django import template
from django.template import Context

from proposals.desk.saved import kept
from proposals.models import SavedFilter
from proposals.models.staff import role_of
from proposals.workflow.roles import Role

register = template.Library()


@register.inclusion_tag("admin/desk/_saved.html", takes_context=True)
def saved_filters(context: Context) -> dict[str, Any]:
    """The filters that this person keeps for this list. One query."""
    request = context["request"]
    query = kept(request.META.get("QUERY_STRING", ""))
    return {
        "saved": list(SavedFilter.objects.of(request.user).filter(path=request.path)),
        "path": request.path,
        "query": query,
        "may_save": role_of(request.user) not in {None, Role.AUDITOR},
        "here": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }
