"""Sessions, and the dashboard of one: how far its proposals came, what they were about, what moved last."""

from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from delegates.gathering import Lines
from delegates.models import Session
from proposals.models import FollowUp
from proposals.models.proposal import Kind
from proposals.pictures.shares import cell
from proposals.statistics import breakdown as of
from proposals.statistics.at_once import at_once
from proposals.statistics.scopes import day_of, of_session, scopes
from proposals.workflow.events import Event

from .caching import public
from .figures import Count, Row, classes_of, flow_of, groups_of, paces_of, stop_count
from .statistics import session_row

LATEST, INDUSTRIES = 12, 14
# What a reader follows; the steps between offices stand on the page of each proposal.
MOVES = (
    Event.SUBMIT, Event.FILE, Event.MERGE, Event.CONVERT, Event.REJECT, Event.WITHDRAW, Event.ASSIGN, Event.EXTEND,
    Event.REPLY, Event.RATE, Event.REOPEN, Event.CLOSE, Event.TRACK, Event.FULFIL, Event.KEEP, Event.BREAK,
)  # fmt: skip


@public
def sessions(request: HttpRequest) -> HttpResponse:
    """All sessions with something published, by year, the newest first."""
    found = scopes().sessions
    lines = at_once({**of.of_states(of.public_proposals(None)), **of.of_withheld(None)})
    rows = [session_row(one, lines["states"]) for one in found]
    years = [(year, list(of_year)) for year, of_year in groupby(rows, key=_year)]
    no_session = sum(one["n"] for one in lines["states"] if one["session"] is None)
    context = {
        "section": "sessions",
        "years": years,
        "total": len(rows),
        "no_session": no_session,
        "withheld": of.withheld(lines["withheld"]),
    }
    return render(request, "proposals/sessions.html", context)


def _year(row: Any) -> int | None:
    day = day_of(row.session)
    return day.year if day else None


@public
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session, in three questions. 404 where nothing that was asked there is published."""
    row = get_object_or_404(Session, pk=pk)
    choice = of_session(row)
    lines = at_once(_queries(pk, timezone.localdate()))
    if not lines["states"]:
        raise Http404
    groups = groups_of(lines["states"])
    context = {
        "section": "sessions",
        "session": row,
        "scope": choice,
        "kinds": _kinds(lines["states"], pk),
        "stops": [stop_count(groups, stop, choice) for stop in range(4)],
        "press": groups.get("press", 0) == sum(groups.values()),
        "overdue": Count(sum(one["n"] for one in lines["overdue"]), {**choice.narrowing, "overdue": ("1",)}),
        "flow": flow_of(groups, choice),
        "classes": classes_of(lines["classes"], choice),
        "paces": paces_of(lines["days"], choice),
        "industries": _tagged(lines["industries"], "industry", pk)[:INDUSTRIES],
        "words": _tagged(lines["words"], "word", pk, name="keyword"),
        "days": _days(lines["latest"]),
        "withheld": of.withheld(lines["withheld"]),
    }
    return render(request, "proposals/session.html", context)


def _queries(pk: int, today: date) -> dict[str, Any]:
    rows = of.public_proposals([pk])
    latest = FollowUp.objects.visible_to(None).filter(proposal__session=pk, event__in=MOVES).latest_dated()
    return {
        **of.of_states(rows),
        **of.of_overdue(rows, today),
        **of.of_withheld([pk]),
        **of.of_classes(rows),
        **of.of_days(rows),
        **of.of_industries(rows),
        **of.of_words(rows),
        "latest": latest.values("event", "happened_on", item=F("proposal"), title=F("proposal__headline"))[:LATEST],
    }


def _kinds(states: Lines, session: int) -> list[tuple[str, Count]]:
    found = of.counted(states, "kind")
    return [
        (str(kind.label), Count(found[kind.value], {"session": (str(session),), "kind": (kind.value,)}))
        for kind in Kind
        if found[kind.value]
    ]


def _tagged(lines: Lines, key: str, session: int, name: str = "") -> list[Row]:
    """Most first, each with a bar beside the most."""
    ordered = sorted(lines, key=lambda one: (-one["n"], one["name"]))
    most = ordered[0]["n"] if ordered else 0
    return [
        Row(
            one["name"],
            Count(one["n"], {"session": (str(session),), name or key: (str(one[key]),)}),
            bar=cell([("i2", one["n"])], most),
            look=str(max(1, round(6 * one["n"] / most) - (most == 1))),
        )
        for one in ordered
    ]


def _days(latest: Lines) -> list[tuple[date, list[dict[str, Any]]]]:
    """The last moves by day, the latest first."""
    by_day = groupby(latest, key=lambda one: date.fromisoformat(one["happened_on"]))
    return [(day, [{**one, "event": Event(one["event"]).label} for one in of_day]) for day, of_day in by_day]
