"""Who wrote it: 株洲日报·掌上株洲记者/李军, 本报记者 王小明 李红, □融媒记者 张三, 株洲日报讯(记者/李军)."""

import re
from dataclasses import dataclass

from ..records import Named, Span
from ..text.blocks import Block

NAME = r"(?!通讯员|实习|见习|摄影|报道|记者)[\u4e00-\u9fff·]{2,6}"
NAMES = rf"{NAME}(?:[\s、/／]+{NAME}){{0,5}}"
LINE = re.compile(
    r"[（(【]?[□■●◎○◇]?\s?(?:文/图|图/文|文|图)?[/／]?\s?(?P<paper>[\u4e00-\u9fff·]{0,20}?)"
    r"(?:全媒体|融媒体?|见习|首席|特约|特派|实习)?(?:记者|通讯员)"
    rf"[\s/／:：]{{1,3}}(?P<names>{NAMES})(?:\s*(?:通讯员|实习生|实习记者|见习记者)[\s/／:：]+(?P<more>{NAMES}))?"
    r"(?:\s(?:文|摄|报道|摄影报道|文/图|摄/图))?[）)】]?$"
)
DATELINE = re.compile(
    r"(?P<paper>[\u4e00-\u9fff·]{2,20}?)讯\s?[（(](?:[\u4e00-\u9fff]{0,8}?)记者[\s/／:：]{0,3}"
    rf"(?P<names>{NAMES})(?:\s*通讯员[\s/／:：]+(?P<more>{NAMES}))?[)）]"
)
OURSELVES = frozenset({"本报", "本网", "本台", "我报"})
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Byline:
    """The newspaper as named, without its application (掌上株洲), and the reporters; `end` is where the words end."""

    publisher: str | None
    publisher_span: Span | None
    reporters: tuple[Named, ...]
    end: int


def byline(block: Block) -> Byline | None:
    """A line that is a byline and nothing else."""
    return _read(LINE.match(block.text), block) if len(block.text) <= LONGEST else None


def paper(block: Block) -> str | None:
    """The words before 记者 in such a line: 株洲日报·掌上株洲; None when the line is none."""
    match = LINE.match(block.text) if len(block.text) <= LONGEST else None
    return match["paper"] if match else None


def dateline(block: Block) -> Byline | None:
    """A paragraph that begins 株洲日报讯(记者/李军)."""
    return _read(DATELINE.match(block.text[: LONGEST * 2]), block)


def _read(match: re.Match[str] | None, block: Block) -> Byline | None:
    if not match:
        return None
    line = block.part(0, len(block.text))
    paper = match["paper"].split("·")[0]
    publisher = paper if len(paper) > 2 and paper not in OURSELVES else None
    span = line.span(match.start("paper"), match.start("paper") + len(paper)) if publisher else None
    reporters: list[Named] = []
    for group in ("names", "more"):
        if match[group]:
            for name in re.finditer(r"[^\s、/／]+", match[group]):
                place = match.start(group)
                reporters.append(Named(name.group(), (line.span(place + name.start(), place + name.end()),)))
    return Byline(publisher, span, tuple(reporters), line.span(0, match.end()).end)
