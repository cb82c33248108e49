"""Fonts of this machine that hold Chinese, and whether they hold these very characters.

No font is shipped: a file named by `CARD_FONT`, else the first found where systems keep theirs. Where there is none,
or where it lacks a character, nothing is written at all; a row of empty boxes says less than nothing.
"""

from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from PIL import ImageFont

Font = ImageFont.FreeTypeFont
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", "C:/Windows/Fonts")
# Song (serif) for other people's words, Hei (sans) for the site's own; each in the order of preference.
SONG = (
    "NotoSerifCJK-Bold.ttc", "NotoSerifCJKsc-Bold.otf", "NotoSerifSC-Bold.otf", "NotoSerifSC[wght].ttf",
    "SourceHanSerifSC-Bold.otf", "SourceHanSerifCN-Bold.otf", "Songti.ttc", "STZHONGS.TTF", "uming.ttc",
)  # fmt: skip
HEI = (
    "NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "NotoSansSC[wght].ttf",
    "SourceHanSansSC-Regular.otf", "SourceHanSansCN-Regular.otf", "PingFang.ttc", "STHeiti Medium.ttc", "msyh.ttc",
    "wqy-microhei.ttc", "wqy-zenhei.ttc", "DroidSansFallbackFull.ttf", "simhei.ttf",
)  # fmt: skip
NOWHERE = "\U0010ffff"  # a character that no font holds


@lru_cache(maxsize=32)
def lettering(size: int, *, song: bool = False) -> Font | None:
    """A font of this size in pixels; None where the machine has none that holds Chinese."""
    return _opened(song, size)


def holds(font: Font, text: str) -> bool:
    """Whether the font has a glyph of its own for every character."""
    return all(_has(font, one) for one in set(text) if not one.isspace())


def _opened(song: bool, size: int) -> Font | None:
    place = _place(song)
    return ImageFont.truetype(place[0], size, index=place[1]) if place else None


@cache
def _place(song: bool) -> tuple[str, int] | None:
    """File and face. The other kind of letter is better than none."""
    named = [Path(settings.CARD_FONT)] if settings.CARD_FONT else []
    found = _installed()
    wanted = [found[name] for name in ((*SONG, *HEI) if song else (*HEI, *SONG)) if name in found]
    for path in (*named, *wanted):
        face = _face(path)
        if face is not None:
            return str(path), face
    return None


@cache
def _installed() -> dict[str, Path]:
    known = {*SONG, *HEI}
    tops = [Path(folder) for folder in _FOLDERS] + [Path.home() / ".fonts", Path.home() / ".local/share/fonts"]
    files = (path for top in tops if top.is_dir() for path in sorted(top.rglob("*")))
    return {path.name: path for path in files if path.name in known}


def _face(path: Path) -> int | None:
    """Of the faces of a file the one drawn for simplified Chinese, else the first that holds any."""
    found: list[tuple[bool, int]] = []
    for face in range(64):
        try:
            font = ImageFont.truetype(str(path), 16, index=face)
        except OSError:
            break
        if holds(font, "言路"):
            family = " ".join(part or "" for part in font.getname())
            found.append((not any(mark in family for mark in (" SC", " CN", "GB")), face))
    return min(found)[1] if found else None


def _has(font: Font, character: str) -> bool:
    return bytes(font.getmask(character)) != _missing(font)


@lru_cache(maxsize=64)
def _missing(font: Font) -> bytes:
    return bytes(font.getmask(NOWHERE))
