"""The way from a page to the feed and the calendar of what it shows: in its head for programs, on it for people."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from proposals.feeds.lists import conditions

register = template.Library()
# Of each page: its feed and its calendar, "" for none.
WAYS = {
    "proposals:home": ("proposals:feed", "proposals:days"),
    "proposals:data": ("proposals:feed", "proposals:days"),
    "proposals:proposals": ("proposals:feed", ""),
    "proposals:proposal": ("proposals:proposal_feed", "proposals:proposal_days"),
    "delegates:delegate": ("proposals:delegate_feed", "proposals:delegate_days"),
    "proposals:industry": ("proposals:industry_feed", ""),
    "proposals:department": ("proposals:department_feed", "proposals:department_days"),
    "proposals:session": ("proposals:session_feed", "proposals:session_days"),
}


@register.inclusion_tag("proposals/_feed_links.html", takes_context=True)
def feed_links(context: Context) -> dict[str, str]:
    """For the head of every page; nothing for pages without a feed, and for what is not there."""
    return _ways(context)


@register.inclusion_tag("proposals/_subscribe.html", takes_context=True)
def subscribe(context: Context) -> dict[str, str]:
    """The same as links, with a sentence on what they are for."""
    return _ways(context)


def _ways(context: Context) -> dict[str, Any]:
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None or match.view_name not in WAYS or "exception" in context or context.get("status"):
        return {}
    feed, days = WAYS[match.view_name]
    query = conditions(context["request"].GET) if match.view_name == "proposals:proposals" else ""
    return {
        "feed": reverse(feed, kwargs=match.kwargs) + query,
        "days": reverse(days, kwargs=match.kwargs) if days else "",
        "narrowed": bool(query),
        "one": match.view_name == "proposals:proposal",
    }
