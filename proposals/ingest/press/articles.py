"""One article from its draft: headline, byline, paragraphs and the delegates in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..classify import Lexicon
from ..paragraphs import rejoined
from ..people.collectives import NAME
from ..people.finding import from_heading, in_text, in_title, merged
from ..records import Article, Body, Level, Named, Person, Span
from ..text.passage import Passage
from ..text.places import places
from .layout import Draft
from .proposing import proposals
from .sessions import in_session

ORGANISATION = re.compile(rf"{NAME}[：:]\s?(?=[^\n]{{4}})")


@dataclass(frozen=True, slots=True)
class Telling:
    """An article with the people it names."""

    article: Article
    people: tuple[Person, ...]


def told(source: str, draft: Draft, order: int, section: Named | None, lexicon: Lexicon) -> Telling | None:
    """Understand one draft; None when it holds no text at all."""
    paragraphs = rejoined(draft.body, draft.subheads)
    body = Passage.of(source, paragraphs)
    headline = _headline(source, draft, body)
    if not headline:
        return None
    presented = from_heading(draft.people, body.text) if draft.people else ()
    named = in_text(body, (person.name for person in presented))
    titled = _titled(source, draft, (*presented, *named))
    known = [*presented, *sorted((*titled, *named), key=lambda person: person.spans[0])]
    article_text = source[headline[0].start : headline[-1].end] + "\n" + body.text
    people = _placed(merged(_levelled(known, in_session(article_text) or in_session(source))), body)
    article = Article(
        order=order,
        headline=("" if draft.wrapped else " ").join(source[run.start : run.end] for run in headline),
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
    made = proposals(article, draft, body, people, lexicon)
    return Telling(replace(article, proposals=made), people)


def _levelled(people: list[Person], session: Mapping[Body, Level]) -> list[Person]:
    """Each with the level of the session that the text names, where nothing said of the person has one.

    A paper that tells of the 全国两会 and names 市人大代表 only does not say which seat its other deputies have.
    """
    said = {(person.name, person.body) for person in people if person.level}
    others = {body: {person.level for person in people if person.level and person.body is body} for body in session}
    fitting = {body: level for body, level in session.items() if not others[body] or level in others[body]}
    return [
        person if (person.name, person.body) in said else replace(person, level=fitting.get(person.body, person.level))
        for person in people
    ]


def _titled(source: str, draft: Draft, known: tuple[Person, ...]) -> tuple[Person, ...]:
    """The delegates whom the headline names, and the posts it gives those of the body."""
    if draft.people or not draft.headline:
        return ()
    return in_title(Passage.of(source, (draft.headline,)), known)


def _spoken(source: str, runs: tuple[Span, ...]) -> tuple[Span, ...]:
    """民进云岭市委：标题 without the organisation that says it."""
    first, *rest = runs
    says = ORGANISATION.match(source, first.start, first.end)
    return (Span(says.end(), first.end), *rest) if says else runs


def _headline(source: str, draft: Draft, body: Passage) -> tuple[Span, ...]:
    """The headline's runs; the first sentence's first clause where the text prints none."""
    if draft.headline:
        return _spoken(source, draft.headline)
    if not body.text:
        return (draft.people.span(0, len(draft.people.text)),) if draft.people else ()
    stops = [at for mark in "。！？；，\n" if (at := body.text.find(mark, 0, 60)) > 0]
    span = body.span(0, min(stops, default=min(30, len(body.text))))
    return (span,)


def _extent(draft: Draft, headline: tuple[Span, ...]) -> Span:
    held = [span for span in (draft.heading, draft.extent) if span]
    starts = [headline[0].start, *(span.start for span in held)]
    ends = [headline[-1].end, *(span.end for span in held)]
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
