"""The separate points of a cell that holds what is asked; a cell without any asks nothing that can be told apart."""

import re

from ..records import Ask, Cell
from ..text.quantities import quantities
from .cells import piece, plain

MARK = re.compile(
    r"(?:(?<=^)|(?<=[。；;：:\s，,]))(?:[一二三四五六七八九十]{1,3}(?:是要?|要(?=[^求])|、)|第[一二三四五六七八九十][，,、]|[（(][一二三四五六七八九十\d]{1,2}[）)]"
    r"|\d{1,2}[.、．](?!\d)|[①-⑳]|(?:首先|其次|再次|最后)[，,])"
)
OWN = "诉求"  # how this site's own tables head their points: 1. … 2. …, each whole
BEGIN = re.compile(r"(?:^|(?<=\s))(?P<n>[1-9]\d{0,2})\. ")
DEMANDING = re.compile(r"建议|办法|对策|措施|诉求")
EDGE = " \t\r\n\u3000，,；;。：:"
LONGEST_SINGLE = 200  # characters: a longer text without marks mixes reasons and demands


def points(cell: Cell, head: str) -> tuple[Ask, ...]:
    """The counted points of a content cell; a short cell under a header of demands is one point by itself."""
    if plain(head) == OWN and (numbered := _numbered(cell)):
        return numbered
    marks = list(MARK.finditer(cell.text))
    if len(marks) < 2:
        single = DEMANDING.search(head) and len(cell.text) <= LONGEST_SINGLE
        return tuple(one for one in [_ask(cell, 0, len(cell.text))] if one) if single else ()
    ends = [mark.start() for mark in marks[1:]] + [len(cell.text)]
    found = (_ask(cell, mark.end(), end) for mark, end in zip(marks, ends, strict=True))
    return tuple(one for one in found if one)


def _numbered(cell: Cell) -> tuple[Ask, ...]:
    """The points of a cell that counts 1. 2. 3. from its beginning, each however it goes on; () for any other cell."""
    begins: list[re.Match[str]] = []
    for one in BEGIN.finditer(cell.text):
        if int(one["n"]) == len(begins) + 1 and (begins or not one.start()):
            begins.append(one)
    ends = [one.start() for one in begins[1:]] + [len(cell.text)]
    found = (piece(cell, one.end(), end) for one, end in zip(begins, ends, strict=False))
    return tuple(Ask(one.text, one.span, quantities(one.text)) for one in found if one)


def _ask(cell: Cell, start: int, end: int) -> Ask | None:
    while start < end and cell.text[start] in EDGE:
        start += 1
    while end > start and cell.text[end - 1] in EDGE:
        end -= 1
    found = piece(cell, start, end)
    if not found or len(found.text) < 4:
        return None
    text = re.sub(r"[ \t\u3000]*[\r\n]+[ \t\u3000]*", "", found.text)
    return Ask(text, found.span, quantities(text))
