"""The proposals of one article.

Those whom a heading presents speak as one and make one proposal together; a delegate whom only the text names makes
one of his own, and so do several who are named in one row as asking. An organisation that acts itself proposes, and
whoever speaks for it is its speaker. Each title filed is a proposal of its own. A voice without points, filing or
announced suggestion makes none: praise and plans are no proposal.
"""

import re
from dataclasses import dataclass

from ..asks.finding import asks
from ..classify import Hits, Lexicon, departments, industries
from ..records import Article, Kind, Person, Proposal, Span
from ..text.passage import Passage
from .filing import announced, filings
from .headlines import NO_HEADLINE, Headline, demands, headline_for
from .layout import Draft
from .passive import signed
from .shares import Share, shared
from .stage import Stage, staged
from .subheads import outside, titles_of
from .unnamed import Nameless, nameless

NO_DEMAND = "原文没有写出具体要求"
UNFITTING = "原文用词与提出者身份不符，请核对类别"
UNNAMED = "原文没有写出提出者姓名，请核对"
UNCOUNTED = "原文写明共{count}名提出者，写出姓名的只有{named}名，请核对"
STOP = re.compile(r"[。！？]")  # a body without one is no text: the page is an index of headlines


@dataclass(frozen=True, slots=True)
class Scene:
    """What all proposals of an article share: its text, who speaks in it, and the vocabulary's words in it."""

    article: Article
    draft: Draft
    passage: Passage
    stage: Stage
    headline: Hits
    heading: Hits
    body: Hits
    departments: Hits


def proposals(
    article: Article, draft: Draft, body: Passage, people: tuple[Person, ...], lexicon: Lexicon
) -> tuple[Proposal, ...]:
    """One proposal for each title filed, else for each voice that asks, filed or announced something, in order."""
    presented = tuple(one.name for one in people if draft.people and _in_heading(one, draft.people))
    stage = staged(body, people, presented)
    scene = _scene(article, draft, body, stage, lexicon)
    asked = outside(body, asks(body, stage.cast, article.headline), draft.subheads)
    filed = [*filings(body, stage.cast), *signed(body, stage.cast)]
    found = shared(asked, filed, announced(body.text, stage.cast))
    heard = any(share.voice == stage.presented for share in found)
    if stage.presented and not heard and not STOP.search(body.text) and _demands(article.headline):
        found.append(Share(stage.presented, None, ()))
    found.sort(key=lambda share: stage.place(share.voice))
    unsigned = None if found else nameless(body)
    above = titles_of(body, found, draft.subheads)
    made = tuple(
        _proposal(scene, share, title, alone=len(found) == 1) for share, title in zip(found, above, strict=True)
    )
    return (_nameless(scene, unsigned),) if unsigned else made


def _demands(headline: str) -> bool:
    return demands(headline) and not headline.endswith(("？", "?", "了"))


def _in_heading(person: Person, heading: Passage) -> bool:
    start, end = heading.span(0, len(heading.text)) if heading.text else (0, 0)
    return any(start <= span.start < end for span in person.spans)


def _scene(article: Article, draft: Draft, body: Passage, stage: Stage, lexicon: Lexicon) -> Scene:
    headline = Passage(article.headline, (0,), (article.headline_span.start,))
    return Scene(
        article=article,
        draft=draft,
        passage=body,
        stage=stage,
        headline=lexicon.industries.hits(headline),
        heading=lexicon.industries.hits(draft.people),
        body=lexicon.industries.hits(body),
        departments=lexicon.departments.hits(body),
    )


def _proposal(scene: Scene, share: Share, above: tuple[int, int] | None, *, alone: bool) -> Proposal:
    stage, filing = scene.stage, share.filing
    kind = filing.kind if filing else Kind.REPORTED
    fitting = stage.fits(share.voice, kind)
    if filing and filing.titular and kind is Kind.SUGGESTION and not fitting:
        kind, fitting = Kind.PROPOSAL, True  # a member of the 政协 files 提案, whatever their titles end with
    presented = share.voice == stage.presented
    named = headline_for(
        scene.article, scene.passage, share, above, titled=bool(scene.draft.headline), own=alone or presented
    )
    asked = tuple(point.ask for point in share.points)
    own: list[Span] = [scene.article.span] if alone or presented else []
    filed = filing is not None and fitting and kind is not Kind.REPORTED
    return Proposal(
        kind=kind if fitting else Kind.REPORTED,
        headline=named.text,
        headline_span=named.span,
        proposers=stage.proposers(share.voice),
        asks=asked,
        span=scene.article.span,
        confidence=round(min(0.97 if asked else 0.6, stage.confidence(share.voice)), 2),
        number=filing.number if filing else None,
        number_span=filing.number_span if filing else None,
        filing_span=filing.span if filing and filed else None,
        industries=industries(scene.headline, scene.heading, scene.body, own, asked, brief=not own),
        departments=departments(scene.departments, asked),
        doubts=_doubts(scene, share, named, fitting=fitting),
    )


def _doubts(scene: Scene, share: Share, named: Headline, *, fitting: bool) -> tuple[str, ...]:
    short = scene.stage.uncounted(share.voice)
    return (
        *(() if share.points else (NO_DEMAND,)),
        *(() if named.printed or scene.draft.headline else (NO_HEADLINE,)),
        *(() if fitting else (UNFITTING,)),
        *((UNCOUNTED.format(count=short[0], named=short[1]),) if short else ()),
    )


def _nameless(scene: Scene, found: Nameless) -> Proposal:
    """A filed proposal of makers the text does not name."""
    article = scene.article
    return Proposal(
        kind=found.kind,
        headline=article.headline,
        headline_span=article.headline_span,
        proposers=(),
        asks=found.asks,
        span=article.span,
        confidence=0.6,
        filing_span=found.span,
        industries=industries(scene.headline, scene.heading, scene.body, [article.span], found.asks, brief=False),
        departments=departments(scene.departments, found.asks),
        doubts=(UNNAMED, *(() if scene.draft.headline else (NO_HEADLINE,))),
    )
