"""Excel workbooks: .xlsx by openpyxl, row after row; .xls by calamine. Every sheet that is shown, as a table.

A cell is written as the sheet shows it, as far as that can be told: dates as 2023-05-09, whole numbers without a
decimal point, numbers under a format of zeros (003) with their zeros. Hidden sheets are not read, and a doubt says so.
"""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import openpyxl
import python_calamine
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from ..records import Refusal
from .limits import CELLS_PASSED, COLUMNS
from .packages import checked
from .writing import ABOVE, Writing

ZEROS = re.compile(r"0{2,20}$")
RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})$")
MERGE = re.compile(rb"<(?:[a-z0-9]{1,10}:)?mergeCell\s[^>]{0,100}?ref=\"([A-Z0-9:]{5,30})\"")
ROW_COST = 8  # cells that an empty row counts for
MERGES = 20_000  # merged areas of one sheet that are looked at
MERGED_ROWS = 200  # rows one area covers at most: more is decoration
TOO_WIDE = "表格的行列范围大得不正常，请把要导入的内容复制到新表格里再导入。"
NO_SHEET = "工作簿里没有显示出来的工作表，请取消隐藏后再导入。"

Area = tuple[tuple[int, int], tuple[int, int]]  # first and last (row, column) of merged cells, from 0


def read_xlsx(content: bytes) -> tuple[Writing, str | None]:
    """The tables of a workbook and a doubt about hidden ones. Whatever openpyxl raises on a damaged file passes."""
    package = checked(content)
    writing = Writing()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that do not matter here
        book = openpyxl.load_workbook(package, read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
        shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
        passed = [0]  # cells so far, full or empty
        for sheet in shown:
            sheet.reset_dimensions()  # the file's own word on its size is not believed
            rows = (_row(row, passed) for row in sheet.iter_rows())
            writing.table(_covered(rows, _merged(package, sheet)), sheet.title)
    return writing, _doubt(len(sheets), len(shown))


def read_xls(content: bytes) -> tuple[Writing, str | None]:
    """The same for the old format. Whatever calamine raises on a damaged file passes through."""
    book = python_calamine.load_workbook(io.BytesIO(content))
    sheets = [one for one in book.sheets_metadata if one.typ == python_calamine.SheetTypeEnum.WorkSheet]
    shown = [one for one in sheets if one.visible == python_calamine.SheetVisibleEnum.Visible]
    writing = Writing()
    for one in shown:
        sheet = book.get_sheet_by_name(one.name)
        if sheet.total_height * sheet.total_width > CELLS_PASSED:
            raise Refusal(TOO_WIDE)
        rows = ([_printed(value, "") for value in row] for row in sheet.to_python(skip_empty_area=False))
        writing.table(_covered(rows, sheet.merged_cell_ranges or ()), one.name)
    return writing, _doubt(len(sheets), len(shown))


def _row(cells: Sequence[Any], passed: list[int]) -> list[str]:
    """The texts of one row, empty ones at its end left out. Raises `Refusal` when too many cells have passed."""
    texts: list[str] = []
    last = 0
    for cell in cells:
        text = _printed(cell.value, getattr(cell, "number_format", "") or "") if cell.value is not None else ""
        texts.append(text)
        last = len(texts) if text else last
    passed[0] += len(texts) + ROW_COST
    if passed[0] > CELLS_PASSED or last > COLUMNS:
        raise Refusal(TOO_WIDE)
    return texts[:last]


def _printed(value: Any, form: str) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int) and ZEROS.match(form):
        return str(value).zfill(len(form))
    return str(value)


def _covered(rows: Iterable[list[str]], merged: Iterable[Area]) -> Iterator[list[str | None]]:
    """The rows, with each cell that a merged one above covers marked as such."""
    below: dict[int, set[int]] = {}
    for (top, left), (bottom, _) in merged:
        if left >= COLUMNS:
            continue
        for row in range(top + 1, min(bottom, top + MERGED_ROWS) + 1):
            below.setdefault(row, set()).add(left)
    for order, texts in enumerate(rows):
        columns = below.get(order, set())
        wide = max(len(texts), max(columns, default=-1) + 1)
        padded = [*texts, *[""] * (wide - len(texts))]
        filled = any(padded)
        yield [ABOVE if filled and column in columns and not text else text for column, text in enumerate(padded)]


def _merged(package: io.BytesIO, sheet: Any) -> list[Area]:
    """The merged cells of a sheet, which openpyxl leaves out when it reads row by row."""
    with zipfile.ZipFile(package) as archive:
        part = archive.read(sheet._worksheet_path)
    tail = part[part.rfind(b"sheetData>") :]
    found = [RANGE.match(match[1].decode("ascii", "replace")) for match in islice(MERGE.finditer(tail), MERGES)]
    return [
        ((int(one[2]) - 1, _column(one[1])), (int(one[4]) - 1, _column(one[3]))) for one in found if one is not None
    ]


def _column(letters: str) -> int:
    number: int = column_index_from_string(letters)
    return number - 1


def _doubt(sheets: int, shown: int) -> str | None:
    if not shown:
        raise Refusal(NO_SHEET)
    return f"有 {sheets - shown} 张隐藏的工作表没有读取；需要的话请取消隐藏后重新导入。" if sheets > shown else None
