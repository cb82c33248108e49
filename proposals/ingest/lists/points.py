"""The separate points of a cell that holds what is asked; a cell without any asks nothing that can be told apart."""

import re

from ..records import Ask, Cell
from ..text.quantities import quantities
from .cells import piece

MARK = re.compile(
    r"(?:(?<=^)|(?<=[。；;：:\s，,]))(?:[一二三四五六七八九十]{1,3}(?:是要?|要(?=[^求])|、)|第[一二三四五六七八九十][，,、]|[（(][一二三四五六七八九十\d]{1,2}[）)]"
    r"|\d{1,2}[.、．](?!\d)|[①-⑳]|(?:首先|其次|再次|最后)[，,])"
)
DEMANDING = re.compile(r"建议|办法|对策|措施|诉求")
EDGE = " \t\r\n\u3000，,；;。：:"
LONGEST_SINGLE = 200  # characters: a longer text without marks mixes reasons and demands


def points(cell: Cell, head: str) -> tuple[Ask, ...]:
    """The counted points of a content cell; a short cell under a header of demands is one point by itself."""
    marks = list(MARK.finditer(cell.text))
    if len(marks) < 2:
        single = DEMANDING.search(head) and len(cell.text) <= LONGEST_SINGLE
        return tuple(one for one in [_ask(cell, 0, len(cell.text))] if one) if single else ()
    ends = [mark.start() for mark in marks[1:]] + [len(cell.text)]
    found = (_ask(cell, mark.end(), end) for mark, end in zip(marks, ends, strict=True))
    return tuple(one for one in found if one)


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
