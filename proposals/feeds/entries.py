"""What happened to proposals of a list, the latest day first: two questions, however many proposals there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from proposals.dossier.entries import title_of
from proposals.models import FollowUp, Proposal, Proposer
from proposals.outside.canonical import absolute
from proposals.shown.handling import public_note
from proposals.shown.news import news, told_at
from proposals.workflow.events import Event

from .atom import Entry
from .tags import tag

SIZE = 50  # entries of one document
NAMED = 3  # proposers that are named
_READ = ("proposal__session__term__council__region", "department")


@dataclass(frozen=True, slots=True)
class Part:
    """Entries of one document. `following`: the place from which older ones go on, "" at the end."""

    entries: Sequence[Entry]
    following: str


def part_of(proposals: "QuerySet[Proposal]", after: str = "", *, most: bool = False) -> Part:
    """The news of these proposals, which must be public, from a place that a part before has told.

    Of `most` of all proposals the log is read from its end until enough is found; of fewer it is read by proposal.
    """
    of = Exists(proposals.order_by().filter(pk=OuterRef("proposal"))) if most else _in(proposals)
    newest = _after(news().filter(of), after).values("pk")[: SIZE + 1]
    found = list(FollowUp.objects.filter(pk__in=newest).latest_dated().select_related(*_READ))
    shown = found[:SIZE]
    makers = _makers({one.proposal_id for one in shown})
    entries = [_entry(one, makers[one.proposal_id]) for one in shown]
    return Part(entries, _place(shown[-1]) if len(found) > SIZE else "")


def _in(proposals: "QuerySet[Proposal]") -> Q:
    return Q(proposal__in=proposals.order_by().values("pk"))


def entry_of(step: FollowUp, words: str, updated: Any) -> Entry:
    """One step of a proposal. Its name is made of the number of the step, which no later edit changes."""
    proposal, title = step.proposal, title_of(step)
    return Entry(
        tag(f"proposals/{proposal.pk}/log/{step.sequence}"),
        f"{title}：{proposal.headline}",
        absolute(proposal.get_absolute_url()),
        updated,
        words,
        step.event,
        title,
    )


def standing(proposal: Proposal) -> list[str]:
    """What a reader has to know besides the step: which file it is, of which session."""
    number = _("%(kind)s第 %(number)s 号") % {"kind": proposal.get_kind_display(), "number": proposal.number}
    named = number if proposal.number else proposal.get_kind_display()
    return [named, *([proposal.session.name] if proposal.session else [])]


def _entry(step: FollowUp, makers: Sequence[str]) -> Entry:
    proposal = step.proposal
    about = [*standing(proposal), *([_said_by(makers)] if makers else [])]
    day = _("%(day)s：%(step)s") % {"day": full_day(step.happened_on), "step": title_of(step)}
    # Of what is handed on the next step says who has it now.
    unit = f"，{step.department.name}" if step.department and step.event != Event.REASSIGN else ""
    lines = [f"{day}{unit}", public_note(step).strip(), " · ".join(about)]
    words = "\n".join(filter(None, lines))
    return entry_of(step, words, told_at(step.recorded_at, step.happened_on))


def full_day(day: date | None) -> str:
    """2026年6月30日: a summary is read in any year."""
    return f"{day.year}年{day.month}月{day.day}日" if day else _("日期不明")


def _said_by(makers: Sequence[str]) -> str:
    names = "、".join(makers[:NAMED])
    if len(makers) > NAMED:
        return _("%(names)s等 %(n)s 位提出") % {"names": names, "n": len(makers)}
    return _("%(names)s提出") % {"names": names}


def _makers(proposals: Iterable[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    if proposals:
        rows = Proposer.objects.filter(proposal__in=proposals).order_by("order", "pk")
        for proposal, name in rows.values_list("proposal", Coalesce("delegate__name", "organisation__name")):
            found[proposal].append(name)
    return found


def _place(step: FollowUp) -> str:
    return f"{step.happened_on:%Y%m%d}-{step.pk}"


def _after(rows: "QuerySet[FollowUp]", place: str) -> "QuerySet[FollowUp]":
    """Those older than a place; all of them for one that is none."""
    day, _dash, pk = place.partition("-")
    if not (place.isascii() and day.isdigit() and pk.isdigit() and len(day) == 8 and len(pk) <= 18):
        return rows
    try:
        on = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return rows
    return rows.filter(happened_on__lte=on).filter(Q(happened_on__lt=on) | Q(pk__lt=int(pk)))
