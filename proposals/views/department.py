"""One department: what is due next, how it stands among others, where its time goes, what it answered and promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count as Sum
from django.db.models import F, OuterRef, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from delegates.gathering import Lines
from delegates.models import Region
from proposals.dossier.running import OWED, against
from proposals.models import Assignment, Commitment, Deadline, Department, DepartmentAlias, Reply, ResultClass
from proposals.shown.handling import LETTER_OPEN, promises_shown
from proposals.statistics import breakdown as of
from proposals.statistics.league import Department as Standing
from proposals.statistics.scopes import MOST, MOST_RATED, scopes
from proposals.workflow.outcomes import Outcome
from proposals.workflow.states import Duty

from .caching import public
from .departments import counted_league, definitions, league_rows, leg_keys, time_rows, times_of, unrated
from .figures import LOOKS, Count
from .rates import rate_rows

DUE, LETTERS, PROMISES, NEIGHBOURS = 8, 6, 8, 3


@dataclass(frozen=True, slots=True)
class Due:
    """What it owes next, with how that stands today."""

    item: int
    title: str
    role: str
    what: str
    on: date
    kept: str
    look: str


@public
def department(request: HttpRequest, pk: int) -> HttpResponse:
    """404 where it has no part in anything that everybody may see."""
    found = scopes(year=request.GET.get("year", ""), session=request.GET.get("session", ""))
    today, choice = timezone.localdate(), found.chosen
    lines, everyone = counted_league(choice, today, _queries(pk))
    if not lines["own_sessions"]:
        raise Http404
    row = _unit(pk, lines["unit"][0])
    own = next((one for one in everyone if one.pk == pk), None)
    beside = _beside(everyone, own)
    times = times_of(choice, lines["states"], today)
    context = {
        "section": "departments",
        "department": row,
        "names": lines["names"],
        "before": lines["before"],
        "scopes": found,
        "scope": choice,
        "own": league_rows([own], choice, 0)[0] if own else None,
        "due": [_due(one, today) for one in lines["due"]],
        "owed": lines["owed"][0]["n"] if lines["owed"] else 0,
        "rows": league_rows(beside, choice, max((one.lead + one.assist for one in everyone), default=0)),
        "others": len(everyone) - len(beside),
        "rates": rate_rows(own.rates, choice, pk) if own else [],
        "times": time_rows(beside, times) if times is not None else None,
        "legs": leg_keys(),
        "most": MOST,
        "most_rated": MOST_RATED,
        "unrated": unrated(lines["states"]),
        "definitions": definitions(choice, today),
        "letters": [_letter(one) for one in lines["letters"]],
        "promises": [_promise(one, today) for one in lines["promises"]],
        "sessions": _sessions(lines["own_sessions"], found.sessions, pk),
    }
    return render(request, "proposals/department.html", context)


def _unit(pk: int, line: dict[str, Any]) -> Department:
    """The department with the names of its place and of whoever took over."""
    row = Department(pk=pk, name=line["name"], system=line["system"], valid_until=_date(line["until"]))
    row.region = Region(code=line["code"], name=line["place"], is_example=bool(line["invented"]))
    row.successor = Department(pk=line["heir"], name=line["heir_name"]) if line["heir"] else None
    return row


def _queries(pk: int) -> dict[str, Any]:
    """What hangs on the department itself, of whatever year."""
    everything = of.public_proposals(None)
    visible = {"proposal__in": everything.values("pk")}
    parts = Assignment.objects.standing().filter(department=pk, **visible).order_by()
    running = Deadline.objects.running().filter(assignment__department=pk, step__in=OWED, **visible)
    of_it = Q(assignment__department=pk) | Q(assignment=None, department=pk)
    letters = Reply.objects.sent().filter(of_it, LETTER_OPEN, role=Reply.Role.REPLY, **visible).with_meaning()
    promised = Q(reply__assignment__department=pk) | Q(reply__assignment=None, reply__department=pk)
    promises = promises_shown(Commitment.objects.filter(promised, state=Commitment.State.OPEN, **visible))
    meant = ResultClass.objects.filter(pk=OuterRef("meaning")).values("outcome")
    item = {"item": F("proposal"), "title": F("proposal__headline")}
    return {
        "own_sessions": parts.values(meeting=F("proposal__session")).annotate(
            lead=Sum("pk", filter=~Q(duty=Duty.ASSIST.value)), assist=Sum("pk", filter=Q(duty=Duty.ASSIST.value))
        ),
        "unit": Department.objects.filter(pk=pk)
        .order_by()
        .values(
            "name",
            "system",
            code=F("region"),
            place=F("region__name"),
            invented=F("region__is_example"),
            until=F("valid_until"),
            heir=F("successor"),
            heir_name=F("successor__name"),
        ),
        "names": DepartmentAlias.objects.filter(department=pk).order_by("name").values("name"),
        "before": Department.objects.filter(successor=pk).order_by("name_key", "pk").values("name"),
        "due": running.order_by("due_on", "pk").values(
            "due_on", "step", "round", "provisional", role=F("assignment__duty"), **item
        )[:DUE],
        "owed": running.order_by().values(whose=F("assignment__department")).annotate(n=Sum("pk")),
        "letters": letters.order_by(F("replied_on").desc(nulls_last=True), "-pk").values(
            "number", "replied_on", "round", "reply_class", told=Subquery(meant), **item
        )[:LETTERS],
        "promises": promises.order_by(F("due_on").asc(nulls_last=True), "pk").values("due_on", "text", **item)[
            :PROMISES
        ],
    }


def _beside(everyone: Sequence[Standing], own: Standing | None) -> list[Standing]:
    """It and those that handle about as much."""
    if own is None:
        return []
    at = everyone.index(own)
    start = max(0, min(at - NEIGHBOURS, len(everyone) - 2 * NEIGHBOURS - 1))
    return list(everyone[start : start + 2 * NEIGHBOURS + 1])


def _due(line: dict[str, Any], today: date) -> Due:
    clock = Deadline(step=line["step"], round=line["round"], due_on=date.fromisoformat(line["due_on"]))
    what = clock.get_step_display() + (f"（第 {clock.round} 轮）" if clock.round > 1 else "")
    kept, look = against(clock, today)
    return Due(line["item"], line["title"], Duty(line["role"]).label, what, clock.due_on, kept, look)


def _letter(line: dict[str, Any]) -> dict[str, Any]:
    told = Outcome(line["told"]) if line["told"] else None
    return {
        **line,
        "on": _date(line["replied_on"]),
        "told": told.label if told else "",
        "look": LOOKS[told][1] if told else "",
    }


def _promise(line: dict[str, Any], today: date) -> dict[str, Any]:
    due = _date(line["due_on"])
    if due is None:
        return {**line, "due": None, "kept": "没有写明期限", "look": "plan"}
    days = (due - today).days
    kept = f"超期 {-days} 天" if days < 0 else f"还有 {days} 天" if days else "今天到期"
    return {**line, "due": due, "kept": kept, "look": "late" if days < 0 else "plan"}


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _sessions(lines: Lines, sessions: Sequence[Any], department: int) -> list[tuple[Any, Count, Count]]:
    """Its parts by session, the newest first; without those of no session."""
    by_session = {one["meeting"]: one for one in lines}

    def count(session: int, n: int, role: str) -> Count:
        return Count(n, {"session": (str(session),), "department": (str(department),), "role": (role,)})

    return [
        (
            one,
            count(one.pk, by_session[one.pk]["lead"], "lead"),
            count(one.pk, by_session[one.pk]["assist"], "assist"),
        )
        for one in sessions
        if one.pk in by_session
    ]
