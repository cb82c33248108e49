"""The public roll of delegates: what an address may ask of it, the choices beside it, and its pages.

Pages go on from the last person of the one before, so that a page far down costs no more than the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, Value, When
from django.db.models.fields import Field
from django.db.models.functions import Cast, Concat

from .gathering import Lines, gathered
from .models import Body, Council, Delegate, Mandate, Post, Region, Session, Term
from .models.delegate import DelegateQuerySet

SIZE = 60  # people on one page
COUNTED = 10_000  # people up to whom the choices are counted
MOST_CHOICES = 60
NARROWING = ("body", "session", "region", "group")
BODIES = {Body.NPC.value: "人大代表", Body.CPPCC.value: "政协委员"}
EXAMPLE = "（示例）"  # as `assembly.marked` writes it
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MET = "proposing__proposal__session"
_TEXT: Field[Any, Any] = CharField()
# Where each is read: the key in an address, and what its name is made of.
_SEAT = "mandates__council"
KEYS = {"body": f"{_SEAT}__kind", "session": _MET, "region": f"{_SEAT}__region", "group": "mandates__group"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, each "" where it asks for nothing; `misread` are values that mean nothing here."""

    words: str = ""
    body: str = ""
    session: str = ""
    region: str = ""
    group: str = ""
    misread: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Asked":
        """The values understood."""
        typed = {name: query.get(name, "").replace("\x00", " ").strip()[:60] for name in ("q", *NARROWING)}
        wrong = {
            "body": typed["body"] not in {"", *BODIES},
            "session": bool(typed["session"]) and not _is_number(typed["session"]),
            "region": bool(typed["region"]) and not (_is_number(typed["region"]) and len(typed["region"]) == 6),
        }
        misread = tuple(typed[name] for name, one in wrong.items() if one)
        kept = {name: "" if wrong.get(name) else typed[name] for name in NARROWING}
        return cls(typed["q"], misread=misread, **kept)

    def found(self, *, without: str = "") -> DelegateQuerySet:
        """Those whom all conditions but one leave."""
        found = Delegate.objects.visible_to(None)
        found = found.search(self.words) if self.words else found
        if self.session and without != "session":
            found = found.speaking_at(int(self.session))
        seat = {"body": "council__kind", "region": "council__region", "group": "group"}
        seats = {path: getattr(self, name) for name, path in seat.items() if name != without and getattr(self, name)}
        return found.seated(**seats) if seats else found


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) <= 9


@dataclass(frozen=True, slots=True)
class Choice:
    """One value with how many it would leave; None where there are too many people to count."""

    key: str
    label: str
    n: int | None
    chosen: bool


def choices(asked: Asked, total: int) -> dict[str, list[Choice]]:
    """The values that each condition could have, in one query; a value that was chosen is always among them."""
    count = total <= COUNTED
    arms = [_arm(asked, name, count=count) for name in NARROWING]
    found: dict[str, list[Choice]] = {name: [] for name in NARROWING}
    for row in arms[0].union(*arms[1:], all=True):
        chosen = row["key"] == getattr(asked, row["facet"])
        label = _label(row["facet"], row["label"])
        found[row["facet"]].append(Choice(row["key"], label, row["n"] if count else None, chosen))
    for name in NARROWING:
        if (value := getattr(asked, name)) and not any(one.chosen for one in found[name]):
            found[name].append(Choice(value, BODIES.get(value, value), 0 if count else None, chosen=True))
        found[name].sort(key=lambda one: (-(one.n or 0), one.label))
    return {name: some[:MOST_CHOICES] for name, some in found.items()}


def _arm(asked: Asked, name: str, *, count: bool) -> Any:
    key = KEYS[name]
    rows = asked.found(without=name) if count else Delegate.objects.visible_to(None)
    told = rows.order_by().filter(**{f"{key}__isnull": False})
    if name == "session":
        told = told.filter(proposing__proposal__publication="published").exclude(proposing__proposal__state="retracted")
    if name == "group":
        told = told.exclude(mandates__group="")
    shown = told.values(facet=Value(name, output_field=_TEXT), key=Cast(key, _TEXT), label=_named(name))
    return shown.annotate(n=Count("pk", distinct=True))


def _named(name: str) -> Any:
    """What a value is called, or what its name is made of."""
    if name == "session":
        council = f"{_MET}__term__council"
        numbers = [Cast(f"{_MET}__{path}", _TEXT) for path in ("term__number", "number")]
        parts = [F(f"{council}__region__name"), _mark(f"{council}__region"), F(f"{council}__kind"), *numbers]
        return Concat(*[piece for part in parts for piece in (part, Value("|"))], output_field=_TEXT)
    if name == "region":
        return Concat(F(f"{_SEAT}__region__name"), _mark(f"{_SEAT}__region"), output_field=_TEXT)
    return F(KEYS[name])


def _mark(region: str) -> Case:
    return Case(When(**{f"{region}__is_example": True}, then=Value(EXAMPLE)), default=Value(""), output_field=_TEXT)


def _label(facet: str, name: str) -> str:
    if facet == "body":
        return BODIES[name]
    if facet == "session":
        place, mark, kind, term, number, _ = name.split("|")
        council = Council(kind=kind, region=Region(name=place, is_example=bool(mark)))
        return Session(number=int(number), term=Term(number=int(term), council=council)).name
    return name


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the roll."""

    pk: int
    name: str
    letter: str
    titles: Sequence[str]
    posts: Sequence[str]
    published: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the roll. `before` and `after`: whose neighbours the pages beside it begin with, 0 for none."""

    people: Sequence[Person]
    before: int
    after: int


def leaf(asked: Asked, query: Mapping[str, str]) -> Leaf:
    """The page that the address names by a letter, or by the person it goes on from. Two queries."""
    found = asked.found().order_by("name_key", "pk")
    letter, after, before = (query.get(name, "") for name in ("letter", "after", "before"))
    if _is_number(before):
        rows = list(found.ahead_of(int(before)).order_by("-name_key", "-pk")[: SIZE + 1])[::-1]
        more, rows = len(rows) > SIZE, rows[-SIZE:]
        return Leaf(_people(rows), rows[0].pk if more else 0, rows[-1].pk if rows else 0)
    start = found
    if _is_number(after):
        start = found.behind(int(after))
    elif letter.upper() in ALPHABET and len(letter) == 1:
        start = found.filter(name_key__gte=letter.lower())
    rows = list(start[: SIZE + 1])
    began = start is found or not rows
    return Leaf(_people(rows[:SIZE]), 0 if began else rows[0].pk, rows[SIZE - 1].pk if len(rows) > SIZE else 0)


def _people(rows: Sequence[Delegate]) -> list[Person]:
    if not rows:
        return []
    ids = [row.pk for row in rows]
    proposing: Any = Delegate._meta.get_field("proposing").related_model
    told = gathered(
        Delegate.objects.filter(pk=ids[0]),
        {
            "seats": Mandate.objects.filter(delegate__in=ids)
            .order_by("-term__number", "pk")
            .values("delegate", kind=F("council__kind"), code=F("council__region"), place=F("council__region__name")),
            "posts": Post.objects.filter(delegate__in=ids)
            .order_by("order", "pk")
            .values("delegate", "title", unit=F("organisation__name")),
            "published": proposing.objects.filter(delegate__in=ids, proposal__publication="published")
            .exclude(proposal__state="retracted")
            .order_by()
            .values("delegate")
            .annotate(n=Count("proposal", distinct=True)),
        },
    )
    seats, posts, published = (_by_delegate(told[name]) for name in ("seats", "posts", "published"))
    return [
        Person(
            row.pk,
            row.name,
            row.name_key[:1].upper(),
            list(dict.fromkeys(title_of(one) for one in seats.get(row.pk, ())))[:2],
            [f"{one['unit'] or ''}{one['title']}" for one in posts.get(row.pk, ())][:3],
            sum(one["n"] for one in published.get(row.pk, ())),
        )
        for row in rows
    ]


def title_of(line: Mapping[str, Any]) -> str:
    """What a member of a council is called: its kind, the code and the name of its place."""
    return Council(kind=line["kind"], region=Region(code=line["code"], name=line["place"])).member_title


def _by_delegate(lines: Lines) -> dict[int, Lines]:
    found: dict[int, Lines] = {}
    for line in lines:
        found.setdefault(line["delegate"], []).append(line)
    return found
