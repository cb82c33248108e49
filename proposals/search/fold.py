"""One form for every character, and the tokens that make a search complete. Pure: no Django, no database.

Overlapping pairs of characters are indexed as a set, so every pair of a visible piece of text is a token of that text
and nothing can be missed. Runs of ASCII are cut into triples too, because pairs of digits and letters are too common.

The proof of completeness rests on `fold` working character by character and never changing the length. Three things
would break it: OpenCC's phrase tables (乾 depends on its neighbours), NFKC over a whole string, collapsing spaces.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from delegates.script import to_simplified

NUMBERISH = frozenset(".%+-/&#@")  # kept inside runs: 3.27%, 互联网+, COVID-19
TRIPLE = re.compile(r"(?=([!-~]{3}))")
TITLE_MARK = "_t"  # `_` never occurs in folded text, so no text can forge a token that begins with it


class _Fold(dict[int, str]):
    """A translation table that fills itself: each character is worked out once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        new = unicodedata.normalize("NFKC", char).lower()
        # A character with a longer form (㎡, ™) is left as it is, so that offsets stay valid.
        new = to_simplified().get(new, new) if len(new) == 1 else char
        self[code] = new = new if len(new) == 1 and (new.isalnum() or new in NUMBERISH) else " "
        return new


_FOLD = _Fold()


def fold(text: str) -> str:
    """The text as it is compared: same length, one form a character, a space for each break."""
    return text.translate(_FOLD)


def pieces(folded: str) -> set[str]:
    """Overlapping pairs, each run's last character, ASCII triples. '老旧小区' -> 老旧 旧小 小区 区"""
    closed = folded + " "
    pairs = {(a + b).rstrip() for a, b in pairwise(closed) if a != " "}
    return pairs | set(TRIPLE.findall(folded))


def tokens(text: str) -> set[str]:
    """The tokens of a text as it is printed."""
    return pieces(fold(text))


def document(title: str, body: str, marks: Iterable[str]) -> set[str]:
    """Everything indexed for one row: pairs of title and body, pairs of the title again, and marks such as facets."""
    return stored(fold(title + "\n" + body), len(title), marks)


def stored(folded: str, title_length: int, marks: Iterable[str]) -> set[str]:
    """The same from text that is folded already and begins with the title."""
    titles = {TITLE_MARK + piece for piece in pieces(folded[:title_length])}
    return pieces(folded) | titles | {"_" + mark for mark in marks}


def needed(term: str) -> list[str]:
    """Tokens that every text holding `term` must have; none for one character (a prefix is asked for instead)."""
    folded = fold(term).strip()
    triples = set(TRIPLE.findall(folded))
    pairs = {(a + b).rstrip() for a, b in pairwise(folded) if a != " "}
    return sorted(triples | {pair for pair in pairs if not any(pair in triple for triple in triples)})


def exact(term: str) -> bool:
    """True where the tokens alone prove the hit: two characters, or three of ASCII."""
    return needed(term) in ([], [fold(term).strip()])


def spans(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Where the terms stand in the text as printed: sorted (start, end) offsets, which may overlap."""
    folded = fold(text)
    needles = {fold(term).strip() for term in terms} - {""}
    return sorted(hit.span() for needle in needles for hit in re.finditer(re.escape(needle), folded))
