"""Which departments a cell hands a file to, and in which role."""

import re
from collections.abc import Iterator

from ..records import Cell, Column
from .cells import BLANKS, parts, piece, plain

LEAD_WORD, ASSIST_WORD = "主办|独办|分办|承办|牵头|责任", "会办|协办|配合|参办"
LABEL = re.compile(rf"(?:(?P<lead>{LEAD_WORD})|(?P<assist>{ASSIST_WORD}))(?:单位|部门)?(?:为|是)?[：:]")
BEHIND = re.compile(
    rf"(?:[（(](?:(?P<lead>{LEAD_WORD}|主)|(?P<assist>{ASSIST_WORD}|会|协))(?:单位)?[)）]|(?P<lead2>{LEAD_WORD})|(?P<assist2>{ASSIST_WORD}))$"
)
MARKS = "、，,；;/／\n\t|。" + BLANKS
NONE = re.compile(r"[-—–/无暂\\\d.]*$|我(?:局|委|办|单位)$|本(?:局|委|办|单位)$")
TOO_LONG = 30  # characters: what is longer is no name of a department
Office = tuple[str, str, Cell]


def offices(cell: Cell, column: Column, head: str) -> list[Office]:
    """Name, role and place of each department a cell names; the role is unknown where neither cell nor header says."""
    labels = list(LABEL.finditer(cell.text))
    found: list[Office] = []
    begin, role = 0, None
    for label in [*labels, None]:
        end = label.start() if label else len(cell.text)
        found += _listed(piece(cell, begin, end), role, column, head)
        if label:
            begin, role = label.end(), "lead" if label["lead"] else "assist"
    return found


def _listed(cell: Cell | None, role: str | None, column: Column, head: str) -> list[Office]:
    names = list(_names(cell)) if cell else []
    if role:
        return [(name, said or role, place) for name, said, place in names]
    several = len(names) > 1
    return [
        (name, said or _by_header(order, several, column, head), place)
        for order, (name, said, place) in enumerate(names)
    ]


def _by_header(order: int, several: bool, column: Column, head: str) -> str:
    """主办 says it of all it heads; 主（会）办 of the first only; 承办 of several leaves it open who leads."""
    if column is Column.ASSIST_DEPARTMENT:
        return "assist"
    both = re.search(r"主", head) and re.search(r"会|协", head)
    if not several or (both and order == 0):
        return "lead"
    return "lead" if re.search(r"主办|分办|独办", head) and not both else "unknown"


def _names(cell: Cell) -> Iterator[tuple[str, str | None, Cell]]:
    for part in parts(cell, MARKS):
        start = 1 if part.text.startswith("由") else 0
        end = len(part.text)
        behind = BEHIND.search(part.text)
        role = None
        if behind and behind.start() > start:
            end = behind.start()
            role = "lead" if behind["lead"] or behind["lead2"] else "assist"
        end = len(part.text[:end].rstrip("等"))
        place = piece(part, start, end)
        if place and 2 <= len(place.text) <= TOO_LONG and not NONE.match(plain(place.text)):
            yield plain(place.text), role, place
