"""Draws a card: 1200 × 630 pixels, paper and ink, the road below. The same card gives the same bytes.

Without a font, or where it lacks a character of the title, the picture has logo, road and nothing to read.
"""

import itertools
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from .cards import STOPS, Card
from .lettering import Font, holds, lettering

WIDTH, HEIGHT, EDGE = 1200, 630, 80
PAPER, INK, SOFT, FAINT = "#ffffff", "#181b22", "#5d6471", "#b9bec9"
SIZES = (68, 60, 52, 44)  # of a title, the largest that fits
LINES = 3
COLOURS = 32


def drawn(card: Card) -> bytes:
    """The PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    _frame(draw)
    _words(draw, card)
    if card.figures:
        _figures(draw, card.figures)
    else:
        _road(draw, card.far)
    out = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _frame(draw: ImageDraw.ImageDraw) -> None:
    """文武线: the double rule of an almanac, heavy and fine."""
    draw.rectangle((EDGE, 130, WIDTH - EDGE, 134), fill=INK)
    draw.rectangle((EDGE, 141, WIDTH - EDGE, 142), fill=INK)


def _words(draw: ImageDraw.ImageDraw, card: Card) -> None:
    _logo(draw, card)
    _line(draw, (EDGE, 170), card.kick, 30, SOFT)
    _title(draw, card.title, 222 if card.kick else 190)
    if card.foot and not card.figures:
        _line(draw, (EDGE, 432), card.foot, 30, SOFT)


def _logo(draw: ImageDraw.ImageDraw, card: Card) -> None:
    """The name, and the road in small beside it; where nothing can be written, the road alone."""
    font = lettering(50, song=True)
    at = EDGE
    if font is not None and holds(font, card.site):
        draw.text((EDGE, 52), card.site, font=font, fill=INK)
        at = EDGE + round(font.getlength(card.site)) + 28
    for place in range(4):
        _dot(draw, at + 10 + place * 44, 86, 9, reached=place < 3)
    draw.line((at + 10, 86, at + 98, 86), fill=INK, width=4)
    _dotted(draw, at + 98, at + 133, 86)


def _title(draw: ImageDraw.ImageDraw, title: str, top: int) -> None:
    for size in SIZES:
        font = lettering(size, song=True)
        if font is None or not holds(font, title):
            return
        lines = wrapped(title, font, WIDTH - 2 * EDGE)
        if (len(lines) <= LINES and len(lines) * size * 1.4 <= 210) or size == SIZES[-1]:
            break
    lines = _cut(lines, LINES)
    for place, line in enumerate(lines):
        draw.text((EDGE, top + place * size * 1.35), line, font=font, fill=INK)


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1] + "…"]


def wrapped(text: str, font: Font, width: int) -> list[str]:
    """The text in lines no wider than this; a closing mark never begins a line."""
    lines, line = [], ""
    for character in " ".join(text.split()):
        if line and font.getlength(line + character) > width and character not in "，。、；：？！”』」》）…":
            lines.append(line.rstrip())
            line = ""
        line += character if line or character != " " else ""
    return [*lines, line] if line else lines


def _line(draw: ImageDraw.ImageDraw, place: tuple[int, int], text: str, size: int, fill: str) -> None:
    font = lettering(size)
    if font is None or not text or not holds(font, text):
        return
    draw.text(place, _cut(wrapped(text, font, WIDTH - 2 * EDGE), 1)[0], font=font, fill=fill)


def _figures(draw: ImageDraw.ImageDraw, figures: Any) -> None:
    """Three numbers, each with what it counts."""
    large, small = lettering(92, song=True), lettering(30)
    if large is None or small is None:
        return
    for place, (number, what) in enumerate(figures):
        left = EDGE + place * 360
        draw.text((left, 386), str(number), font=large, fill=INK)
        draw.text((left, 506), what, font=small, fill=SOFT)


def _road(draw: ImageDraw.ImageDraw, far: int) -> None:
    """The four stops: full as far as it came, hollow and dotted beyond."""
    places = [EDGE + 14 + place * 330 for place in range(4)]
    for place, (left, right) in enumerate(itertools.pairwise(places)):
        if place + 1 < far:
            draw.line((left, 520, right, 520), fill=INK, width=5)
        else:
            _dotted(draw, left, right, 520)
    font = lettering(28)
    for place, at in enumerate(places):
        near = place < max(far, 1)  # what the press alone tells of stands at the first stop, hollow
        _dot(draw, at, 520, 14, reached=place < far, edge=INK if near else SOFT)
        if font is not None:
            draw.text((at - 14, 548), STOPS[place], font=font, fill=INK if near else SOFT)


def _dot(draw: ImageDraw.ImageDraw, x: int, y: int, radius: int, *, reached: bool, edge: str = INK) -> None:
    box = (x - radius, y - radius, x + radius, y + radius)
    draw.ellipse(box, fill=INK if reached else PAPER, outline=edge, width=4)


def _dotted(draw: ImageDraw.ImageDraw, left: int, right: int, y: int) -> None:
    for x in range(left + 8, right - 8, 14):
        draw.rectangle((x, y - 2, x + 5, y + 2), fill=FAINT)
