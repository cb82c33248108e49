"""Articles with their proposals, and all that one file states."""

from dataclasses import dataclass, field

from .kinds import ReportKind
from .people import Person
from .places import Named, Span
from .proposal import Proposal


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
