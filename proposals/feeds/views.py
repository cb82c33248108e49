"""The addresses of the feeds. Kept and compared like pages: by the version of the data, without a session or cookie."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from delegates.freshness import public
from proposals.outside.canonical import absolute
from proposals.outside.gone import gone_proposal

from .atom import TYPE, Head, written
from .entries import part_of
from .lists import Listed, listed, of_part, page_of
from .steps import found, steps_of
from .tags import tag


@public
def of_list(request: HttpRequest) -> HttpResponse:
    """What happens to the proposals of the list with these parameters; without any, to all of them."""
    what = listed(request.GET)
    page = reverse("proposals:proposals") + what.query
    return _of(request, what, page, f"proposals/feed{what.query}")


@public
def of_thing(request: HttpRequest, pk: int, thing: str) -> HttpResponse:
    """What happens to the proposals of one delegate, department, industry or session. 404 where its page is."""
    what = of_part(thing, pk)
    if what is None:
        raise Http404
    return _of(request, what, page_of(thing, pk), f"{thing}/{pk}/feed")


@public
def of_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Every step of one proposal. 410 where it was public and is no more, so that programs stop asking."""
    seen = found(pk)
    if seen is None:
        if gone_proposal(pk) is None:
            raise Http404
        return HttpResponse(status=410)
    proposal, recorded = seen
    head = Head(
        tag(f"proposals/{pk}/feed"),
        proposal.headline,
        _("这一件的每一步，新的在前"),
        absolute(proposal.get_absolute_url()),
        absolute(request.path),
    )
    return _answer(head, steps_of(proposal, recorded, timezone.localdate()))


def _of(request: HttpRequest, what: Listed, page: str, key: str) -> HttpResponse:
    after = request.GET.get("after", "")
    part = part_of(what.proposals, after, most=what.most)
    here = absolute(request.path) + what.query
    more = f"{here}{'&' if what.query else '?'}after="
    head = Head(
        tag(key),
        _("言路：%(what)s") % {"what": what.title},
        _("这些建议提案有了什么进展；只列日期确知的，新的在前"),
        absolute(page),
        f"{more}{after}" if after else here,
        f"{more}{part.following}" if part.following else "",
    )
    return _answer(head, part.entries)


def _answer(head: Head, entries: Any) -> HttpResponse:
    return HttpResponse(written(head, entries), content_type=TYPE)
