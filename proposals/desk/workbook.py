"""Tables of figures as a workbook: a sheet for each, its definition above it."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font

from .figures import Figures

WIDE, NARROW = 30, 14  # widths of columns in characters


def as_workbook(tables: Sequence[Figures], heading: str) -> bytes:
    """The bytes of an .xlsx file. Words stay words, even those that begin like a formula."""
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet(table.title)
        rows = [(heading,), (table.definition,), (), table.head, *table.rows, *([table.total] if table.total else [])]
        for row in rows:
            sheet.append(row)
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
            cell.data_type = "s"
        _bold(sheet[1][0])
        sheet[2][0].alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=max(len(table.head), 4))
        sheet.row_dimensions[2].height = 60
        for cell in sheet[4]:
            _bold(cell)
            sheet.column_dimensions[cell.column_letter].width = WIDE if cell.column - 1 in table.words else NARROW
        for cell in (cell for row in sheet.iter_rows(min_row=5) for cell in row if cell.column - 1 in table.words):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _bold(cell: Cell) -> None:
    cell.font = Font(bold=True)
