"""高频词: those a paper chose and those counted here, kept apart; of one session, and over the years."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from delegates.gathering import Lines, gathered
from proposals.models import HotWord, Proposal, ProposalKeyword
from proposals.shown.front import met
from proposals.wording.reading import Years, sized, years_of

from .caching import public
from .home import session_of

SHOWN, COMPARED = 60, 20
UNKNOWN = "none"  # proposals of which nobody knows the session


@dataclass(frozen=True, slots=True)
class Choice:
    """A session to choose, with how many proposals it has. `key` as in the address, "" for all."""

    key: str
    label: str
    n: int
    chosen: bool


@public
def words(request: HttpRequest) -> HttpResponse:
    """Three queries, whatever there is."""
    known = Proposal.objects.visible_to(None).first()
    asked = _asked(request.GET.get("session", ""))
    told = gathered(Proposal.objects.filter(pk=known.pk), _queries(asked)) if known else {}
    choices = _choices(told.get("sessions", ()), asked)
    counted = [(one["word"], one["n"]) for one in told.get("words", ())]
    context = {
        "section": "words",
        "asked": asked,
        "choices": choices,
        "chosen": next((one for one in choices if one.chosen), None),
        "misread": request.GET.get("session", "") != asked,
        "words": sized(counted),
        "printed": told.get("printed", []),
        "years": _years(told),
    }
    return render(request, "proposals/words.html", context)


def _asked(typed: str) -> str:
    number = typed.isascii() and typed.isdigit() and len(typed) <= 9
    return str(int(typed)) if number else typed if typed == UNKNOWN else ""


def _queries(asked: str) -> dict[str, Any]:
    public = {"proposal__in": Proposal.objects.visible_to(None).order_by().values("pk")}
    printed, counted = ProposalKeyword.objects.filter(**public).order_by(), HotWord.objects.of_all()
    if asked:
        session = None if asked == UNKNOWN else int(asked)
        printed = printed.filter(proposal__session=session) if session else printed.filter(proposal__session=None)
        counted = HotWord.objects.of_session(session)
    most = HotWord.objects.of_all().telling().values("word")[:COMPARED]
    of_all = HotWord.objects.filter(word__in=most)
    return {
        "sessions": met(),
        "printed": printed.values(key=F("keyword"), name=F("keyword__name"))
        .annotate(n=Count("proposal"), unsure=Count("pk", filter=Q(confirmed=False)))
        .order_by("-n", "keyword"),
        "words": counted.telling().values("word", "n")[:SHOWN],
        "compared": of_all.values("word", "n", "whole", "session", on=F("session__starts_on")).order_by("word", "pk"),
    }


def _choices(sessions: Iterable[Mapping[str, Any]], asked: str) -> list[Choice]:
    rows = list(sessions)
    found = [Choice("", "全部会议", sum(one["n"] for one in rows), not asked)]
    for one in rows:
        known = one["session"] is not None
        key, label = (str(one["session"]), session_of(one).name) if known else (UNKNOWN, "没有写明哪次会议")
        found.append(Choice(key, label, one["n"], key == asked))
    return found


def _years(told: Mapping[str, Lines]) -> Years:
    totals: dict[int | None, int] = {one["session"]: one["n"] for one in told.get("sessions", ())}
    days: dict[int | None, str | None] = {one["session"]: one["on"] for one in told.get("sessions", ())}
    lines: Sequence[Mapping[str, Any]] = told.get("compared", ())
    return years_of(lines, days, totals)
