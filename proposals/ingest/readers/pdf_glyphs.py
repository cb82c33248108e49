"""Where on a page which characters stand: a page's drawing operations, of which only those of text are followed.

pypdf's own text extraction joins what stands on one line across columns, so the operations are read here (ISO 32000-1,
9.4) with pypdf's fonts. Widths are those the fonts state, in points; y grows upwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject
from pypdf.generic._font import Font

from .limits import PDF_NESTING

Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
WIDE = 0x2E80  # from here on a character is as wide as it is high


@dataclass(frozen=True, slots=True)
class Shown:
    """One string as shown: its characters, from where to where, on which baseline, in which size."""

    text: str
    left: float
    right: float
    y: float
    size: float


@dataclass(slots=True)
class Glyphs:
    """What a page shows, and how many operations are left of what a document may hold."""

    shown: list[Shown]
    left: int


@dataclass(slots=True)
class State:
    """The graphics state that text depends on; `q` keeps a copy of it."""

    matrix: Matrix = PLAIN
    font: Font | None = None
    size: float = 12.0
    leading: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0


@dataclass(slots=True)
class _Page:
    reader: pypdf.PdfReader
    left: int
    shown: list[Shown] = field(default_factory=list)
    fonts: dict[int, Font | None] = field(default_factory=dict)
    entered: set[int] = field(default_factory=set)


def glyphs_of(page: pypdf.PageObject, reader: pypdf.PdfReader, left: int) -> Glyphs:
    """All text of a page in the order it is drawn; at most `left` operations are looked at."""
    work = _Page(reader, left)
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    if isinstance(contents, ArrayObject | StreamObject):
        _run(work, contents, _resources(page), State(_rotation(page)), 0)
    return Glyphs(work.shown, work.left)


def _run(work: _Page, contents: Any, resources: Any, state: State, depth: int) -> None:
    stream = ContentStream(
        contents, work.reader, "bytes"
    )  # bytes: else pypdf decodes strings before their font is known
    stack: list[State] = []
    text, line = PLAIN, PLAIN
    for operands, operator in stream.operations:
        work.left -= 1
        if work.left <= 0:
            return
        if operator == b"q":
            stack.append(_copy(state))
        elif operator == b"Q":
            state = stack.pop() if stack else state
        elif operator == b"cm":
            state.matrix = times(_matrix(operands), state.matrix)
        elif operator == b"Do":
            _enter(work, operands, resources, state, depth)
        elif operator == b"Tf":
            state.font = _font(work, resources, operands)
            state.size = _number(operands, 1, state.size)
        elif operator in SETTINGS:
            setattr(state, *_setting(operator, operands, state))
        elif operator == b"BT":
            text = line = PLAIN
        elif operator == b"Tm":
            text = line = _matrix(operands)
        elif operator in (b"Td", b"TD", b"T*", b"'", b'"'):
            text = line = _moved(operator, operands, line, state)
        if operator in (b"Tj", b"TJ", b"'", b'"'):
            text = _show(work, operands, text, state)


SETTINGS = {b"TL": "leading", b"Tc": "spacing", b"Tw": "word_spacing", b"Tz": "stretch"}


def _setting(operator: bytes, operands: Sequence[Any], state: State) -> tuple[str, float]:
    name = SETTINGS[operator]
    value = _number(operands, 0, getattr(state, name))
    return name, value / 100 if operator == b"Tz" else value


def _moved(operator: bytes, operands: Sequence[Any], line: Matrix, state: State) -> Matrix:
    """Where the next line begins."""
    if operator in (b"T*", b"'", b'"'):
        return times((1.0, 0.0, 0.0, 1.0, 0.0, -state.leading), line)
    across, up = _number(operands, 0, 0.0), _number(operands, 1, 0.0)
    if operator == b"TD":
        state.leading = -up
    return times((1.0, 0.0, 0.0, 1.0, across, up), line)


def _show(work: _Page, operands: Sequence[Any], text: Matrix, state: State) -> Matrix:
    """Show strings and move on by their widths."""
    if state.font is None or not operands:
        return text
    items = operands[-1] if isinstance(operands[-1], list) else [operands[-1]]
    for item in items:
        if isinstance(item, int | float):
            text = times((1.0, 0.0, 0.0, 1.0, -float(item) / 1000 * state.size * state.stretch, 0.0), text)
        elif isinstance(item, bytes | str):
            characters, width = _characters(item, state.font, state)
            place = times(text, state.matrix)
            text = times((1.0, 0.0, 0.0, 1.0, width, 0.0), text)
            end = times(text, state.matrix)
            if characters and abs(place[1]) < abs(place[0]) and end[4] > place[4]:
                size = abs(state.size) * (place[2] ** 2 + place[3] ** 2) ** 0.5
                work.shown.append(Shown(characters, place[4], end[4], place[5], size))
    return text


def _characters(raw: bytes | str, font: Font, state: State) -> tuple[str, float]:
    """The characters of a string and how far they move on, in text space."""
    codes = _codes(raw, font)
    simple = font.encoding if isinstance(font.encoding, dict) else {}
    named = [simple.get(ord(code), code) for code in codes]
    text = "".join(str(font.character_map.get(one, one)) for one in named) if font.interpretable else ""
    width = 0.0
    for code in codes:
        width += font.get_text_width(code) / 1000 * state.size + state.spacing
        width += state.word_spacing if code == font.space_char else 0.0
    return text, width * state.stretch


def _codes(raw: bytes | str, font: Font) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(font.encoding, str):
        try:
            return raw.decode(font.encoding, "surrogatepass")
        except (UnicodeDecodeError, LookupError):
            return raw.decode("utf-16-be", "replace")
    return raw.decode("latin-1")


def _enter(work: _Page, operands: Sequence[Any], resources: Any, state: State, depth: int) -> None:
    """Draw a form inside the page; pictures hold no text, and a form is not drawn inside itself."""
    forms = _dictionary(resources.get("/XObject"))
    form = forms[operands[0]] if operands and operands[0] in forms else None
    if not isinstance(form, StreamObject) or form.get("/Subtype") != "/Form":
        return
    if depth >= PDF_NESTING or id(form) in work.entered:
        return
    inner = _copy(state)
    inner.matrix = times(_matrix(form.get("/Matrix") or ()), state.matrix)
    work.entered.add(id(form))
    _run(work, form, _dictionary(form.get("/Resources")) or resources, inner, depth + 1)
    work.entered.discard(id(form))


def _font(work: _Page, resources: Any, operands: Sequence[Any]) -> Font | None:
    fonts = _dictionary(resources.get("/Font"))
    found = fonts[operands[0]] if operands and operands[0] in fonts else None
    if not isinstance(found, DictionaryObject):
        return None
    if id(found) not in work.fonts:
        work.fonts[id(found)] = Font.from_font_resource(found)
    return work.fonts[id(found)]


def _resources(page: pypdf.PageObject) -> Any:
    return _dictionary(page.get("/Resources"))


def _rotation(page: pypdf.PageObject) -> Matrix:
    """A page that is shown turned: its text runs upright once turned."""
    turned: dict[int, Matrix] = {90: (0, -1, 1, 0, 0, 0), 180: (-1, 0, 0, -1, 0, 0), 270: (0, 1, -1, 0, 0, 0)}
    return turned.get(int(page.rotation or 0) % 360, PLAIN)


def _dictionary(value: Any) -> DictionaryObject:
    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _matrix(operands: Sequence[Any]) -> Matrix:
    try:
        a, b, c, d, e, f = (float(one) for one in operands)
    except (TypeError, ValueError):
        return PLAIN
    return a, b, c, d, e, f


def _number(operands: Sequence[Any], order: int, default: float) -> float:
    try:
        return float(operands[order])
    except (IndexError, TypeError, ValueError):
        return default


def _copy(state: State) -> State:
    return State(state.matrix, state.font, state.size, state.leading, state.spacing, state.word_spacing, state.stretch)


def times(one: Matrix, other: Matrix) -> Matrix:
    """One transformation after the other."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
