"""数据: what a year's proposals add up to. Every number leads to the list of what it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from delegates.gathering import Lines
from delegates.models import Session
from proposals.pictures.shares import cell, shade
from proposals.statistics import breakdown as of
from proposals.statistics.at_once import at_once
from proposals.statistics.rates import Reckoning
from proposals.statistics.scopes import MOST_RATED, Choice, Scopes, scopes

from .caching import public
from .figures import Count, classes_of, flow_of, groups_of, paces_of, stop_count
from .rates import rate_rows

YEARS, INDUSTRIES, SESSIONS = 6, 16, 12


@public
def statistics(request: HttpRequest) -> HttpResponse:
    """Of one year's sessions, of one session or of all."""
    found = scopes(year=request.GET.get("year", ""), session=request.GET.get("session", ""))
    today = timezone.localdate()
    rows, choice = of.public_proposals(found.chosen.sessions), found.chosen
    lines = at_once(_cheap(found))
    states = [one for one in lines["states"] if _within(one, choice)]
    groups = groups_of(states)
    rated = sum(groups.values()) <= MOST_RATED
    rates = Reckoning.of(rows, today, public=True)
    dear = {**of.of_overdue(rows, today), **of.of_days(rows)}
    lines |= at_once({**dear, **of.of_classes(rows), **rates.of_all} if rated else dear)
    context = {
        "section": "statistics",
        "scopes": found,
        "scope": choice,
        "flow": flow_of(groups, choice),
        "overdue": Count(
            sum(one["n"] for one in lines["overdue"] if _within(one, choice)), {**choice.narrowing, "overdue": ("1",)}
        ),
        "answered": stop_count(groups, 2, choice),
        "kept": stop_count(groups, 3, choice),
        "paces": paces_of(lines["days"], choice),
        "classes": classes_of(lines["classes"], choice) if rated else None,
        "rates": rate_rows(rates.rates(lines).whole, choice) if rated else None,
        "most": MOST_RATED,
        "industries": industries_by_year(lines["industries"], found),
        "sessions": [session_row(one, lines["states"]) for one in found.sessions[:SESSIONS]],
        "withheld": of.withheld([one for one in lines["withheld"] if _within(one, choice)]),
    }
    return render(request, "proposals/statistics.html", context)


def _cheap(found: Scopes) -> dict[str, Any]:
    """What costs little however much there is."""
    lately = [pk for one in found.years[:YEARS] for pk in one.sessions or ()]
    return {
        **of.of_states(of.public_proposals(None)),
        **of.of_withheld(found.chosen.sessions),
        **of.of_industries(of.public_proposals(lately)),
    }


def _within(line: dict[str, Any], choice: Choice) -> bool:
    return choice.sessions is None or line["session"] in choice.sessions


@dataclass(frozen=True, slots=True)
class YearCell:
    """The number of one industry in one year, with its shade."""

    year: str
    count: Count
    shade: str


@dataclass(frozen=True, slots=True)
class IndustryRow:
    """One industry over the years."""

    pk: int
    name: str
    cells: Sequence[YearCell]


@dataclass(frozen=True, slots=True)
class Industries:
    """The industries most spoken of, over the last years. `more`: how many others there are."""

    title: str
    years: Sequence[str]
    rows: Sequence[IndustryRow]
    more: int


def industries_by_year(lines: Lines, found: Scopes) -> Industries:
    """The oldest of the last years first; industries by their number in all of them."""
    years = [*reversed(found.years[:YEARS])]
    year_of = {pk: one.name for one in years for pk in one.sessions or ()}
    numbers: dict[tuple[int, str], dict[str, int]] = {}
    for line in lines:
        by_year = numbers.setdefault((line["industry"], line["name"]), {})
        by_year[year_of[line["session"]]] = by_year.get(year_of[line["session"]], 0) + line["n"]
    ordered = sorted(numbers.items(), key=lambda one: (-sum(one[1].values()), one[0][1]))
    most = max((n for by_year in numbers.values() for n in by_year.values()), default=0)
    rows = [
        IndustryRow(pk, name, [_cell(pk, one, by_year.get(one.name, 0), most) for one in years])
        for (pk, name), by_year in ordered[:INDUSTRIES]
    ]
    title = most_changed(ordered[:INDUSTRIES], [one.name for one in years])
    return Industries(title, [one.name for one in years], rows, max(len(ordered) - INDUSTRIES, 0))


def _cell(industry: int, year: Choice, n: int, most: int) -> YearCell:
    return YearCell(year.name, Count(n, {**year.narrowing, "industry": (str(industry),)}), shade(n, most))


def most_changed(ordered: Sequence[tuple[tuple[int, str], dict[str, int]]], years: Sequence[str]) -> str:
    """Which industry grew or shrank most from the first year to the last.

    Of industries and of whole years under ten nothing is said: a year of a few rows is no beginning to compare with.
    """
    if not ordered:
        return "还没有归到行业的件"
    years = [year for year in years if sum(by_year.get(year, 0) for _, by_year in ordered) >= 10] or years
    changes = [
        (
            by_year.get(years[-1], 0) - by_year.get(years[0], 0),
            name,
            by_year.get(years[0], 0),
            by_year.get(years[-1], 0),
        )
        for (_, name), by_year in ordered
        if max(by_year.get(years[0], 0), by_year.get(years[-1], 0)) >= 10
    ]
    if len(years) < 2 or not changes:
        (_, name), by_year = ordered[0]
        return f"提得最多的是{name}，{sum(by_year.values())} 件"
    change, name, first, last = max(changes, key=lambda one: abs(one[0]))
    if not change:
        return f"{years[0]}到{years[-1]}，各行业的件数差不多"
    return f"变化最大的是{name}：{years[0]} {first} 件，{years[-1]} {last} 件"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in a table: how many, and how far they came."""

    session: Session
    raised: Count
    assigned: Count
    answered: Count
    kept: Count
    bar: str


def session_row(session: Session, states: Lines) -> SessionRow:
    """Of the lines of all sessions."""
    groups = groups_of([one for one in states if one["session"] == session.pk])
    choice = Choice(session.name, {"session": str(session.pk)}, (session.pk,))
    raised, assigned, answered, kept = (stop_count(groups, stop, choice) for stop in range(4))
    parts = [("ok", kept.n), ("b1", answered.n - kept.n), ("b3", assigned.n - answered.n)]
    return SessionRow(session, raised, assigned, answered, kept, cell(parts, raised.n))
