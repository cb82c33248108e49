"""The files of a batch one after another, fetched a portion at a time, with what all of a portion ask for."""

from collections.abc import Iterator

from django.db.models import QuerySet

from proposals.models import ImportFile

from .known import Known

FILES, BYTES = 50, 8_000_000  # of one portion at most; a single file may be larger


def in_portions(files: QuerySet[ImportFile], known: Known) -> Iterator[ImportFile]:
    """The files in order, with their batch and decisions. `known` is told of every portion before its first file."""
    for ids in _cut(files.values_list("pk", "size")):
        rows = ImportFile.objects.select_related("batch").prefetch_related("decisions").defer("tables").in_bulk(ids)
        known.expect(list(rows.values()))
        for pk in ids:
            yield rows.pop(pk)


def _cut(sizes: "QuerySet[ImportFile, tuple[int, int]]") -> Iterator[list[int]]:
    ids: list[int] = []
    held = 0
    for pk, size in list(sizes):
        if ids and (len(ids) == FILES or held + size > BYTES):
            yield ids
            ids, held = [], 0
        ids.append(pk)
        held += size
    if ids:
        yield ids
