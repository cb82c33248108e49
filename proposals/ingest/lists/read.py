"""An official list in, a proposal a row out.

Tables are read first, then tables drawn in the text by tabs or blanks, then those with one cell a line, then items
without columns. What no row or title claims is shown as unclaimed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .. import front as page
from ..classify import Lexicon
from ..records import Article, Extraction, Mapping, NamedDepartment, Proposal, ReportKind, Span, Table, Unclaimed
from ..text.blocks import Block
from .about import About
from .cards import cards
from .compose import composed
from .delegates import united
from .entry import Entry
from .front import front
from .grid import drawn
from .numbered import items
from .recognise import enough, other
from .stacked import stacked
from .tables import Rows, rows

TWICE = "目录里同一编号还有另一件“{title}”，请核对编号"
UNREAD = "目录里有 {count} 行没有读懂，已列在未认领的文字里，请人工登记。"
TOP = 40  # lines above the rows that are read for what they say of the list


def listing(
    source: str, lines: tuple[Block, ...], tables: tuple[Table, ...], mapping: Mapping | None, lexicon: Lexicon
) -> Extraction | None:
    """Read an official list; None when the text is none. Without `mapping` the columns are guessed."""
    if other(lines) and mapping is None:
        return None
    found = (
        rows(tables, lines, mapping)
        or rows(drawn(source), lines, mapping)
        or rows(stacked(source, lines), lines, mapping)
        or _carded(lines)
        or _items(source, lines)
    )
    return _extraction(lines, found, lexicon) if found else None


def _carded(lines: tuple[Block, ...]) -> Rows | None:
    found = cards(lines)
    if not found:
        return None
    start = found.entries[0].span.start
    said = front([line for line in lines[:TOP] if line.span.end <= start], About())
    return Rows(found.entries, list(said.claimed), [], said.title, found.entries[0].about)


def _items(source: str, lines: tuple[Block, ...]) -> Rows | None:
    found = items(source, lines)
    if not enough(found.entries, found.characters, lines):
        return None
    start = found.entries[0].span.start
    said = front([line for line in lines[:TOP] if line.span.end <= start], About())
    entries = [replace(entry, about=entry.about.below(said.about)) for entry in found.entries]
    return Rows(entries, [*said.claimed, *found.claimed], [], said.title, said.about)


def _extraction(lines: Sequence[Block], found: Rows, lexicon: Lexicon) -> Extraction | None:
    made = [one for order, entry in enumerate(found.entries, 1) if (one := composed(entry, order, lexicon))]
    if not made:
        return None
    articles = _doubled(_once([article for article, _ in made]))
    claimed = [*found.claimed, *(entry.span for entry in found.entries)]
    claimed += [found.title.span] if found.title else []
    return Extraction(
        kind=ReportKind.LIST,
        title=found.title.text if found.title else None,
        title_span=found.title.span if found.title else None,
        publisher=None,
        publisher_span=None,
        place=found.about.place,
        place_span=found.about.place_span,
        date=page.printed_date(_before(lines, found.entries)),
        session=found.about.session.name if found.about.session else None,
        sections=(),
        keywords=(),
        articles=tuple(replace(article, order=order) for order, article in enumerate(articles, 1)),
        delegates=united(person for _, people in made for person in people),
        unclaimed=_unclaimed(lines, claimed),
        warnings=(UNREAD.format(count=len(found.unread)),) if found.unread else (),
    )


def _before(lines: Sequence[Block], entries: Sequence[Entry]) -> list[Block]:
    start = min(entry.span.start for entry in entries)
    return [line for line in lines[:TOP] if line.span.end <= start]


def _once(articles: Iterable[Article]) -> list[Article]:
    """A file that a list names under each of its departments is one file with all of them."""
    known: dict[tuple[object, ...], int] = {}
    kept: list[Article] = []
    for article in articles:
        [proposal] = article.proposals
        session = proposal.session.name if proposal.session else None
        key = (proposal.kind, session, proposal.number, proposal.headline)
        if proposal.number and key in known:
            at = known[key]
            kept[at] = replace(kept[at], proposals=(_joined(kept[at].proposals[0], proposal),))
        else:
            known[key] = len(kept)
            kept.append(article)
    return kept


def _joined(one: Proposal, other: Proposal) -> Proposal:
    departments: dict[str, NamedDepartment] = {}
    for department in (*one.departments, *other.departments):
        departments.setdefault(department.name, department)
    proposers = {maker.name: maker for maker in (*other.proposers, *one.proposers)}
    ordered = [*one.proposers, *(maker for name, maker in proposers.items() if maker not in one.proposers)]
    return replace(one, departments=tuple(departments.values()), proposers=tuple(ordered))


def _doubled(articles: Sequence[Article]) -> list[Article]:
    """Both files that bear one number are kept, each with a doubt that names the other."""
    by_number: dict[tuple[object, ...], list[int]] = {}
    for at, article in enumerate(articles):
        [proposal] = article.proposals
        if proposal.number:
            session = proposal.session.name if proposal.session else None
            by_number.setdefault((proposal.kind, session, proposal.number), []).append(at)
    found = list(articles)
    for places in by_number.values():
        for at, rival in zip(places, [*places[1:], places[0]], strict=True):
            if at != rival:
                [proposal] = found[at].proposals
                doubt = TWICE.format(title=articles[rival].headline)
                found[at] = replace(found[at], proposals=(replace(proposal, doubts=(*proposal.doubts, doubt)),))
    return found


def _unclaimed(lines: Sequence[Block], claimed: Iterable[Span]) -> tuple[Unclaimed, ...]:
    """The lines that no claimed stretch touches; one pass over both in order."""
    spans = sorted(claimed)
    at, reached = 0, 0
    left: list[Unclaimed] = []
    for line in lines:
        while at < len(spans) and spans[at].start < line.span.end:
            reached = max(reached, spans[at].end)
            at += 1
        if reached <= line.span.start:
            left.append(Unclaimed(line.text, line.span))
    return tuple(left)
