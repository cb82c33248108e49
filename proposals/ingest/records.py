"""What extraction finds: plain values, each with its place in the untouched source.

A `Span` counts Unicode code points of the decoded source text, end excluded, before any normalisation. A fact that
the source states in several places keeps several spans. Unknown is None or an empty tuple; nothing is invented.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Refusal(Exception):
    """Material that cannot be used. `str(refusal)` is one Chinese sentence saying why and what to do."""


class Span(NamedTuple):
    """Start and end (excluded) in the source text, in code points."""

    start: int
    end: int


class Body(StrEnum):
    """The assembly a delegate sits in."""

    NPC = "npc"  # 人大代表
    CPPCC = "cppcc"  # 政协委员


class Level(StrEnum):
    """The level of that assembly, as the text states it."""

    NATIONAL = "全国"
    PROVINCE = "省"
    CITY = "市"
    COUNTY = "县区"
    TOWNSHIP = "乡镇"


class Kind(StrEnum):
    """What a proposal is, on the evidence of the source alone."""

    MOTION = "motion"  # 议案
    SUGGESTION = "suggestion"  # 建议 of a 人大代表, stated as filed
    PROPOSAL = "proposal"  # 提案 of a 政协 member or body, stated as filed
    REPORTED = "reported"  # spoken of in the press; no filing stated


class ReportKind(StrEnum):
    """The kind of material a file is."""

    PRESS = "press"
    LIST = "list"
    REPLY = "reply"
    OTHER = "other"


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
    SESSION = "session"
    LEAD_DEPARTMENT = "lead_department"  # 主办单位、承办单位
    ASSIST_DEPARTMENT = "assist_department"  # 会办、协办单位
    REPLY_CLASS = "reply_class"  # 办理结果 A、B、C
    REPLY_DATE = "reply_date"
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


@dataclass(frozen=True, slots=True)
class Source:
    """One file as received and as read. `encoding` is a Python codec name; `doubt` says why it may be wrong.

    `text` is what all spans count in: the decoded text of a text file, else what the reader of its format wrote out.
    """

    content: bytes
    sha256: str
    encoding: str
    text: str
    doubt: str | None = None
    format: str = "txt"  # txt, docx, pdf, html, xlsx, xls, csv
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """One post a person holds. `organisation` is the unit without the post; `note` is what stands in brackets (兼).

    `title` is empty where the source names the unit alone.
    """

    organisation: str | None
    title: str
    note: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """A delegate, once a file. `spans` are the places of the name; `identity` those of 市人大代表 and the like."""

    name: str
    body: Body
    level: Level | None
    role: str  # "member" or "observer" (列席)
    posts: tuple[Post, ...]
    spans: tuple[Span, ...]
    identity: tuple[Span, ...]
    confidence: float
    place: str | None = None  # the assembly's place where the text names it: 株洲市人大代表 -> 株洲市
    doubts: tuple[str, ...] = ()
    group: str | None = None  # 代表团 or 界别, as printed


@dataclass(frozen=True, slots=True)
class Proposer:
    """Who proposes. A person's name is that of a `Person` of the same extraction."""

    name: str
    type: str  # "person" or "organisation"
    role: str  # "lead", "cosigner" or "speaker"
    span: Span


@dataclass(frozen=True, slots=True)
class Ask:
    """One separate point of the proposers' own suggestion: marker left out, columns rejoined."""

    text: str
    span: Span
    quantities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A word found in the source: an industry by its standard name, a keyword, a reporter, a section."""

    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class NamedDepartment:
    """A department as the source names it; being named is not being assigned."""

    name: str
    role: str  # "lead", "assist" or "unknown"
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What an official letter says of itself beside the proposal it answers."""

    opinion: bool = False  # 会办意见 of an assisting department, no reply to the proposer
    number: Named | None = None  # the letter's own number: 建议字〔2023〕8号
    date: Named | None = None  # `name` is the ISO date
    issuer: Named | None = None  # the department that signs
    public: bool | None = None  # 是否同意公开
    public_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One separate suggestion or file."""

    kind: Kind
    headline: str
    headline_span: Span
    proposers: tuple[Proposer, ...]
    asks: tuple[Ask, ...]
    span: Span
    confidence: float
    number: str | None = None
    number_span: Span | None = None
    filing_span: Span | None = None  # the words that prove filing: 带来的提案, 联名提交建议
    keyword: Named | None = None
    industries: tuple[Named, ...] = ()
    departments: tuple[NamedDepartment, ...] = ()
    reply_class: str | None = None
    doubts: tuple[str, ...] = ()
    reply_class_span: Span | None = None
    session: Named | None = None  # the session this one file belongs to, as printed: 市十六届人大二次会议
    field: Named | None = None  # 提案分类 as a list prints it
    letter: Letter | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a report, with the proposals it holds (none is common: praise is no proposal)."""

    order: int  # from 1, in the order of the source
    headline: str
    headline_span: Span
    span: Span  # heading, byline and body
    section: Named | None
    publisher: str | None
    publisher_span: Span | None
    reporters: tuple[Named, ...]
    people: tuple[str, ...]  # names of the delegates the article presents, in order
    paragraphs: tuple[tuple[Span, ...], ...]  # each rejoined paragraph as the runs of source it was joined from
    proposals: tuple[Proposal, ...]
    keyword: Named | None = None


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """Text that no rule claimed: shown, never swallowed."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one file states, in the order of the source."""

    kind: ReportKind
    title: str | None
    title_span: Span | None
    publisher: str | None
    publisher_span: Span | None
    place: str | None
    place_span: Span | None
    date: str | None  # ISO, only if the text prints it
    session: str | None  # as printed, only if the text prints it
    sections: tuple[Named, ...]
    keywords: tuple[Named, ...]
    articles: tuple[Article, ...]
    delegates: tuple[Person, ...]
    unclaimed: tuple[Unclaimed, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Every proposal of every article, in order."""
        return tuple(proposal for article in self.articles for proposal in article.proposals)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The editable words extraction knows beforehand: industry names with their aliases, departments with theirs.

    Keys are the words as written, values the standard name. Read from `fixtures/` or from the database by the caller.
    """

    industries: dict[str, str] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
