"""How long a public page may be kept: the same bytes for everybody, since it knows no reader."""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """A page for everybody: read-only, kept for a minute by browsers and proxies."""
    kept: View = cache_control(public=True, max_age=60)(require_safe(view))
    return kept
