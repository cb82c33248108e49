"""The list behind a number of the statistics: those, and no others, that it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from proposals.models import Commitment, Department
from proposals.statistics.behind import PARTS, Behind, behind_class, behind_days, behind_parts, behind_rate
from proposals.statistics.breakdown import public_proposals
from proposals.statistics.scopes import scopes
from proposals.workflow.outcomes import Satisfaction
from proposals.workflow.states import Duty

from .caching import public
from .paging import paged

SIZE = 50


@dataclass(frozen=True, slots=True)
class Item:
    """One line: the proposal, and of a clock, a rating or a promise what it says."""

    pk: int
    title: str
    state: str
    said: str


@public
def counted(request: HttpRequest) -> HttpResponse:
    """By what the address says: a rate, a class, a stretch of days. 404 where it says no number there is."""
    chosen = scopes(year=request.GET.get("year", ""), session=request.GET.get("session", "")).chosen
    today = timezone.localdate()
    found = _asked(request.GET, chosen.sessions, today)
    if found is None:
        raise Http404
    page = paged(request, found.lines, found.lines.count(), size=SIZE)
    department = _number(request.GET.get("department", ""))
    context = {
        "section": "statistics",
        "scope": chosen,
        "found": found,
        "department": Department.objects.filter(pk=department).first() if department else None,
        "items": [Item(line["item"], line["title"], line["standing"], _said(line, today)) for line in page.rows],
        "page": page,
    }
    return render(request, "proposals/counted.html", context)


def _asked(get: Mapping[str, str], sessions: tuple[int, ...] | None, today: date) -> Behind | None:
    rows = public_proposals(sessions)
    of = get.get("of", "")
    if of == "class":
        return behind_class(rows, get.get("class", ""))
    if of == "days":
        return behind_days(rows, get.get("kind", ""), get.get("days", ""))
    department = _number(get.get("department", ""))
    if of in PARTS and department is not None:
        return behind_parts(rows, today, of, department)
    rate, aside = _number(get.get("rate", "")), _number(get.get("aside", ""))
    if of != "rate" or rate is None:
        return None
    return behind_rate(rows, today, rate=rate, part=get.get("part", ""), aside=aside or 0, department=department)


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else None


def _said(line: Mapping[str, Any], today: date) -> str:
    """What the row of a clock, a rating or a promise says."""
    if line["row"] == "assignment":
        return Duty(line["role"]).label
    if line["row"] == "deadline":
        return "，".join(one for one in (line["unit"] or "", f"期限 {_day(line['due'])}", _met(line, today)) if one)
    if line["row"] == "rating":
        return f"{_day(line['on'])}评为“{Satisfaction(line['content']).label}”"
    if line["row"] == "commitment":
        due = f"，期限 {_day(line['due'])}" if line["due"] else ""
        return (
            f"“{line['words'][:60]}{'……' if line['words'][60:] else ''}”{due}：{Commitment.State(line['kept']).label}"
        )
    return ""


def _met(line: Mapping[str, Any], today: date) -> str:
    due, met = line["due"], line["met"]
    if met is None:
        return f"超期 {(today - due).days} 天" if due < today else "还没有到期"
    days = (due - met).days
    return f"{_day(met)}完成，" + (f"早 {days} 天" if days > 0 else f"晚 {-days} 天" if days < 0 else "当天")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
