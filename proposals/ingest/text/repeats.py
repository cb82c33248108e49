"""A text that says the same thing twice asks it once: headline, lead and end, or a page copied below itself."""

import re
from collections.abc import Iterable, Sequence

ALIKE = 0.75  # share of character pairs from which two wordings are one
WITHIN = 0.9  # share of the shorter one's pairs that the longer holds
LIMIT = 40  # points looked back at


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, stops and blanks aside."""
    bare = re.sub(r"\W", "", text)
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))


def likeness(one: str, other: str) -> float:
    """How much of the shorter text the longer one says, 0 to 1."""
    mine, theirs = pairs(one), pairs(other)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def said_by(point: str, headline: str) -> float:
    """How much of a point its headline says already."""
    mine = pairs(point)
    return len(mine & pairs(headline)) / max(1, len(mine))


def once(texts: Sequence[str]) -> list[int]:
    """Which of the texts to keep: of those that say the same, the longest, in its own place."""
    kept: list[int] = []
    known: list[frozenset[str]] = []
    for order, text in enumerate(texts):
        mine = pairs(text)
        twin = next((at for at in range(max(0, len(kept) - LIMIT), len(kept)) if _same(mine, known[at])), None)
        if twin is None:
            kept.append(order)
            known.append(mine)
        elif len(mine) > len(known[twin]):
            kept[twin], known[twin] = order, mine
    return kept


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return one == other
    common = len(one & other)
    return common / len(one | other) >= ALIKE or common / min(len(one), len(other)) >= WITHIN


def alike(text: str, others: Iterable[str]) -> bool:
    """Whether one of several texts says the same."""
    mine = pairs(text)
    return any(_same(mine, pairs(other)) for other in others)
