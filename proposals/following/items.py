"""What a digest says of each proposal, in the words of its page and as far as everybody may read them just now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from proposals.dossier.chronicle import ordered
from proposals.dossier.entries import Known, Said, known_of, said_in, title_of, units_of
from proposals.dossier.handling import Handling, handling_of
from proposals.dossier.page_rows import PageRows, rows_of
from proposals.dossier.parts import people_of, tags_of
from proposals.models import FollowUp, Proposal, Telling
from proposals.workflow.states import Duty, State

from .news import RAISING

NAMED = 3  # proposers that are named
MOST = 30  # proposals of one mail: the others are counted
WAYS = frozenset({"source"})  # words that are only the way to a place on the page


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: the day in words, what, and what else there is to say of it."""

    day: str
    title: str
    more: str


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal of a digest. `next`: what is owed by when; `because`: numbers of the reader's subscriptions."""

    headline: str
    address: str
    who: str
    lines: Sequence[Line]
    next: str
    because: frozenset[int]


@dataclass(frozen=True, slots=True)
class News:
    """The first `MOST` proposals of a digest, how many there are in all, and how many of these are new."""

    items: Sequence[Item]
    count: int
    new: int


def news_of(tellings: Iterable[Telling], today: date) -> News:
    """Of each proposal that is public now what these tell: steps first, then what is new. Two queries, and one each."""
    because = {one.followup_id: one.because for one in tellings}
    entries = FollowUp.objects.visible_to(None).filter(pk__in=because).order_by("pk")
    by_proposal: dict[int, set[int]] = {}
    new: set[int] = set()
    for proposal, entry, event, sequence in entries.values_list("proposal", "pk", "event", "sequence"):
        by_proposal.setdefault(proposal, set()).add(entry)
        new |= {proposal} if _raises(event, sequence) else set()
    shown = sorted(by_proposal, key=lambda one: (one in new, one))[:MOST]
    rows = Proposal.objects.visible_to(None).select_related("session__term__council__region").in_bulk(shown)
    items = [_item(rows[pk], by_proposal[pk], because, today) for pk in shown if pk in rows]
    return News(items, len(by_proposal), len(new))


def _raises(event: str, sequence: int) -> bool:
    return event in RAISING and sequence == 1


def _item(proposal: Proposal, told: set[int], because: Mapping[int, Sequence[int]], today: date) -> Item:
    rows = rows_of(proposal)
    handled = handling_of(rows, today, proposal.round) if proposal.state != State.REPORTED else None
    log = [one for one in ordered(rows.log) if one.pk in told]
    new = any(_raises(one.event, one.sequence) for one in log)
    return Item(
        proposal.headline,
        settings.SITE_URL + proposal.get_absolute_url(),
        " · ".join(filter(None, [_people(proposal, rows), _lead(rows)])),
        [_new(proposal, log, today)] if new else [_line(one, _known(rows, handled, today)) for one in log],
        _next(handled, today),
        frozenset(number for entry in told for number in because[entry]),
    )


def _known(rows: PageRows, handled: Handling | None, today: date) -> Known:
    clocks, promises = (handled.clocks, handled.promises) if handled else ([], [])
    return known_of(rows, promises, clocks, tags_of(rows.tags)["main"], today)


def _new(proposal: Proposal, log: Sequence[FollowUp], today: date) -> Line:
    """A proposal that was not public before: where it stands says what has happened so far."""
    raised = next((one.happened_on for one in log if one.event in RAISING), None)
    state = _("现在是“%(state)s”。") % {"state": proposal.get_state_display()}
    return Line(_day(raised, today), _("新公开的一件"), state)


def _line(entry: FollowUp, known: Known) -> Line:
    said = [one for one in said_in(entry, known) if one.at not in WAYS]
    units = [f"{duty} {'、'.join(names)}".strip() for duty, names in units_of(entry, known).items()]
    return Line(_day(entry.happened_on, known.today), title_of(entry), "；".join([*units, *map(_said, said)]))


def _said(one: Said) -> str:
    return f"“{one.words}”" if one.quoted else one.words


def _day(day: date | None, today: date) -> str:
    """5月5日 in this year, 2022年5月5日 in any other."""
    if day is None:
        return ""
    return f"{'' if day.year == today.year else f'{day.year}年'}{day.month}月{day.day}日"


def _people(proposal: Proposal, rows: PageRows) -> str:
    names = [one.name for one in people_of(proposal, rows.people)]
    if len(names) > NAMED:
        return _("%(names)s等 %(n)s 位") % {"names": "、".join(names[:NAMED]), "n": len(names)}
    return "、".join(names)


def _lead(rows: PageRows) -> str:
    """The department that answers, the first of several."""
    parts = [one for one in rows.assignments if one.duty != Duty.ASSIST.value and one.stage != "returned"]
    unit = str(parts[0].department) if parts else ""
    return _("%(unit)s%(duty)s") % {"unit": unit, "duty": parts[0].get_duty_display()} if parts else ""


def _next(handled: Handling | None, today: date) -> str:
    clock = handled.next if handled else None
    if clock is None:
        return ""
    named = {"day": _day(clock.deadline.due_on, today), "act": clock.name, "kept": clock.kept}
    return _("应于%(day)s前%(act)s，%(kept)s。") % named
