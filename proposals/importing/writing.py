"""Writing a long batch outside the request: begun once, seen while it runs, free again when its worker was killed.

While it runs nothing else can be written to an SQLite file, so how far it is stands in a small file beside the
database. Where the worker runs on another machine that file is not seen, and only the time since the start is told.
"""

import json
import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from proposals.ingest.records import Refusal
from proposals.models import ImportBatch, ImportFile

from .apply import apply_batch
from .tally import tally

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FILES, PROPOSALS = 20, 200  # a batch with more of either is written by a worker
SILENCE = timedelta(minutes=5)  # no file takes so long: a writer that was silent for this time is gone
BEGUN = "这一批已经交给后台写入，不用再点。请等它写完。"
LOST = "上一次写入没有完成，什么也没有写进去。请再写一次；如果还是这样，请联系系统管理员，看后台程序是不是在运行。"
BROKEN = "写入时出了意外，什么也没有写进去。请再写一次；如果还是这样，请联系系统管理员。"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Writing:
    """A batch being written. `total` is 0 while nothing is known of the worker but that it was asked."""

    waited: int  # seconds since the start
    done: int = 0  # files
    total: int = 0

    @property
    def words(self) -> str:
        """For people."""
        how_far = f"正在写入，写好 {self.done} 个文件，共 {self.total} 个" if self.total else "已经交给后台写入"
        return f"{how_far}，已等 {self.waited} 秒"


def is_long(batch: ImportBatch) -> bool:
    """Whether writing this batch takes longer than a page may."""
    files = batch.files.filter(state=ImportFile.State.READ)
    if files.count() > FILES:
        return True
    return sum(tally(found).proposals for found in files.values_list("found", flat=True)) > PROPOSALS


def writing_of(batch: ImportBatch) -> Writing | None:
    """How far the worker is; None for a batch that nobody is writing."""
    if batch.writing_at is None or batch.applied_at is not None or _silent_since(batch) < timezone.now() - SILENCE:
        return None
    done, total = _told(batch)
    return Writing(int((timezone.now() - batch.writing_at).total_seconds()), done, total)


def failure_of(batch: ImportBatch) -> str:
    """Why the last attempt wrote nothing; "" without one."""
    if batch.applied_at is not None:
        return ""
    return LOST if batch.writing_at is not None and writing_of(batch) is None else batch.not_written


def begin(batch: ImportBatch) -> datetime:
    """Take the batch for one worker, by one UPDATE. Returns the start that its task has to name. Raises Refusal."""
    before = batch.writing_at
    if writing_of(batch) is not None:
        raise Refusal(BEGUN)
    now = timezone.now()
    free = ImportBatch.objects.filter(Q(writing_at=before) if before else Q(writing_at__isnull=True))
    if not free.filter(pk=batch.pk, applied_at__isnull=True).update(writing_at=now, not_written=""):
        raise Refusal(BEGUN)
    return now


def write(batch_id: int, started: datetime, by: "User | None") -> bool:
    """Write the batch, if this start is still the one that counts. What hinders it is kept for its page."""
    mine = ImportBatch.objects.filter(pk=batch_id, writing_at=started)
    batch = mine.filter(applied_at__isnull=True).first()
    if batch is None:
        return False
    why = ""
    try:
        _tell(batch, 0, batch.files.filter(state=ImportFile.State.READ).count())
        apply_batch(batch, by=by, progress=lambda done, total: _tell(batch, done, total))
    except Refusal as refusal:
        why = str(refusal)
    except Exception:  # whatever it is, the batch must be free again
        logger.exception("writing batch %s failed", batch_id)
        why = BROKEN
    mine.update(writing_at=None, not_written=why[:500])
    with suppress(OSError):
        _place(batch).unlink()
    return not why


def _place(batch: ImportBatch) -> Path:
    return Path(settings.VAR) / "writing" / f"{batch.pk}.json"


def _tell(batch: ImportBatch, done: int, total: int) -> None:
    """Say how far it is. A disk that is full hinders nothing but the telling."""
    place = _place(batch)
    fresh = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps({"start": str(batch.writing_at), "done": done, "total": total}), "utf-8")
        fresh.replace(place)


def _told(batch: ImportBatch) -> tuple[int, int]:
    with suppress(OSError, ValueError):
        told = json.loads(_place(batch).read_text("utf-8"))
        if told["start"] == str(batch.writing_at):
            return told["done"], told["total"]
    return 0, 0


def _silent_since(batch: ImportBatch) -> datetime:
    """When the writer was last heard of."""
    last = batch.writing_at or datetime.min.replace(tzinfo=UTC)
    with suppress(OSError):
        if any(_told(batch)):
            last = max(last, datetime.fromtimestamp(_place(batch).stat().st_mtime, UTC))
    return last
