"""Write a batch: one transaction, all or nothing. A plan that no longer holds is refused, not bent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from delegates.history.acts import acting
from delegates.models import Region
from proposals.ingest.records import Refusal
from proposals.models import Decision, ImportBatch, ImportFile, Span, Written
from proposals.shown.searchable import reindex

from .filing import write_file
from .known import Known
from .plan import AlreadyImported, NothingFound, Plan, plan_file
from .planned import Action
from .portions import in_portions
from .said import Said
from .sessions import find_region

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Progress = Callable[[int, int], None]
State = ImportFile.State
TOGETHER = 100  # files whose records are indexed together
LONGEST_ACCOUNT = 5000  # rows of account kept in memory
MOVED = "预览之后，库里的资料有了变化。没有导入任何内容，请重新预览一次再导入。"


@dataclass(slots=True)
class Outcome:
    """What an import did, in numbers; `proposals` and `attached` are the ids of new and of completed records."""

    files: int = 0  # written
    same: int = 0  # the very bytes were there: nothing was written for them
    empty: int = 0  # held nothing to write
    articles: int = 0
    proposals: list[int] = field(default_factory=list)
    attached: list[int] = field(default_factory=list)
    asks: int = 0
    conflicts: int = 0
    new_delegates: int = 0
    known_delegates: int = 0


def apply(
    shown: Plan | AlreadyImported, *, by: "User | None", progress: Progress = lambda done, total: None
) -> Outcome:
    """Import what `shown` promised, as a batch of one. Raises Refusal when the data moved since it was computed."""
    if isinstance(shown, AlreadyImported):
        return Outcome(same=1)
    file, batch = shown.file, shown.file.batch
    with transaction.atomic():
        # Imports of one region stand in line, so that two of the same file cannot both begin a batch.
        Region.objects.select_for_update().get(pk=shown.region.pk)
        if Known().standing(file.sha256) is not None:
            return Outcome(same=1)
        batch.created_by_id = by.pk if by else None
        batch.save()
        file.batch, file.shown_digest = batch, shown.digest
        file.save()
        return apply_batch(batch, by=by, progress=progress)


def apply_batch(batch: ImportBatch, *, by: "User | None", progress: Progress = lambda done, total: None) -> Outcome:
    """Write every file of the batch that was read, file by file, in one transaction. `progress` counts files.

    Raises Refusal when nothing can be written, when a decision no longer fits or when what was shown has moved.
    """
    with transaction.atomic(), acting(by=by.pk if by else None, why=f"导入{batch}"):
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        _check(batch)
        _check_publishing(batch, by)
        _stand_in_line(batch)
        read = batch.files.filter(state=State.READ)
        total, work = read.count(), _Work(by)
        seen = _check_shown(batch, work.known)
        for done, file in enumerate(in_portions(read, work.known), start=1):
            work.write(file, seen if done == 1 else None)
            progress(done, total)
        work.finish()
        ImportBatch.objects.filter(pk=batch.pk).update(applied_at=timezone.now(), applied_by=by)
    return work.outcome


def _check(batch: ImportBatch) -> None:
    if batch.undone_at is not None:
        raise Refusal(f"{batch} 已经撤销。要再导入这些文件，请重新上传。")
    if batch.applied_at is not None:
        raise Refusal(f"{batch} 已经写入过。请到这个批次的页面查看结果。")
    unread = batch.files.filter(state__in=[State.WAITING, State.READING]).count()
    if unread:
        raise Refusal(f"还有 {unread} 个文件没有读完，没有写入任何内容。请等全部读完，核对以后再写入。")
    if not batch.files.filter(state=State.READ).exists():
        raise Refusal("这个批次里没有可以写入的文件。请查看每个文件的原因，改正后重新上传。")


def _check_publishing(batch: ImportBatch, by: "User | None") -> None:
    """Whoever writes a batch that is public at once publishes it. `by` None is a command of the operator."""
    if batch.publish and by is not None and not by.has_perm("proposals.publish_report"):
        raise Refusal(f"{batch} 写明写入后马上公开。没有写入任何内容，请由审核员或管理员来写入。")


def _stand_in_line(batch: ImportBatch) -> None:
    """Lock every region the batch writes to, in one order, so that two imports never wait for each other in a ring."""
    said = Said.of_batch(batch)
    files = batch.files.filter(state=State.READ)
    places = {None} if said.region else {*files.values_list("found__place", flat=True).distinct()}
    typed = Decision.objects.filter(file__in=files, fact="report/place").values_list("value", flat=True)
    regions = {
        find_region(place, said.region) for place in (*places, *typed) if place is None or isinstance(place, str)
    }
    codes = sorted(region.pk for region in regions if region is not None)
    list(Region.objects.select_for_update().filter(pk__in=codes).order_by("pk"))


def _check_shown(batch: ImportBatch, known: Known) -> Plan | None:
    """Compare every file with what the person saw, before anything is written. Raises Refusal.

    The plan of the first file still holds when its turn comes, so it comes back; later ones meet what was written.
    """
    first = batch.files.filter(state=State.READ).values_list("pk", flat=True).first()
    kept = None
    for file in in_portions(batch.files.filter(state=State.READ).exclude(shown_digest=""), known):
        now = plan_file(file, known)
        if isinstance(now, Plan) and now.digest != file.shown_digest:
            raise Refusal(MOVED)
        if isinstance(now, Plan) and file.pk == first:
            kept = now
    return kept


class _Work:
    """One batch being written: what came of it so far, and what is inserted or indexed for many files at once."""

    def __init__(self, by: "User | None") -> None:
        self.known, self.outcome, self._by = Known(), Outcome(), by
        self._account: list[Written] = []
        self._spans: list[Span] = []
        self._unindexed: set[int] = set()
        self._files = 0

    def write(self, file: ImportFile, seen: Plan | None) -> None:
        """Write one file. Raises Refusal."""
        if file.supersedes_id is not None:
            self.finish()  # whether a name may be put right depends on the places of the files before
        try:
            now = seen or plan_file(file, self.known)
        except NothingFound as nothing:
            _close(file, State.REFUSED, reason=str(nothing))
            self.outcome.empty += 1
            return
        except Refusal as refusal:
            raise Refusal(f"{file.name}：{refusal}") from refusal
        if isinstance(now, AlreadyImported):
            _close(file, State.SAME, report=now.report, reason="这个文件以前导入过，内容一字不差，没有写入。")
            self.outcome.same += 1
            return
        filed = write_file(now, self._by, self.known)
        _close(file, State.APPLIED, report=filed.report)
        _count(now, filed.proposals, self.outcome)
        self._account += filed.account
        self._spans += filed.spans
        self._unindexed.update(filed.proposals)
        self._files += 1
        if self._files % TOGETHER == 0 or len(self._account) > LONGEST_ACCOUNT:
            self.finish()

    def finish(self) -> None:
        """Insert the account and the places, and index the records of the files written so far."""
        Written.objects.bulk_create(self._account)
        Span.objects.bulk_create(self._spans)
        reindex(self._unindexed)
        self._account, self._spans, self._unindexed = [], [], set()


def _close(file: ImportFile, state: ImportFile.State, **columns: object) -> None:
    ImportFile.objects.filter(pk=file.pk).update(state=state, **columns)


def _count(now: Plan, ids: list[int], outcome: Outcome) -> None:
    outcome.files += 1
    outcome.articles += len(now.found.articles)
    for one, pk in zip(now.proposals, ids, strict=False):  # those that vanished follow
        (outcome.proposals if one.action is Action.CREATE else outcome.attached).append(pk)
        outcome.asks += len(one.found.asks)
        outcome.conflicts += len(one.conflicts)
    new = sum(one.match.delegate is None for one in now.delegates)
    outcome.new_delegates += new
    outcome.known_delegates += len(now.delegates) - new
