"""What every public page carries: links that keep the reader's mode, dates as people write them, the masthead."""

import functools
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import Subquery
from django.http import QueryDict
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from delegates import pinyin
from delegates.freshness import remembered
from delegates.models import Session
from proposals.models import FollowUp, Proposal

register = template.Library()

# The reader's mode travels in the address, since public pages set no cookie.
MODES = {"theme": ("light", "dark"), "size": ("l",)}


@register.simple_tag(takes_context=True)
def modes(context: Context) -> dict[str, str]:
    """The modes this page was asked for, unknown values left out."""
    request = context.get("request")
    asked: Mapping[str, str] = request.GET if request is not None else {}
    return {name: asked[name] for name, known in MODES.items() if asked.get(name) in known}


@register.simple_tag(takes_context=True)
def link(context: Context, target: Any, *args: Any, at: str = "", **query: Any) -> str:
    """The address of a named page or of a row, in the reader's mode. `at` is a fragment; several values are a tuple."""
    path = target.get_absolute_url() if hasattr(target, "get_absolute_url") else _path(target, args)
    return path + _query({**query, **modes(context)}) + (f"#{at}" if at else "")


@functools.lru_cache(maxsize=1024)
def _path(name: str, args: tuple[Any, ...]) -> str:
    """The address of a named page: a page has twenty such links, and they are always the same."""
    return reverse(name, args=args)


@register.simple_tag(takes_context=True)
def mode_link(context: Context, name: str, value: str = "") -> str:
    """The page itself in another mode; without value: in the ordinary one."""
    request = context.get("request")
    given = request.GET.lists() if request is not None else ()
    kept = [(one, value) for one, values in given if one != name for value in values]
    return f"?{urlencode([*kept, (name, value)] if value else kept, errors='replace')}"


def _query(values: Mapping[str, Any]) -> str:
    if not values:
        return ""
    query = QueryDict(mutable=True)
    for name, value in values.items():
        query.setlist(name, [str(one) for one in value] if isinstance(value, tuple | list) else [str(value)])
    return f"?{query.urlencode()}"


@register.filter
def day(value: date | datetime, before: date | None = None) -> SafeString:
    """5月5日 in the year of `before` (else in this year), 2022年5月5日 in any other."""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    year = (before or timezone.localdate()).year
    shown = f"{value.month}月{value.day}日"
    # Where a line is too short for the whole date, it breaks after the year.
    return mark_safe(shown if value.year == year else f"{value.year}年<wbr>{shown}")  # noqa: S308  figures only


@register.filter
def full_day(value: date | datetime) -> str:
    """2022年5月5日."""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return f"{value.year}年{value.month}月{value.day}日"


@register.filter
def parsed_day(value: str) -> str:
    """2022-05-05 as 2022年5月5日."""
    return full_day(date.fromisoformat(value))


@register.filter
def iso(value: date | datetime) -> str:
    """The day for a `datetime` attribute."""
    return (timezone.localdate(value) if isinstance(value, datetime) else value).isoformat()


@register.filter
def weekday(value: date) -> str:
    """周一 to 周日."""
    return "周" + "一二三四五六日"[value.weekday()]


@register.filter
def number_in(path: str) -> str:
    """The number in an address that leads nowhere, to be looked for: '/proposals/0018/' → '0018'; "" for none."""
    return next((part for part in str(path).split("/") if part.isascii() and part.isdigit() and len(part) <= 12), "")


@register.filter
def toned(name: str) -> str:
    """A name in pinyin with tones."""
    return pinyin.display(name)


@register.filter
def initials(name: str) -> str:
    """What may be typed for a name: 罗梓文 → lzw."""
    return "".join(syllable[0] for syllable in pinyin.sort_key(name).split()[:-1])


@register.inclusion_tag("proposals/_masthead.html", takes_context=True)
def masthead(context: Context) -> dict[str, Any]:
    """Place, latest session of each council, date of the data: asked for once for each version of the data."""
    return dict(_latest())


@remembered
def _latest() -> dict[str, Any]:
    """One query, or two while no session is known."""
    newest = FollowUp.objects.visible_to(None).order_by("-pk").values("recorded_at")[:1]
    sessions = list(Proposal.objects.visible_to(None).sessions().annotate(recorded=Subquery(newest)))
    councils = {session.term.council_id: session for session in reversed(sessions)}
    latest = sorted(councils.values(), key=lambda one: (one.term.council.region_id, -ord(one.term.council.kind[0])))
    recorded = sessions[0].recorded if sessions else next((row["recorded_at"] for row in newest), None)
    return {
        "place": "、".join(dict.fromkeys(str(one.term.council.region) for one in latest)),
        "meetings": "、".join(_short(one) for one in latest[:2]) + (f"等 {len(latest)} 次会议" if latest[2:] else ""),
        "recorded": recorded,
    }


def _short(session: Session) -> str:
    """The session without its place, which stands beside it: 市十六届人大一次会议."""
    return session.name.removeprefix(session.term.council.region.name[:-1])


@register.simple_tag(takes_context=True)
def carried(context: Context) -> SafeString:
    """Hidden fields that keep the mode through a form."""
    fields = (f'<input type="hidden" name="{name}" value="{value}">' for name, value in modes(context).items())
    return mark_safe("".join(fields))  # noqa: S308  names and values are those of MODES
