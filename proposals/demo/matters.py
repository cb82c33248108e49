"""What is asked in four years: of which place, by whom, at which session. No two titles are the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from delegates.models import Body, Delegate, Organisation

from .city import City
from .days import working
from .people import Member, People
from .words import Topic, Words

SHARES = {Body.NPC.value: 0.6, Body.CPPCC.value: 0.4}
BETWEEN = 0.12  # of each year, how many are brought in between the sessions
BETWEEN_LAST = 0.24  # likewise of the last year: that is what is at work now
LATELY = 0.75  # and of those, how many within the last LIVE days
LIVE = 110  # days: what was brought in later than that is mostly still at work
AGAIN = 0.12  # how many have been asked in an earlier year
MERGED = 0.035  # how many are asked by somebody else as well at the same session
MOTIONS = 5  # 议案 a session
JOINT, COLLECTIVE = 0.25, 0.12
TITLES = ("关于{head}的{kind}", "关于{head}的{kind}", "关于尽快{head}的{kind}", "关于{head}的{kind}", "建议{head}")


@dataclass(frozen=True, slots=True)
class Matter:
    """One proposal as it is brought in. `beside` is the number of the matter in the list that asks for the same."""

    year: int
    body: str
    kind: str
    topic: Topic
    place: str
    title: str
    asks: tuple[str, ...]
    proposers: tuple[Delegate | Organisation, ...]
    on: date
    between: bool
    beside: int | None = None


class Subjects:
    """Pairs of a place and what is said of it, each title once; what was asked once may be asked again."""

    def __init__(self, words: Words, lot: Random) -> None:
        """All there are, in an order of their own."""
        pairs = [
            (topic, head, place) for topic in words.topics for head in topic.heads for place in words.places[topic.at]
        ]
        lot.shuffle(pairs)
        self._free = {(topic.word, place, head): (topic, head, place) for topic, head, place in pairs}
        self._asked: list[tuple[Topic, str]] = []

    def new(self) -> tuple[Topic, str, str]:
        """A topic, a head line and a place not asked for before."""
        topic, head, place = self._free.pop(next(iter(self._free)))
        self._asked.append((topic, place))
        return topic, head, place

    def again(self, lot: Random) -> tuple[Topic, str, str]:
        """The same matter of an earlier year, in other words; a new one where none are left."""
        for topic, place in lot.sample(self._asked, min(40, len(self._asked))):
            found = self.another(topic, place)
            if found:
                return found
        return self.new()

    def another(self, topic: Topic, place: str) -> tuple[Topic, str, str] | None:
        """The same matter in words that nobody has used."""
        head = next((one for one in topic.heads if (topic.word, place, one) in self._free), None)
        return self._free.pop((topic.word, place, head)) if head else None


def asked(topic: Topic, head: str, place: str, many: int, lot: Random) -> tuple[str, ...]:
    """So many asks of a topic: first the one that says most of what the title says."""
    pairs = {head[n : n + 2] for n in range(len(head) - 1)} - {"{a", "at", "t}"}
    first = max(topic.asks, key=lambda one: sum(one[n : n + 2] in pairs for n in range(len(one) - 1)))
    others = lot.sample([one for one in topic.asks if one != first], many - 1)
    return tuple(one.format(at=place, n=lot.randrange(2, 9)) for one in (first, *others))


class Agenda:
    """Draws up the list, year by year."""

    def __init__(self, subjects: Subjects, city: City, people: People, today: date, lot: Random) -> None:
        """`lot` decides; the same lot gives the same list."""
        self._subjects, self._city, self._people = subjects, city, people
        self._today, self._lot = today, lot

    def year(self, year: int, count: int) -> list[Matter]:
        """The matters of one year, in the order in which they are brought in."""
        last = year == max(one for one, _ in self._city.sessions)
        plan = sorted((self._when(year, last) for _ in range(count)), key=lambda one: one[0])
        made: list[Matter] = []
        for on, body, between in plan:
            again = bool(made) and self._lot.random() < MERGED and not between and self._beside(made, body)
            made.append(again or self._new(year, body, on, between))
        motions = [n for n, one in enumerate(made) if one.body == Body.NPC and not one.between and one.beside is None]
        for n in self._lot.sample(motions, min(MOTIONS, len(motions))):
            if not any(one.beside == n for one in made):
                made[n] = self._as_motion(made[n])
        return made

    def _when(self, year: int, last: bool) -> tuple[date, str, bool]:
        body = self._lot.choices(list(SHARES), list(SHARES.values()))[0]
        session = self._city.sessions[year, body]
        start, end = session.starts_on or date(year, 1, 1), session.ends_on or date(year, 1, 1)
        if self._lot.random() >= (BETWEEN_LAST if last else BETWEEN):
            return start + timedelta(days=self._lot.randrange(4)), body, False
        first, final = end + timedelta(days=30), min(self._today - timedelta(days=2), date(year, 12, 20))
        if last and self._lot.random() < LATELY:
            first = max(first, final - timedelta(days=LIVE))
        span = (final - first).days
        if span < 1:  # the session is hardly over
            return start, body, False
        return min(final, working(first + timedelta(days=self._lot.randrange(span)))), body, True

    def _new(self, year: int, body: str, on: date, between: bool) -> Matter:
        first = min(one for one, _ in self._city.sessions)
        again = year > first and self._lot.random() < AGAIN
        found = self._subjects.again(self._lot) if again else self._subjects.new()
        return self._matter(year, body, on, between, found, None)

    def _beside(self, made: list[Matter], body: str) -> Matter | None:
        """Somebody else of the same council asks for the same at the same session."""
        alike = [n for n, one in enumerate(made) if one.body == body and not one.between and one.beside is None]
        main = made[self._lot.choice(alike)] if alike else None
        found = self._subjects.another(main.topic, main.place) if main else None
        if main is None or found is None:
            return None
        return self._matter(main.year, body, main.on, False, found, made.index(main))

    def _matter(
        self, year: int, body: str, on: date, between: bool, found: tuple[Topic, str, str], beside: int | None
    ) -> Matter:
        topic, head, place = found
        kind = "suggestion" if body == Body.NPC else "proposal"
        form = self._lot.choice(TITLES)
        title = form.format(head=head.format(at=place), kind="建议" if kind == "suggestion" else "提案")
        asks = asked(topic, head, place, self._lot.choice((2, 2, 3, 3, 3, 4)), self._lot)
        return Matter(year, body, kind, topic, place, title, asks, self._proposers(year, body), on, between, beside)

    def _proposers(self, year: int, body: str) -> tuple[Delegate | Organisation, ...]:
        if body == Body.CPPCC and self._lot.random() < COLLECTIVE:
            return (self._lot.choice(list(self._collectives())),)
        sitting = self._people.sitting(body, self._city.sessions[year, body].term.number)
        weights = [1 / (1 + n % 30) for n in range(len(sitting))]  # some speak often, most seldom
        many = self._lot.choice((2, 2, 3, 4)) if self._lot.random() < JOINT else 1
        drawn: list[Member] = self._lot.choices(sitting, weights, k=many)
        return tuple(dict.fromkeys(one.delegate for one in drawn))

    def _collectives(self) -> Iterator[Organisation]:
        return (one for name, one in self._people.organisations.items() if "委员会" in name and "社区" not in name)

    @staticmethod
    def _as_motion(one: Matter) -> Matter:
        title = one.title.replace("的建议", "的议案") if one.title.endswith("的建议") else f"关于{one.title}的议案"
        title = title.replace("关于建议", "关于", 1)
        return Matter(
            one.year, one.body, "motion", one.topic, one.place, title, one.asks, one.proposers, one.on, one.between
        )
