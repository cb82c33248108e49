"""高频词: those a paper chose and those counted here, kept apart; of one session, and over the years."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from delegates.gathering import Lines, gathered
from proposals.catalogue.shared import Catalogue
from proposals.models import HotWord, Proposal, ProposalKeyword
from proposals.shown.years import NO_YEAR, Years, added, years_of
from proposals.wording.reading import sized

from .caching import public
from .held import Named, catalogue, sessions, year_of

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
    """Two queries besides the catalogue's, whatever there is."""
    known, typed = catalogue(), request.GET.get("session", "")
    choices = _choices(known, typed)
    asked = next((one.key for one in choices if one.chosen), "")
    some = Proposal.objects.visible_to(None).order_by("pk").values("pk")[:1]
    told = gathered(Proposal.objects.filter(pk__in=some), _queries(asked)) if known.holdings.everything else {}
    context = {
        "section": "words",
        "asked": asked,
        "choices": choices,
        "chosen": next(one for one in choices if one.key == asked),
        "misread": typed not in {"", asked},
        "counted": sized([(one["word"], one["n"]) for one in told.get("words", ())]),
        "printed": told.get("printed", []),
        "years": _years(known, told.get("compared", [])),
    }
    return render(request, "proposals/words.html", context)


def _choices(known: Catalogue, typed: str) -> list[Choice]:
    met, whole = sessions(known), known.holdings.everything.bit_count()
    other = whole - sum(one.n for one in met)
    unknown = [Named(UNKNOWN, "没有写明哪次会议", other)] if other else []
    keys = {one.key for one in (*met, *unknown)}
    shown = (Named("", "全部会议", whole), *met, *unknown)
    return [Choice(one.key, one.name, one.n, one.key == (typed if typed in keys else "")) for one in shown]


def _queries(asked: str) -> dict[str, Any]:
    printed = ProposalKeyword.objects.filter(proposal__in=Proposal.objects.visible_to(None).order_by().values("pk"))
    counted = HotWord.objects.of_all()
    if asked:
        session = None if asked == UNKNOWN else int(asked)
        printed = printed.filter(proposal__session=session) if session else printed.filter(proposal__session=None)
        counted = HotWord.objects.of_session(session)
    most = HotWord.objects.of_all().telling().values("word")[:COMPARED]
    return {
        "printed": printed.order_by()
        .values(key=F("keyword"), name=F("keyword__name"))
        .annotate(n=Count("proposal"), unsure=Count("pk", filter=Q(confirmed=False)))
        .order_by("-n", "keyword"),
        "words": counted.telling().values("word", "n")[:SHOWN],
        "compared": HotWord.objects.filter(whole=False, word__in=most).values("word", "n", "session").order_by("pk"),
    }


def _years(known: Catalogue, lines: Lines) -> Years:
    met = sessions(known)
    years = {one.key: _year(known, one.key) for one in met}
    numbers: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        numbers[line["word"], line["word"]][years.get(str(line["session"]), NO_YEAR)] += line["n"]
    totals = added((years[one.key], one.n) for one in met)
    unknown = known.holdings.everything.bit_count() - sum(totals.values())
    return years_of(numbers, totals | ({NO_YEAR: totals.get(NO_YEAR, 0) + unknown} if unknown else {}))


def _year(known: Catalogue, session: str) -> str:
    year = year_of(known.holdings, session)
    return f"{year}年" if year else NO_YEAR
