"""What a search finds, as bits, and the pages of it: two statements, none for a search that was asked a moment ago.

Few hits are proved at once, and then every number is exact. Of many, a page is proved while it is turned to; their
numbers are those of the tokens, which are a few in a hundred too high, and are told as such.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from proposals.search import Query
from proposals.search.fold import exact
from proposals.search.hits import MOST, PROVED, candidates, proved

from .holdings import as_bits, below, newest
from .shared import Catalogue

KEPT = 64  # searches remembered with a catalogue


@dataclass(frozen=True, slots=True)
class Found:
    """`bits` of all hits and `titles` of those whose title holds the search.

    `sure`: each is proved. `whole`: none is left out; else they are the newest of more.
    """

    bits: int
    titles: int
    sure: bool
    whole: bool

    def number(self, n: int) -> str:
        """A count of these as a page may print it."""
        return f"{'' if self.sure else '约 '}{n}{'' if self.whole else ' 以上'}"


def found(catalogue: Catalogue, query: Query) -> Found:
    """The hits of a search."""
    kept = catalogue.kept
    key = ("found", query.terms)
    known: Found | None = kept.get(key)  # once: another request may empty what all of them share
    if known is None:
        known = _found(query)
        if len(kept) >= KEPT:
            kept.clear()
        kept[key] = known
    return known


def _found(query: Query) -> Found:
    everywhere, in_title = query.everywhere(), query.in_title()
    hits, titles = candidates([everywhere, in_title])
    sure, whole = not (everywhere.proofs or everywhere.unless), len(hits) < MOST
    if len(hits) <= PROVED and (everywhere.proofs or in_title.proofs):
        here, there = proved([everywhere, in_title], hits)
        bits, of_titles = as_bits(here), as_bits(there.intersection(titles))
        return Found(bits | of_titles, of_titles, sure=True, whole=True)
    of_titles = as_bits(titles)
    return Found(as_bits(hits) | of_titles, of_titles, sure, whole)


def parts(catalogue: Catalogue, queries: Sequence[Query]) -> list[Found]:
    """The hits of several searches of one term each, all in one statement and without their titles and proofs."""
    listed = candidates([one.everywhere() for one in queries])
    return [
        Found(as_bits(hits), 0, all(exact(term.text) for term in query.terms), len(hits) < MOST)
        for query, hits in zip(queries, listed, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: ids in order and where the next one begins, "" at the end.

    A leaf that is not full and has a next one stopped at the bound of what is proved at once.
    """

    ids: tuple[int, ...]
    following: str = ""


def leaf(runs: Sequence[tuple[str, int]], *, start: int, size: int) -> Leaf:
    """Of runs of sure hits, one after another, those from `start` on."""
    ids: list[int] = []
    name = runs[0][0]
    for run, bits in runs:
        held = bits.bit_count()
        if start < held and len(ids) <= size:
            name = run
            ids += newest(bits, start=start, count=size + 1 - len(ids))
        start = max(0, start - held)
    more = len(ids) > size
    shown = ids[:size]
    return Leaf(tuple(shown), f"{_run_of(runs, shown[-1], name)}{shown[-1]}" if more else "")


def _run_of(runs: Sequence[tuple[str, int]], pk: int, name: str) -> str:
    return next((run for run, bits in runs if bits >> pk & 1), name)


def after(runs: Sequence[tuple[str, int]], place: str) -> list[tuple[str, int]]:
    """What of the runs comes after a place that a leaf told; all of them for one that is none of theirs."""
    names = [run for run, _ in runs]
    if place[:1] not in names or not place[1:].isdigit() or not place.isascii() or len(place) > 12:
        return list(runs)
    rest = list(runs[names.index(place[0]) :])
    return [(rest[0][0], below(rest[0][1], int(place[1:]))), *rest[1:]]


def proving_leaf(query: Query, runs: Sequence[tuple[str, int]], *, size: int) -> Leaf:
    """Of runs of hits by tokens alone, the first that hold the search, among the first `PROVED` of them.

    One that has all tokens in its title and the search elsewhere stands among the titles here.
    """
    asked: list[tuple[str, int]] = []
    for run, bits in runs:
        asked += [(run, pk) for pk in newest(bits, start=0, count=PROVED - len(asked))]
    (here,) = proved([query.everywhere()], [pk for _, pk in asked])
    ids: list[int] = []
    for _, pk in asked:
        if pk in here:
            if len(ids) == size:
                return Leaf(tuple(ids), _place(asked, ids[-1]))
            ids.append(pk)
    return Leaf(tuple(ids), f"{asked[-1][0]}{asked[-1][1]}" if len(asked) == PROVED else "")


def _place(asked: Sequence[tuple[str, int]], pk: int) -> str:
    return next(f"{run}{one}" for run, one in asked if one == pk)
