"""How large each file is and what it hashes to, for the data as they are now: known once somebody has written it out.

Kept in this process for one version of the data and one day, so that nothing outlives what it was measured of.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from delegates.freshness import remembered

from .columns import Row
from .files import FORMATS, File
from .language import steadily
from .selection import Selection


@dataclass(slots=True)
class Measured:
    """What a file holds, counted while it goes by. `rows` None for what is no table."""

    rows: int | None = None
    size: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def pieces(self, given: Iterable[bytes]) -> Iterator[bytes]:
        """The same pieces, weighed."""
        for one in given:
            self.size += len(one)
            self._hash.update(one)
            yield one

    def counted(self, given: Iterable[Row]) -> Iterator[Row]:
        """The same rows, counted."""
        self.rows = 0
        for one in given:
            self.rows += 1
            yield one

    @property
    def sha256(self) -> str:
        """Of all that went by."""
        return str(self._hash.hexdigest())


@remembered
def known() -> dict[str, Measured]:
    """By filename, those that were written out since the data last changed."""
    return {}


def written(file: File, selection: Selection) -> Iterator[bytes]:
    """A file's bytes; of the whole data, what it measured is known from then on."""
    kept = known()  # asked for before the first row is read: what changes meanwhile belongs to another version
    pieces, measured = measure(file, selection)
    yield from pieces
    if selection.whole:
        kept[file.filename] = measured


def measure(file: File, selection: Selection) -> tuple[Iterator[bytes], Measured]:
    """A file's bytes, and what they measure once the last of them was taken."""
    measured = Measured()
    if file.table is None:
        return measured.pieces(steadily(file.written(selection))), measured
    table = file.table
    counting = replace(table, rows=lambda some: measured.counted(table.rows(some)))
    return measured.pieces(steadily(FORMATS[file.format][1](counting, selection))), measured
