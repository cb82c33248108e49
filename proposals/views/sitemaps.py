"""Site maps as search engines read them (sitemaps.org)."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from proposals.outside.maps import KINDS, Entry, portion, portions

from .caching import public

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@public
def sitemaps(request: HttpRequest) -> HttpResponse:
    """The list of maps: one question for each kind of page."""
    return _written("sitemapindex", "sitemap", portions())


@public
def sitemap(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """One map, in one question. 404 where it holds no page."""
    entries = portion(name, number) if name in {*KINDS, "pages"} else []
    if not entries:
        raise Http404
    return _written("urlset", "url", entries)


def _written(whole: str, part: str, entries: Iterable[Entry]) -> HttpResponse:
    lines = (f"<{part}><loc>{escape(one.address)}</loc>{_changed(one)}</{part}>\n" for one in entries)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="{SPACE}">\n{"".join(lines)}</{whole}>\n'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def _changed(entry: Entry) -> str:
    if entry.changed is None:
        return ""
    return f"<lastmod>{timezone.localtime(entry.changed).isoformat(timespec='seconds')}</lastmod>"
