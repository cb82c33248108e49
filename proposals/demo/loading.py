"""The invented city written in one transaction: year by year what the paper said, then what was brought in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from django.db import transaction

from delegates.history.acts import acting
from delegates.models import Body, Delegate, Region
from proposals.importing.apply import apply
from proposals.importing.plan import Said, plan
from proposals.models import Ask, Proposal, ProposalIndustry, Proposer
from proposals.shown.searchable import reindex
from proposals.tracking.chronicle import Chronicle, Known
from proposals.tracking.numbering import Numbers, store

from .accounts import Account, open_accounts
from .beginning import live
from .city import City, found
from .days import years
from .fate import aged, draw, waiting
from .handing import Timetable
from .hands import InMemory
from .lives import Life, World
from .matters import Agenda, Matter, Subjects
from .people import People, settle
from .press import page
from .slips import put_right
from .words import Words, words

if TYPE_CHECKING:
    from django.db.models import Model

PROPOSALS = 1500
SEED = 2026
OPEN_SINCE = 300  # days: what was brought in earlier is mostly settled by now
SHOWN_UNIT = "云汀市教育局"  # whose liaison can sign in
Progress = Callable[[str], None]


class AlreadyThere(Exception):
    """An invented city is there. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many proposals there are now, and the accounts to look around with."""

    proposals: int
    accounts: list[Account]


@transaction.atomic
def load(*, proposals: int, seed: int, today: date, say: Progress = lambda line: None) -> Loaded:
    """Invent the city as of `today`. The same count, seed and day give the same city. Raises AlreadyThere."""
    if Region.objects.filter(is_example=True).exists():
        raise AlreadyThere
    with acting(why="装入示例城市"):
        teller = _Teller(words(), today, seed)
        each = proposals // len(teller.years)
        for year in teller.years:
            teller.year(year, each + (proposals % len(teller.years) if year == teller.years[-1] else 0))
            say(f"{year}年的建议提案已经写好")
        put_right(teller.world.staff, today)
        return Loaded(Proposal.objects.filter(session__term__council__region__is_example=True).count(), teller.accounts)


class _Teller:
    """Holds what the years share."""

    def __init__(self, told: Words, today: date, seed: int) -> None:
        self.words, self.today, self.lot = told, today, Random(seed)  # noqa: S311  nothing secret
        self.years = years(today)
        self.city: City = found(told, self.years)
        self.people: People = settle(told, self.city, self.lot)
        units = list(self.city.departments.values())
        staff, self.accounts = open_accounts(units, self.city.departments[SHOWN_UNIT])
        pace = {str(one): self.lot.uniform(0.78, 1.14) for one in units}
        self.world = World(told, self.city, staff, today, pace)
        self.subjects = Subjects(told, self.lot)
        self.agenda = Agenda(self.subjects, self.city, self.people, today, self.lot)

    def year(self, year: int, count: int) -> None:
        """The special report of its session, then all that was brought in."""
        self._report(year)
        numbers = Numbers()
        known = Known(numbers)
        reply = next(one for one in self.words.city["rules"]["deadlines"] if one[0] == "reply")
        timetable = Timetable(self.city, known, self.today, self.lot, reply[2])
        matters = self.agenda.year(year, count)
        told = [self._begun(matter, number, known) for matter, number in _numbered(matters)]
        for at, (matter, hands) in enumerate(zip(matters, told, strict=True)):
            self._live(matter, hands, timetable, told, at)
        rows: list[Model] = [hands.proposal for hands in told]
        store([*rows, *(row for hands in told for row in hands.rows())])
        reindex([one.pk for one in rows])

    def _begun(self, matter: Matter, number: str, known: Known) -> InMemory:
        give = known.numbers.give
        proposal = give(
            Proposal(
                kind=matter.kind,
                session=self.city.sessions[matter.year, matter.body],
                number=number,
                headline=matter.title,
                field=matter.topic.field,
                between_sessions=matter.between,
            )
        )
        asks = [give(Ask(proposal=proposal, order=n, text=text)) for n, text in enumerate(matter.asks, start=1)]
        proposers = [give(_proposer(proposal, one, n)) for n, one in enumerate(matter.proposers)]
        hands = InMemory(Chronicle(proposal, known), asks, proposers)
        tag = ProposalIndustry(proposal=proposal, industry=self.city.industries[matter.topic.industry])
        hands.others.append(give(tag))
        return hands

    def _live(self, matter: Matter, hands: InMemory, timetable: Timetable, told: list[InMemory], at: int) -> None:
        handing = timetable.of(matter)
        fate = draw(self.lot, matter.kind, assists=len(matter.topic.assist))
        if handing.held:
            fate = waiting(fate, handing.held)
        elif (self.today - matter.on).days > OPEN_SINCE:
            fate = aged(fate, self.lot)
        main = told[matter.beside].proposal if matter.beside is not None else None
        proposal = hands.proposal
        proposal.publication = fate.publication
        if fate.publication == "withheld":
            proposal.withheld_ground = self.lot.choice(self.words.letters["withheld"])
        if fate.supervised:
            proposal.supervisor = self.lot.choice(self.words.letters["supervisors"])
        lot = Random(self.lot.random())  # noqa: S311  as above
        later = f"{len(told) + at:04}"  # a number that no 建议 of the session has
        live(Life(self.world, hands, matter, fate, handing.on, at + 1, lot, main=main, later_number=later))

    def _report(self, year: int) -> None:
        """What the paper said, read by the importer as any report is."""
        terms = {body.value: self.city.sessions[year, body].term.number for body in Body}
        made = page(self.words, self.people, self.subjects, year, terms, self.lot)
        sessions = [f"{body}:{terms[body]}-{self.city.sessions[year, body].number}" for body in terms]
        said = Said.of(sessions, region=self.city.region.pk, published_on=made.on, publish=True, show_text=True)
        apply(plan(made.text.encode(), made.filename, said), by=None)


def _proposer(proposal: Proposal, who: object, order: int) -> Proposer:
    role = Proposer.Role.LEAD if order == 0 else Proposer.Role.COSIGNER
    if isinstance(who, Delegate):
        return Proposer(proposal=proposal, delegate=who, role=role, order=order)
    return Proposer(proposal=proposal, organisation=who, role=role, order=order)  # type: ignore[misc]  # one or the other


def _numbered(matters: list[Matter]) -> list[tuple[Matter, str]]:
    """Each with its number: four figures in the order of coming in, by kind; those between sessions count apart."""
    counted: dict[tuple[str, str, bool], int] = {}
    made = []
    for one in matters:
        key = one.body, one.kind, one.between
        counted[key] = counted.get(key, 0) + 1
        made.append((one, f"闭{counted[key]:03}" if one.between else f"{counted[key]:04}"))
    return made
