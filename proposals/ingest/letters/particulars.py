"""What a letter prints beside its text: its own number, the result class, whether it may be published."""

import re
from collections.abc import Iterable, Sequence

from ..records import Named, Span
from ..text.blocks import Block
from .cases import HAN
from .labels import Field, Label

YEAR = r"[〔﹝\[（(【［]\s?(?:19|20)\d\d\s?(?:年)?[〕﹞\])）】］]"
DOCUMENT = re.compile(rf"[{HAN}A-Za-z]{{1,16}}[：:]?\s?{YEAR}\s?(?:第)?\s?\d{{1,6}}(?:[-—]\d{{1,3}})?\s?号")
LETTER = r"(?P<class>[A-DＡ-Ｄ]|[甲乙丙丁])"
VALUE = re.compile(rf"^[“（(\s]{{0,3}}{LETTER}[”）)\s]{{0,3}}(?:类|级|等)?(?![A-Za-z0-9\d区栋座座楼级])")
WORDS = re.compile(
    r"^(?:已经?解决(?:或基本解决)?|基本解决|正在解决|部分解决|逐步解决|列入(?:规划|计划)(?:解决)?|计划解决|待以后解决|留作参考|已采纳|部分采纳|暂不能?解决)$"
)
LONE = re.compile(rf"^[（(【\[]?\s?{LETTER}\s?类?\s?[）)】\]]?\s?类?$")
BESIDE = re.compile(rf"(?:(?<=号)|(?<=[\s（]))[（(]?{LETTER}[）)]?(?:类(?!别|似|型|地|建筑|企业|项目)|(?=\s|$|）))")
STATED = re.compile(
    rf"(?:办理(?:结果|类别)|答复类别|解决程度|(?:本|该|此)(?:件|建议|提案|案)[^。，；]{{0,8}}?(?:类别)?)(?:确定|界定|分类|评定|标注)?(?:为|属于?|列为|是)?[：“（]?{LETTER}[”）]?类(?!别|似|型|企业|地)"
)
YES = re.compile(r"^(?:是|同意|公开|主动公开|同意公开|全文公开|可公开|予以公开|摘要公开)")
NO = re.compile(r"^(?:否|不|依申请|不予|不宜|暂不)")
PUBLISHED = re.compile(
    r"(?P<no>不同意公开|不予公开|不宜公开|不公开|依申请公开)|(?P<yes>(?<!法定)(?<!不)(?:主动公开|同意公开|同意对外公开|可以?主动公开|此件公开发布|予以公开))"
)
SHORT = 60  # characters: a longer line is text, no particular


def document_number(head: Sequence[Block], found: Iterable[Field], taken: Iterable[Span]) -> Named | None:
    """The letter's own number: of the table, or the one that stands in a short line of its head."""
    labelled = next((field.value for field in found if field.label is Label.NUMBER and field.value), None)
    if labelled and re.search(r"\d", labelled.name):
        return labelled
    for line in head:
        if len(line.text) > SHORT and "（" not in line.text:
            continue
        match = DOCUMENT.search(line.text)
        if match:
            place = _span(line, *match.span())
            if not any(place.start <= span.start < place.end for span in taken):
                return Named(match.group(), (place,))
    return None


def reply_class(head: Sequence[Block], foot: Sequence[Block], found: Iterable[Field]) -> Named | None:
    """The result class: labelled, or alone in a line of the head, or beside the document number."""
    for field in found:
        if field.label is Label.CLASS and field.value:
            value = VALUE.match(field.value.name)
            if value:
                return _named(field.value, value)
            if WORDS.match(field.value.name):
                return field.value
    for line in head:
        match = LONE.match(line.text) or (BESIDE.search(line.text) if len(line.text) <= SHORT else None)
        if match:
            return Named(match["class"], (_span(line, *match.span("class")),))
    for line in reversed(foot):
        alone = LONE.match(line.text) if "类" in line.text else None
        tail = line.text[-120:]
        match = alone or STATED.search(tail)
        if match:
            shift = 0 if alone else len(line.text) - len(tail)
            start, end = match.span("class")
            return Named(match["class"], (_span(line, shift + start, shift + end),))
    return None


def public(lines: Sequence[Block], found: Iterable[Field]) -> tuple[bool, Span] | None:
    """Whether the office says that the letter may be published, and where."""
    for field in found:
        if field.label is Label.PUBLIC and field.value:
            if NO.match(field.value.name):
                return False, field.value.spans[0]
            if YES.match(field.value.name):
                return True, field.value.spans[0]
    for line in lines:
        match = PUBLISHED.search(line.text) if len(line.text) <= SHORT else None
        if match and "信息公开" not in line.text and "内容" not in line.text:
            return match["yes"] is not None, _span(line, *match.span())
    return None


def _named(value: Named, match: re.Match[str]) -> Named:
    start = value.spans[0].start + match.start("class")
    return Named(match["class"], (Span(start, start + 1),))


def _span(line: Block, start: int, end: int) -> Span:
    return Span(line.span.start + start, line.span.start + end)
