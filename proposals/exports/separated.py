"""A table as CSV by RFC 4180, as Excel and WPS open it right: UTF-8 with its mark, CRLF, words that stay words."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .columns import Table
from .safe import defused, printable

if TYPE_CHECKING:
    from .selection import Selection

TYPE = "text/csv; charset=utf-8; header=present"
MARK = b"\xef\xbb\xbf"
ROWS = 200  # written at once


def as_csv(table: Table, selection: "Selection") -> Iterator[bytes]:
    """The bytes, some rows at a time."""
    yield MARK + lines([[str(one.label) for one in table.shown]])
    yield from joined(table.cells(selection))


def joined(rows: Iterable[Sequence[str | int]]) -> Iterator[bytes]:
    """Rows of cells as lines, some at a time."""
    some: list[Sequence[str | int]] = []
    for row in rows:
        some.append(row)
        if len(some) == ROWS:
            yield lines(some)
            some = []
    if some:
        yield lines(some)


def lines(rows: Iterable[Sequence[str | int]]) -> bytes:
    """Rows of cells, each cell defused after all that is done to it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([one if isinstance(one, int) else defused(printable(one)) for one in row] for row in rows)
    return text.getvalue().encode()
