"""A file cut into sheets: what is reviewed at one time, an article or a dozen rows of a list. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proposals.ingest.records import Article, Extraction, Person, Proposal, Span

RECORDS_A_SHEET = 12
FRONT = 300  # characters above the first article that are drawn with it
SHORT = 300  # characters: an article no longer than this shares its sheet, as the rows of a list do
DOUBTFUL = 0.75  # a record less sure than this wants a look, whether or not a rule put its doubt into words


@dataclass(frozen=True, slots=True)
class Sheet:
    """One part of a file with its records, by path. `span` is its part of the source."""

    number: int
    title: str
    span: Span
    records: tuple[str, ...]
    doubtful: tuple[str, ...]
    lowest: float = 1.0


@dataclass(frozen=True, slots=True)
class _Placed:
    path: str
    record: Person | Proposal
    start: int
    end: int


_Group = list[tuple[Article, list[_Placed]]]


def is_doubtful(record: Person | Proposal) -> bool:
    """Whether a person should look at it first."""
    return bool(record.doubts) or record.confidence < DOUBTFUL


def sheets(found: Extraction, length: int) -> list[Sheet]:
    """In the order of the source: what stands outside all articles first, then article by article.

    `length` is that of the source text. There is always at least one sheet.
    """
    inside, outside = _dealt(found)
    front = _outside(found, outside, length)
    cut = [part for group in _grouped(found.articles, inside) for part in _parts(group)]
    if not front:  # the few lines above the first article are drawn with it
        title, span, placed = cut[0]
        cut[0] = (title, Span(0, span.end), placed)
    return [_numbered(number, *one) for number, one in enumerate([*front, *cut], start=1)]


def by_doubt(all_sheets: Sequence[Sheet]) -> list[Sheet]:
    """Those with the most doubtful records first, then the least sure, else in the order of the source."""
    return sorted(all_sheets, key=lambda one: (-len(one.doubtful), one.lowest, one.number))


def _dealt(found: Extraction) -> tuple[list[list[_Placed]], list[_Placed]]:
    """Each record with the article that holds its first place; what no article holds apart."""
    inside: list[list[_Placed]] = [[] for _ in found.articles]
    outside: list[_Placed] = []
    starts = [article.span.start for article in found.articles]
    for number, person in enumerate(found.delegates):
        place = person.spans[0] if person.spans else None
        at = bisect_right(starts, place.start) - 1 if place else -1
        held = place is not None and at >= 0 and place.end <= found.articles[at].span.end
        one = _Placed(f"delegates/{number}", person, *(place or (0, 0)))
        (inside[at] if held else outside).append(one)
    number = 0
    for at, article in enumerate(found.articles):
        for proposal in article.proposals:
            inside[at].append(_Placed(f"proposals/{number}", proposal, *proposal.span))
            number += 1
    return inside, outside


def _outside(found: Extraction, placed: list[_Placed], length: int) -> list[tuple[str, Span, list[_Placed]]]:
    """A sheet of what stands before the first article or in none, where that is more than a few lines."""
    end = found.articles[0].span.start if found.articles else length
    return [("版面", Span(0, end), placed)] if placed or end > FRONT or not found.articles else []


def _grouped(articles: Sequence[Article], inside: Sequence[list[_Placed]]) -> Iterator[_Group]:
    """Each long article by itself, short neighbours together."""
    group: _Group = []
    for article, placed in zip(articles, inside, strict=True):
        held = sum(len(one) for _, one in group)
        if group and (not _short(article) or not _short(group[-1][0]) or held + len(placed) > RECORDS_A_SHEET):
            yield group
            group = []
        group.append((article, placed))
    if group:
        yield group


def _short(article: Article) -> bool:
    return article.span.end - article.span.start <= SHORT


def _parts(group: _Group) -> Iterator[tuple[str, Span, list[_Placed]]]:
    """A group whole, or cut where its one article holds too many records: each with its own stretch of the source."""
    first, last = group[0][0], group[-1][0]
    placed = sorted((one for _, held in group for one in held), key=lambda one: (one.start, one.path))
    title = first.headline if len(group) == 1 else f"{first.headline} 等 {len(group)} 段"
    if len(placed) <= RECORDS_A_SHEET:
        yield title, Span(first.span.start, last.span.end), placed
        return
    cuts = [placed[at : at + RECORDS_A_SHEET] for at in range(0, len(placed), RECORDS_A_SHEET)]
    for nth, cut in enumerate(cuts):
        start = first.span.start if nth == 0 else min(one.start for one in cut)
        end = max(start, *(one.end for one in cut))
        yield f"{title} · 第 {nth + 1} 段，共 {len(cuts)} 段", Span(start, end), cut


def _numbered(number: int, title: str, span: Span, placed: list[_Placed]) -> Sheet:
    doubtful = tuple(one.path for one in placed if is_doubtful(one.record))
    lowest = min((one.record.confidence for one in placed), default=1.0)
    return Sheet(number, title or "（没有标题）", span, tuple(one.path for one in placed), doubtful, lowest)
