"""Bits of integers against plain sets: the same answers, however the holdings came about."""

import random

from hypothesis import given
from hypothesis import strategies as st

from proposals.catalogue.finding import after, leaf
from proposals.catalogue.holdings import Holdings, as_bits, below, newest

FACETS = ("state", "session", "keyword")
marks = st.lists(st.tuples(st.sampled_from(FACETS), st.sampled_from("abc")), unique=True, min_size=1).map(tuple)
hidden = marks.map(lambda some: (*some, ("withheld", "条例")))
facts = st.dictionaries(st.integers(1, 900), marks | hidden, max_size=60)
ids = st.sets(st.integers(1, 3000), max_size=400)


def of(found) -> Holdings:
    return Holdings.of(found, hides="withheld")


def told(held: Holdings) -> tuple[int, dict, dict]:
    """What can be asked of it, whatever it keeps it as."""
    counts = {facet: held.counts(facet, held.everything) for facet in FACETS}
    covert = Holdings({}, 0, held.hidden, {})
    return held.everything, counts, {facet: covert.union(facet, "abc") for facet in FACETS}


@given(facts, facts, st.sets(st.integers(1, 900), max_size=30))
def test_holdings_brought_up_to_date_are_those_made_anew(old, new, more):
    changed = {*old, *new, *more}

    assert told(of(old).updated(new, changed, hides="withheld")) == told(of(new))


@given(facts, facts)
def test_an_update_leaves_the_holdings_that_others_read(old, new):
    held = of(old)
    before = told(held)

    held.updated(new, {*old, *new}, hides="withheld")

    assert told(held) == before


@given(facts, ids)
def test_each_number_is_that_of_the_set(found, among):
    held = of(found)
    public = {pk: some for pk, some in found.items() if ("withheld", "条例") not in some}

    for facet in FACETS:
        for value in "abc":
            there = {pk for pk, some in public.items() if (facet, value) in some}
            assert held.counts(facet, as_bits(among)).get(value, 0) == len(there & among)
            assert held.union(facet, [value]) == as_bits(there)


@given(ids, st.integers(0, 420), st.integers(1, 30))
def test_pages_are_slices_of_the_ids_from_the_newest(some, start, count):
    assert newest(as_bits(some), start=start, count=count) == sorted(some, reverse=True)[start : start + count]


@given(ids, st.integers(1, 3000))
def test_what_is_older_than_an_id(some, pk):
    assert below(as_bits(some), pk) == as_bits(one for one in some if one < pk)


@given(ids, ids, st.integers(1, 25))
def test_turning_from_page_to_page_meets_everything_once_in_order(titles, others, size):
    others -= titles
    runs = [("t", as_bits(titles)), ("b", as_bits(others))]
    met: list[int] = []
    place = ""
    while True:
        page = leaf(after(runs, place), start=0, size=size)
        met += page.ids
        place = page.following
        if not place:
            break
        assert len(page.ids) == size

    assert met == sorted(titles, reverse=True) + sorted(others, reverse=True)


def test_a_value_that_many_come_to_have_changes_its_keeping_and_not_its_numbers():
    chance = random.Random(7)  # noqa: S311  not a secret
    every: dict[int, tuple[tuple[str, str], ...]] = dict.fromkeys(range(1, 2000), (("state", "a"),))
    held = of(every)
    for pk in chance.sample(range(1, 2000), 300):
        every[pk] = (("state", "b"), ("keyword", "c"))
        held = held.updated(every, [pk], hides="withheld")

    assert held.counts("state", held.everything) == {"a": 1699, "b": 300}
    assert isinstance(held.sets["keyword"]["c"], int)


def test_a_place_nobody_told_begins_anew():
    runs = [("n", as_bits([1, 2, 3]))]

    for place in ("", "n", "x3", "n٣", "n" + "9" * 20, "3n"):
        assert after(runs, place) == runs
