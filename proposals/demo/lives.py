"""The life of one matter, told day by day until today: what lies in the future has not happened."""

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from proposals.models import Assignment, Department, Proposal
from proposals.workflow.events import Event
from proposals.workflow.states import ENDED, Stage, State

from .city import City
from .days import working
from .fate import Fate
from .hands import Hands
from .matters import Matter
from .words import Words

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Act = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Staff:
    """Who records what. `liaisons` by the number of their department."""

    editor: "User"
    reviewer: "User"
    liaisons: Mapping[int, "User"]


@dataclass(frozen=True, slots=True)
class World:
    """What all lives share. `pace`: how fast a department is, 1.0 being ordinary."""

    words: Words
    city: City
    staff: Staff
    today: date
    pace: Mapping[str, float]


@dataclass
class Life:
    """One matter on its way. `handed`: when the files of its session go to departments; `main`: what it is merged into.

    `serial` is the number its letters bear; `later_number` the one a 议案 gets as a 建议.
    """

    world: World
    hands: Hands
    matter: Matter
    fate: Fate
    handed: date
    serial: int
    lot: Random
    main: Proposal | None = None
    later_number: str = ""
    day: date = field(init=False)
    done: set[tuple[int, Event]] = field(default_factory=set)  # what a department does only once
    kept: list[bool] = field(default_factory=list)  # of each promise settled, whether it was kept
    _plan: list[tuple[date, int, Act]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)

    def run(self, first: Act) -> None:
        """From the day it is brought in until today, or until it ends."""
        self.day = self.matter.on
        self.on(self.day, first)
        while self._plan and not self.ended:
            day, _, act = heapq.heappop(self._plan)
            if day > self.world.today:
                break
            self.day = day
            act()

    def on(self, day: date, act: Act) -> None:
        """Do this on a day, not before now."""
        heapq.heappush(self._plan, (working(max(day, self.day)), next(self._order), act))

    def later(self, days: tuple[int, int], act: Act) -> None:
        """Do this some days from now."""
        self.on(self.day + timedelta(days=self.lot.randint(*days)), act)

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.hands.proposal.state)

    @property
    def ended(self) -> bool:
        """Whether nothing may follow."""
        return self.state in ENDED

    def fresh(self, part: Assignment) -> Assignment:
        """The part as it stands now."""
        return next(one for one in self.hands.parts() if one.pk == part.pk)

    def stage(self, part: Assignment) -> Stage:
        """Where a department stands."""
        return Stage(self.fresh(part).stage)

    def department(self, name: str) -> Department:
        """A unit by its name, or the one that did its work on this day."""
        found = self.world.city.departments[name]
        if found.exists_on(self.day):
            return found
        earlier = (one for one in self.world.city.departments.values() if one.successor_id == found.pk)
        return next(one for one in earlier if one.exists_on(self.day))

    def result(self, number: int) -> int:
        """Which class the letter of a round has: who answers again, answers better."""
        last = number >= len(self.fate.rounds)
        return max(0, self.fate.result - 1) if last and number > 1 else self.fate.result

    def first(self, part: Assignment) -> bool:
        """Whether it is the one whose answer counts where several answer."""
        return part.pk == min(one.pk for one in self.hands.parts() if one.stage != Stage.RETURNED)

    def promised(self, part: Assignment) -> int:
        """How many promises the letter makes: those that count are of the first department's last round."""
        return len(self.fate.kept) if self.first(part) and part.round >= len(self.fate.rounds) else 0

    def speaker(self, part: Assignment) -> "User":
        """The liaison of a department."""
        return self.world.staff.liaisons[part.department_id]

    def said(self, key: str, **values: str) -> str:
        """One of the sentences for an occasion."""
        told = self.world.words.letters[key]
        sentence: str = told if isinstance(told, str) else self.lot.choice(told)
        return sentence.format(place=self.matter.place, **values)
