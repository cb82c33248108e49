"""What stands behind a title or below it: brackets, a dash with the proposer, labelled words, 市教育局主办."""

import re

from ..records import Cell, Column
from .about import SESSION
from .captions import NUMBER
from .cells import BLANKS, parts, piece, plain
from .content import DEPARTMENT
from .entry import Held
from .headers import columns_of
from .makers import UNREAD, making
from .offices import BEHIND

LABEL = re.compile(r"(?:(?<=^)|(?<=[；;，,。、\s（(]))(?P<head>[\u4e00-\u9fff（）()/]{2,10}?)[：:]\s*")
BRACKET = re.compile(r"\s*[（(【\[](?P<inner>(?:[^（()）【】\[\]]|[（(][^（()）]*[)）])*)[)）】\]]\s*")
DASH = re.compile(r"\s*(?:——|--|—|－|–|-)\s*")
STOPS = " \t\u3000；;。，,、"


def trailing(cell: Cell, start: int) -> list[Held] | None:
    """All behind a title; None when it is prose, so that the line is no item of a list."""
    found: list[Held] = []
    end = len(cell.text.rstrip(STOPS))
    while start < end:
        bracket = BRACKET.match(cell.text, start, end)
        if bracket:
            inner = piece(cell, *bracket.span("inner"))
            found += inside(inner) if inner else []
            start = bracket.end()
            continue
        dash = DASH.match(cell.text, start)
        if not dash and cell.text[start] not in BLANKS + "，,、":
            return None
        stop = cell.text.find("（", start + 1, end)
        begin = dash.end() if dash else start
        while begin < end and cell.text[begin] in STOPS:
            begin += 1
        rest = piece(cell, begin, stop if stop > 0 else end)
        held = _behind(rest) if rest else []
        if rest and not held:
            return None
        found += held
        start = stop if stop > 0 else end
    return found


def _behind(cell: Cell) -> list[Held]:
    """民盟市委 · 罗一鸣 主办：市教育局; [] when the part before the first label names nobody."""
    label = next((match for match in LABEL.finditer(cell.text) if columns_of(match["head"])), None)
    first = piece(cell, 0, label.start()) if label else cell
    held = held_by(first) if first else []
    if first and not held:
        return []
    rest = piece(cell, label.start(), len(cell.text)) if label else None
    return [*held, *(inside(rest) if rest else [])]


def details(cell: Cell) -> list[Held]:
    """The cells of a line below a title: 提案人：张三, （张三等5人）, ——民盟市委; [] when it is something else."""
    if _labelled(cell):
        return inside(cell)
    if cell.text.startswith(("（", "—", "--")) and len(cell.text) <= 60:
        return trailing(cell, 0) or []
    return []


def _labelled(cell: Cell) -> bool:
    label = LABEL.match(cell.text)
    return label is not None and bool(columns_of(label["head"]))


def inside(cell: Cell) -> list[Held]:
    """The cells of a bracket's or a labelled line's text. What says nothing known is left out."""
    labels = [match for match in LABEL.finditer(cell.text) if columns_of(match["head"])]
    found: list[Held] = []
    first = labels[0].start() if labels else len(cell.text)
    for one in parts(piece(cell, 0, first) or Cell("", cell.span), "；;，,。"):
        found += held_by(one)
    ends = [*(label.start() for label in labels[1:]), len(cell.text)]
    for label, end in zip(labels, ends, strict=False):
        value = piece(cell, label.end(), end)
        column = columns_of(label["head"])[0]
        if value and column is not Column.IGNORED:
            trimmed = piece(value, 0, len(value.text.rstrip(STOPS)))
            found += [Held(column, trimmed, label["head"])] if trimmed else []
    return found


def held_by(cell: Cell) -> list[Held]:
    """What one unlabelled piece holds: a session, a number, a department with its role, those who propose."""
    text = plain(cell.text)
    if SESSION.fullmatch(text):
        return [Held(Column.SESSION, cell)]
    number = NUMBER.match(text)
    if number and (number["mark"] or number.start("number") > 0 or number["number"].startswith("0")):
        at = cell.text.find(number["number"])
        digits = piece(cell, at, at + len(number["number"]))
        return [Held(Column.NUMBER, digits)] if digits else []
    role = BEHIND.search(text)
    if role and role.start() >= 2 and DEPARTMENT.search(text[: role.start()]):
        assist = role["assist"] or role["assist2"]
        return [Held(Column.ASSIST_DEPARTMENT if assist else Column.LEAD_DEPARTMENT, cell)]
    return [Held(Column.PROPOSERS, cell)] if "推荐" not in text and _makers(cell) else []


def _makers(cell: Cell) -> bool:
    """Whether a piece without a label names those who propose and nothing else."""
    read = making(cell)
    surely = all(one.sure or not one.person for one in read.makers)
    return bool(read.makers) and surely and UNREAD not in read.doubts
