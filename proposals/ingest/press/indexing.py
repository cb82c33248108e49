"""A page of headlines, one a line: 省人大代表张三：建设…, 政协委员李四建议…, 人大代表呼吁 ….

Such a page has no sentences. Each line is read by itself: the words behind who asks are the proposal's headline, and
no more is known of it. Lines of news between them stay unclaimed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..classify import Lexicon, departments, industries
from ..front import printed_date, printed_session
from ..people.collectives import NAME
from ..people.finding import in_text, merged
from ..records import Article, Extraction, Kind, Person, Proposal, Proposer, ReportKind, Span, Unclaimed
from ..text.blocks import Block
from ..text.passage import Passage
from .headlines import demands
from .proposing import NO_DEMAND, UNNAMED

TOLD = 5  # one line in so many may hold a sentence: a cut teaser
LONGEST = 80  # characters of a headline with who says it
VERB = r"建议|呼吁|提议|希望|主张|倡议|提出(?!质疑|疑问|意见|批评)|(?:认为|指出)(?=[「“])"
SEATED = r"(?:等[^，。：]{0,16}?)?[ \u3000]?(?:代表|委员)?(?:联名|联合|共同)?[ \u3000]?"
BEHIND = re.compile(
    rf"{SEATED}(?:(?P<verb>{VERB})[：:， \u3000]?|[：:][ \u3000]?(?:(?P<again>{VERB})[：:， \u3000]?)?)"
)
UNNAMED_ASK = re.compile(
    rf"(?:^|(?<=[，,；。】）) \u3000]))(?P<who>[\u4e00-\u9fff“”]{{0,12}}?(?:人大代表|政协委员|”代表))"
    rf"[ \u3000]?(?:(?P<verb>{VERB})[：:， \u3000]?|[：:][ \u3000]?)(?P<what>[^。]{{4,60}})$"
)
STAMP = re.compile(
    r"\s*(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)(?:\s*[^\s，。]{2,16})?$"
)
BODY = re.compile(
    rf"(?:【[^】]{{1,12}}】)?(?P<name>{NAME})"
    rf"(?:(?P<verb>{VERB})[：:， \u3000]?|[：:][ \u3000]?)(?P<what>[^。]{{4,60}})$"
)
QUOTED = re.compile(r"[“「](?P<inner>(?:[^“”「」]|“[^”]*”){4,60})[”」](?=$|[，,？?。！!])")
NO_HEADLINE = re.compile(r"[？?]|[了吗呢]$|^[的了过与和]|怎么[说看]|多少|\d+[件份]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One headline: its line, who asks, and the words behind."""

    line: Block
    people: tuple[Person, ...]
    headline: str
    span: Span
    body: tuple[str, Span] | None = None  # a party or delegation that asks itself


def index(text: str, lines: tuple[Block, ...], lexicon: Lexicon) -> Extraction | None:
    """Read such a page; None when the text tells in sentences, or no line says what a delegate asks."""
    if sum("。" in line.text for line in lines) * TOLD > len(lines):
        return None
    people: list[Person] = []
    entries: list[Entry] = []
    for line in lines:
        named = in_text(Passage.of(text, [(line.span,)]), ()) if len(line.text) <= LONGEST * 2 else ()
        people += named
        if len(line.text) <= LONGEST and "。" not in line.text and (entry := _entry(line, named)):
            entries.append(entry)
    return _assembled(text, lines, entries, people, lexicon) if entries else None


def _entry(line: Block, named: tuple[Person, ...]) -> Entry | None:
    body = None if named else BODY.match(line.text)
    if body and (body["verb"] or demands(body["what"])):
        found: tuple[int, int] | None = body.span("what")
    else:
        body, found = None, _said(line, named) if named else _unsigned(line)
    if not found:
        return None
    start, end = _trimmed(line.text, *found)
    headline = line.text[start:end]
    if len(headline) < 4 or NO_HEADLINE.search(headline):
        return None
    at = line.span.start
    acting = (body["name"], Span(at + body.start("name"), at + body.end("name"))) if body else None
    return Entry(line, named, headline, Span(at + start, at + end), acting)


def _said(line: Block, named: tuple[Person, ...]) -> tuple[int, int] | None:
    """The words behind the last one named, if he asks or they demand something."""
    last = max(span.end for person in named for span in person.spans) - line.span.start
    behind = BEHIND.match(line.text, last)
    if not behind:
        return None
    asked = behind["verb"] or behind["again"] or demands(line.text[behind.end() :])
    # Behind a colon the verb is part of what is printed as the headline: 张三代表：建议….
    start = behind.start("again") if behind["again"] else behind.end()
    return (start, len(line.text)) if asked else None


def _unsigned(line: Block) -> tuple[int, int] | None:
    """人大代表呼吁…: somebody asks whom the line does not name."""
    match = UNNAMED_ASK.search(line.text)
    if not match:
        return None
    return match.span("what") if match["verb"] or demands(match["what"]) else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks and without the marks that quote it; a reader's question behind is left out."""
    stamp = STAMP.search(text, start, end)
    end = stamp.start() if stamp else end
    while start < end and text[start] in " \u3000：:，":
        start += 1
    while end > start and text[end - 1] in " \u3000!！":
        end -= 1
    quoted = QUOTED.match(text, start, end)
    return quoted.span("inner") if quoted else (start, end)


def _assembled(
    text: str, lines: tuple[Block, ...], entries: list[Entry], people: list[Person], lexicon: Lexicon
) -> Extraction:
    read = {entry.line.span for entry in entries}
    return Extraction(
        kind=ReportKind.PRESS,
        title=None,
        title_span=None,
        publisher=None,
        publisher_span=None,
        place=None,
        place_span=None,
        date=printed_date(list(lines)),
        session=printed_session(text),
        sections=(),
        keywords=(),
        articles=tuple(_articles(text, entries, lexicon)),
        delegates=merged(people),
        unclaimed=tuple(Unclaimed(line.text, line.span) for line in lines if line.span not in read),
    )


def _articles(text: str, entries: list[Entry], lexicon: Lexicon) -> Iterator[Article]:
    for order, entry in enumerate(entries, 1):
        line = entry.line.span
        yield Article(
            order=order,
            headline=entry.headline,
            headline_span=entry.span,
            span=line,
            section=None,
            publisher=None,
            publisher_span=None,
            reporters=(),
            people=tuple(person.name for person in entry.people),
            paragraphs=((line,),),
            proposals=(_proposal(Passage.of(text, [(line,)]), entry, lexicon),),
        )


def _proposal(passage: Passage, entry: Entry, lexicon: Lexicon) -> Proposal:
    line = entry.line.span
    title = Passage(entry.headline, (0,), (entry.span.start,))
    named, none = lexicon.industries.hits(title), lexicon.industries.hits(None)
    return Proposal(
        kind=Kind.REPORTED,
        headline=entry.headline,
        headline_span=entry.span,
        proposers=_proposers(entry),
        asks=(),
        span=line,
        confidence=0.6,
        industries=industries(named, none, none, (), (), brief=False),
        departments=departments(lexicon.departments.hits(passage), ()),
        doubts=(NO_DEMAND, *(() if entry.people or entry.body else (UNNAMED,))),
    )


def _proposers(entry: Entry) -> tuple[Proposer, ...]:
    if entry.body:
        return (Proposer(entry.body[0], "organisation", "lead", entry.body[1]),)
    return tuple(
        Proposer(person.name, "person", "cosigner" if order else "lead", person.spans[0])
        for order, person in enumerate(entry.people)
    )
