"""A title's cell: the headline as printed, and what stands in brackets behind it."""

import re
from dataclasses import dataclass

from ..records import Cell, Kind
from .about import SESSION
from .cells import piece, plain

ORDINAL = re.compile(r"\s*(?:[（(]?\d{1,4}[）)]?[.、．)）]|[（(]\d{1,4}[）)]|[①-⑳])\s*(?=\D)")
PREFIX = re.compile(
    r"\s*第?(?P<number>[A-Za-z]{0,6}-?\d{1,12}(?:-\d{1,6})?)号(?:建议|提案|议案|案)?[：: 　]*(?=[《“关\u4e00-\u9fff])"
)
BEHIND = re.compile(r"[（(【\[]([^（()）【】\[\]]{1,40})[)）】\]]\s*$")
NUMBER = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8}第|(?:建议|提案|议案)?(?:编号|案号|号)?[：:]?)(?P<number>[A-Za-z]{0,6}-?\d{1,12}(?:-\d{1,6})?)(?P<mark>号)?(?:建议|提案|议案|案)?$"
)
YEAR = re.compile(r"(?:19|20)\d\d$")
QUOTED = re.compile(r"[《“](?P<title>.*)[》”]$", re.S)
# A blank that stands where no clause ends is what a line break in a cell left: 关于疏浚河道的 建议.
LAYOUT = re.compile(
    r"(?<=[的和与及、，在对])[ \u3000]+(?=[\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[的和与及、，]|[\u4e00-\u9fff]{1,4}$)"
)
KINDS = {"建议": Kind.SUGGESTION, "提案": Kind.PROPOSAL, "议案": Kind.MOTION}
ENDING = re.compile(r"(建议|提案|议案)案?[》”]*$")


@dataclass(frozen=True, slots=True)
class Caption:
    """What one title cell says."""

    headline: str
    cell: Cell
    number: Cell | None = None
    session: Cell | None = None
    kind: Kind | None = None


def caption(cell: Cell, *, numbered: bool = False) -> Caption | None:
    """Read a title's cell; `numbered` says that its header announces a number in it. None without a title."""
    start, end, number = 0, len(cell.text), None
    if match := ORDINAL.match(cell.text):
        start = match.end()
    if match := PREFIX.match(cell.text, start):
        number, start = piece(cell, *match.span("number")), match.end()
    session = None
    while match := BEHIND.search(cell.text, max(start, end - 48), end):
        inner = piece(cell, *match.span(1))
        found = _number(inner, numbered) if inner and number is None else None
        meeting = inner if inner and session is None and SESSION.search(plain(inner.text)) else None
        if not found and not meeting:
            break
        number, session, end = number or found, session or meeting, match.start()
    return _caption(cell, start, end, number, session)


def _caption(cell: Cell, start: int, end: int, number: Cell | None, session: Cell | None) -> Caption | None:
    while end > start and cell.text[end - 1] in "。；;，,、 \n\t\u3000":
        end -= 1
    quoted = QUOTED.match(cell.text, start, end)
    if quoted and not re.search("[《》“”]", quoted["title"]):
        start, end = quoted.span("title")
    whole = piece(cell, start, end)
    if not whole:
        return None
    text = LAYOUT.sub("", re.sub(r"[ \t\u3000]*[\r\n\v]+[ \t\u3000]*", "", whole.text))
    ending = ENDING.search(plain(text))
    return Caption(text, whole, number, session, KINDS[ending[1]] if ending else None)


def _number(inner: Cell, numbered: bool) -> Cell | None:
    match = NUMBER.match(plain(inner.text))
    if not match:
        return None
    digits = match["number"]
    told = numbered or match["mark"] or match.start("number") > 0 or digits.startswith("0") or not digits.isdigit()
    if YEAR.match(digits) and not match["mark"] and not numbered:
        return None
    if not told and len(digits) < 2:
        return None
    at = inner.text.find(digits)
    return piece(inner, at, at + len(digits)) if at >= 0 else None
