"""Special pages of an invented paper: what was only reported, to be read by the importer like any other report."""

from dataclasses import dataclass
from datetime import date
from random import Random

from delegates.models import Body

from .matters import Subjects, asked
from .people import Member, People
from .words import Topic, Words

ARTICLES = 12
TITLES = {Body.NPC.value: "市人大代表", Body.CPPCC.value: "市政协委员"}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the paper as a file."""

    filename: str
    on: date
    text: str


def page(words: Words, people: People, subjects: Subjects, year: int, terms: dict[str, int], lot: Random) -> Page:
    """The special report of one year's Two Sessions. `terms`: the term that sits, by body."""
    told = words.press
    number = lot.randrange(len(told["slogans"]))
    bodies = [lot.choice(list(TITLES)) for _ in range(ARTICLES)]
    speakers = [lot.choice(people.sitting(body, terms[body])) for body in bodies]
    articles = [_article(words, subjects, one, lot) for one in {one.delegate.name: one for one in speakers}.values()]
    head = [told["slogans"][number], "云汀市两会特别报道（示例）", "两会声音"]
    tail = told["keywords"][year % len(told["keywords"])]
    lines = [*head, *(line for one in articles for line in one), *tail]
    return Page(f"云汀两会特别报道{year}.txt", date(year, 1, 10), "\n\n".join(lines) + "\n")


def _article(words: Words, subjects: Subjects, who: Member, lot: Random) -> list[str]:
    told, (topic, head, place) = words.press, subjects.new()
    name = who.delegate.name
    headline = lot.choice(told["headlines"]).format(head=head.format(at=place))
    asks = asked(topic, head, place, 3, lot)
    lead = lot.choice(told["lead"]).format(name=name, why=_why(topic, place, lot))
    first = lot.choice(told["first"]).format(name=name, ask=asks[0])
    others = [lot.choice(told["next"]).format(name=name, ask=ask) for ask in asks[1 : lot.choice((2, 3))]]
    return [
        f"{TITLES[who.body]}、{who.unit}{who.posts[-1]}{name}： {headline}",
        f"云汀日报记者/{lot.choice(told['reporters'])}",
        lead,
        first,
        *others,
        lot.choice(told["end"]).format(name=name),
    ]


def _why(topic: Topic, place: str, lot: Random) -> str:
    return lot.choice(topic.why).format(at=place)
