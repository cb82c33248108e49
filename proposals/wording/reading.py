"""Counted words as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass

SIZES = 6


@dataclass(frozen=True, slots=True)
class Sized:
    """A word with its number and the size it is set in, 1 to 6."""

    word: str
    n: int
    size: int


def sized(words: Sequence[tuple[str, int]]) -> list[Sized]:
    """Most first. The sizes stand for the span of the numbers; few proposals more are no more than few sizes."""
    most = max((n for _, n in words), default=0)
    least = min((n for _, n in words), default=0)
    span = max(most - least, SIZES)
    found = [Sized(word, n, 1 + round((SIZES - 1) * (n - least) / span)) for word, n in words]
    return sorted(found, key=lambda one: -one.n)
