"""Tables of official lists: cells with their places, and what each column holds."""

from dataclasses import dataclass
from enum import StrEnum

from .places import Span


class Column(StrEnum):
    """What a column of an official list holds."""

    ORDINAL = "ordinal"  # 序号: the row's place in this list, never a case number
    NUMBER = "number"  # 案号、建议号、提案号
    TITLE = "title"  # 标题、案由
    PROPOSERS = "proposers"  # 提案人、提出人: lead and cosigners in one cell
    LEAD = "lead"  # 领衔代表、第一提案人
    COSIGNERS = "cosigners"  # 附议、联名
    ORGANISATION = "organisation"  # 提出人的单位及职务
    GROUP = "group"  # 代表团、界别、选举单位
    ASKS = "asks"  # 建议内容、办法
    KIND = "kind"  # 类别: 建议、提案、议案
    FIELD = "field"  # 分类: 经济、社会…
    INDUSTRY = "industry"  # 行业, by the names of this site
    SESSION = "session"
    LEAD_DEPARTMENT = "lead_department"  # 主办单位、承办单位
    ASSIST_DEPARTMENT = "assist_department"  # 会办、协办单位
    REPLY_CLASS = "reply_class"  # 办理结果 A、B、C
    REPLY_DATE = "reply_date"
    REPLY_NUMBER = "reply_number"  # 答复文号
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; its text is the source text at `span` without the blanks around it."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are written out in the source text, so that every cell has a place there."""

    name: str | None  # of the sheet
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which row is the header and what each column holds. Guessed from the header, corrected by staff."""

    header: int  # index of the header row; the rows below it are records
    columns: tuple[Column, ...]
