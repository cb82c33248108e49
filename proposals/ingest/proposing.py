"""The proposals of one article.

Those whom a heading presents speak as one and make one proposal together; a delegate whom only the text names makes
one of his own, and so do several who are named in one row as asking. A voice without points, filing or announced
suggestion makes none: praise and plans are no proposal.
"""

from dataclasses import dataclass

from .asks import asks
from .cast import Voice, cast
from .classify import Hits, Words, departments, industries
from .filing import Filing, announced, filings
from .layout import Draft
from .passage import Passage
from .records import Article, Ask, Body, Kind, Person, Proposal, Proposer, Span

NO_DEMAND = "原文没有写出具体要求"
NO_HEADLINE = "原文没有标题，暂以首句代替"
UNFITTING = "原文用词与提出者身份不符，请核对类别"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary, compiled once a file."""

    industries: Words
    departments: Words


@dataclass(frozen=True, slots=True)
class Scene:
    """What all proposals of an article share: its text, who presents it, and the vocabulary's words in it."""

    article: Article
    draft: Draft
    presented: Voice
    headline: Hits
    heading: Hits
    body: Hits
    departments: Hits


def proposals(
    article: Article, draft: Draft, body: Passage, people: tuple[Person, ...], lexicon: Lexicon
) -> tuple[Proposal, ...]:
    """One proposal for each voice that asks, filed or announced something, in the order of the people."""
    presented = tuple(one.name for one in people if draft.people and _in_heading(one, draft.people))
    alone = [(one.name,) for one in people if one.name not in presented]
    speakers = cast(body.text, [*([presented] if presented else []), *alone], presented or None)
    points: dict[Voice, list[Ask]] = {}
    for voice, ask in asks(body, speakers, article.headline):
        points.setdefault(voice, []).append(ask)
    filed: dict[Voice, Filing] = {}
    for filing in filings(body, speakers):
        filed.setdefault(filing.voice, filing)
    scene = _scene(article, draft, body, presented, lexicon)
    by_name = {person.name: (order, person) for order, person in enumerate(people)}
    voices = points.keys() | filed.keys() | announced(body.text, speakers)
    found: list[Proposal] = []
    for voice in sorted(voices, key=lambda voice: (by_name[voice[0]][0], len(voice))):
        own = [article.span] if len(voices) == 1 or voice == presented else []
        makers = [by_name[name][1] for name in voice]
        found.append(_proposal(scene, makers, points.get(voice, []), filed.get(voice), own))
    return tuple(found)


def _in_heading(person: Person, heading: Passage) -> bool:
    start = heading.origins[0]
    return any(start <= span.start < start + len(heading.text) for span in person.spans)


def _scene(article: Article, draft: Draft, body: Passage, presented: Voice, lexicon: Lexicon) -> Scene:
    headline = Passage(article.headline, (0,), (article.headline_span.start,))
    return Scene(
        article=article,
        draft=draft,
        presented=presented,
        headline=lexicon.industries.hits(headline),
        heading=lexicon.industries.hits(draft.people),
        body=lexicon.industries.hits(body),
        departments=lexicon.departments.hits(body),
    )


def _proposal(
    scene: Scene, people: list[Person], points: list[Ask], filing: Filing | None, own: list[Span]
) -> Proposal:
    kind = filing.kind if filing else Kind.REPORTED
    fitting = kind is Kind.REPORTED or (kind is Kind.PROPOSAL) == (people[0].body is Body.CPPCC)
    article = scene.article
    headline, place = article.headline, article.headline_span
    if filing and filing.title and filing.title_span and not scene.presented:
        headline, place = filing.title, filing.title_span
    doubts = [
        *([] if points else [NO_DEMAND]),
        *([] if scene.draft.headline else [NO_HEADLINE]),
        *([] if fitting else [UNFITTING]),
    ]
    return Proposal(
        kind=kind if fitting else Kind.REPORTED,
        headline=headline,
        headline_span=place,
        proposers=tuple(_proposer(person, order) for order, person in enumerate(people)),
        asks=tuple(points),
        span=article.span,
        confidence=round(min(0.97 if points else 0.6, *(person.confidence for person in people)), 2),
        filing_span=filing.span if filing and fitting else None,
        industries=industries(scene.headline, scene.heading, scene.body, own, points, brief=not own),
        departments=departments(scene.departments, points),
        doubts=tuple(doubts),
    )


def _proposer(person: Person, order: int) -> Proposer:
    return Proposer(person.name, "person", "cosigner" if order else "lead", person.spans[0])
