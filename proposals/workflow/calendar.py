"""Which days are worked: the published notices, and over them what staff entered for the country or for a region."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from .published import Day, covers, fixed, noticed

ONE_DAY = timedelta(days=1)
NATION = "000000"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days of one place. `rows` win over the packages; `entered` are years whose notice staff entered."""

    rows: Mapping[date, Day] = field(default_factory=dict)
    entered: frozenset[int] = frozenset()

    def day(self, day: date) -> Day:
        """What the day is. Raises TooFar beyond the years that can be computed."""
        if day in self.rows:
            return self.rows[day]
        return noticed(day) if covers(day.year) else fixed(day)

    def works(self, day: date) -> bool:
        """Whether it is a working day."""
        return self.day(day).works

    def knows(self, year: int) -> bool:
        """Whether the year's notice is here. Otherwise its days are those of weekends and statutory days alone."""
        return covers(year) or year in self.entered


PACKAGED = Calendar()


def chain(code: str) -> tuple[str, ...]:
    """A region's code and those above it, the nearest first: 430202, 430200, 430000, and the nation's own.

    A code that no division has (the city above a municipality's district) does no harm: nothing is entered for it.
    """
    return tuple(dict.fromkeys((code, f"{code[:4]}00", f"{code[:2]}0000", NATION)))
