"""Writing out what a reader found: one text, with the place of every table's cell in it."""

from collections.abc import Iterable, Sequence

from ..records import Cell, Refusal, Span, Table
from ..text.characters import settled
from .limits import CELLS, TEXT_CHARACTERS

BLANK = " \t\u3000\xa0\u200b\ufeff\n\r"
LINES = str.maketrans(dict.fromkeys("\t\n\r\u2028\u2029", " "))
ABOVE: None = None  # a cell that the one above it covers: it states the same, and has the same place

TOO_LONG = f"文字超过 {TEXT_CHARACTERS // 10_000} 万字，请分成几个文件再导入。"
TOO_MANY_CELLS = f"表格里有内容的格子超过 {CELLS // 10_000} 万个，请只留下要导入的行和列，分成几个文件再导入。"


class Writing:
    """A text that grows line by line. Raises `Refusal` when it grows beyond the limits."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._cells = 0
        self._tables: list[Table] = []

    def paragraph(self, text: str) -> None:
        """A paragraph; line feeds in it part it into lines, and blank lines are left out."""
        for line in settled(text).splitlines():
            if stripped := line.strip(BLANK):
                self._line(stripped)

    def table(self, rows: Iterable[Sequence[str | None]], name: str | None = None) -> None:
        """A table, row by row; a cell that is `ABOVE` is covered by the one above it. Empty rows are left out."""
        written: list[tuple[Cell, ...]] = []
        for row in rows:
            if any(text and text.strip(BLANK) for text in row):
                written.append(self._row(row, written[-1] if written else ()))
        if written:
            self._tables.append(Table(settled(name).translate(LINES) if name else None, tuple(written)))

    def done(self) -> tuple[str, tuple[Table, ...]]:
        """The text and the tables in it."""
        return "".join(f"{line}\n" for line in self._lines), tuple(self._tables)

    def _row(self, row: Sequence[str | None], above: tuple[Cell, ...]) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        printed: list[str] = []
        at = self._length
        for column, raw in enumerate(row):
            text = "" if raw is None else one_line(raw)
            covered = raw is ABOVE and column < len(above)
            cells.append(above[column] if covered else Cell(text, Span(at, at + len(text))))
            printed.append(text)
            at += len(text) + 1
        self._cells += sum(1 for text in printed if text)
        if self._cells > CELLS:
            raise Refusal(TOO_MANY_CELLS)
        self._line("\t".join(printed))
        return tuple(cells)

    def _line(self, line: str) -> None:
        self._lines.append(line)
        self._length += len(line) + 1
        if self._length > TEXT_CHARACTERS:
            raise Refusal(TOO_LONG)


def one_line(text: str) -> str:
    """The text of a cell: line feeds and TABs as single blanks, none around it."""
    plain = settled(text).translate(LINES)
    return plain.strip(BLANK)
