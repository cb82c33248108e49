"""The invented people: who sits in which council, where they work, and who bears the same name as another."""

from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random

from delegates.models import Body, Delegate, Mandate, Organisation, Post, Term
from delegates.pinyin import sort_key

from .city import City
from .words import Words

SEATS = {Body.NPC.value: 170, Body.CPPCC.value: 130}
STAYED = 0.6  # of those of the old term, how many sit in the new one as well
PROMOTED = 0.15


@dataclass(frozen=True, slots=True)
class Member:
    """One person in one council. `unit` and `posts` as in the lists; the last of `posts` is the latest."""

    delegate: Delegate
    body: str
    terms: tuple[int, ...]
    group: str
    unit: str
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Members of either body, and organisations by name."""

    members: dict[str, list[Member]]
    organisations: dict[str, Organisation]

    def sitting(self, body: str, term: int) -> list[Member]:
        """Who sits in a term."""
        return [one for one in self.members[body] if term in one.terms]


def settle(words: Words, city: City, lot: Random) -> People:
    """Write delegates, seats and posts."""
    organisations = _organisations(words, city)
    names = iter(_names(words, lot))
    members = {body: [_member(words, city, body, next(names), lot) for _ in range(SEATS[body])] for body in SEATS}
    for name, first_unit, first, second_unit, second in words.people["namesakes"]:
        members[Body.NPC].append(_namesake(words, city, Body.NPC, name, first_unit, first, lot))
        members[Body.CPPCC].append(_namesake(words, city, Body.CPPCC, name, second_unit, second, lot))
    everyone = [one for of_body in members.values() for one in of_body]
    Delegate.objects.bulk_create(one.delegate for one in everyone)
    Mandate.objects.bulk_create(_mandates(city, everyone))
    Post.objects.bulk_create(_posts(city, organisations, everyone))
    return People(members, organisations)


def _organisations(words: Words, city: City) -> dict[str, Organisation]:
    names = dict.fromkeys([*(unit for unit, _ in words.people["units"]), *words.people["collective"]])
    made = [Organisation(name=name, name_key=sort_key(name), region=city.region) for name in names]
    return {one.name: one for one in Organisation.objects.bulk_create(made)}


def _names(words: Words, lot: Random) -> list[str]:
    taken = {one[0] for one in words.people["namesakes"]}
    pairs = ("".join(pair) for pair in product(words.people["surnames"], words.people["given"]))
    names = [name for name in pairs if name not in taken]
    lot.shuffle(names)
    return names


def _delegate(name: str, note: str = "") -> Delegate:
    return Delegate(name=name, name_key=sort_key(name), note=note)


def _member(words: Words, city: City, body: str, name: str, lot: Random) -> Member:
    unit, posts = lot.choice(words.people["units"])
    held = tuple(lot.sample(posts, 2)) if len(posts) > 1 and lot.random() < PROMOTED else (lot.choice(posts),)
    old, new = _terms(city, body)
    chance = lot.random()
    terms = (old, new) if chance < STAYED / 2 else (new,) if chance < STAYED + (1 - STAYED) / 2 else (old,)
    return Member(_delegate(name), body, terms, _group(words, body, lot), unit, held)


def _namesake(words: Words, city: City, body: str, name: str, unit: str, post: str, lot: Random) -> Member:
    note = f"与另一位{name}不是同一人：这一位在{unit}"
    return Member(_delegate(name, note), body, _terms(city, body)[1:], _group(words, body, lot), unit, (post,))


def _terms(city: City, body: str) -> tuple[int, ...]:
    return tuple(sorted({one.term.number for (_, of), one in city.sessions.items() if of == body}))


def _group(words: Words, body: str, lot: Random) -> str:
    group: str = lot.choice(words.people["delegations" if body == Body.NPC else "sectors"])
    return group


def _mandates(city: City, members: list[Member]) -> list[Mandate]:
    terms = {(one.council.kind, one.number): one for one in Term.objects.filter(council__region=city.region)}
    return [
        Mandate(delegate=one.delegate, council=city.councils[one.body], term=terms[one.body, number], group=one.group)
        for one in members
        for number in one.terms
    ]


def _posts(city: City, organisations: dict[str, Organisation], members: list[Member]) -> list[Post]:
    """As the lists of members have them: those of the old term, and what has changed since."""
    years = sorted({year for year, _ in city.sessions})
    seen = [date(years[0], 1, 5), date(years[-1], 1, 5)]
    return [
        Post(delegate=one.delegate, organisation=organisations[one.unit], title=title, seen_on=day, order=order)
        for one in members
        for order, (title, day) in enumerate(zip(one.posts, seen[-len(one.posts) :], strict=True))
    ]
