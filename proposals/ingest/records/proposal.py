"""What is asked, of whom, and how it was filed."""

from dataclasses import dataclass

from .kinds import Kind
from .letter import Letter
from .people import Proposer
from .places import Named, Span


@dataclass(frozen=True, slots=True)
class Ask:
    """One separate point of the proposers' own suggestion: marker left out, columns rejoined."""

    text: str
    span: Span
    quantities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedDepartment:
    """A department as the source names it; being named is not being assigned."""

    name: str
    role: str  # "lead", "assist" or "unknown"
    spans: tuple[Span, ...]


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
