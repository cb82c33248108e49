"""When files go to departments: those of a session together some weeks after it, others within days.

Some of the files at work now are handed over so that their answers fall due on the days that staff are reminded of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from delegates.models import Body
from proposals.tracking.chronicle import Known
from proposals.workflow.deadlines import due
from proposals.workflow.periods import parse

from .city import City
from .days import working
from .matters import Matter

AFTER_SESSION = {Body.NPC.value: 26, Body.CPPCC.value: 33}  # days
# Days from today on which answers are to fall due, and before which step each of these files stays.
WANTED: tuple[tuple[int, str], ...] = (
    (-2, "letter"), (1, "letter"), (7, "letter"), (-9, "letter"), (15, "send"), (30, "letter"), (-18, "letter"),
    (7, "handle"), (12, "time"), (15, "letter"), (30, "letter"), (-33, "letter"), (75, "contest"), (1, "letter"),
    (10, "time"), (-5, "letter"), (30, "letter"), (7, "send"), (78, "accept"), (60, "letter"), (80, "contest"),
)  # fmt: skip
AS_FAR = 12  # days to either side of which one is looked for


@dataclass(frozen=True, slots=True)
class Handing:
    """On which day, and before which step it stays; "" where it goes on.

    time, contest: the department asked for more time, or to be let off, and waits for an answer.
    """

    on: date
    held: str = ""


class Timetable:
    """Says of each matter when it is handed over."""

    def __init__(self, city: City, known: Known, today: date, lot: Random, period: str) -> None:
        """`period`: how long departments have for an answer, as rules write it."""
        self._city, self._today, self._lot, self._period = city, today, lot, parse(period)
        self._calendar = known.calendar(city.region.pk)
        self._wanted = self._days()

    def of(self, matter: Matter) -> Handing:
        """For a matter of a session its day; for another one a day soon after it was brought in."""
        if not matter.between:
            end = self._city.sessions[matter.year, matter.body].ends_on or matter.on
            return Handing(working(end + timedelta(days=AFTER_SESSION[matter.body])))
        soon = working(matter.on + timedelta(days=self._lot.randint(10, 16)))
        wanted = next((one for one in self._wanted if abs((one.on - soon).days) <= AS_FAR), None)
        if wanted is None or wanted.on < matter.on + timedelta(days=12):
            return Handing(soon)
        self._wanted.remove(wanted)
        return wanted

    def _days(self) -> list[Handing]:
        return [Handing(day, held) for days, held in WANTED for day in self._handed(self._today + timedelta(days=days))]

    def _handed(self, wanted: date) -> Iterator[date]:
        """The day from which the period ends on the wanted day or, where that is a day off, on one just before."""
        months = self._period.count
        back = wanted - timedelta(days=round(months * 30.5) + 8)
        days = [day for day in (back + timedelta(days=n) for n in range(14)) if day == working(day)]
        ends = {due(day, self._period, self._calendar).due: day for day in days}
        fitting = (ends.get(wanted - timedelta(days=n)) for n in range(4))
        yield from [day for day in fitting if day is not None][:1]
