"""What the index keeps of one document: folded text for proofs, and marks for names, case numbers and facets."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from delegates.pinyin import readings
from proposals.search.fold import fold, pieces, stored

# The first letter of a mark. `_` before it sets marks apart from text, the letter sets them apart from each other.
NAME, NUMBER, FACET = "n", "#", "f"
CASE_NUMBER = re.compile(r"[a-z]{0,6}\d+(?:[-/]\d+)*")


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to be found. `names` are its proposers and organisations, `facets` tokens to restrict a search by."""

    id: int
    title: str
    body: str
    names: Sequence[str] = ()
    number: str | None = None
    facets: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `search_text`. `text` begins with the title; `marks` stand between single blanks, blanks outside too."""

    id: int
    text: str
    title_length: int
    marks: str

    def tokens(self) -> list[str]:
        """All tokens of the row, from nothing but its columns, so that old ones can be taken back exactly."""
        return sorted(stored(self.text, self.title_length, (mark[1:] for mark in self.marks.split())))


def row(document: Document) -> Row:
    """Names and the number become part of the text, since a page shows them; where the body has them, only once."""
    shown = [extra for extra in (*document.names, document.number or "") if extra and extra not in document.body]
    text = fold("\n".join((document.title, document.body, *shown)))
    marks = sorted({f"_{mark}" for mark in _marks(document)})
    return Row(document.id, text, len(document.title), " ".join(("", *marks, "")) if marks else "")


def number_key(text: str) -> str:
    """A case number without what is only form, '' for what is none: '0240', '240号', '第０２４０号' -> '240'."""
    bare = re.sub(r"^第|号$", "", fold(text).strip())
    return re.sub(r"(?<!\d)0+(?=\d)", "", bare) if CASE_NUMBER.fullmatch(bare) and bare.isascii() else ""


def facet(name: str) -> str:
    """The mark of a facet. Raises ValueError for a name that is not one folded word."""
    if not name or fold(name) != name or " " in name:
        raise ValueError(f"a facet is one word of lower-case letters, digits or signs in .%+-/&#@, not {name!r}")
    return FACET + name


def _marks(document: Document) -> Iterable[str]:
    for name in document.names:
        yield from (NAME + reading for reading in readings(name) if fold(reading) == reading)
        yield from (NAME + piece for piece in pieces(fold(name)))
    if document.number and (key := number_key(document.number)):
        yield NUMBER + key
    yield from (facet(name) for name in document.facets)
