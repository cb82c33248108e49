"""What is told in memory and stored at once is, row by row, what recording one by one writes: log, clocks, letters."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

import pytest
from django.db.models import Model

from proposals.demo.accounts import open_accounts
from proposals.demo.beginning import live
from proposals.demo.city import City, found
from proposals.demo.fate import HARDLY, NOT, VERY, Fate
from proposals.demo.hands import Hands, InMemory
from proposals.demo.lives import Life, World
from proposals.demo.matters import Matter
from proposals.demo.words import words
from proposals.models import (
    Ask,
    Assignment,
    Commitment,
    Deadline,
    FollowUp,
    Proposal,
    Proposer,
    Rating,
    Reply,
)
from proposals.tracking.chronicle import Chronicle, Known
from proposals.tracking.numbering import Numbers, store
from proposals.workflow.events import Event
from tests.factories import make_delegate
from tests.proofs.agreement import faults
from tests.proposals.demo.one_by_one import OneByOne

pytestmark = pytest.mark.django_db
TODAY, BROUGHT_IN, HANDED = date(2026, 11, 23), date(2025, 1, 9), date(2025, 2, 10)
PROMISES = ("kept", "late", "broken", "moved", "open")
# Each path once: kind, fate, the day on which it is told.
FATES: dict[str, tuple[str, Fate]] = {
    "plain": ("suggestion", Fate()),
    "examined": ("proposal", Fate(told=False, shown="summary", end="fulfil")),
    "assisted": ("suggestion", Fate(form="lead", assists=2, kept=("kept", "late"), end="fulfil", result=1)),
    "assisted late": (
        "proposal",
        Fate(form="lead", assists=2, opinion_late=True, kept=PROMISES, end="track", result=1),
    ),
    "parted": ("suggestion", Fate(form="separate", rounds=(NOT, VERY))),
    "handled again": ("suggestion", Fate(rounds=(NOT, HARDLY, VERY), result=2, kept=("moved",), end="fulfil")),
    "contested": ("suggestion", Fate(contest="granted")),
    "upheld": ("proposal", Fate(contest="refused", rounds=(HARDLY, VERY))),
    "contest unanswered": ("suggestion", Fate(contest="asked")),
    "more time": ("suggestion", Fate(time="granted", late=True, urged=True)),
    "no more time": ("suggestion", Fate(time="denied", late=True)),
    "written anew": ("suggestion", Fate(redraft=True, shown="withheld")),
    "let go": ("suggestion", Fate(form="lead", assists=2, let_go=True)),
    **{f"promise {way}": ("suggestion", Fate(kept=(way,), result=1, end="fulfil")) for way in PROMISES},
    "rejected": ("suggestion", Fate(review="reject")),
    "converted": ("proposal", Fate(review="convert")),
    "sent back": ("proposal", Fate(review="send_back")),
    "withdrawn": ("suggestion", Fate(review="withdraw")),
    "turned": ("motion", Fate(review="turn")),
    "motion": ("motion", Fate(rated=False, shown="draft")),
    "unsigned": ("suggestion", Fate(held="accept")),
    "unbegun": ("suggestion", Fate(held="handle")),
    "unanswered": ("suggestion", Fate(held="letter", urged=True)),
    "unsent": ("suggestion", Fate(held="send")),
}


@dataclass
class Bench:
    """A place with its staff, for both ways."""

    world: World
    city: City

    def matter(self, kind: str) -> Matter:
        topic = self.world.words.topics[0]
        asks = tuple(one.format(at="柳汀苑", n=3) for one in topic.asks[:4])
        body = "cppcc" if kind == "proposal" else "npc"
        people = (make_delegate("文江"), make_delegate("柳贺"))
        return Matter(2025, body, kind, topic, "柳汀苑", "关于柳汀苑的建议", asks, people, BROUGHT_IN, between=False)

    def life(self, hands: Hands, matter: Matter, fate: Fate, **more: Any) -> Life:
        return Life(self.world, hands, matter, fate, HANDED, 7, Random(11), **more)  # noqa: S311


@pytest.fixture
def bench() -> Bench:
    told = words()
    city = found(told, range(2023, 2027))
    units = list(city.departments.values())
    staff, _ = open_accounts(units, city.departments["云汀市教育局"])
    return Bench(World(told, city, staff, TODAY, {}), city)


def _proposal(bench: Bench, matter: Matter, number: str) -> Proposal:
    return Proposal(
        kind=matter.kind, session=bench.city.sessions[2025, matter.body], headline=matter.title, number=number,
        publication="published",
    )  # fmt: skip


def _parts(proposal: Proposal, matter: Matter) -> Iterator[Model]:
    yield from (Ask(proposal=proposal, order=n, text=text) for n, text in enumerate(matter.asks, start=1))
    yield from (Proposer(proposal=proposal, delegate=one, order=n) for n, one in enumerate(matter.proposers))  # type: ignore[misc]


def one_by_one(bench: Bench, matter: Matter, fate: Fate, number: str = "0001", **more: Any) -> Proposal:
    proposal = _proposal(bench, matter, number)
    proposal.save()
    for row in _parts(proposal, matter):
        row.save()
    live(bench.life(OneByOne(proposal), matter, fate, later_number=f"009{proposal.pk}", **more))
    return Proposal.objects.get(pk=proposal.pk)


def at_once(bench: Bench, matter: Matter, fate: Fate, number: str = "0002", **more: Any) -> Proposal:
    numbers = Numbers()
    proposal = numbers.give(_proposal(bench, matter, number))
    rows = [numbers.give(row) for row in _parts(proposal, matter)]
    asks, proposers = ([row for row in rows if isinstance(row, kind)] for kind in (Ask, Proposer))
    hands = InMemory(Chronicle(proposal, Known(numbers)), asks, proposers)  # type: ignore[arg-type]
    live(bench.life(hands, matter, fate, later_number=f"009{proposal.pk}", **more))
    store([proposal, *hands.rows()])
    return Proposal.objects.get(pk=proposal.pk)


# What may differ between two records of the same: their own numbers, and when they were written.
OWN = {"id", "proposal_id", "recorded_at", "created_at", "updated_at", "made_at"}
TABLES: tuple[type[Model], ...] = (
    Ask, Proposer, Assignment, Reply, Rating, Commitment, FollowUp, Deadline,
)  # fmt: skip
NAMED = {"reply": Reply, "rating": Rating, "commitment": Commitment, "ask": Ask, "replaces": Assignment}


def told(proposal: Proposal) -> dict[str, list[dict[str, Any]]]:
    """All that hangs on a proposal; whatever refers to one of its rows says which of them in order it is."""
    places = {
        (table, row.pk): f"{table.__name__} {n}"
        for table in TABLES
        for n, row in enumerate(_of(table, proposal), start=1)
    }
    tables: tuple[type[Model], ...] = (Proposal, *TABLES)
    return {table.__name__: [_row(row, places) for row in _of(table, proposal)] for table in tables}


def _of(table: type[Model], proposal: Proposal) -> list[Model]:
    if table is Proposal:
        return [proposal]
    path = "reply__proposal" if table is Rating else "proposal"
    return list(table._base_manager.filter(**{path: proposal}).order_by("pk"))


def _row(row: Model, places: dict[Any, str]) -> dict[str, Any]:
    values = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.attname in OWN or (field.attname == "number" and isinstance(row, Proposal) and value[:2] == "00"):
            continue
        values[field.attname] = places.get((field.related_model, value), value) if field.is_relation else value
    if "data" in values:
        kept = values["data"] | {"number": "number" in values["data"]}  # the number of each way is its own
        values["data"] = kept | {
            name: places.get((NAMED[name], value), value) for name, value in kept.items() if name in NAMED
        }
    return values


@pytest.mark.parametrize("path", FATES)
def test_both_ways_write_the_same_rows(bench, path):
    kind, fate = FATES[path]
    matter = bench.matter(kind)

    slow, fast = one_by_one(bench, matter, fate), at_once(bench, matter, replace(fate))

    assert told(fast) == told(slow)
    assert [*faults(slow), *faults(fast)] == []


@pytest.mark.parametrize("today", [date(2025, 2, 12), date(2025, 3, 20), date(2025, 6, 2)])
def test_both_ways_stop_at_the_same_day(bench, today):
    kind, fate = FATES["assisted late"]
    bench.world = replace(bench.world, today=today)
    matter = bench.matter(kind)

    slow, fast = one_by_one(bench, matter, fate), at_once(bench, matter, fate)

    assert told(fast) == told(slow)
    assert all(one.happened_on <= today for one in FollowUp.objects.all())


def test_a_motion_that_goes_on_as_a_suggestion_gets_its_later_number(bench):
    kind, fate = FATES["turned"]

    turned = at_once(bench, bench.matter(kind), fate)

    assert (turned.kind, turned.number, turned.from_motion) == ("suggestion", f"009{turned.pk}", True)


def test_both_ways_handle_together_what_asks_for_the_same(bench):
    matter = bench.matter("proposal")
    main = one_by_one(bench, matter, Fate(), number="0009")

    slow = one_by_one(bench, matter, Fate(form="lead", assists=1), main=main)
    fast = at_once(bench, matter, Fate(form="lead", assists=1), main=main)

    assert slow.merged_into_id == main.pk
    assert told(fast) == told(slow)


def test_the_paths_come_by_every_event_that_a_chronicle_knows(bench):
    matters = {kind: bench.matter(kind) for kind in ("suggestion", "proposal", "motion")}
    main = at_once(bench, matters["suggestion"], Fate(), number="0900")
    at_once(bench, matters["suggestion"], Fate(), number="0899", main=main)
    for n, (kind, fate) in enumerate(FATES.values()):
        at_once(bench, matters[kind], fate if kind != "motion" else replace(fate), number=f"{n + 10:04}")

    missing = {
        Event.REPORT,
        Event.ATTACH,
        Event.RECOMPUTE,
        Event.CORRECT,
        Event.RETRACT,
    }  # by the importer, or by people
    assert set(Event) - set(FollowUp.objects.values_list("event", flat=True)) == missing
