"""Where nothing is found, what to try is told with numbers that hold, in one statement."""

from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.models import SearchAlias
from proposals.search import Document, Way, in_words, index_documents, instead, parse, search, ways_out
from proposals.search.query import Query
from tests.factories import make_aliases

pytestmark = pytest.mark.django_db


def read(typed: str) -> Query:
    query = parse(typed)
    assert query is not None
    return query


def ways(typed: str, *, facets: Sequence[str] = ()) -> list[tuple[str, str, str]]:
    return [(way.kind, way.typed, way.counted) for way in ways_out(read(typed), facets=facets)]


@pytest.fixture
def three():
    index_documents(
        [
            Document(1, "修好渌江大桥", "茶叶品牌", names=["林知夏"], facets=["pub"]),
            Document(2, "茶叶公园", "渌江两岸", names=["单于安"]),
            Document(3, "夜间公交", "茶叶专线，公交到村", names=["林之厦"], facets=["pub"]),
        ]
    )


def test_each_of_several_terms_is_told_with_its_number(three):
    assert ways("茶叶 火箭 渌江大桥") == [("part", "茶叶", "3"), ("part", "火箭", "0"), ("part", "渌江大桥", "1")]


def test_the_words_of_an_unbroken_query_are_told_with_their_numbers(three):
    assert ways("茶叶公交品牌") == [("part", "茶叶", "3"), ("part", "公交", "1"), ("part", "品牌", "1")]


def test_numbers_count_only_what_the_reader_may_see(three):
    assert ways("茶叶 渌江", facets=["pub"]) == [("part", "茶叶", "2"), ("part", "渌江", "1")]


@pytest.mark.parametrize(("typed", "sound", "count"), [("林支霞", "linzhixia", "2"), ("禅于按", "chanyuan", "1")])
def test_a_name_of_the_same_sound_is_told(three, typed: str, sound: str, count: str):
    assert ways(typed) == [("sound", sound, count)]
    result = search(sound)
    assert result is not None
    assert str(result.count) == count


def test_a_sound_that_nobody_has_is_not_told(three):
    assert ways("火箭") == []


def test_an_exact_search_is_told_what_the_other_names_would_find(three):
    make_aliases("砖茶", "茶叶")
    beside = SearchAlias.objects.beside

    exact = ways_out(read("砖茶"), others=beside)
    parts = ways_out(read("砖茶 火箭"), others=beside)

    assert exact == [Way("names", "砖茶", 3, names=("茶叶",))]
    assert parts == [Way("part", "砖茶", 3, names=("茶叶",)), Way("part", "火箭", 0)]


def test_a_number_beyond_its_bound_is_called_a_least_one(monkeypatch):
    index_documents(Document(at, "题", "老旧小区改造" if at % 2 else "老旧 旧小 小区 改造") for at in range(1, 31))
    assert ways("老旧小区 改造") == [("part", "老旧小区", "15"), ("part", "改造", "30")]

    monkeypatch.setattr(instead, "PROVED", 20)
    monkeypatch.setattr(instead, "COUNTED", 30)

    counts = [way.counted for way in ways_out(read("老旧小区 改造"))]
    assert [count.split()[0] for count in counts] == ["至少", "至少"]
    assert counts[1] == "至少 30"


def test_all_of_it_is_one_statement_and_one_for_other_names(three):
    make_aliases("砖茶", "茶叶")

    with CaptureQueriesContext(connection) as captured:
        ways_out(read("砖茶公交品牌渌江大桥火箭"), others=SearchAlias.objects.beside)
        ways_out(read("一 二二 三三 四四 五五五 六六六 七七七 八八八"), others=SearchAlias.objects.beside)

    assert len(captured) == 4


def test_words_are_offered_only_for_an_unbroken_query():
    assert in_words(read("茶叶品牌")) is None
    assert in_words(read("茶叶 公交品牌")) is None
    words = in_words(read("渌江茶叶品牌"))
    assert words is not None
    assert words.typed == ("茶叶", "品牌")
    assert in_words(read("渌江茶叶品牌"), cut=lambda _: ["渌江茶叶", "品牌"]).typed == ("渌江茶叶", "品牌")
