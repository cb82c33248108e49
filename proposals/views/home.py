"""The first page: what this is, where everything stands, what moved last and what is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from delegates.gathering import Lines
from proposals.catalogue.holdings import Holdings
from proposals.catalogue.question import YES, Question
from proposals.filters import STATE_GROUPS
from proposals.models import Proposal
from proposals.models.listing import listed
from proposals.shown.front import AHEAD, front, number
from proposals.wording.reading import sized
from proposals.workflow.events import Event

from .caching import public
from .held import catalogue, most, sessions

LATEST = 10
INDUSTRIES, WORDS, SESSIONS = 14, 24, 8
ASSIGNED = ("handling", "again", "replied", "tracking", "fulfilled")  # groups of states after 交办
ANSWERED = ("replied", "tracking", "fulfilled")
OWED = {"reply": "应当答复", "again": "应当再次答复"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the almanac."""

    key: int
    headline: str
    said: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its lines. `shape`: "" for what was, today, ahead for what is due."""

    on: date
    shape: str
    entries: list[Entry]


@public
def home(request: HttpRequest) -> HttpResponse:
    """Two queries besides the catalogue's, whatever there is."""
    latest = listed(Proposal.objects.visible_to(None)[:LATEST])
    today, known = timezone.localdate(), catalogue()
    told = front(latest[0], today) if latest else {}
    held = known.holdings
    counted = [(one["word"], one["n"]) for one in told.get("words", ())]
    context = {
        "latest": latest,
        "figures": {**figures(held), "asks": number(told["asks"])} if latest else {},
        "people": len(held.sets.get("delegate", {})),
        "days": almanac(told, today) if told else [],
        "today": today,
        "late": Question({"overdue": (YES,)}, today).among(held).bit_count(),
        "soon": number(told.get("soon", ())),
        "industries": most(known, "industry", INDUSTRIES),
        "printed": most(known, "keyword", WORDS),
        "counted": sized(counted),
        "sessions": sessions(known)[:SESSIONS],
    }
    return render(request, "proposals/home.html", context)


def figures(held: Holdings) -> dict[str, Any]:
    """How many there are and how far they came; each number with the groups of states that it counts."""
    groups = dict.fromkeys(STATE_GROUPS, 0) | held.counts("state", held.everything)
    steps = (("已交办的", ASSIGNED), ("有了答复的", ANSWERED), ("办到落实的", ("fulfilled",)))
    beside = (
        ("仅见报道、未对应正式文件的", "press"),
        ("等待交办的", "intake"),
        ("正在重新办理的", "again"),
        ("没有立案或已撤回的", "ended"),
    )
    return {
        "all": held.everything.bit_count(),
        "steps": [(label, of, n) for label, of in steps if (n := sum(groups[one] for one in of))],
        "beside": [(label, of, groups[of]) for label, of in beside if groups[of]],
    }


def almanac(told: Mapping[str, Lines], today: date) -> list[Day]:
    """What happened last, today, and what is due next: by day, the earliest first."""
    past = [_entry(one, Event(one["event"]).label) for one in reversed(told["past"])]
    owed = [_entry(one, OWED[one["step"]]) for one in told["ahead"]]
    promised = [_entry(one, f"答应的“{_short(one['text'])}”到期") for one in told["promised"]]
    ahead = sorted([*owed, *promised], key=lambda pair: pair[0])[:AHEAD]
    days = [*_days(past, ""), Day(today, "today", []), *_days(ahead, "ahead")]
    return days if past or ahead else []


def _entry(line: Mapping[str, Any], said: str) -> tuple[date, Entry]:
    return date.fromisoformat(line["on"]), Entry(line["key"], line["headline"], said)


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"


def _days(entries: Iterable[tuple[date, Entry]], shape: str) -> list[Day]:
    return [Day(on, shape, [one for _, one in some]) for on, some in groupby(entries, key=lambda pair: pair[0])]
