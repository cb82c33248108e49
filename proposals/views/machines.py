"""What crawlers and browsers fetch by themselves."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# The same page in another mode or another combination of conditions is no further page to read; suggestions, cards
# and what programs ask for are parts of pages; what has a secret address is nobody's to list.
ROBOTS = f"""User-agent: *
Disallow: {settings.ADMIN_PATH}
Disallow: /rate/
Disallow: /problems/
Disallow: /calendar/
Disallow: /suggest/
Disallow: /api/v1/
Disallow: /*?*theme=
Disallow: /*?*size=
Disallow: /*?*order=
Disallow: /proposals/?*&
Disallow: /proposals/feed.atom?
Disallow: /delegates/?*&

Sitemap: {settings.SITE_URL}/sitemap.xml
"""
NOTHING = "User-agent: *\nDisallow: /\n"


@require_safe
@cache_control(public=True, max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: every page, once; of a site with invented places nothing, or it would pass for news."""
    text = NOTHING if settings.DEMO else ROBOTS
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """For pages that name no icon of their own."""
    return HttpResponseRedirect(static("proposals/favicon.svg"))
