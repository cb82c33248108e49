"""A sheet to draw on: shapes by class, words whose boxes are known, and the SVG of all of it."""

from dataclasses import dataclass, field
from html import escape

NARROW, WIDE = 350, 720
# The height of the words of each class where they are largest, in px. In large text base.css enlarges them on a wide
# sheet; a narrow one is not shown then, but its table.
SIZES = {NARROW: {"t": 13, "tb": 14, "tn": 26}, WIDE: {"t": 16, "tb": 16, "tn": 26}}
_ASCENT = 0.85  # the part of a line of text that stands above its base line
_HALF = 0.6  # the width of a digit or a Latin letter, in parts of its height


def width_of(words: str, look: str, sheet: int) -> float:
    """About how wide words are at their largest on a sheet of a width, rather too much than too little."""
    ems = sum(1.0 if ord(char) > 0x2E7F or char in "“”…—" else 0.35 if char == " " else _HALF for char in words)
    return ems * SIZES[sheet][look.split()[0]]


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text on a sheet of a width. `look`: t, tb or tn, and its anchor: nothing, m (middle) or e (end)."""

    text: str
    look: str
    x: float
    y: float
    sheet: int

    @property
    def box(self) -> Box:
        """The place it takes at its largest."""
        wide, high = width_of(self.text, self.look, self.sheet), SIZES[self.sheet][self.look.split()[0]]
        anchor = self.look.split()[1:]
        left = self.x - (wide if "e" in anchor else wide / 2 if "m" in anchor else 0)
        return Box(left, self.y - high * _ASCENT, left + wide, self.y + high * (1 - _ASCENT))


@dataclass(slots=True)
class Drawing:
    """A sheet of a width; its height follows what stands lowest."""

    width: int
    height: float = 0.0
    words: list[Words] = field(default_factory=list)
    _shapes: list[str] = field(default_factory=list)

    def rect(self, look: str, x: float, y: float, width: float, height: float) -> None:
        """A rectangle; what has no extent is not drawn."""
        if width > 0 and height > 0:
            self._reach(y + height)
            self._shapes.append(
                f'<rect class="{look}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
            )

    def band(self, look: str, start: tuple[float, float], end: tuple[float, float], height: float) -> None:
        """A ribbon of this height from the right edge of one block to the left edge of another."""
        if height <= 0:
            return
        (x, y), (to, at) = start, end
        half = (x + to) / 2
        self._reach(max(y, at) + height)
        self._shapes.append(
            f'<path class="{look}" d="M{x:.1f} {y:.1f}C{half:.1f} {y:.1f} {half:.1f} {at:.1f} {to:.1f} {at:.1f}'
            f'v{height:.1f}C{half:.1f} {at + height:.1f} {half:.1f} {y + height:.1f} {x:.1f} {y + height:.1f}z"/>'
        )

    def line(self, look: str, x: float, y: float, to: float, at: float) -> None:
        """A straight line; `hair` ones across a chart are dotted where they stand upright."""
        self._reach(max(y, at))
        dotted = ' stroke-dasharray="1 4"' if look == "hair" and x == to else ""
        self._shapes.append(f'<path class="{look}" d="M{x:.1f} {y:.1f}L{to:.1f} {at:.1f}"{dotted}/>')

    def write(self, look: str, x: float, y: float, text: str) -> Words:
        """One line of text with its base line at `y`."""
        words = Words(text, look, x, y, self.width)
        self._reach(words.box.bottom)
        self.words.append(words)
        place = f'x="{x:.1f}" y="{y:.1f}"'
        self._shapes.append(f'<text class="{look}" {place}>{escape(text)}</text>')
        return words

    def fits(self, look: str, x: float, y: float, text: str) -> bool:
        """Whether a line would stand inside the sheet and over no other."""
        box = Words(text, look, x, y, self.width).box
        inside = box.left >= 0 and box.right <= self.width
        return inside and not any(box.meets(one.box) for one in self.words)

    def svg(self, label: str, css: str) -> str:
        """The drawing, with its sentence for those who do not see it."""
        return (
            f'<svg class="{css}" viewBox="0 0 {self.width} {self.height + 4:.0f}" role="img"'
            f' aria-label="{escape(label)}">{"".join(self._shapes)}</svg>'
        )

    def _reach(self, y: float) -> None:
        self.height = max(self.height, y)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its finding, how to read it, a sentence with its facts, and its two drawings."""

    title: str
    reading: str
    label: str
    narrow: Drawing
    wide: Drawing

    @property
    def svg(self) -> str:
        """Both drawings; the stylesheet shows one."""
        return self.narrow.svg(self.label, "narrow") + self.wide.svg(self.label, "wide")
