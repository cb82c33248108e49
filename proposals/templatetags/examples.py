"""The mark of the demonstration: a strip at the top of each page of a site that holds an invented city."""

from django import template
from django.conf import settings

from delegates.freshness.remembered import remembered
from delegates.models import Region, Session

register = template.Library()


@register.inclusion_tag("proposals/_sample.html")
def sample_strip() -> dict[str, bool]:
    """Nothing on a real site. Asks no database: pages of errors carry it too."""
    return {"demo": settings.DEMO}


@register.filter
def example(region: Region | str) -> str:
    """Behind a name in the title of a page, which travels further than the page: whether its place is invented.

    Where no place is known, templates give "".
    """
    return "（示例）" if isinstance(region, Region) and region.is_example else ""


@register.filter
def invented(session: int | None) -> bool:
    """Whether a session, by its number, is one of an invented place. Asks nothing on a real site."""
    return settings.DEMO and session in _invented()


@remembered
def _invented() -> frozenset[int]:
    of_place = Session.objects.filter(term__council__region__is_example=True).order_by()
    return frozenset(of_place.values_list("pk", flat=True))


@register.simple_tag
def site_name() -> str:
    """What stands in titles and cards behind the name of a page."""
    return "言路演示站" if settings.DEMO else "言路"
