"""The whole log of one proposal as entries, in the words of its page, the latest first. Two questions."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import accumulate

from django.utils.translation import gettext as _

from proposals.dossier.chronicle import ordered
from proposals.dossier.entries import Known, Said, known_of, said_in, title_of, units_of
from proposals.dossier.handling import handling_of
from proposals.dossier.page_rows import rows_of
from proposals.dossier.parts import tags_of
from proposals.models import FollowUp, Proposal
from proposals.shown.news import told_at
from proposals.workflow.events import Event
from proposals.workflow.states import State

from .atom import Entry
from .entries import entry_of, full_day

# That days were computed again is no step of anybody.
LEFT_OUT = frozenset({Event.RECOMPUTE})
WAYS = frozenset({"source"})  # words that are only the way to a place on the page
_SESSION = "session__term__council__region"


def found(pk: int) -> tuple[Proposal, dict[int, datetime]] | None:
    """The proposal if everybody may see it, and by entry of its log when that was recorded. One question."""
    log = FollowUp.objects.visible_to(None).filter(proposal=pk).select_related(f"proposal__{_SESSION}")
    recorded = {one.pk: one for one in log}
    if recorded:
        return next(iter(recorded.values())).proposal, {key: one.recorded_at for key, one in recorded.items()}
    row = Proposal.objects.visible_to(None).select_related(_SESSION).filter(pk=pk).first()
    return (row, {}) if row else None


def steps_of(proposal: Proposal, recorded: dict[int, datetime], today: date) -> list[Entry]:
    """Every step that the page of the proposal tells, but for what is only reckoned. One question."""
    rows = rows_of(proposal)
    handled = handling_of(rows, today, proposal.round) if proposal.state != State.REPORTED else None
    clocks, promises = (handled.clocks, handled.promises) if handled else ([], [])
    # A summary is read in any year: with no year of its own, every day is told with its own.
    known = known_of(rows, promises, clocks, tags_of(rows.tags)["main"], date.min)
    steps = [one for one in ordered(rows.log) if one.event not in LEFT_OUT and one.pk in recorded]
    for one in steps:
        one.proposal = proposal
    moments = _moments([(recorded[one.pk], one.happened_on) for one in steps])
    told = [entry_of(one, _words(one, known), at) for one, at in zip(steps, moments, strict=True)]
    return told[::-1]


def _moments(steps: Sequence[tuple[datetime, date | None]]) -> list[datetime]:
    """When each counts as told, in the order of the page: one without a day not after its neighbours."""
    day, found = None, []
    for recorded, on in steps:
        day = on or day
        found.append(told_at(recorded, day))
    return list(accumulate(reversed(found), min))[::-1]


def _words(step: FollowUp, known: Known) -> str:
    """The day, who, and all that the page says of it."""
    day = _("%(day)s：%(step)s") % {"day": full_day(step.happened_on), "step": title_of(step)}
    said = [one for one in said_in(step, known) if one.at not in WAYS]
    inline = [_said(one) for one in said if not one.below]
    first = "，".join([day, *_units(units_of(step, known)), *inline])
    return "\n".join([first, *(_said(one) for one in said if one.below)])


def _units(units: dict[str, list[str]]) -> Iterable[str]:
    return (f"{duty} {'、'.join(names)}".strip() for duty, names in units.items())


def _said(one: Said) -> str:
    return f"“{one.words}”" if one.quoted else one.words
