"""Departments beside each other, by how much they handle: definitions with the figures, and where their time went."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from delegates.gathering import Lines
from proposals.pictures.phrases import days
from proposals.pictures.shares import cell
from proposals.statistics import breakdown as of
from proposals.statistics.ageing import Leg, ageing
from proposals.statistics.at_once import at_once
from proposals.statistics.league import LEGS, ORDERS, Department, Time, league, of_opinions, ordered, spent
from proposals.statistics.rates import Reckoning
from proposals.statistics.scopes import MOST, MOST_RATED, Choice, scopes

from .caching import public
from .figures import COUNTED, Count
from .paging import paged
from .rates import percent_of

SIZE = 20
SHOWN_RATES = (1, 3, 5)  # 按期率, 解决率, 承诺兑现率: see statistics.measures
AGAIN = 4


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """One department in the table. Rates are "" of fewer than ten."""

    pk: int
    name: str
    lead: Count
    assist: Count
    going: Count
    late: Count
    again: Count
    opinions: Count
    opinions_late: Count
    rates: Sequence[str]
    bar: str


@dataclass(frozen=True, slots=True)
class TimeRow:
    """Where the time of one department went, in words: of each leg the median of days."""

    pk: int
    name: str
    finished: int
    legs: Sequence[tuple[str, str]]
    whole: str
    bar: str
    standing: Sequence[str]


@public
def departments(request: HttpRequest) -> HttpResponse:
    """Twenty a page, by volume unless the address says another order."""
    found = scopes(year=request.GET.get("year", ""), session=request.GET.get("session", ""))
    today, choice = timezone.localdate(), found.chosen
    lines, everyone = counted_league(choice, today)
    order = request.GET.get("order", "")
    rows: Any = ordered(everyone, order)  # a list is sliced as a query is
    page = paged(request, rows, len(rows), size=SIZE)
    times = times_of(choice, lines["states"], today)
    context = {
        "section": "departments",
        "scopes": found,
        "scope": choice,
        "order": order if order in ORDERS else "lead",
        "orders": ORDERS.items(),
        "page": page,
        "rows": league_rows(page.rows, choice, max((one.lead + one.assist for one in everyone), default=0)),
        "times": time_rows(page.rows, times) if times is not None else None,
        "legs": leg_keys(),
        "total": len(rows),
        "definitions": definitions(choice, today),
        "most": MOST,
        "most_rated": MOST_RATED,
        "unrated": unrated(lines["states"]),
    }
    return render(request, "proposals/departments.html", context)


def counted_league(
    choice: Choice, today: date, more: "Mapping[str, Any] | None" = None
) -> tuple[dict[str, Lines], list[Department]]:
    """The lines of two questions, with `more` that is asked in the first, and the departments by volume.

    Where there are too many proposals, nobody has rates.
    """
    rows = of.public_proposals(choice.sessions)
    lines = at_once({**of.of_states(rows), **of_opinions(rows, today), **(more or {})})
    rates = Reckoning.of(rows, today, public=True)
    lines |= at_once({**of.of_departments(rows, today), **({} if unrated(lines["states"]) else rates.queries)})
    return lines, league(lines, rates.rates(lines))


def unrated(states: Lines) -> bool:
    """Whether there are too many proposals to reckon rates of."""
    return sum(int(one["n"]) for one in states) > MOST_RATED


def times_of(choice: Choice, states: Lines, today: date) -> dict[int, Time] | None:
    """None where there are too many logs to read one by one."""
    if sum(one["n"] for one in states) > MOST:
        return None
    return spent(ageing(of.public_proposals(choice.sessions), today))


def league_rows(rows: Iterable[Department], choice: Choice, most: int) -> list[LeagueRow]:
    """With the list behind each number."""
    return [_league_row(one, choice, most) for one in rows]


def _league_row(one: Department, choice: Choice, most: int) -> LeagueRow:
    own = (str(one.pk),)

    def handled(n: int, role: str) -> Count:
        return Count(n, {**choice.narrowing, "department": own, "role": (role,)})

    def stands(n: int, which: str) -> Count:
        return Count(n, {**choice.query_lists, "of": (which,), "department": own}, COUNTED)

    again = one.rates[AGAIN].numerator.count if one.rates else 0
    rate = {"of": ("rate",), "rate": (str(AGAIN),), "part": ("upper",), "department": own}
    return LeagueRow(
        one.pk,
        one.name,
        handled(one.lead, "lead"),
        handled(one.assist, "assist"),
        stands(one.going, "going"),
        stands(one.late, "late"),
        Count(again, {**choice.query_lists, **rate}, COUNTED),
        stands(one.opinions, "opinions"),
        stands(one.opinions_late, "opinions_late"),
        [percent_of(one.rates[number]) if one.rates else "" for number in SHOWN_RATES],
        cell([("i1", one.lead), ("i3", one.assist)], most),
    )


def time_rows(rows: Iterable[Department], times: Mapping[int, Time]) -> list[TimeRow]:
    """For those of which any step is known; the bars on one scale."""
    known = [(one, times[one.pk]) for one in rows if one.pk in times]
    most = max((sum(_median(ageing) for _, _, ageing in time.legs) for _, time in known), default=0.0)
    return [_time_row(one, time, most) for one, time in known]


def _time_row(one: Department, time: Time, most: float) -> TimeRow:
    return TimeRow(
        one.pk,
        one.name,
        time.finished,
        [(SHORT_LEGS[number], _said(ageing)) for number, (_, _, ageing) in enumerate(time.legs)],
        _said(time.whole),
        cell([(look, _median(ageing)) for _, look, ageing in time.legs], most),
        [f"{BRIEF[row.leg]} {row.open} 件" + _longest(row.longest_open) for row in time.standing],
    )


BRIEF = {
    Leg.SIGNING: "等签收",
    Leg.WAITING: "等开办",
    Leg.CONTESTED: "等答复改办申请",
    Leg.HANDLING: "办理",
    Leg.CHECKING: "等审核",
    Leg.REOPENED: "等重新办理",
}
SHORT_LEGS = tuple(BRIEF[leg] for leg, _ in LEGS)


def leg_keys() -> list[tuple[str, str]]:
    """The name and the colour of each step, for the key."""
    return [(SHORT_LEGS[number], look) for number, (_, look) in enumerate(LEGS)]


def _longest(number: int | None) -> str:
    return "" if number is None else f"，最久 {number} 天"


def _median(row: Any) -> float:
    return float(row.median_days) if row is not None and row.median_days is not None else 0.0


def _said(row: Any) -> str:
    return "" if row is None or row.median_days is None else days(row.median_days)


def definitions(choice: Choice, today: date) -> list[tuple[str, str]]:
    """What each rate of the table means, as it is counted."""
    wanted = Reckoning.of(of.public_proposals(()), today, public=True).wanted
    return [(wanted[number].name, wanted[number].definition) for number in (*SHOWN_RATES, AGAIN)]
