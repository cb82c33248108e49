"""The same sheets as a Word file: A4, black on white, a page each."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from .paper import Line, Paper, Table

SONG = "宋体"
LABEL, WORDS = Mm(28), Mm(138)  # columns of the form; together the width between the margins


def as_word(papers: Sequence[Paper]) -> bytes:
    """A document with a page for each paper."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = SONG, Pt(11)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), SONG)
    style.paragraph_format.space_after = Pt(4)
    for at, paper in enumerate(papers):
        _write(document, paper)
        if at + 1 < len(papers):
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _write(document: Any, paper: Paper) -> None:
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, paper.title, bold=True, size=18)
    for words in (paper.caption, paper.to, *paper.body):
        if words:
            _run(document.add_paragraph(), words)
    _form(document, paper.lines)
    for table in paper.tables:
        _table(document, table)
    _form(document, [Line(label, "") for label in paper.blanks])
    for words in paper.notes:
        _run(document.add_paragraph(), words, size=9)
    for words in paper.signed:
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _run(line, words)


def _form(document: Any, lines: Sequence[Line]) -> None:
    if not lines:
        return
    grid = document.add_table(rows=0, cols=2)
    grid.style, grid.autofit = "Table Grid", False
    for line in lines:
        label, cell = grid.add_row().cells
        label.width, cell.width = LABEL, WORDS
        _run(label.paragraphs[0], line.label, bold=True)
        _run(cell.paragraphs[0], line.words, bold=line.strong)
        if line.because:
            _run(cell.add_paragraph(), line.because, size=9)
    document.add_paragraph()


def _table(document: Any, table: Table) -> None:
    if table.caption:
        _run(document.add_paragraph(), table.caption, bold=True)
    columns = len(table.rows[0])
    grid = document.add_table(rows=0, cols=columns)
    grid.style = "Table Grid"
    head = [table.head] if any(table.head) else []
    for at, row in enumerate([*head, *table.rows]):
        for cell, words in zip(grid.add_row().cells, row, strict=True):
            _run(cell.paragraphs[0], words, bold=bool(head) and at == 0)
            if columns == 1 and not words:
                cell.paragraphs[0].paragraph_format.space_after = Pt(72)  # room for a pen
    document.add_paragraph()


def _run(paragraph: Any, words: str, *, bold: bool = False, size: float | None = None) -> None:
    run = paragraph.add_run(words)
    run.bold = bold
    run.font.name = SONG
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), SONG)
    if size:
        run.font.size = Pt(size)
