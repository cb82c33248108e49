"""Titles of files as a text prints them: 《关于…的建议》, “关于…的提案”, in a row, with their case numbers."""

import re
from dataclasses import dataclass

from ..records import Span
from ..text.passage import Passage

WORD = r"提案|议案|建议"
INNER = r"(?:〈[^〉\n]{1,40}〉[^《》\n]{0,60})?"
MARKED = rf"《(?P<marked>[^《》\n]{{3,80}}{INNER})》(?:的?(?:集体|团体|联名|界别|重点)?(?P<after>{WORD}))?"
QUOTED = (
    rf"[“‘](?P<quoted>(?:关于)?[^“”‘’\n]{{3,80}}?)[”’]的?(?P<kind>{WORD})"
    rf"|[“‘](?P<named>关于[^“”‘’\n]{{3,80}}?的(?P<own>{WORD}))[”’]"
)
BARE = (
    r"(?:(?<=[：:、；;，,])|(?<=[一二三四五六七八九十]是)|(?<=[.．）)])|(?<=[了的是份件个条项]))\s?"
    rf"(?P<bare>关于[^。；;《》\n]{{2,80}}?的(?P<word>{WORD}))(?=[\s；;。、，,”等]|$)"
)
TITLE = re.compile(rf"{MARKED}|{QUOTED}|{BARE}")
BEFORE = re.compile(r"第?(?P<number>[A-Za-z]{0,3}\d{1,9})号(?:(?:重点|集体|代表|委员|政协)?(?:提案|建议|议案))?\s?$")
BEHIND = re.compile(
    r"\s?[（(](?:提案|建议|议案|编号|案号)?[：:]?第?(?P<number>[A-Za-z]{0,3}\d{1,9})号(?:提案|建议|议案)?[)）]"
)
DOCUMENT = re.compile(
    r"(?:报告|条例|办法|规划|纲要|通知|规定|方案|法|决定|工作要点|草案|指导意见|若干意见|白皮书|蓝皮书|日报|晚报|周刊|杂志)$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """One title without its marks; `word` is what the text calls the file, if it says. Offsets count in the passage."""

    text: str
    start: int
    end: int
    word: str | None
    number: str | None
    number_at: int | None

    @classmethod
    def of(cls, match: re.Match[str], group: str) -> "Title":
        """A title that the words around it show to be one."""
        return cls(match[group], match.start(group), match.end(group), None, None, None)


def titles(text: str, start: int, end: int) -> list[Title]:
    """The titles between two offsets, in order. 《政府工作报告》 and other papers are none."""
    return [one for match in TITLE.finditer(text, start, end) if (one := _title(text, match))]


def _title(text: str, match: re.Match[str]) -> Title | None:
    group = next(name for name in ("marked", "quoted", "named", "bare") if match[name])
    printed = match[group]
    word = match["after"] or match["kind"] or match["own"] or match["word"] or _ending(printed)
    if word is None and DOCUMENT.search(printed):
        return None
    before = BEFORE.search(text, max(0, match.start() - 24), match.start())
    behind = BEHIND.match(text, match.end())
    found = before or behind
    return Title(
        text=printed,
        start=match.start(group),
        end=match.end(group),
        word=word,
        number=found["number"] if found else None,
        number_at=found.start("number") if found else None,
    )


def _ending(title: str) -> str | None:
    return next(
        (word for word in ("提案", "议案", "建议") if title.endswith(f"的{word}") or title.endswith(f"{word}案")), None
    )


def number_span(body: Passage, title: Title) -> Span | None:
    """Where the case number stands in the source."""
    if title.number is None or title.number_at is None:
        return None
    return body.span(title.number_at, title.number_at + len(title.number))
