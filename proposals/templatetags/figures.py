"""Figures on pages: pictures, bars inside cells, and numbers that lead to the list of what they count."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import QueryDict
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from proposals.pictures.drawing import Picture

from .site import modes

register = template.Library()


@register.filter
def drawn(picture: Picture) -> SafeString:
    """Both drawings of a picture, whose words were escaped when it was drawn."""
    return mark_safe(picture.svg)  # noqa: S308  see above


@register.filter
def bar(svg: str) -> SafeString:
    """A bar inside a cell: classes and numbers only."""
    return mark_safe(svg)  # noqa: S308  see above


@register.simple_tag(takes_context=True)
def count(context: Context, one: Any, unit: str = "") -> SafeString:
    """The number with its link; nought leads nowhere."""
    words = f"{one.n} {unit}" if unit else str(one.n)
    if not one.n:
        return format_html("{}", words)
    return format_html('<a href="{}">{}</a>', address(context, one.page, one.query), words)


@register.simple_tag(takes_context=True)
def address(context: Context, page: str, query: Mapping[str, Any], *args: Any) -> str:
    """A page with parameters of one or several values, in the reader's mode."""
    asked = QueryDict(mutable=True)
    for name, values in query.items():
        asked.setlist(name, [values] if isinstance(values, str) else list(values))
    asked.update(modes(context))
    return reverse(page, args=[one for one in args if one]) + (f"?{asked.urlencode()}" if asked else "")


@register.simple_tag(takes_context=True)
def department_link(context: Context, pk: int, choice: Any) -> str:
    """The page of a department in the years that this page shows."""
    asked = {**choice.query, **modes(context)}
    return reverse("proposals:department", args=[pk]) + (f"?{urlencode(asked)}" if asked else "")


@register.simple_tag(takes_context=True)
def order_link(context: Context, order: str, choice: Any) -> str:
    """The departments of the same years in another order."""
    return f"{reverse('proposals:departments')}?{urlencode({**choice.query, 'order': order, **modes(context)})}"
