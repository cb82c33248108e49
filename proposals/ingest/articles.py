"""One article from its draft: who is in it, and the proposals its delegates make.

Those whom a heading presents speak as one and make one proposal together; a delegate whom only the text names makes one
of his own. A voice without points, filing or announced suggestion makes none: praise and plans are no proposal.
"""

from dataclasses import dataclass, replace

from .asks import asks
from .blocks import rejoined
from .cast import Voice, cast, places
from .classify import Words, departments, industries
from .filing import Filing, announced, filings
from .layout import Draft
from .passage import Passage
from .people import from_heading, in_text, merged
from .records import Article, Ask, Body, Kind, Named, Person, Proposal, Proposer, Span

NO_DEMAND = "原文没有写出具体要求"
NO_HEADLINE = "原文没有标题，暂以首句代替"
UNFITTING = "原文用词与提出者身份不符，请核对类别"


@dataclass(frozen=True, slots=True)
class Telling:
    """An article with the people it names."""

    article: Article
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary, compiled once a file."""

    industries: Words
    departments: Words


def told(source: str, draft: Draft, order: int, section: Named | None, lexicon: Lexicon) -> Telling | None:
    """Understand one draft; None when it holds no text at all."""
    paragraphs = rejoined(draft.body)
    body = Passage.of(source, paragraphs)
    headline = _headline(draft, body)
    if not headline:
        return None
    presented = from_heading(draft.people, body.text) if draft.people else ()
    named = in_text(body, (person.name for person in presented))
    people = _placed(merged([*presented, *named]), body)
    article = Article(
        order=order,
        headline=" ".join(source[run.start : run.end] for run in headline),
        headline_span=Span(headline[0].start, headline[-1].end),
        span=_extent(draft, headline),
        section=section,
        publisher=draft.byline.publisher if draft.byline else None,
        publisher_span=draft.byline.publisher_span if draft.byline else None,
        reporters=draft.byline.reporters if draft.byline else (),
        people=tuple(person.name for person in people),
        paragraphs=paragraphs,
        proposals=(),
    )
    return Telling(replace(article, proposals=_proposals(source, draft, article, body, people, lexicon)), people)


def _headline(draft: Draft, body: Passage) -> tuple[Span, ...]:
    """The headline's runs; the first sentence's first clause where the text prints none."""
    if draft.headline or not body.text:
        return draft.headline
    stops = [at for mark in "。！？；，\n" if (at := body.text.find(mark, 0, 60)) > 0]
    span = body.span(0, min(stops, default=min(30, len(body.text))))
    return (span,)


def _extent(draft: Draft, headline: tuple[Span, ...]) -> Span:
    starts = [headline[0].start, *(draft.people.origins[:1] if draft.people else ())]
    starts += [line.span.start for line in draft.body[:1]]
    ends = [headline[-1].end, *(line.span.end for line in draft.body[-1:])]
    if draft.byline:
        starts += [one.spans[0].start for one in draft.byline.reporters]
        ends.append(draft.byline.end)
    return Span(min(starts), max(ends))


def _placed(people: tuple[Person, ...], body: Passage) -> tuple[Person, ...]:
    """Every unbroken place of each name in the article."""
    found: dict[str, list[Span]] = {}
    for start, name in places(body.text, (person.name for person in people)):
        span = body.span(start, start + len(name))
        if span.end - span.start == len(name):
            found.setdefault(name, []).append(span)
    return tuple(
        replace(person, spans=tuple(sorted({*person.spans, *found.get(person.name, ())}))) for person in people
    )


def _proposals(
    source: str, draft: Draft, article: Article, body: Passage, people: tuple[Person, ...], lexicon: Lexicon
) -> tuple[Proposal, ...]:
    presented = tuple(p.name for p in people if draft.people and _in_heading(p, draft.people))
    alone = [(person.name,) for person in people if person.name not in presented]
    speakers = cast(body.text, [*([presented] if presented else []), *alone], presented or None)
    points: dict[Voice, list[Ask]] = {}
    for voice, ask in asks(body, speakers, article.headline):
        points.setdefault(voice, []).append(ask)
    filed: dict[Voice, Filing] = {}
    for filing in filings(body, speakers):
        filed.setdefault(filing.voice, filing)
    voices = [presented, *alone] if presented else alone
    speaking = points.keys() | filed.keys() | announced(body.text, speakers)
    by_name = {person.name: person for person in people}
    return tuple(
        _proposal(article, draft, body, [by_name[n] for n in voice], points.get(voice, []), filed.get(voice), lexicon)
        for voice in voices
        if voice in speaking
    )


def _in_heading(person: Person, heading: Passage) -> bool:
    return bool(heading.origins) and any(
        heading.origins[0] <= span.start < heading.origins[0] + len(heading.text) for span in person.spans
    )


def _proposal(
    article: Article,
    draft: Draft,
    body: Passage,
    people: list[Person],
    points: list[Ask],
    filing: Filing | None,
    lexicon: Lexicon,
) -> Proposal:
    kind = filing.kind if filing else Kind.REPORTED
    fitting = kind is Kind.REPORTED or (kind is Kind.PROPOSAL) == (people[0].body is Body.CPPCC)
    title = (filing.title, filing.title_span) if filing and not draft.people else (None, None)
    headline = Passage(article.headline, (0,), (article.headline_span.start,))
    doubts = [] if points else [NO_DEMAND]
    doubts += [] if draft.headline else [NO_HEADLINE]
    doubts += [] if fitting else [UNFITTING]
    return Proposal(
        kind=kind if fitting else Kind.REPORTED,
        headline=title[0] or article.headline,
        headline_span=title[1] or article.headline_span,
        proposers=tuple(_proposer(person, place) for place, person in enumerate(people)),
        asks=tuple(points),
        span=article.span,
        confidence=round(min(0.97 if points else 0.6, *(person.confidence for person in people)), 2),
        filing_span=filing.span if filing and fitting else None,
        industries=industries(lexicon.industries, headline, draft.people, body, points),
        departments=departments(lexicon.departments, body, points),
        doubts=tuple(doubts),
    )


def _proposer(person: Person, place: int) -> Proposer:
    return Proposer(person.name, "person", "cosigner" if place else "lead", person.spans[0])
