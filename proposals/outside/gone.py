"""What became of a page that is no longer there: told only of what everybody could once read.

What was never public is not there, and never was, for whoever asks from outside.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils import timezone

from delegates.models import Change
from proposals.models import FollowUp, Proposal, Publication, Report
from proposals.workflow.events import Event
from proposals.workflow.states import State


@dataclass(frozen=True, slots=True)
class Gone:
    """Why a page is gone for good, in a sentence, and since when."""

    title: str
    why: str
    on: date | None = None


def gone_proposal(pk: int) -> Gone | None:
    """A proposal whose import was undone, or that is withheld on a legal ground since; None for any other."""
    row = Proposal.objects.filter(pk=pk).first()
    if row is None or not _was_public("proposals.proposal", pk):
        return None
    told = _told(row)
    if told is not None and row.state == State.RETRACTED:
        last = FollowUp.objects.filter(proposal=pk, event=Event.RETRACT.value).order_by("-sequence").first()
        on = last.happened_on or timezone.localdate(last.recorded_at) if last else None
        return replace(told, on=on)
    return told


def _told(row: Proposal) -> Gone | None:
    if row.state == State.RETRACTED:
        return Gone("这一件已经不在了", "它是从一份材料里登记的，那次导入已经撤销，记录也就不再公开。")
    if row.publication == Publication.WITHHELD:
        return Gone("这一件现在不予公开", f"依据：{row.withheld_ground}。件数仍计在列表里。")
    return None


def left(ids: Collection[int]) -> dict[int, Gone]:
    """Of these, the proposals that were public once and are no more: why, as far as their page says, and since when.

    Four questions however many there are.
    """
    changes = Change.objects.filter(
        Q(fields__has_key="publication") | Q(fields__has_key="state"),
        whole="proposals.proposal", whole_row__in=[str(pk) for pk in ids], table="proposals.proposal",
    ).order_by("pk").values_list("whole_row", "at", "fields__publication", "fields__state")  # fmt: skip
    public, since = _back(ids), dict[int, date]()
    for row, at, publication, state in changes:
        if publication and Publication.PUBLISHED in publication:
            public.add(int(row))
        if (publication and publication[0] == Publication.PUBLISHED) or (state and state[-1] == State.RETRACTED):
            since[int(row)] = timezone.localdate(at)
    rows = Proposal.objects.visible_to(None).filter(pk__in=public).values_list("pk", flat=True)
    why = _reasons(public - set(rows))
    return {pk: Gone("", why.get(pk, ""), since.get(pk)) for pk in sorted(public - set(rows))}


def _back(ids: Collection[int]) -> set[int]:
    """Those that were never hidden, but whose import was undone."""
    rows = Proposal.objects.filter(pk__in=ids, state=State.RETRACTED.value, publication=Publication.PUBLISHED)
    return set(rows.values_list("pk", flat=True))


def _reasons(ids: Collection[int]) -> dict[int, str]:
    rows = Proposal.objects.filter(pk__in=ids)
    return {row.pk: told.why for row in rows if (told := _told(row)) is not None}


def gone_report(pk: int) -> Gone | None:
    """A report whose import was undone; None for any other."""
    row = Report.objects.filter(pk=pk, retracted_at__isnull=False).first()
    if row is None or row.retracted_at is None or not _was_public("proposals.report", pk):
        return None
    return Gone(
        "这份材料已经不在了", "它的导入已经撤销，从里面登记的记录也不再公开。", timezone.localdate(row.retracted_at)
    )


def _was_public(table: str, pk: int) -> bool:
    """Whether the history has it published at any time."""
    changes = Change.objects.filter(whole=table, whole_row=str(pk), table=table, fields__has_key="publication")
    told = changes.values_list("fields__publication", flat=True)
    return any(Publication.PUBLISHED.value in (values or ()) for values in told)
