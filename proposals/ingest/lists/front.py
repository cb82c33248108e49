"""The lines around a list: its title, and what they say of the rows below them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..records import Cell, Span, Table
from ..text.blocks import Block
from .about import KIND_WORD, LISTED, SESSION, About, about
from .cells import piece

LONGEST = 60  # characters of a title
PROSE = 400  # characters of a line of prose that are searched for the session
ATTACHED = re.compile(r"附件?[一二三四五六七八九十\d]{0,2}[：:]\s{0,4}|附件[一二三四五六七八九十\d]{1,2}\s{1,4}")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands above rows: what it says, the list's title, the lines that said it."""

    about: About
    title: Cell | None
    claimed: tuple[Span, ...]


def front(lines: Iterable[Block | Cell], outer: About) -> Front:
    """Read lines from the top down: the nearer to the rows, the weightier."""
    said, title = outer, None
    claimed: list[Span] = []
    for line in lines:
        cell = _bare(Cell(line.text, line.span))
        heading = speaks(cell)
        if heading:
            said = about(cell).below(said)
            claimed.append(cell.span)
            if LISTED.search(cell.text) and (KIND_WORD.search(cell.text) or title is None):
                title = cell
            title = title or cell
            continue
        if title is None and _titular(cell):
            title = cell
        if said.session is None and (start := piece(cell, 0, PROSE)):
            prose = about(start)
            said = said.below(About(session=prose.session, level=prose.level)) if prose.session else said
    return Front(said, title, tuple(claimed))


def _bare(cell: Cell) -> Cell:
    """A title without 附件1： before it."""
    match = ATTACHED.match(cell.text)
    return (piece(cell, match.end(), len(cell.text)) or cell) if match else cell


def _titular(cell: Cell) -> bool:
    """Whether a line can be the title of a page about proposals, though it says nothing of the rows."""
    return (
        len(cell.text) <= LONGEST
        and KIND_WORD.search(cell.text) is not None
        and not re.search(r"[。；，：:]$", cell.text)
    )


def speaks(cell: Cell) -> bool:
    """Whether a line is a title that says something of the rows."""
    text = cell.text
    if len(text) > LONGEST or text.endswith(("。", "；", "，", "：", ":")) or "联系" in text or "电话" in text:
        return False
    return bool(SESSION.search(text) or (KIND_WORD.search(text) and (LISTED.search(text) or len(text) <= 20)))


def above(table: Table, header: int, lines: Sequence[Block]) -> list[Block | Cell]:
    """What stands above a table's rows: the lines, the sheet's name, the table's own rows over its header."""
    found: list[Block | Cell] = list(lines)
    if table.name:
        start = table.rows[0][0].span.start if table.rows and table.rows[0] else 0
        found.append(Cell(table.name, Span(start, start)))
    for row in table.rows[: max(header, 0)]:
        texts = {cell.span: cell for cell in row if cell.text}
        if len(texts) == 1:
            found += texts.values()
    return found
