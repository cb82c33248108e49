"""The files written into a folder, each as a whole or not at all, with manifest, schemas and catalogue record."""

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from .documents import the_dataset, the_manifest
from .files import FILES
from .manifest import as_json, json_schema
from .measured import Measured, measure
from .selection import Selection
from .tables import TABLES


def write(folder: Path, selection: Selection, *, endings: Collection[str]) -> dict[str, Measured]:
    """By filename what each file holds. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, Measured] = {}
    for file in FILES.values():
        if file.format in endings:
            pieces, measured = measure(file, selection)
            _put(folder / file.filename, pieces)
            written[file.filename] = measured
    for table in TABLES.values():
        _put(folder / f"{table.name}-schema.json", [as_json(json_schema(table))])
    package = the_manifest(written)
    package["resources"] = [one for one in package["resources"] if one["path"] in written]
    _put(folder / "catalog.jsonld", [as_json(the_dataset(written))])
    _put(folder / "manifest.json", [as_json(package)])
    return written


def _put(path: Path, pieces: Iterable[bytes]) -> None:
    """Beside its place first: whoever reads meanwhile has the old file or the new one, never half of one."""
    begun = path.with_name(f".{path.name}.part")
    try:
        with begun.open("wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        begun.replace(path)
    finally:
        begun.unlink(missing_ok=True)
