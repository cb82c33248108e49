"""Where a letter ends: who signs, on which day, whom to ask; and where the page's furniture begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..records import Named, Span
from ..text.blocks import Block
from .units import is_unit

DIGITS = {
    **{char: str(value) for value, char in enumerate("零一二三四五六七八九")},
    "〇": "0",
    "○": "0",
    "O": "0",
    "0": "0",
    "o": "0",
    "Ｏ": "0",
}
DAY = re.compile(r"(?P<year>(?:19|20)\d\d)\s?[年.\-/]\s?(?P<month>\d{1,2})\s?[月.\-/]\s?(?P<day>\d{1,2})\s?日?")
HAN_DAY = re.compile(
    r"(?P<year>[二一][〇○零OoＯ0一二三四五六七八九]{3})\s?年\s?(?P<month>[一二三四五六七八九十]{1,2})\s?月\s?(?P<day>[一二三四五六七八九十]{1,3})\s?日"
)
GLUED = re.compile(r"^(?:19|20)\d{3,6}日?$")
DATED = re.compile(
    rf"(?:^|(?<=[\s）\t])|(?<=[局委厅办部府院队心司会社处所站室]))(?P<date>{DAY.pattern}|{HAN_DAY.pattern})$".replace(
        "?P<year>", ""
    )
    .replace("?P<month>", "")
    .replace("?P<day>", "")
)
CONTACT = re.compile(
    r"^[（(]?(?:领导)?(?:联\s?系|经\s?办|承\s?办|签\s?发|负\s?责|分管|抄\s?送|抄\s?报|主\s?送|附\s?件|此致|敬礼|特此|专此|电\s?话|领导签[字发]|答复人|主管|附[：:]|公开|（此件)"
)
FURNITURE = re.compile(
    r"^[\s【\[（(]*(?:上一?[篇条页个]|下一?[篇条页个]|上篇|下篇|责任编辑|责编|编辑[：:]|编审|审核[：:]|打印|关闭|【?打印|扫一扫|扫码|分享|版权|网站|主办单位[：:][^。]{0,20}(?:政府|委员会|办公室)\s*(?:承办|$)"
    r"|备案|网站标识|[一-鿿]?ICP|[一-鿿]公网安备|相关(?:文章|链接|新闻|文档|阅读|信息|附件)|返回|浏览次数|字体|字号|收藏|视力保护|无障碍|友情链接|站点地图|政府网站|您的位置|您现在|当前位置|首页)"
)
APART = re.compile(r"\s{1,}|、")


@dataclass(frozen=True, slots=True)
class Foot:
    """Signature and date. `illegible` is a date that cannot be read, as printed."""

    issuers: tuple[Named, ...] = ()
    date: Named | None = None
    illegible: Named | None = None


def iso(text: str) -> str | None:
    """The ISO form of a date as printed; None when it is none."""
    match = DAY.search(text)
    if match:
        return _iso(int(match["year"]), int(match["month"]), int(match["day"]))
    match = HAN_DAY.search(text)
    if not match:
        return None
    year = "".join(DIGITS.get(char, "") for char in match["year"])
    return _iso(int(year), _number(match["month"]), _number(match["day"])) if len(year) == 4 else None


def furniture(line: Block) -> bool:
    """Whether a line belongs to the page, not to the letter."""
    return len(line.text) <= 160 and not line.text.endswith("。") and FURNITURE.match(line.text) is not None


def foot(lines: Sequence[Block]) -> Foot:
    """Read the signature off the last lines of a letter: the date that stands alone, and the department above it."""
    for order in range(len(lines) - 1, -1, -1):
        text = lines[order].text
        match = DATED.search(text) if len(text) <= 60 and not CONTACT.match(text) else None
        if match and iso(match["date"]):
            day = Named(iso(match["date"]) or "", (_span(lines[order], *match.span("date")),))
            left = text[: match.start()]
            signed = _units(lines[order], left) or _above(lines, order) or _alone(lines[order + 1 : order + 3])
            return Foot(signed, day)
        if GLUED.match(text.replace(" ", "")):
            return Foot(_above(lines, order), None, Named(text, (lines[order].span,)))
    return Foot(_alone(lines))


def _above(lines: Sequence[Block], order: int) -> tuple[Named, ...]:
    """The departments in the lines right above the date."""
    found: tuple[Named, ...] = ()
    for line in reversed(lines[max(0, order - 5) : order]):
        units = _units(line, line.text)
        if not units:
            if found or line.ended:
                break
            continue
        found = (*units, *found)
    return found


def _alone(lines: Sequence[Block]) -> tuple[Named, ...]:
    """Without a date: the last line of the foot that is a department's name."""
    return next((units for line in reversed(lines) if (units := _units(line, line.text))), ())


def _units(line: Block, text: str) -> tuple[Named, ...]:
    """市教育局 市财政局: every department of a line that names nothing else. 市 教 育 局 set wide is one."""
    found: list[Named] = []
    bare = re.sub(r"[（(](?:盖?章|公章|签章)[）)]", "", text).strip()
    if is_unit(re.sub(r"\s", "", bare)) and not re.search(r"\S{3,}\s+\S{3,}", bare):
        start = text.find(bare)
        return (Named(re.sub(r"\s", "", bare), (_span(line, start, start + len(bare)),)),)
    at = 0
    for part in APART.split(bare):
        start = text.find(part, at)
        if not part:
            continue
        if not is_unit(part):
            return ()
        found.append(Named(part, (_span(line, start, start + len(part)),)))
        at = start + len(part)
    return tuple(found)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _number(printed: str) -> int:
    tens, mark, ones = printed.rpartition("十")
    return (int(DIGITS[tens]) * 10 if tens else 10 if mark else 0) + (int(DIGITS[ones]) if ones else 0)


def _span(line: Block, start: int, end: int) -> Span:
    return Span(line.span.start + start, line.span.start + end)
