"""The rows of a table as entries: merged cells filled, sections applied, headers and sums left out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..records import Cell, Column, Mapping, Span, Table
from .about import About, about
from .cells import piece, plain
from .columns import heads, period
from .content import GROUP, KIND_END, SUM, fit, summing, title_like
from .entry import Entry, Held, Reading
from .headers import is_header

NUMBERING = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)])\s*"
)
COUNTED = re.compile(r"\s*[（(]?(?:共|计)?\s*\d+\s*件[）)]?\s*$")
NO_SECTION = re.compile(r"。$|的(?:建议|提案|议案)$")
LONGEST = 60  # characters of a section's name
JOINED = frozenset((Column.PROPOSERS, Column.COSIGNERS, Column.LEAD_DEPARTMENT, Column.ASSIST_DEPARTMENT))
MERGED_BY_ROW = frozenset((*JOINED, Column.LEAD, Column.NUMBER, Column.GROUP, Column.REPLY_CLASS, Column.REPLY_DATE))


def entries(table: Table, mapping: Mapping, outer: About) -> Reading:
    """Read the rows below the header. The work is one pass."""
    return _Rows(table, mapping, outer).read()


class _Rows:
    def __init__(self, table: Table, mapping: Mapping, outer: About) -> None:
        self.mapping, self.about = mapping, outer
        self.words = heads(table, mapping.header)
        self.hint = "|".join(self.words)
        self.wide = period(mapping.columns)
        self.columns = mapping.columns[: self.wide]
        self.head = table.rows[max(0, mapping.header - 1) : mapping.header + 1]
        self.rows = table.rows[mapping.header + 1 :]
        if self.wide < len(mapping.columns):
            self.rows = tuple(part for row in self.rows for part in self._side_by_side(row))
        self.section: dict[Column, Held] = {}
        self.above: dict[int, Cell] = {}
        self.before: frozenset[Span] = frozenset()  # the row above: its cells may cover this row
        self.reading = Reading()
        self.ordered = self._ordinals()

    def _ordinals(self) -> int | None:
        """The column of ordinals, else of numbers, if filled: a row without one then belongs to the row above."""
        for column in (Column.ORDINAL, Column.NUMBER):
            at = self.columns.index(column) if column in self.columns else None
            if at is not None:
                rows = [row for row in self.rows if len(_texts(row)) > 1]
                filled = sum(at < len(row) and bool(row[at].text) for row in rows)
                return at if filled * 5 >= len(rows) * 2 and filled else None
        return None

    def _side_by_side(self, row: Sequence[Cell]) -> list[tuple[Cell, ...]]:
        """The records of one line of a table that prints several beside each other."""
        if len(_texts(row)) == 1:
            return [tuple(row)]
        return [tuple(row[at : at + self.wide]) for at in range(0, len(row), self.wide)]

    def read(self) -> Reading:
        for at, row in enumerate(self.head):
            if at == len(self.head) - 1 or is_header([cell.text for cell in row]):
                self._claim(row)
        for row in self.rows:
            self._row(row)
            self.before = frozenset(cell.span for cell in row if cell.text)
        return self.reading

    def _claim(self, row: Sequence[Cell]) -> None:
        if _texts(row):
            self.reading.claimed.append(_span(row))

    def _row(self, row: Sequence[Cell]) -> None:
        texts = _texts(row)
        if not texts:
            return
        if self._header_again(row):
            self._claim(row)
        elif len(texts) == 1 and len(self.columns) > 1:
            self._single(texts[0], row)
        elif summing(cell.text for cell in texts):
            pass  # sums and notes are shown as unclaimed
        else:
            self._record(row)

    def _header_again(self, row: Sequence[Cell]) -> bool:
        words = [(plain(cell.text), head) for cell, head in zip(row, self.words, strict=False) if cell.text]
        return bool(words) and sum(word == head or head.endswith(word) for word, head in words) * 5 >= len(words) * 4

    def _single(self, cell: Cell, row: Sequence[Cell]) -> None:
        """A row of one cell: a section's name, a title, a note, or what a merged cell left."""
        at = next(at for at, one in enumerate(row) if one.text)
        column = self.columns[at] if at < len(self.columns) and len(row) > 1 else None
        if column in JOINED and self.reading.entries and fit(cell.text, column) > 0:
            self._continue([Held(column, cell, self._head(at))], row)
        elif self._goes_on(cell, row):
            self._lengthen(cell, row)
        elif column is Column.TITLE and fit(cell.text, column) == 3:
            self._record(row)
        elif self._section(cell):
            self._claim(row)

    def _section(self, cell: Cell) -> bool:
        name = _name(cell)
        if name is None or SUM.match(name.text) or NO_SECTION.search(name.text):
            return False
        said = about(name)
        if said.kinds or said.session:
            self.about = said.below(self.about)
            return True
        column = Column.GROUP if GROUP.search(name.text) else Column.FIELD
        if len(name.text) > 14 or (column is Column.FIELD and not re.search(r"[类面业设]$", name.text)):
            return False
        self.section[column] = Held(column, name)
        return True

    def _record(self, row: Sequence[Cell]) -> None:
        held = [
            Held(column, cell, self._head(at))
            for at, (cell, column) in enumerate(zip(row, self.columns, strict=False))
            if cell.text and column is not Column.IGNORED
        ]
        title = next((one for one in held if one.column is Column.TITLE), None)
        if title is None or title.cell.span in self.before:
            fresh = [one for one in held if one.column in JOINED and one.cell.span not in self.before]
            self._continue(fresh, row, covered=title is not None)
        elif self._goes_on(title.cell, row):
            self._lengthen(title.cell, row)
        elif title_like(title.cell.text):
            filled = [*held, *self._merged(row)]
            named = {one.column for one in filled}
            filled += [one for column, one in self.section.items() if column not in named]
            self.reading.entries.append(Entry(tuple(filled), self.about, self._span(row), self.hint))
            self._remember(row)
        else:
            self.reading.unread.append(self._span(row))

    def _goes_on(self, cell: Cell, row: Sequence[Cell]) -> bool:
        """Whether a cell is the rest of the title above: that one broke off, and this row has no number of its own."""
        title = (
            self.reading.entries[-1].first(Column.TITLE) if self.reading.entries and self.ordered is not None else None
        )
        if title is None or self._begins(row) or title.cell.span not in self.before:
            return False
        begun = NUMBERING.match(cell.text) or cell.text.startswith("关于") or len(cell.text) > LONGEST
        return (
            not begun and not KIND_END.search(plain(title.cell.text)) and KIND_END.search(plain(cell.text)) is not None
        )

    def _lengthen(self, rest: Cell, row: Sequence[Cell]) -> None:
        last = self.reading.entries[-1]
        held = [
            replace(one, cell=Cell(one.cell.text + rest.text, Span(one.cell.span.start, rest.span.end)))
            if one.column is Column.TITLE
            else one
            for one in last.held
        ]
        self.reading.entries[-1] = replace(last, held=tuple(held), span=Span(last.span.start, self._span(row).end))

    def _begins(self, row: Sequence[Cell]) -> bool:
        """Whether a row has an ordinal or number of its own where rows have one."""
        return self.ordered is not None and self.ordered < len(row) and len(row) > 1 and bool(row[self.ordered].text)

    def _continue(self, held: list[Held], row: Sequence[Cell], *, covered: bool = False) -> None:
        """A row that only goes on with the names or departments of the row above, which it was merged with."""
        last = self.reading.entries[-1] if self.reading.entries else None
        if last is None or (not covered and (not held or self._begins(row))):
            self.reading.unread.append(self._span(row))
            return
        span = Span(last.span.start, max(last.span.end, self._span(row).end))
        self.reading.entries[-1] = replace(last, held=(*last.held, *held), span=span)

    def _merged(self, row: Sequence[Cell]) -> Iterator[Held]:
        """What a merged cell above says of this row: the ordinal is empty too, or a group stands left of the title."""
        belongs = self.ordered is not None and not self._begins(row)
        title = self.columns.index(Column.TITLE)
        for at, column in enumerate(self.columns):
            empty = at >= len(row) or not row[at].text
            grouping = column in (Column.GROUP, Column.FIELD, Column.KIND) and at < title
            if empty and at in self.above and ((belongs and column in MERGED_BY_ROW) or grouping):
                yield Held(column, self.above[at], self._head(at))

    def _remember(self, row: Sequence[Cell]) -> None:
        """The last filled cell of each column; a record of its own clears what reaches over its own rows only."""
        title = self.columns.index(Column.TITLE)
        own = self.ordered is None or self._begins(row)
        for at, column in enumerate(self.columns):
            if at < len(row) and row[at].text:
                self.above[at] = row[at]
            elif own and not (column in (Column.GROUP, Column.FIELD, Column.KIND) and at < title):
                self.above.pop(at, None)

    def _span(self, row: Sequence[Cell]) -> Span:
        own = [cell for cell in row if cell.span not in self.before]
        return _span(own if _texts(own) else row)

    def _head(self, at: int) -> str:
        return self.words[at] if at < len(self.words) else ""


def _texts(row: Iterable[Cell]) -> list[Cell]:
    """The filled cells; one that reaches over several columns counts once."""
    return list({cell.span: cell for cell in row if cell.text}.values())


def _span(row: Iterable[Cell]) -> Span:
    places = [cell.span for cell in row if cell.text]
    return Span(min(place.start for place in places), max(place.end for place in places))


def _name(cell: Cell) -> Cell | None:
    """A section's name without its numbering and its count."""
    if len(cell.text) > LONGEST:
        return None
    start = match.end() if (match := NUMBERING.match(cell.text)) else 0
    counted = COUNTED.search(cell.text, start)
    return piece(cell, start, counted.start() if counted else len(cell.text))
