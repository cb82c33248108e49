"""Which row of a table is its header and what each column holds: by the header's words first, then by the cells."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..normal import normal
from ..records import Cell, Column, Mapping, Table
from .cells import plain
from .content import LETTER, MAKERS, NUMBER, fit, summing, titled
from .headers import columns_of, is_header

TOP = 20  # rows in which a header is looked for
SAMPLE = 60  # rows by whose cells a column is judged
WIDEST = 100  # columns: what lies further right is left out
SHARE = 0.6  # of the filled cells that must look alike
Row = Sequence[Cell]


def guess(tables: Sequence[Table]) -> Mapping:
    """Header and columns of the table that lists proposals, or of the longest one; `header` is -1 without a header."""
    table = principal(tables)
    return guessed(table) if table else Mapping(-1, ())


def principal(tables: Sequence[Table]) -> Table | None:
    """The table a mapping speaks of: the first with titles of proposals, else the one with most rows."""
    titles = (one for one in tables if Column.TITLE in guessed(one).columns)
    return next(titles, None) or max(tables, key=lambda one: len(one.rows), default=None)


def header_signature(table: Table, mapping: Mapping) -> str:
    """The key under which a mapping is remembered: the header's cells joined by |, in one script and without blanks."""
    return "|".join(heads(_plainly(table), mapping.header))


def _plainly(table: Table) -> Table:
    """The first rows in simplified script and one width of punctuation, as all rules want them."""
    rows = (tuple(Cell(normal(cell.text).text, cell.span) for cell in row) for row in table.rows[: TOP + SAMPLE])
    return Table(table.name, tuple(rows))


def guessed(table: Table) -> Mapping:
    """Header and columns of one table, written in any script and width of punctuation."""
    return surmised(_plainly(table))


def surmised(table: Table) -> Mapping:
    """The same of a table that is already in simplified script and one width of punctuation."""
    header = _header(table.rows)
    words = heads(table, header)
    width = min(WIDEST, max((len(row) for row in table.rows[: SAMPLE + TOP]), default=0))
    below = table.rows[header + 1 : header + 1 + SAMPLE]
    sample = [row for row in below if (_filled(row) > 1 or width == 1) and not summing(cell.text for cell in row)]
    stacks = [[row[at].text for row in sample if at < len(row) and row[at].text] for at in range(width)]
    return Mapping(header, _columns([*words[:width], *[""] * (width - len(words))], stacks))


def heads(table: Table, header: int) -> tuple[str, ...]:
    """The words above each column; those of a header over two rows are joined, the upper reaching over its columns."""
    if not 0 <= header < len(table.rows):
        return ()
    lower = [cell.text for cell in table.rows[header]]
    if header == 0 or not _upper(table.rows[header - 1], table.rows[header]):
        return tuple(map(plain, lower))
    upper = [cell.text for cell in table.rows[header - 1]]
    wide = max(len(upper), len(lower))
    upper, lower = upper + [""] * (wide - len(upper)), lower + [""] * (wide - len(lower))
    reaching = ""
    found: list[str] = []
    for above, below in zip(upper, lower, strict=True):
        reaching = above if above else (reaching if below else "")
        found.append(plain(f"{reaching}/{below}" if reaching and below not in ("", reaching) else below or reaching))
    return tuple(found)


def _header(rows: Sequence[Row]) -> int:
    """The index of the header's last row; -1 when no row of the first ones is a header."""
    for at, row in enumerate(rows[:TOP]):
        texts = [cell.text for cell in row]
        if is_header(texts):
            return at + 1 if at + 1 < len(rows) and _upper(row, rows[at + 1]) else at
        if (
            at + 1 < len(rows)
            and _upper(row, rows[at + 1])
            and is_header(list(heads(Table(None, tuple(map(tuple, rows[: at + 2]))), at + 1)))
        ):
            return at + 1
    return -1


def _upper(row: Row, below: Row) -> bool:
    """Whether two rows are one header: the lower has header words only under cells that reach over it or are empty."""
    if not row or not below or _filled(below) == 0 or _filled(row) < 2:
        return False
    texts = [cell.text for cell in below if cell.text]
    same = [one.text for one, other in zip(row, below, strict=False) if one.text and one.text == other.text]
    known = [text for text in texts if columns_of(text) or text in ("姓名", "主办", "会办", "人数")]
    return len(known) == len(texts) and not _again(row, same) and _gaps(row, below)


def _again(row: Row, same: list[str]) -> bool:
    """A header that is printed twice is no header over two rows."""
    return len(same) == _filled(row)


def _gaps(row: Row, below: Row) -> bool:
    """Whether the upper row leaves room (an empty or a repeated cell) where the lower one speaks."""
    texts = [cell.text for cell in row]
    return any(
        cell.text and (at >= len(texts) or not texts[at] or texts[at] in texts[:at] or texts[at] in texts[at + 1 :])
        for at, cell in enumerate(below)
    )


def _filled(row: Row) -> int:
    return len({cell.span for cell in row if cell.text})


def period(words: Sequence[object]) -> int:
    """The number of columns after which a header says the same again: two records stand side by side. Else all."""
    wide = len(words)
    periods = (one for one in range(2, wide // 2 + 1) if wide % one == 0)
    return next((one for one in periods if list(words[:one]) * (wide // one) == list(words) and any(words)), wide)


def _columns(words: Sequence[str], stacks: Sequence[list[str]]) -> tuple[Column, ...]:
    if (part := period(words)) < len(words):
        return _columns(words[:part], stacks[:part]) * (len(words) // part)
    chosen: list[Column | None] = [None] * len(words)
    options = [columns_of(word) for word in words]
    for certain in (True, False):
        for at, found in enumerate(options):
            if chosen[at] is None and found and (len(found) == 1) is certain:
                chosen[at] = _chosen(found, stacks[at], chosen)
    missing = (Column.TITLE, Column.PROPOSERS, Column.LEAD_DEPARTMENT, Column.NUMBER)
    for column in missing:
        if column not in chosen and not (column is Column.PROPOSERS and MAKERS & set(chosen)):
            place = _looking(column, words, stacks, chosen)
            if place is not None:
                chosen[place] = column
    return tuple(one or Column.IGNORED for one in chosen)


def _chosen(found: tuple[Column, ...], cells: list[str], taken: Iterable[Column | None]) -> Column:
    """The first of several meanings that the cells bear out; one certain meaning needs no proof but is given once."""
    once = {Column.TITLE, Column.NUMBER, Column.ORDINAL} & set(taken)
    open_ones = [column for column in found if column not in once]
    if not open_ones:
        return Column.IGNORED
    if len(found) == 1:
        return open_ones[0]
    return next((column for column in open_ones if borne_out(column, cells)), Column.IGNORED)


def borne_out(column: Column, cells: list[str]) -> bool:
    """Whether most cells look like what the column should hold."""
    bare = [plain(cell) for cell in cells]
    if column is Column.NUMBER:
        return _share(bare, lambda text: bool(NUMBER.match(text))) and not counting(bare)
    if column is Column.ORDINAL:
        return counting(bare)
    if column in (Column.FIELD, Column.ASKS, Column.ORGANISATION):
        return bool(bare) and not _share(bare, lambda text: bool(LETTER.match(text)))
    if column is Column.TITLE:
        return _share(bare, titled)
    return _share(bare, lambda text: fit(text, column) > 1)


def counting(cells: list[str]) -> bool:
    """1, 2, 3 …: a running number of this list says nothing of a file."""
    digits = [int(cell) for cell in cells if cell.isdecimal() and not cell.startswith("0") and len(cell) < 7]
    steps = [later - one == 1 for one, later in pairwise(digits)]
    return len(digits) * 5 >= len(cells) * 4 > 0 and digits[0] <= 1 and sum(steps) * 5 >= len(steps) * 4


def _looking(
    column: Column, words: Sequence[str], stacks: Sequence[list[str]], chosen: Sequence[Column | None]
) -> int | None:
    """A column without a known header whose cells look like what is missing; numbers only under no header at all."""
    for at, cells in enumerate(stacks):
        if (
            chosen[at] is None
            and cells
            and (column is not Column.NUMBER or not any(words))
            and borne_out(column, cells)
        ):
            return at
    return None


def _share(cells: list[str], holds: object) -> bool:
    return bool(cells) and callable(holds) and sum(bool(holds(cell)) for cell in cells) >= SHARE * len(cells)
