"""What the words in the address of the list find, and what else to try where they find nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from proposals.classification.dictionary import cut
from proposals.filters import Asked
from proposals.models import Publication
from proposals.search import Query, Way, in_words, parse, ways_out
from proposals.search.query import relaxed

from .finding import Found, found, parts
from .shared import Catalogue


@dataclass(frozen=True, slots=True)
class Search:
    """What was searched for: the query that is answered, its hits, and what else to try where there are none."""

    query: Query
    hits: Found
    instead: Sequence[Way] = field(default=())


def searched(catalogue: Catalogue, asked: Asked) -> Search | None:
    """The hits of what was typed; of its words where it stands nowhere in one piece; else what to try instead."""
    others = None if asked.exact else catalogue.names.beside
    query = parse(asked.understood.get("q", ""), others)
    if query is None:
        return None
    hits, everything = found(catalogue, query), catalogue.holdings.everything
    if hits.bits & everything:
        return Search(query, hits)
    by_words = _by_words(catalogue, query)
    if by_words is not None:
        return by_words
    ways = ways_out(query, facets=(Publication.PUBLISHED,), others=catalogue.names.beside, cut=cut)
    return Search(query, hits, ways)


def _by_words(catalogue: Catalogue, query: Query) -> Search | None:
    words = in_words(query, cut)
    if words is None:
        return None
    held = dict(zip(words.terms, parts(catalogue, [Query((term,)) for term in words.terms]), strict=True))

    def together(one: Query) -> Found:
        of = [held[term] for term in one.terms]
        bits = catalogue.holdings.everything
        for part in of:
            bits &= part.bits
        return Found(bits, 0, all(part.sure for part in of), all(part.whole for part in of))

    instead = relaxed(query, lambda one: together(one).bits.bit_count(), cut)
    return Search(instead, together(instead)) if instead is not None else None
