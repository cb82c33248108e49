"""The table above a published letter and the short lines around it: 文号, 类别, 是否同意公开, 会办单位 and the like."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from ..records import Named, Span
from ..text.blocks import BLANK, Block


class Label(Enum):
    """What a label says of the value after it."""

    NUMBER = "文号|发文字号|发文编号|公文文号|文件字号|文件编号"
    SIGNED = "答复单位|承办单位|办理单位|答复部门|承办部门|回复单位"
    LEAD = "主办单位|主办部门|牵头单位"
    ASSIST = "会办单位|协办单位|会办部门|协办部门|分办单位"
    ISSUER = "发文单位|发文机关|制发机关|发布机构|发布单位|公开机构|公开主体|责任部门"
    DATE = "成文日期|落款日期|签发日期|答复日期|答复时间|发文日期"
    CLASS = (
        "办理结果|办理类别|答复类别|办复类别|答复类型|结果类别|办理程度|解决程度|办理结果分类|办理结果类别|类别|类别标记|类别标识|"
        "分类标识|分类标记|办理情况|落实情况"
    )
    CASE = "建议编号|提案编号|建议号|提案号|案号|议案编号"
    FORM_CASE = "编号|件号"  # in a form only: elsewhere it numbers anything
    TITLE = "建议标题|提案标题|建议名称|提案名称|提案题目|建议题目|案由|建议案由|标题|题目|建议提案标题"
    BY = (
        "提案人|提案者|提案委员|建议人|提出人|领衔代表|代表姓名|委员姓名|第一提案人|领衔人|建议代表|提案单位|提案方|提出代表|"
        "提出委员|代表|委员"
    )
    WITH = "附议人|附议代表|附议委员|联名人|联名代表|联名委员"
    PUBLIC = "是否同意公开|是否公开|公开方式|公开属性|公开类别|公开选项|公开形式|是否同意对外公开|是否同意向社会公开"
    ASKED = "问题内容|建议内容|提案内容|具体建议|主要内容|问题及建议"
    ANSWERED = "问题答复|答复内容|答复摘要|办理答复|回复内容|答复意见|办理结果及答复|复文内容|办复内容|办理意见"
    SESSION = "届次|会议届次|会议名称"
    OTHER = (
        "索引号|主题分类|主题词|主题|分类|名称|公文名称|信息名称|发布日期|发布时间|公开日期|生成日期|有效性|效力状态|体裁|来源|"
        "签发人|签发|联系人|联系电话|电话|抄送|附件|经办人|承办人|负责人|关键词|公开范围|公开时限|内容概述|信息来源|浏览次数|"
        "阅读次数|更新时间|文章来源|责任编辑|序号|年度"
    )


BY_WORD = {word: label for label in Label for word in label.value.split("|")}
WORDS = sorted(BY_WORD, key=len, reverse=True)
# 类 别： is a label set wide; a label stands at the line's begin, behind a blank, a bar or a bracket.
LABELLED = re.compile(
    r"(?:(?<=^)|(?<=[\s|｜【（]))(?P<word>" + "|".join(r"\s{0,4}".join(map(re.escape, word)) for word in WORDS) + r")"
    r"[】）]?\s{0,4}(?:[：:]|[\t|｜]|$)\s{0,8}[：:]?"
)
TRAILING = BLANK + "|｜，,；;【"


@dataclass(frozen=True, slots=True)
class Field:
    """A label with its value as printed; an empty value stands on the line below."""

    label: Label
    value: Named | None
    line: int


def fields(lines: Iterable[tuple[int, Block]]) -> tuple[Field, ...]:
    """Every label of some lines with its value."""
    found: list[Field] = []
    for order, line in lines:
        found += _of_line(order, line)
    return tuple(found)


def first(found: Iterable[Field], *labels: Label) -> Named | None:
    """The value of the first of the labels that has one, the labels in order of trust."""
    kept = [field for field in found if field.value]
    return next((field.value for label in labels for field in kept if field.label is label), None)


def labelled(line: Block) -> Label | None:
    """The label a line begins with."""
    match = LABELLED.match(line.text)
    return BY_WORD[re.sub(r"\s", "", match["word"])] if match else None


def _of_line(order: int, line: Block) -> Iterator[Field]:
    marks = list(LABELLED.finditer(line.text[:2_000]))
    ends = [*(mark.start() for mark in marks[1:]), len(line.text)] if marks else []
    for mark, end in zip(marks, ends, strict=True):
        label = BY_WORD[re.sub(r"\s", "", mark["word"])]
        yield Field(label, _value(line, mark.end(), end), order)


def _value(line: Block, start: int, end: int) -> Named | None:
    text = line.text
    stop = text.find("\t", start, end)
    end = stop if stop > start and text[start:stop].strip(TRAILING) else end
    while start < end and text[start] in TRAILING + "\t：:":
        start += 1
    while end > start and text[end - 1] in TRAILING + "\t":
        end -= 1
    if start == end:
        return None
    return Named(text[start:end], (Span(line.span.start + start, line.span.start + end),))
