"""The worker's part of an import: one waiting file after another, each parsed in a child process, whole or not at all.

A file is taken by one UPDATE, so two workers never read the same one. What an archive holds becomes files of its own.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from time import monotonic
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from proposals.ingest.frozen import freeze, freeze_mapping, freeze_tables, thaw_mapping
from proposals.ingest.lists.columns import guess
from proposals.ingest.readers.formats import is_archive
from proposals.ingest.records import Mapping, Refusal, Vocabulary
from proposals.models import ImportBatch, ImportFile

from .columns import remembered
from .intake import KNOWN, imported
from .reading import Reading, read_files
from .vocabulary import vocabulary

State = ImportFile.State
logger = logging.getLogger(__name__)

# A worker says it is alive by `started_at`, which moves with every child process it starts and, every few seconds, with
# the entries of an archive. None of these may take so long: a file silent for this time has lost its worker.
SILENCE = timedelta(minutes=2)
SAYING = 10.0  # seconds at least between two signs of life: SQLite writes the whole archive anew for each

BROKEN = "读取时出了意外，没有取用任何内容。请把文件另存一份再上传；如果还是这样，请联系系统管理员。"
EMPTY_ARCHIVE = "压缩包里没有文件。请核对后重新压缩。"
TWIN = "和这一批里的“{name}”内容一字不差，只留一份。"


def unread(batch: ImportBatch) -> bool:
    """Whether any file still waits or is being read."""
    return batch.files.filter(state__in=[State.WAITING, State.READING]).exists()


def take(batch: ImportBatch) -> ImportFile | None:
    """The next file to read, marked as being read by the caller: a waiting one, or one whose worker went silent."""
    while True:
        lost = Q(state=State.READING, started_at__lt=timezone.now() - SILENCE)
        free = batch.files.filter(Q(state=State.WAITING) | lost).order_by("order", "pk")
        candidate = free.values_list("pk", "state", "started_at").first()
        if candidate is None:
            return None
        pk, state, started = candidate
        mine = ImportFile.objects.filter(pk=pk, state=state, started_at=started)
        if state == State.WAITING:
            mine = ImportFile.objects.filter(pk=pk, state=State.WAITING)
        if mine.update(state=State.READING, started_at=timezone.now(), finished_at=None):
            return ImportFile.objects.select_related("batch").get(pk=pk)


def read_waiting(batch: ImportBatch) -> int:
    """Read every waiting file of the batch, also those another worker lost. Returns how many were read or refused."""
    done = 0
    words = vocabulary()
    while (row := take(batch)) is not None:
        try:
            _read(row, words)
        except Exception:  # whatever it is must not keep the other files waiting
            logger.exception("reading %s of batch %s failed", row.pk, batch.pk)
            _finish(row, state=State.REFUSED, reason=BROKEN)
        done += 1
    return done


def _read(row: ImportFile, words: Vocabulary) -> None:
    content = bytes(row.data)
    if _is_archive(content):
        _expand(row, read_files(content, row.name, words))
        return
    again = row.encoding if row.encoding and not row.text else ""
    if again:  # a person saw which encoding it is: the reader gets it in one that leaves no doubt
        content = content.decode(again, "replace").lstrip("\ufeff").encode("utf-8-sig")
    mapping = thaw_mapping(row.mapping)
    reading = _only(read_files(content, row.name, words, mapping))
    known = remembered(row.batch.source_name, reading.tables) if mapping is None else None
    if known is not None:
        _say_alive(row)
        mapping = known
        reading = _only(read_files(content, row.name, words, known))
    _finish(row, **_outcome(row.sha256, reading, mapping) | ({"encoding": again, "doubt": ""} if again else {}))


def _is_archive(content: bytes) -> bool:
    try:
        return is_archive(content)
    except Refusal:  # the reader will say why
        return False


def _only(readings: Iterator[Reading]) -> Reading:
    return next(iter(readings))


def _expand(archive: ImportFile, readings: Iterator[Reading]) -> None:
    """Each entry becomes a file of its own; the archive's own row goes when all of them are there.

    A run that was cut short is gone through again: what already has its row is passed over.
    """
    there = set(archive.batch.files.values_list("name", flat=True))
    twins = _by_digest(archive.batch)
    order = archive.batch.files.aggregate(last=Max("order"))["last"] or 0
    refusal, said = EMPTY_ARCHIVE, monotonic()
    for reading in readings:
        if reading.name == archive.name and reading.refusal:  # the archive itself, or the rest of it
            refusal = reading.refusal
            break
        refusal = ""
        name = name_in(archive.name, reading.name)
        if name not in there:
            order += 1
            _add_entry(archive.batch, name, order, reading, twins.get(reading.sha256))
            if reading.sha256:
                twins.setdefault(reading.sha256, name)
        if monotonic() - said > SAYING:
            _say_alive(archive)
            said = monotonic()
    if refusal:
        _finish(archive, state=State.REFUSED, reason=refusal)
    else:
        archive.delete()


def _by_digest(batch: ImportBatch) -> dict[str, str]:
    """The name of the first file with each content, looked up once for all entries."""
    names: dict[str, str] = {}
    for digest, name in batch.files.exclude(sha256="").order_by("order", "pk").values_list("sha256", "name"):
        names.setdefault(digest, name)
    return names


def name_in(archive: str, entry: str) -> str:
    """What the file of an archive is called in its batch."""
    name = f"{archive}/{entry}"
    return name if len(name) <= 255 else f"{name[:120]}…{name[-120:]}"


def _add_entry(batch: ImportBatch, name: str, order: int, reading: Reading, twin: str | None) -> None:
    """One entry as a file of its own; `twin` is the name of the file of the batch with the very same content."""
    row = ImportFile(
        batch=batch, order=order, name=name, sha256=reading.sha256, size=reading.size, data=reading.content,
        started_at=timezone.now(), finished_at=timezone.now(),
    )  # fmt: skip
    if twin is not None:
        row.state, row.reason, row.data = State.SAME, TWIN.format(name=twin)[:500], b""
    else:
        for field, value in _outcome(reading.sha256, reading, None).items():
            setattr(row, field, value)
    row.save()


def _outcome(digest: str, reading: Reading, mapping: Mapping | None) -> dict[str, Any]:
    """The columns of a file that was read or refused."""
    if reading.refusal is not None or reading.found is None:
        return {"state": State.REFUSED, "reason": (reading.refusal or BROKEN)[:500]}
    if report := imported(digest):
        return {"state": State.SAME, "reason": KNOWN, "report": report}
    used = mapping or (guess(reading.tables) if reading.tables else None)
    return {
        "state": State.READ,
        "reason": "",
        "format": reading.format,
        "encoding": reading.encoding,
        "doubt": (reading.doubt or "")[:300],
        "text": reading.text,
        "tables": freeze_tables(reading.tables),
        "mapping": freeze_mapping(used),
        "found": freeze(reading.found),
    }


def _finish(row: ImportFile, **columns: Any) -> None:
    ImportFile.objects.filter(pk=row.pk, state=State.READING).update(finished_at=timezone.now(), **columns)


def _say_alive(row: ImportFile) -> None:
    ImportFile.objects.filter(pk=row.pk, state=State.READING).update(started_at=timezone.now())
