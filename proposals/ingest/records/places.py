"""Where something stands in the source, and a word that stands there."""

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Start and end (excluded) in the source text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """A word found in the source: an industry by its standard name, a keyword, a reporter, a section."""

    name: str
    spans: tuple[Span, ...]
