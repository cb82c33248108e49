"""Take a batch back, in one transaction: what nobody touched since goes, the rest stays and is listed with its reason.

Afterwards the same files can be imported anew.
"""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from delegates.history.acts import acting
from delegates.models import Region
from proposals.ingest.records import Refusal
from proposals.models import ImportBatch, ImportFile, Proposal, Publication, Report
from proposals.search import remove_documents
from proposals.shown.searchable import reindex

from .account import Account
from .release import forget_places, release
from .retract import Staying, Undone, detach, restore, retract

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["Staying", "Undone", "undo_batch", "would_undo"]


def would_undo(batch: ImportBatch) -> Undone:
    """What undoing would do now: it is done and rolled back, so it cannot differ. Raises Refusal."""
    with transaction.atomic():
        done = undo_batch(batch, by=None)
        transaction.set_rollback(True)
    return done


def undo_batch(batch: ImportBatch, *, by: "User | None") -> Undone:
    """Take back what the batch wrote. Raises Refusal when there is nothing to take back."""
    with transaction.atomic(), acting(by=by.pk if by else None, why=f"撤销导入{batch}"):
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if batch.applied_at is None:
            raise Refusal(f"{batch} 还没有写入，没有什么可以撤销。")
        if batch.undone_at is not None:
            raise Refusal(f"{batch} 已经撤销过。")
        _stand_in_line(batch)
        done = _undo(batch, f"{batch}的导入已经撤销", by)
        _close(batch, done, by)
    return done


def _stand_in_line(batch: ImportBatch) -> None:
    """As imports do: nobody writes to these regions meanwhile."""
    codes = Report.objects.filter(files__batch=batch).values("region")
    list(Region.objects.select_for_update().filter(pk__in=codes).order_by("pk"))


def _undo(batch: ImportBatch, why: str, by: "User | None") -> Undone:
    account, done = Account(batch), Undone()
    restore(account, done)
    retract(account, done, why, by)
    detach(account, done, by)
    for report in account.rows(Report):
        forget_places(Report.objects.get(pk=report.pk), done.kept)
    release(account, done)
    return done


def _close(batch: ImportBatch, done: Undone, by: "User | None") -> None:
    now = timezone.now()
    reports = Report.objects.filter(files__batch=batch, files__state=ImportFile.State.APPLIED)
    ids = list(reports.values_list("pk", flat=True))
    Report.objects.filter(pk__in=ids).update(retracted_at=now, publication=Publication.DRAFT)
    if ids:
        done.went(Report, len(ids))
    batch.files.filter(state=ImportFile.State.APPLIED).update(state=ImportFile.State.UNDONE)
    ImportBatch.objects.filter(pk=batch.pk).update(undone_at=now, undone_by=by)
    remove_documents(done.retracted)
    standing = Proposal.objects.filter(pk__in={*done.completed, *done.kept}).exclude(pk__in=done.retracted)
    reindex(list(standing.values_list("pk", flat=True)))
