"""Markers that Word counts by itself (一、 （一） 1. 一是): they stand on the page, not in the paragraph's text."""

import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DIGITS = "零一二三四五六七八九"
CHINESE = {
    "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographDigital", "japaneseCounting",
    "taiwaneseCounting", "taiwaneseCountingThousand",
}  # fmt: skip
ENCLOSED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
LETTERS = {"lowerLetter": "a", "upperLetter": "A"}
PLACE = re.compile(r"%([1-9])")


class Numbering:
    """The lists of one document, counted as its paragraphs are read in order."""

    def __init__(self, part: Any) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = {style.get(f"{W}styleId"): style for style in _styles(part)}
        root = _numbering(part)
        if root is None:
            return
        for one in root.findall(f"{W}abstractNum"):
            levels = {int(level.get(f"{W}ilvl", "0")): level for level in one.findall(f"{W}lvl")}
            self._levels[one.get(f"{W}abstractNumId", "")] = levels
        for one in root.findall(f"{W}num"):
            self._lists[one.get(f"{W}numId", "")] = _value(one.find(f"{W}abstractNumId")) or ""

    def marker(self, paragraph: Any) -> str:
        """The marker Word prints before this paragraph, "" without one. To be asked once a paragraph, in order."""
        found = self._place(paragraph)
        if not found:
            return ""
        levels, counts, depth = found
        level = levels.get(depth)
        if level is None or _value(level.find(f"{W}numFmt")) in (None, "bullet", "none"):
            return ""
        counts[depth] = counts.get(depth, _start(level) - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        pattern = _value(level.find(f"{W}lvlText")) or ""
        return PLACE.sub(lambda match: _shown(levels, counts, int(match[1]) - 1), pattern)

    def _place(self, paragraph: Any) -> tuple[dict[int, Any], dict[int, int], int] | None:
        """Levels of the paragraph's list, its counters, and how deep the paragraph stands."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        if properties is None:
            style = self._styles.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")))
            properties = style.find(f"{W}pPr/{W}numPr") if style is not None else None
        number = _value(properties.find(f"{W}numId")) if properties is not None else None
        if not number or number not in self._lists:
            return None
        kind = self._lists[number]
        depth = _value(properties.find(f"{W}ilvl")) or "0"
        if not depth.isdecimal():
            return None
        return self._levels.get(kind, {}), self._counts.setdefault(kind, {}), int(depth)


def _shown(levels: dict[int, Any], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth)
    if level is None:
        return ""
    count = counts.get(depth, _start(level))
    kind = _value(level.find(f"{W}numFmt")) or "decimal"
    if kind in CHINESE:
        return chinese(count)
    if kind in LETTERS and 1 <= count <= 26:
        return chr(ord(LETTERS[kind]) + count - 1)
    if kind in ENCLOSED and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    return str(count)


def chinese(number: int) -> str:
    """1 to 99 as counted in headings: 一, 十, 十二, 二十, 二十三; larger ones digit by digit."""
    if not 0 < number < 100:
        return "".join(DIGITS[int(digit)] for digit in str(abs(number)))
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")


def _start(level: Any) -> int:
    value = _value(level.find(f"{W}start")) or "1"
    return int(value) if value.isdecimal() and len(value) < 6 else 1


def _value(element: Any) -> str | None:
    return None if element is None else element.get(f"{W}val")


def _numbering(part: Any) -> Any:
    """The root of the document's numbering part, None without one: asking python-docx for it would make one."""
    for relation in part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _styles(part: Any) -> list[Any]:
    for relation in part.rels.values():
        if relation.reltype.endswith("/styles") and not relation.is_external:
            root = getattr(relation.target_part, "element", None)
            return [] if root is None else list(root.findall(f"{W}style"))
    return []
