"""How alike two titles, two points or two texts are: shares of character pairs. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from zlib import crc32

from proposals.search.fold import fold

SIMILAR_TITLE = 0.7  # 关于…老旧小区改造 and …加装电梯 reach 0.7: a match to look at, never one to make
SIMILAR_ASK = 0.7
SAME_POINT = 0.6  # the same point in two versions of one text
SAME_REPORT = 0.6
_SHELL = re.compile(r"^(?:关于|有关|对)?(.*?)(?:的?(?:若干)?(?:建议|提案|议案|意见|意见建议|建议案))?$")
_WIDTH = 8  # characters a shingle
_ONE_IN = 4  # of all shingles this share is kept, always the same ones


@lru_cache(maxsize=20000)
def core(title: str) -> str:
    """A title without its shell (关于 … 的建议), folded, without signs and blanks."""
    bare = "".join(fold(title).split())
    shelled = _SHELL.fullmatch(bare)
    return (shelled[1] if shelled else "") or bare


@lru_cache(maxsize=20000)
def pairs(text: str) -> frozenset[str]:
    """The overlapping character pairs of a folded text; one character stands for itself."""
    bare = "".join(fold(text).split())
    return frozenset(bare[n : n + 2] for n in range(max(len(bare) - 1, 1))) if bare else frozenset()


def titles_alike(one: str, other: str) -> float:
    """0 to 1; 1 for titles that differ only in their shells and signs."""
    return alike(core(one), core(other))


def alike(one: str, other: str) -> float:
    """0 to 1 by Dice's coefficient of the pairs."""
    ours, theirs = pairs(one), pairs(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def shingles(text: str) -> frozenset[int]:
    """A fixed sample of a text's runs of eight characters: two texts alike have samples alike."""
    bare = "".join(fold(text).split()).encode("utf-32-le")
    codes = (crc32(bare[n : n + 4 * _WIDTH]) for n in range(0, max(len(bare) - 4 * _WIDTH, 0) + 1, 4))
    return frozenset(code for code in codes if code % _ONE_IN == 0)


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """0 to 1: the share that two samples have in common."""
    return len(one & other) / len(one | other) if one and other else 0.0


def aligned(new: Sequence[str], old: Sequence[str], *, at_least: float) -> dict[int, int]:
    """Which of `old` each of `new` is: equal ones first, then the likest, each once; those alike to none are absent."""
    found: dict[int, int] = {}
    for n, text in enumerate(new):
        same = next((m for m, other in enumerate(old) if other == text and m not in found.values()), None)
        if same is not None:
            found[n] = same
    for _, n, m in sorted(_scores(new, old, found, at_least), key=lambda one: (-one[0], one[1], one[2])):
        if n not in found and m not in found.values():
            found[n] = m
    return found


def _scores(
    new: Sequence[str], old: Sequence[str], found: dict[int, int], at_least: float
) -> Iterator[tuple[float, int, int]]:
    taken = set(found.values())
    for n, text in enumerate(new):
        if n in found:
            continue
        for m, other in enumerate(old):
            score = alike(text, other) if m not in taken else 0.0
            if score >= at_least:
                yield score, n, m
