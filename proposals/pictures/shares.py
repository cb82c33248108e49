"""One whole in its parts: a bar in segments, and the small bars inside the cells of tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from .drawing import NARROW, WIDE, Drawing, Picture, width_of
from .phrases import percent, share

HIGH, LINE = 34, 21


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the whole. `look`: the class of its colour."""

    name: str
    count: int
    look: str


def stacked(parts: Sequence[Part], what: str) -> Picture:
    """A bar of these parts, each named where there is room; all of them stand in the table. `what`: 答复, 件 …"""
    shown = [one for one in parts if one.count]
    total = sum(one.count for one in shown)
    label = f"{what} {total} 件：" + "，".join(f"{one.name} {one.count} 件" for one in shown) + "。"
    return Picture(
        _title(shown, total, what),
        "一格有多长，就占多少；放不下名字的看下面的表",
        label if total else f"还没有{what}。",
        _drawn(shown, total, NARROW),
        _drawn(shown, total, WIDE),
    )


def _title(shown: Sequence[Part], total: int, what: str) -> str:
    if not total:
        return f"还没有{what}"
    largest = max(shown, key=lambda one: one.count)
    if largest.count == total:
        return f"{what} {total} 件，都是“{largest.name}”"
    return f"{what} {total} 件，最多的是“{largest.name}”，{'占' if total >= 10 else ''}{share(largest.count, total)}"


def _drawn(shown: Sequence[Part], total: int, width: int) -> Drawing:
    sheet = Drawing(width)
    x, top = 0.0, 2 * LINE + 6.0
    for one in shown:
        wide = one.count / total * width
        sheet.rect(one.look, x, top, max(wide - 1, 1), HIGH)
        number = f"{one.count} 件 {percent(one.count, total)}".strip()
        room = max(wide - 4, 0)
        if width_of(one.name, "tb", width) <= room and sheet.fits("tb", x, LINE - 4, one.name):
            sheet.write("tb", x, LINE - 4, one.name)
            brief = number if width_of(number, "t", width) <= room else str(one.count)
            sheet.write("t", x, 2 * LINE - 2, brief)
        x += wide
    return sheet


def cell(parts: Sequence[tuple[str, float]], most: float) -> str:
    """A bar inside a cell: segments by class, on a scale that is one for the column (`most` is its whole width)."""
    drawn, x = ['<rect class="wash" width="100" height="10"/>'], 0.0
    for look, value in parts:
        wide = 100 * value / most if most > 0 else 0.0
        if wide > 0:
            seen = min(max(wide, 0.8), 100 - x)
            drawn.append(f'<rect class="{look}" x="{x:.1f}" width="{max(seen - 0.5, 0.5):.1f}" height="10"/>')
            x += wide
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f"{''.join(drawn)}</svg>"
    )


def shade(value: int, most: int) -> str:
    """The class of a cell of numbers by its share of the largest: "", h1c, h2c or h3c; the number stands in it."""
    if not value or not most:
        return ""
    return "" if 6 * value < most else "h1c" if 5 * value < 2 * most else "h2c" if 4 * value < 3 * most else "h3c"
