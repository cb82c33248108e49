"""What staff drop in becomes rows that wait for a worker. Only keeps bytes; reads nothing."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from delegates.models import Region
from proposals.ingest.frozen import freeze_mapping
from proposals.ingest.readers.limits import ARCHIVE_BYTES, FILE_BYTES, MEGABYTE
from proposals.ingest.records import Mapping, Refusal
from proposals.models import ImportBatch, ImportFile, Report

from .sessions import SaidSession

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = ImportFile.State

TOO_LARGE = "文件有 {size} MB，超过 {limit} MB 的上限。请分成几个文件，或者去掉里面的图片再上传。"
EMPTY = "文件是空的，里面没有内容。请核对后重新上传。"
KNOWN = "这个文件以前导入过，内容一字不差，不用再导入。"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file as it was dropped in. `size` is that of the whole where `content` was cut short for being too long."""

    name: str
    content: bytes
    size: int | None = None

    @property
    def bytes(self) -> int:
        """Of the whole file."""
        return len(self.content) if self.size is None else self.size


def receive(
    files: Iterable[Arrival],
    *,
    by: "User | None",
    region: Region | None = None,
    sessions: Sequence[SaidSession] = (),
    published_on: date | None = None,
    source_name: str = "",
    publish: bool = False,
    show_text: bool = False,
) -> ImportBatch:
    """Keep the files as one batch, with what staff say of them. Reads nothing."""
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            region=region,
            sessions=[one.code for one in sessions],
            published_on=published_on,
            source_name=source_name,
            publish=publish,
            show_text=show_text,
            created_by=by,
        )
        for file in files:
            add_file(batch, file)
    return batch


def add_file(batch: ImportBatch, arrival: Arrival) -> ImportFile:
    """One more file of the batch. The same bytes twice in a batch are one file; what cannot be used says why."""
    digest = hashlib.sha256(arrival.content).hexdigest()
    with transaction.atomic():
        ImportBatch.objects.select_for_update().get(pk=batch.pk)  # files sent at once get their numbers in turn
        there = batch.files.filter(sha256=digest).defer("data", "text", "tables", "found").first()
        if there is not None:
            return there
        order = (batch.files.aggregate(last=Max("order"))["last"] or 0) + 1
        row = ImportFile(
            batch=batch, order=order, name=name_of(arrival.name), sha256=digest, size=arrival.bytes, data=b""
        )
        _judge(row, arrival)
        row.save()
    return row


def name_of(given: str) -> str:
    """A file name without folders of the sender's machine, short enough to keep, its ending kept."""
    name = given.replace("\\", "/").rpartition("/")[2].replace("\x00", "").strip() or "未命名"
    return name if len(name) <= 255 else name[:200] + "…" + name[-50:]


def limit_of(name: str) -> int:
    """How many bytes a file of this name may have. Office documents are zips too, but say so by their names."""
    return ARCHIVE_BYTES if name.lower().endswith(".zip") else FILE_BYTES


def imported(digest: str) -> Report | None:
    """The standing report of the very same bytes."""
    return Report.objects.filter(sha256=digest, retracted_at__isnull=True).first()


def _judge(row: ImportFile, arrival: Arrival) -> None:
    """Keep the bytes of what can be read; say why of the rest."""
    limit = limit_of(arrival.name)
    if not arrival.content:
        row.state, row.reason = State.REFUSED, EMPTY
    elif arrival.bytes > limit:
        size = -(-arrival.bytes // MEGABYTE)
        row.state, row.reason = State.REFUSED, TOO_LARGE.format(size=size, limit=limit // MEGABYTE)
    elif report := imported(row.sha256):
        row.state, row.reason, row.report = State.SAME, KNOWN, report
    else:
        row.data = arrival.content


def read_again(file: ImportFile, *, mapping: Mapping | None = None, encoding: str = "") -> None:
    """Let a file that was read wait again, to be read in this way. Decisions on what was found before go with it.

    Raises Refusal when the file is no longer open for review.
    """
    with transaction.atomic():
        row = ImportFile.objects.select_for_update().only("pk", "state", "name").get(pk=file.pk)
        if row.state not in {State.READ, State.REFUSED}:
            raise Refusal(f"{row.name} 现在是“{row.get_state_display()}”，不能重新读取。请刷新页面查看结果。")
        row.decisions.all().delete()
        ImportFile.objects.filter(pk=row.pk).update(
            state=State.WAITING, reason="", text="", tables=[], found=None, mapping=freeze_mapping(mapping),
            encoding=encoding, supersedes=None, shown_digest="",
        )  # fmt: skip
