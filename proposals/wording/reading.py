"""Counted words as pages show them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SIZES = 6
NO_YEAR = "年份不明"


@dataclass(frozen=True, slots=True)
class Sized:
    """A word with its number and the size it is set in, 1 to 6."""

    word: str
    n: int
    size: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A word over the years: for each a number and its share of that year's largest, in hundredths."""

    word: str
    n: int
    cells: list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Years:
    """`labels`: each year with how many proposals it has, the earliest first, what has none at the end."""

    labels: list[tuple[str, int]]
    rows: list[Compared]


def sized(words: Sequence[tuple[str, int]]) -> list[Sized]:
    """Most first. The largest number has the largest size, the smallest the smallest."""
    most = max((n for _, n in words), default=0)
    least = min((n for _, n in words), default=0)
    span = most - least
    found = [Sized(word, n, 1 + round((SIZES - 1) * (n - least) / span) if span else 2) for word, n in words]
    return sorted(found, key=lambda one: -one.n)


def years_of(
    lines: Iterable[Mapping[str, Any]], days: Mapping[int | None, str | None], totals: Mapping[int | None, int]
) -> Years:
    """The numbers of words by the years of their sessions.

    `lines`: word, n, whole, session; `days`: when each session began, where that is known; `totals`: its proposals.
    """
    in_year: dict[str, int] = defaultdict(int)
    for session, n in totals.items():
        in_year[_year(days.get(session))] += n
    labels = sorted(in_year, key=lambda year: (year == NO_YEAR, year))
    numbers: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    whole: dict[str, int] = {}
    for line in lines:
        if line["whole"]:
            whole[line["word"]] = line["n"]
        else:
            numbers[line["word"]][_year(days.get(line["session"]))] += line["n"]
    most = max((n for of in numbers.values() for n in of.values()), default=1)
    rows = [
        Compared(word, n, [(label, of := numbers[word][label], round(100 * of / most)) for label in labels])
        for word, n in sorted(whole.items(), key=lambda one: (-one[1], one[0]))
    ]
    return Years([(label, in_year[label]) for label in labels], rows)


def _year(day: str | None) -> str:
    return f"{day[:4]}年" if day else NO_YEAR
