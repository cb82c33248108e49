"""Whatever is typed, a search does bounded work and never fails: counted, not timed."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from proposals.search import Document, in_words, index_documents, matching, parse, search, ways_out
from proposals.search.paging import CANDIDATES, PROVED
from tests.proposals.search.hostile import HOSTILE

pytestmark = pytest.mark.django_db
ROWS = 2_600  # more than the bound of a page
STATEMENTS = 60  # for one search: two counts of a term, of its words, and a page in steps of a hundred
ASKED = re.compile(r"WHERE s\.id IN \(([%s?, ]+)\)")


@pytest.fixture
def many_that_almost_match():
    """Rows that hold every pair of 老旧小区 and the term nowhere, but for the oldest."""
    index_documents(
        Document(at, f"第{at}件", "老旧小区改造 000" if at == 1 else "老旧，旧小，小区，区老；的一建议 00")
        for at in range(1, ROWS)
    )


@contextmanager
def counted() -> Iterator[list[int]]:
    """For each statement how many texts it was given to look through."""
    found: list[int] = []

    def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        inside = ASKED.search(sql)
        found.append(inside[1].count("%s") if inside else 0)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield found


def test_there_are_two_hundred_of_them():
    assert len(set(HOSTILE)) >= 200


@pytest.mark.parametrize("order", ["newest", "title"])
def test_each_is_answered_with_bounded_work_and_never_with_everything(many_that_almost_match, order: Any):
    work, shown = {}, {}
    for typed in HOSTILE:
        with counted() as looked_at:
            result = search(typed, order=order)
        work[typed[:20]] = (len(looked_at), sum(looked_at))
        if result is not None:
            shown[typed[:20]] = len(result.ids)
            assert result.looked_at <= CANDIDATES

    assert {typed: cost for typed, cost in work.items() if cost[0] > STATEMENTS} == {}
    assert {typed: cost for typed, cost in work.items() if cost[1] > CANDIDATES + PROVED} == {}
    assert max(cost for _, cost in work.values()) > CANDIDATES / 2  # the bound was tried
    assert max(shown.values()) == 20


def test_a_page_that_stops_at_the_bound_leads_on_until_the_hit_is_found(many_that_almost_match):
    pages, cursor = [], None
    for _ in range(3):
        result = search("老旧小区", cursor=cursor)
        assert result is not None
        pages.append((result.ids, result.looked_at))
        cursor = result.next_cursor

    assert pages == [((), CANDIDATES), ((1,), ROWS - 1 - CANDIDATES), ((), CANDIDATES)]


def test_each_can_be_cut_into_words_and_told_a_way_out(many_that_almost_match):
    for typed in HOSTILE:
        query = parse(typed)
        if query is not None:
            with counted() as looked_at:
                ways = ways_out(query)
            in_words(query)
            assert (len(looked_at) <= 1, len(ways) <= 20) == (True, True)


def test_each_is_a_condition_or_none(many_that_almost_match):
    conditions = [matching(typed) for typed in HOSTILE]

    assert sum(condition is None for condition in conditions) > 20
