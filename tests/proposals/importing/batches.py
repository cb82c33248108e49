"""Batches of files as they stand once they have been read: the real texts through the real extraction."""

import hashlib
from typing import Any

from proposals.importing.vocabulary import vocabulary
from proposals.ingest.extract import extract
from proposals.ingest.frozen import freeze, thaw
from proposals.ingest.records import Extraction
from proposals.models import ImportBatch, ImportFile


def make_batch(
    *contents: bytes | str, sessions: tuple[str, ...] = ("npc:16-1", "cppcc:10-1"), **said: Any
) -> ImportBatch:
    """A batch of UTF-8 texts that were read and wait for review."""
    batch = ImportBatch.objects.create(sessions=list(sessions), **said)
    words = vocabulary()
    for order, content in enumerate(contents, start=1):
        add_read(batch, content, order=order, found=extract(_text(content), words))
    return batch


def add_read(
    batch: ImportBatch, content: bytes | str, *, order: int = 1, found: Extraction | None = None
) -> ImportFile:
    """One more file of a batch, read; `found` stands in for what extraction makes of the text."""
    data = content.encode() if isinstance(content, str) else content
    text = _text(data)
    return ImportFile.objects.create(
        batch=batch,
        order=order,
        name=f"{order}.txt",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        data=data,
        state=ImportFile.State.READ,
        format="txt",
        encoding="utf-8",
        text=text,
        found=freeze(found or extract(text, vocabulary())),
    )


def _text(content: bytes | str) -> str:
    return content if isinstance(content, str) else content.decode()


def found_of(file: ImportFile) -> Extraction:
    """What was read, as records."""
    return thaw(file.found)
