"""Numbers of several things over the years, side by side. Pure: numbers in, rows out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NO_YEAR = "年份不明"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in one year, and its share of the largest in the table, in hundredths."""

    year: str
    n: int
    share: int

    @property
    def idle(self) -> bool:
        """Nothing without a year: narrow screens leave it out."""
        return self.year == NO_YEAR and not self.n


@dataclass(frozen=True, slots=True)
class Row:
    """One thing with its sum, and with its number in each year."""

    key: str
    name: str
    n: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Years:
    """`labels`: each year with how many proposals it has in all, the earliest first, what has none at the end."""

    labels: Sequence[tuple[str, int]]
    rows: Sequence[Row]


def years_of(numbers: Mapping[tuple[str, str], Mapping[str, int]], totals: Mapping[str, int]) -> Years:
    """The table of `numbers`: (key, name) → year → number. A year of `totals` has a column even without any number."""
    years = sorted(totals, key=lambda year: (year == NO_YEAR, year))
    most = max((n for of in numbers.values() for n in of.values()), default=0) or 1
    rows = [
        Row(key, name, sum(of.values()), [Cell(year, n := of.get(year, 0), round(100 * n / most)) for year in years])
        for (key, name), of in numbers.items()
    ]
    return Years([(year, totals[year]) for year in years], sorted(rows, key=lambda row: (-row.n, row.name)))


def added(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The sum of the numbers of each key."""
    found: dict[str, int] = {}
    for key, n in pairs:
        found[key] = found.get(key, 0) + n
    return found
