"""A tree of HTML as lines and tables, in the order they are shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .writing import ABOVE

BREAKING = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "title", "tr", "ul",
}  # fmt: skip
HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·"
WRAPPED = re.compile(rf"(?<=[{HAN}])[ \t]*\r?\n\s*(?=[{HAN}])")
BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
WIDEST = 64  # columns or rows one cell may span


@dataclass(frozen=True, slots=True)
class Line:
    """One line as shown; `linked`: all of it is a link."""

    text: str
    linked: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of records. A cell that the one above it covers is `ABOVE`."""

    rows: tuple[tuple[str | None, ...], ...]


def blocks_of(root: Any) -> Iterator[Line | Rows]:
    """The lines and tables below an element. Tables that only arrange the page are read as what they hold."""
    pieces: list[str] = []
    linked = True
    for kind, value in _events(root):
        if kind == "text":
            text, inside = value
            pieces.append(text)
            linked = linked and (inside or not text.strip())
            continue
        line = plain("".join(pieces))
        if line:
            yield Line(line, linked)
        pieces, linked = [], True
        if kind == "table":
            yield Rows(rows_of(value))


def plain(text: str) -> str:
    """A text as a browser shows it: runs of blanks as one, a line broken between two Chinese characters joined."""
    return BLANKS.sub(" ", WRAPPED.sub("", text)).strip()


def _events(root: Any) -> Iterator[tuple[str, Any]]:
    """("text", (text, in a link)), ("break", None) and ("table", element), without recursion: pages nest deeply."""
    stack: list[tuple[Any, bool, bool]] = [(root, False, False)]
    while stack:
        element, inside, leaving = stack.pop()
        breaking = element.tag in BREAKING
        if leaving:
            if breaking:
                yield "break", None
            if element is not root and element.tail:
                yield "text", (element.tail, inside)
            continue
        stack.append((element, inside, True))
        if not isinstance(element.tag, str):
            continue
        if breaking:
            yield "break", None
        if element.tag == "table" and element is not root and is_records(element):
            yield "table", element
            continue
        within = inside or element.tag == "a"
        if element.text:
            yield "text", (element.text, within)
        stack.extend((child, within, False) for child in reversed(element))
    yield "break", None


def is_records(table: Any) -> bool:
    """Whether a table holds records, a cell each fact, and does not arrange the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [len(row.findall("td")) + len(row.findall("th")) for row in table.iter("tr")]
    wide = [width for width in rows if width > 1]
    return len(wide) > 1 and len(wide) * 2 > len(rows)


def rows_of(table: Any) -> tuple[tuple[str | None, ...], ...]:
    """The rows of a table with merged cells laid out."""
    rows: list[tuple[str | None, ...]] = []
    covered: dict[int, int] = {}  # column -> rows that a cell above still covers
    for row in table.iter("tr"):
        texts: list[str | None] = []
        for cell in row.iterchildren("td", "th"):
            _cover(texts, covered)
            text = plain(" ".join(" ".join(cell.itertext()).split("\n")))
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            if down > 1:
                covered[len(texts)] = down
            texts += [text, *[""] * (across - 1)]
        _cover(texts, covered)
        rows.append(tuple(texts))
        covered = {column: left - 1 for column, left in covered.items() if left > 1}
    return tuple(rows)


def _cover(texts: list[str | None], covered: dict[int, int]) -> None:
    """Put in the cells that cells of earlier rows cover here."""
    while len(texts) in covered and covered[len(texts)] > 0:
        texts.append(ABOVE)


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, min(int(value), WIDEST)) if value.isdecimal() and len(value) < 6 else 1
