"""Tables as text: .csv and .tsv, recognised by lines that all part into as many fields."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from ..records import Refusal
from .writing import Writing

SEPARATORS = "\t,;|"
SAMPLE = 200  # rows that are looked at
ALIKE = 0.9  # share of lines that must have as many fields as most
HINTED = 0.6  # the same where the file's name says that it is a table
FEWEST = {"\t": 2, ",": 3, ";": 3, "|": 3}  # columns from which an unnamed text is a table
BROKEN = "表格里有的格子长得不正常，可能少了一个引号。请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。"
# A ' that is there so that no spreadsheet runs what follows it belongs to no text (`proposals.exports.safe`).
DEFUSED = re.compile(r"^'(?=[\t\r]|\s*[=+\-@＝＋－＠﹢﹣﹦﹫⁺⁻⁼−])")
PROSE = "。"  # fields that end a sentence belong to a text, not to a list


def separator(text: str, *, hinted: bool) -> str | None:
    """What parts the fields of a table, None when the text is none. `hinted`: the file's name says that it is one."""
    best: tuple[float, int, str] | None = None
    for mark in SEPARATORS:
        widths = [len(row) for row in _sample(text, mark) if any(field.strip() for field in row)]
        if len(widths) < (1 if hinted else 3):
            continue
        width, times = Counter(widths).most_common(1)[0]
        share = times / len(widths)
        if width >= (2 if hinted else FEWEST[mark]) and share >= (HINTED if hinted else ALIKE):
            best = max(best or (0.0, 0, ""), (share, width, mark))
    if best is None or (not hinted and _is_prose(text, best[2])):
        return None
    return best[2]


def read_separated(text: str, mark: str) -> Writing:
    """The table written out."""
    writing = Writing()
    try:
        writing.table([DEFUSED.sub("", field) for field in row] for row in _rows(text.lstrip("\ufeff"), mark))
    except csv.Error as broken:
        raise Refusal(BROKEN) from broken
    return writing


def _sample(text: str, mark: str) -> list[list[str]]:
    """The first rows, or those before the first that no rule can read."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows.extend(islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), SAMPLE))
    return rows


def _rows(text: str, mark: str) -> Iterator[list[str]]:
    """Rows by the csv rules; where a quote never ends, quotes are read as ordinary characters instead."""
    if _closed(text, mark):
        return csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    return csv.reader(io.StringIO(text, newline=""), delimiter=mark, quoting=csv.QUOTE_NONE)


def _closed(text: str, mark: str) -> bool:
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True):
            pass
    except csv.Error:
        return False
    return True


def _is_prose(text: str, mark: str) -> bool:
    fields = [field.strip() for row in _sample(text, mark) for field in row if field.strip()]
    return sum(field.endswith(PROSE) for field in fields) * 4 > len(fields)
