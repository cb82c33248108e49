"""An article as a page shows it: its heading, its paragraphs, its facts, and the links from each fact to its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from proposals.models import Article, Proposal
from proposals.shown.evidence import Evidence, Fact, evidence_of
from proposals.shown.passage import Paragraph, Piece, Place, paragraphs


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact with the offsets of the marked words it can be read in."""

    fact: Fact
    links: Sequence[int]


@dataclass(frozen=True, slots=True)
class Source:
    """One article on a page. Offsets of `heading` and `paragraphs` count from the article's start."""

    article: Article
    heading: Sequence[Paragraph]
    paragraphs: Sequence[Paragraph]
    facts: Sequence[Shown]
    whole: bool

    @property
    def loose(self) -> int:
        """How many paragraphs nothing was taken from, where all are shown."""
        return sum(one.loose for one in self.paragraphs) if self.whole else 0


def sources_of(articles: Sequence[Article], *, only: Proposal | None = None) -> list[Source]:
    """What the public may see of these articles, which come `with_text`."""
    return [_source(one) for one in evidence_of(articles, None, only=only)]


def _source(evidence: Evidence) -> Source:
    heading = _heading(evidence)
    marks = _marks(piece for part in (*heading, *evidence.paragraphs) for piece in part.pieces)
    facts = [Shown(fact, _links(fact, marks, evidence.article.start)) for fact in evidence.facts]
    return Source(evidence.article, heading, evidence.paragraphs, facts, evidence.whole)


def _heading(evidence: Evidence) -> list[Paragraph]:
    """The lines before the first paragraph: who, which posts, the title, the byline. By the rule of the text below."""
    article = evidence.article
    text: str = article.text  # type: ignore[attr-defined]  # annotated by `with_text`
    first = article.paragraphs[0][0][0] - article.start if article.paragraphs else len(text)
    places = [
        Place(start - article.start, end - article.start, fact.key, fact.label, doubt=bool(fact.doubt))
        for fact in evidence.facts
        for start, end in fact.places
    ]
    lines, at = [], 0
    for line in text[:first].splitlines(keepends=True):
        if line.strip():
            lines.append([[at, at + len(line.rstrip())]])
        at += len(line)
    return paragraphs(text, lines, places, full=evidence.whole)


def _marks(pieces: Iterable[Piece]) -> list[Place]:
    """The marks that begin on the page, so that a link can lead to them."""
    return [piece.place for piece in pieces if piece.place is not None and piece.first and piece.text]


def _links(fact: Fact, marks: Sequence[Place], shift: int) -> list[int]:
    """For each place the mark that begins there, else the one that covers it."""
    found: dict[int, None] = {}
    for start, _ in fact.places:
        covering = (mark.start for mark in marks if mark.start <= start - shift < mark.end)
        at = max(covering, default=None)
        if at is not None:
            found[at] = None
    return list(found)
