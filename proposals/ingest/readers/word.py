"""Word documents (.docx): paragraphs and tables in the order of the body, as they stand on the page.

The tree is walked below python-docx's own paragraphs, which leave out what was inserted under change tracking and what
stands in content controls. Deleted text, field codes and hidden duplicates of drawings are left out; text boxes follow
the paragraph they hang on. Headers, footers and notes are not read.
"""

from collections.abc import Iterator
from typing import Any

import docx

from ..records import Refusal
from .archives import BROKEN
from .numbering import Numbering
from .packages import checked
from .writing import ABOVE, Writing

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
LEFT_OUT = {
    *(f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "rt", "tbl", "sectPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
BOX = f"{W}txbxContent"


def read_docx(content: bytes) -> Writing:
    """The text of a document. Raises `Refusal`; whatever python-docx raises on a damaged file passes through."""
    body = docx.Document(checked(content))
    writing = Writing()
    numbering = Numbering(body.part)
    if body.element.body is None:
        raise Refusal(BROKEN)
    _write(body.element.body, writing, numbering)
    return writing


def _write(parent: Any, writing: Writing, numbering: Numbering) -> None:
    for child in parent:
        if child.tag == f"{W}p":
            writing.paragraph(numbering.marker(child) + text_of(child))
            for box in _boxes(child):
                _write(box, writing, numbering)
        elif child.tag == f"{W}tbl":
            _write_table(child, writing, numbering)
        elif isinstance(child.tag, str) and child.tag not in LEFT_OUT:
            _write(child, writing, numbering)


def _write_table(table: Any, writing: Writing, numbering: Numbering) -> None:
    """A table of records stays one; a frame of one column or one row only holds paragraphs."""
    rows = [list(_cells(row, numbering)) for row in table.iter(f"{W}tr") if _owner(row) is table]
    if len(rows) > 1 and max(len(row) for row in rows) > 1:
        writing.table(rows)
        return
    for row in table.iter(f"{W}tr"):
        if _owner(row) is table:
            for cell in row.iter(f"{W}tc"):
                if _row_of(cell) is row:
                    _write(cell, writing, numbering)


def _cells(row: Any, numbering: Numbering) -> Iterator[str | None]:
    for cell in row.iter(f"{W}tc"):
        if _row_of(cell) is not row:
            continue
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        covered = merged is not None and merged.get(f"{W}val", "continue") == "continue"
        lines = (numbering.marker(line) + text_of(line) for line in cell.iter(f"{W}p") if not _boxed(line, cell))
        yield ABOVE if covered else " ".join(line for line in lines if line)
        wide = cell.find(f"{W}tcPr/{W}gridSpan")
        extra = int(wide.get(f"{W}val", "1")) - 1 if wide is not None else 0
        yield from [""] * max(0, min(extra, 63))  # Word itself allows 63 columns


def text_of(paragraph: Any) -> str:
    """The text of one paragraph as it is shown."""
    return "".join(_pieces(paragraph))


def _pieces(parent: Any) -> Iterator[str]:
    for child in parent:
        if child.tag in (f"{W}t", MATH):
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif isinstance(child.tag, str) and child.tag not in LEFT_OUT and child.tag != BOX:
            yield from _pieces(child)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes that hang on a paragraph, the older duplicate of each left out."""
    for child in paragraph:
        if child.tag == BOX:
            yield child
        elif isinstance(child.tag, str) and child.tag not in LEFT_OUT:
            yield from _boxes(child)


def _owner(row: Any) -> Any:
    """The table a row belongs to, through content controls."""
    return next(row.iterancestors(f"{W}tbl"))


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(f"{W}tr"))


def _boxed(line: Any, cell: Any) -> bool:
    """Whether a paragraph stands in a text box inside the cell: its text would come twice."""
    return any(above.tag == BOX and cell in above.iterancestors() for above in line.iterancestors())
