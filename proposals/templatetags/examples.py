"""The mark of the demonstration: a strip at the top of each page of a site that holds an invented city."""

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("proposals/_sample.html")
def sample_strip() -> dict[str, bool]:
    """Nothing on a real site. Asks no database: pages of errors carry it too."""
    return {"demo": settings.DEMO}


@register.simple_tag
def site_name() -> str:
    """What stands in titles and cards behind the name of a page."""
    return "言路演示站" if settings.DEMO else "言路"
