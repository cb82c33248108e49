"""Reply letters in, the proposals they answer out."""

from collections.abc import Sequence

from ..classify import Lexicon
from ..front import printed_date
from ..paragraphs import rejoined
from ..people.finding import merged
from ..records import Article, Extraction, Named, Person, ReportKind, Span, Unclaimed
from ..text.blocks import Block
from .answered import answered
from .reading import Reading, reading
from .recognise import PROSE, drafts
from .rows import table


def letter(source: str, lines: tuple[Block, ...], lexicon: Lexicon) -> Extraction | None:
    """Read official reply letters; None when the text is none. Spans count in `source`."""
    found = [reading(source, lines, draft) for draft in drafts(source, lines)] or table(source, lines)
    if not found:
        return None
    articles: list[Article] = []
    people: list[Person] = []
    for order, one in enumerate(found, 1):
        article, delegates = _article(source, one, order, lexicon)
        articles.append(article)
        people += delegates
    title_only = len(found) == 1 and found[0].draft.body < 0
    return Extraction(
        kind=ReportKind.REPLY,
        title=articles[0].headline if len(articles) == 1 else None,
        title_span=articles[0].headline_span if len(articles) == 1 else None,
        publisher=None,
        publisher_span=None,
        place=None,
        place_span=None,
        date=_date(articles) or (printed_date(lines) if title_only else None),
        session=_session(articles),
        sections=(),
        keywords=(),
        articles=tuple(articles),
        delegates=merged(people),
        unclaimed=_unclaimed(lines, articles),
    )


def _article(source: str, one: Reading, order: int, lexicon: Lexicon) -> tuple[Article, list[Person]]:
    """The letter as an article, with a proposal for each case it answers."""
    proposals, people = answered(source, one, lexicon)
    title = one.draft.title
    headline = title.text if title else proposals[0].headline
    place = title.span if title else proposals[0].headline_span
    article = Article(
        order=order,
        headline=headline,
        headline_span=place,
        span=Span(one.lines[0].span.start, one.lines[-1].span.end),
        section=None,
        publisher=None,
        publisher_span=None,
        reporters=(),
        people=tuple(person.name for person in merged(people)),
        paragraphs=_paragraphs(one),
        proposals=tuple(proposals),
    )
    return article, people


def _paragraphs(one: Reading) -> tuple[tuple[Span, ...], ...]:
    """The text rejoined; salutation, signature, date and contacts each on a line of its own."""
    greeted = one.draft.salutation is not None
    text = one.text[1:] if greeted else one.text
    alone = one.text[:1] if greeted else ()
    long = [at for at, line in enumerate(text) if len(line.text) >= PROSE]
    cut = (long[-1] + 1) if long else 0
    return (
        *((line.span,) for line in alone),
        *rejoined(text[:cut]),
        *((line.span,) for line in (*text[cut:], *one.below)),
    )


def _date(articles: Sequence[Article]) -> str | None:
    days = {one.letter.date.name for article in articles for one in article.proposals if one.letter and one.letter.date}
    return days.pop() if len(days) == 1 else None


def _session(articles: Sequence[Article]) -> str | None:
    held: list[Named] = [one.session for article in articles for one in article.proposals if one.session]
    printed = {one.name for one in held}
    return printed.pop() if len(printed) == 1 else None


def _unclaimed(lines: Sequence[Block], articles: Sequence[Article]) -> tuple[Unclaimed, ...]:
    left: list[Unclaimed] = []
    spans = [article.span for article in articles]
    at = 0
    for line in lines:
        while at < len(spans) and spans[at].end <= line.span.start:
            at += 1
        if at == len(spans) or line.span.start < spans[at].start:
            left.append(Unclaimed(line.text, line.span))
    return tuple(left)
