"""A table as XLSX (ECMA-376), written as it is read: the first bytes go out at once and memory stays flat.

openpyxl keeps every text of a workbook until it is saved, so that a large one would come late and take what it holds.
Here texts stand in their cells (`inlineStr`): a text is a text, whatever it begins with, and no cell is a formula.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from .columns import Column, Table
from .safe import fitted, printable

if TYPE_CHECKING:
    from .selection import Selection

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 1_048_575  # rows of one sheet below its headings
ROWS = 200  # written at once
WHEN = (1980, 1, 1, 0, 0, 0)  # the same data give the same bytes
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # what OOXML would read as a character's number
WIDTHS = {"integer": 10, "date": 12, "boolean": 10, "list": 28, "string": 24}
# 0 plain, 1 headings: bold on a grey ground, 2 text that runs over several lines.
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/>'
    '<sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEDEBE6"/>'
    '</patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top"/></xf><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" '
    'applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" '
    'fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" '
    'wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


class _Pipe:
    """A file that only takes: what was written is taken out again by whoever sends it on."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def write(self, data: bytes) -> int:
        """As a file does."""
        self._held.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""

    def taken(self) -> bytes:
        """All that was written since the last time."""
        held, self._held = b"".join(self._held), []
        return held


def as_workbook(table: Table, selection: "Selection") -> Iterator[bytes]:
    """The bytes, some rows at a time."""
    return written(str(table.label), table.shown, table.cells(selection))


def written(title: str, columns: Sequence[Column], rows: Iterator[Sequence[str | int]]) -> Iterator[bytes]:
    """A workbook of these rows; a second sheet where one cannot hold them."""
    pipe = _Pipe()
    sheets = 0
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:  # type: ignore[call-overload]  # it only writes
        for name, text in (("_rels/.rels", _top()), ("xl/styles.xml", STYLES)):
            book.writestr(zipfile.ZipInfo(name, WHEN), text, zipfile.ZIP_DEFLATED)
        first: Sequence[str | int] | None = next(rows, None)
        while first is not None or sheets == 0:
            sheets += 1
            of_sheet = chain([first], islice(rows, MOST - 1)) if first is not None else iter(())
            part = zipfile.ZipInfo(f"xl/worksheets/sheet{sheets}.xml", WHEN)
            part.compress_type = zipfile.ZIP_DEFLATED
            with book.open(part, "w", force_zip64=True) as sheet:
                for _ in _filled(sheet, columns, of_sheet):
                    yield pipe.taken()
            first = next(rows, None)
        for name, text in _bound(title, sheets):
            book.writestr(zipfile.ZipInfo(name, WHEN), text, zipfile.ZIP_DEFLATED)
    yield pipe.taken()


def _filled(sheet: IO[bytes], columns: Sequence[Column], rows: Iterator[Sequence[str | int]]) -> Iterator[None]:
    """Write one sheet; a pause after every some rows."""
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{WIDTHS[one.kind]}" customWidth="1"/>' for at, one in enumerate(columns, 1)
    )
    fixed = '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    sheet.write(
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews>{fixed}</sheetView></sheetViews><cols>{widths}</cols>'
        f"<sheetData>{_row([str(one.label) for one in columns], 1)}".encode()
    )
    yield
    while some := list(islice(rows, ROWS)):
        sheet.write("".join([_row(one, 2) for one in some]).encode())
        yield
    sheet.write(b"</sheetData></worksheet>")


def _row(cells: Sequence[str | int], style: int) -> str:
    return f"<row>{''.join([_cell(one, style) for one in cells])}</row>"


def _cell(value: str | int, style: int) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    text = _CODED.sub("_x005F_", fitted(printable(value)))
    if not text:
        return "<c/>"
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _top() -> str:
    return (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )


def _bound(title: str, sheets: int) -> Iterator[tuple[str, str]]:
    """What holds the sheets together, once it is known how many there are."""
    numbers = range(1, sheets + 1)
    names = [title if number == 1 else f"{title}{number}" for number in numbers]
    listed = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    yield "xl/workbook.xml", f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    parts = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    styles = f'<Relationship Id="rId{sheets + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{parts}{styles}</Relationships>',
    )
    told = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>' for n in numbers
    )
    yield (
        "[Content_Types].xml",
        (
            f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{KIND}.sheet.main+xml"/>{told}<Override PartName="/xl/styles.xml" '
            f'ContentType="{KIND}.styles+xml"/></Types>'
        ),
    )
