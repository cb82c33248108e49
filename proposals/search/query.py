"""What a person typed, read as terms; and what to look for instead when it stands nowhere. No SQL."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from proposals.search import words
from proposals.search.terms import Condition, Term, beyond_title, everywhere, in_title

LONGEST = 100  # characters
MOST = 8  # terms
UNBROKEN = 5  # characters from which a query without blanks may be cut into words

Cut = Callable[[str], Sequence[str]]  # a text → its words in order
OtherNames = Callable[[Sequence[str]], Mapping[str, Sequence[str]]]  # folded terms → further names of some of them


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all be found. `explanation` tells the visitor where this differs from what they typed."""

    terms: tuple[Term, ...]
    explanation: str = ""

    @property
    def typed(self) -> tuple[str, ...]:
        """The terms as typed."""
        return tuple(term.shown for term in self.terms)

    @property
    def shown(self) -> tuple[str, ...]:
        """All that a hit may show, for highlighting: the terms as typed, and their other names."""
        return tuple(dict.fromkeys((*self.typed, *self.included)))

    @property
    def included(self) -> tuple[str, ...]:
        """Other names that are looked for as well: to be told, with a way to the exact search."""
        return tuple(dict.fromkeys(other for term in self.terms for other in term.others))

    def including(self, others: OtherNames) -> "Query":
        """The same with the other names of its terms."""
        known = others([term.text for term in self.terms if not term.names_only])
        return replace(self, terms=tuple(term.including(known.get(term.text, ())) for term in self.terms))

    def everywhere(self, facets: Sequence[str] = ()) -> Condition:
        """All hits."""
        return everywhere(self.terms, facets)

    def in_title(self, facets: Sequence[str] = ()) -> Condition:
        """Hits in the title."""
        return in_title(self.terms, facets)

    def beyond_title(self, facets: Sequence[str] = ()) -> Condition:
        """The other hits."""
        return beyond_title(self.terms, facets)


def parse(text: str, others: OtherNames | None = None) -> Query | None:
    """Split at blanks, fold, drop what folds to nothing. None where nothing is left: no search, never everything.

    `others` tells the other names of whole terms, to be included; without it the search is exact.
    """
    typed = text.strip()
    lone = len(typed) == 1
    terms: dict[str, Term] = {}
    for shown in typed[:LONGEST].split():
        term = Term.of(shown, names_only=lone)
        terms.setdefault(term.text, term)
    kept = [term for term in terms.values() if term.text]
    if not kept:
        return None
    notes = []
    if lone:
        notes.append("单个字只在标题、姓名和单位名称中查找，再输入一个字即可查找全文。")
    if len(typed) > LONGEST or len(kept) > MOST:
        notes.append(f"输入的内容较长，只用了前 {LONGEST} 个字中的前 {MOST} 个词。")
    query = Query(tuple(kept[:MOST]), "".join(notes))
    return query if others is None else query.including(others)


def in_words(query: Query, cut: Cut = words.cut) -> Query | None:
    """For an unbroken query that stands nowhere: all its words, by jieba. None where it is of another kind."""
    if len(query.terms) != 1 or len(query.terms[0].text) < UNBROKEN:
        return None
    whole = query.terms[0]
    found = {term.text: term for term in map(Term.of, cut(whole.shown)) if len(term.text) > 1}
    parts = [term for text, term in found.items() if text != whole.text][:MOST]
    return _instead(whole, parts) if parts else None


def relaxed(query: Query, count: Callable[[Query], int], cut: Cut = words.cut) -> Query | None:
    """Its words where they stand somewhere together, else the two rarest of those that stand somewhere.

    `count` says how many rows a query finds. None where the query is not of that kind, or nothing helps.
    """
    every = in_words(query, cut)
    if every is None or count(every):
        return every
    counts = {term: held for term in every.terms if (held := count(Query((term,))))}
    rarest = sorted(counts, key=lambda term: counts[term])[:2]
    some = _instead(query.terms[0], sorted(rarest, key=every.terms.index)) if rarest else None
    return some if some is not None and count(some) else None


def _instead(whole: Term, parts: Sequence[Term]) -> Query:
    quoted = "".join(f"“{term.shown}”" for term in parts)
    held = f"同时含有{quoted}" if len(parts) > 1 else f"含有{quoted}"
    return Query(tuple(parts), f"没有找到连在一起的“{whole.shown}”，下面是{held}的结果。")
