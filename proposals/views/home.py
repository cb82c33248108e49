"""The first page: what this is, where everything stands, what moved last and what is due."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from delegates.gathering import Lines
from proposals.catalogue.holdings import Holdings, newest
from proposals.catalogue.question import YES, Question
from proposals.filters import STATE_GROUPS
from proposals.models import Proposal
from proposals.models.listing import listed
from proposals.shown.front import front, number
from proposals.wording.reading import sized

from .almanac import almanac
from .caching import public
from .held import catalogue, most, sessions

LATEST = 10
INDUSTRIES, WORDS, SESSIONS = 14, 24, 8
ASSIGNED = ("handling", "again", "replied", "tracking", "fulfilled")  # groups of states after 交办
ANSWERED = ("replied", "tracking", "fulfilled")


@public
def home(request: HttpRequest) -> HttpResponse:
    """Two queries besides the catalogue's, whatever there is."""
    today, known = timezone.localdate(), catalogue()
    held = known.holdings
    first = newest(held.everything, start=0, count=LATEST)
    told = front(first[0], today) if first else {}
    counted = [(one["word"], one["n"]) for one in told.get("words", ())]
    context = {
        "latest": moved(told["past"], first) if told else [],
        "figures": {**figures(held), "asks": number(told["asks"])} if told else {},
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


def moved(past: Lines, newest_ids: Sequence[int]) -> list[Proposal]:
    """The proposals of which anything happened last, the latest first; filled up with those registered last."""
    ids = list(dict.fromkeys([*(one["key"] for one in past), *newest_ids]))[:LATEST]
    rows = {row.pk: row for row in listed(Proposal.objects.visible_to(None).filter(pk__in=ids))}
    return [rows[pk] for pk in ids if pk in rows]


def figures(held: Holdings) -> dict[str, Any]:
    """How many there are and how far they came; each number with the groups of states that it counts."""
    groups = dict.fromkeys(STATE_GROUPS, 0) | held.counts("state", held.everything)
    steps = (("已交办的", ASSIGNED), ("有了答复的", ANSWERED), ("办到落实的", ("fulfilled",)))
    beside = (
        ("仅见报道的", "press"),
        ("等待交办的", "intake"),
        ("正在重新办理的", "again"),
        ("没有立案或已撤回的", "ended"),
    )
    return {
        "all": held.everything.bit_count(),
        "steps": [(label, of, n) for label, of in steps if (n := sum(groups[one] for one in of))],
        "beside": [(label, of, groups[of]) for label, of in beside if groups[of]],
    }
