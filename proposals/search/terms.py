"""What one term of a query asks of the index, and what proves a hit. Pure: no SQL, no Django.

A term is looked for as text; Latin letters also as the pinyin of a name, digits also as a case number. Tokens find
every row that can hold it (and some that do not); a proof on the stored columns decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from proposals.search.document import NAME, NUMBER, facet, number_key
from proposals.search.fold import TITLE_MARK, exact, fold, needed

Column = Literal["text", "title", "marks"]
LATIN = re.compile(r"[a-z\u00fc]{2,}")


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the index, or all that begin with it."""

    text: str
    prefix: bool = False


Way = tuple[Token, ...]  # all of them
Clause = tuple[Way, ...]  # any of the ways
Proof = tuple[tuple[Column, str], ...]  # any of the columns holds its string


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows that match every clause and every proof, and not all of `unless` (no exception where that is empty)."""

    clauses: tuple[Clause, ...]
    proofs: tuple[Proof, ...] = ()
    unless: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One term: as typed, and folded. `names_only` marks a lone character, sought in titles and names alone.

    `others` are further names for the same thing, as shown: a row that holds one of them is a hit as well.
    """

    shown: str
    text: str
    names_only: bool = False
    others: tuple[str, ...] = ()

    @classmethod
    def of(cls, shown: str, *, names_only: bool = False) -> "Term":
        """The term a person typed."""
        return cls(shown, fold(shown).strip(), names_only)

    def including(self, others: Sequence[str]) -> "Term":
        """The same with further names. A lone character has none."""
        return self if self.names_only else replace(self, others=tuple(others))

    @property
    def texts(self) -> tuple[str, ...]:
        """It and its other names, folded."""
        return (self.text, *(fold(other).strip() for other in self.others))

    @property
    def exact(self) -> bool:
        """Whether the tokens alone prove a hit."""
        return all(exact(text) for text in self.texts)

    @property
    def selective(self) -> bool:
        """Whether it has tokens of its own; a single character asks for a prefix, which grows with the table."""
        return bool(needed(self.text))

    def clause(self) -> Clause:
        """The ways to find it anywhere."""
        if self.names_only:
            return (*self._title(), (Token("_" + NAME + self.text, prefix=True),), *self._numbers())
        return (*(_tokens("", text) for text in self.texts), *self._names(), *self._numbers())

    def title_clause(self) -> Clause:
        """The ways to find it in a title. A case number counts as one."""
        return (*self._title(), *self._numbers())

    def proof(self, *, alone: bool = True) -> Proof:
        """What a hit must show beyond its tokens; () where they suffice. `alone`: its clause was asked for."""
        if self.names_only or (alone and self.exact):
            return ()
        marks: list[tuple[Column, str]] = [("marks", f" {token.text}") for way in self._names() for token in way]
        marks += [("marks", f" {token.text} ") for way in self._numbers() for token in way]
        return (*(("text", text) for text in self.texts), *marks)

    def title_proof(self) -> Proof:
        """What shows that the title itself holds it."""
        marks: list[tuple[Column, str]] = [("marks", f" {token.text} ") for way in self._numbers() for token in way]
        return (*(("title", text) for text in self.texts), *marks)

    def _title(self) -> Clause:
        return tuple(_tokens(TITLE_MARK, text) for text in self.texts)

    def _names(self) -> Clause:
        if not LATIN.fullmatch(self.text):
            return ()
        return ((Token("_" + NAME + self.text.replace("\u00fc", "v"), prefix=True),),)

    def _numbers(self) -> Clause:
        key = number_key(self.text)
        return ((Token("_" + NUMBER + key),),) if key else ()


def _tokens(mark: str, text: str) -> Way:
    found = needed(text)
    return tuple(Token(mark + token) for token in found) if found else (Token(mark + text, prefix=True),)


def everywhere(terms: Sequence[Term], facets: Sequence[str] = ()) -> Condition:
    """All terms, anywhere. A single character beside a longer term is only proved: its prefix would cost too much."""
    asked = [term for term in terms if term.selective] or list(terms)
    proofs = [term.proof(alone=term in asked) for term in terms]
    clauses = [*(term.clause() for term in asked), *_facets(facets)]
    return Condition(tuple(clauses), tuple(proof for proof in proofs if proof))


def in_title(terms: Sequence[Term], facets: Sequence[str] = ()) -> Condition:
    """All terms in the title."""
    clauses = [*(term.title_clause() for term in terms), *_facets(facets)]
    return Condition(tuple(clauses), tuple(term.title_proof() for term in terms if not term.exact))


def beyond_title(terms: Sequence[Term], facets: Sequence[str] = ()) -> Condition:
    """All terms somewhere, but not all in the title: what follows `in_title` in that order."""
    found = everywhere(terms, facets)
    return Condition(found.clauses, found.proofs, tuple(term.title_proof() for term in terms))


def _facets(names: Sequence[str]) -> list[Clause]:
    return [((Token("_" + facet(name)),),) for name in names]
