"""A table as JSON Lines: one object a line, machine names, raw values. Nothing is defused: it is for programs."""

import json
from collections.abc import Iterator

from .columns import Row, Table
from .selection import Selection

TYPE = "application/jsonl; charset=utf-8"
ROWS = 40  # written at once


def as_json_lines(table: Table, selection: Selection) -> Iterator[bytes]:
    """The bytes, some rows at a time. Every row has every column: null is unknown."""
    names = [one.name for one in table.columns]
    some: list[str] = []
    for row in table.rows(selection):
        some.append(line({name: row.get(name) for name in names}))
        if len(some) == ROWS:
            yield "".join(some).encode()
            some = []
    if some:
        yield "".join(some).encode()


def line(row: Row) -> str:
    """One line. Halves of surrogate pairs, which no UTF-8 file can hold, are written as JSON escapes."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(row, separators=(",", ":"))
    return f"{text}\n"
