"""Asking: terms, names, numbers, orders, pages, counts, restrictions, and input that means harm."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from proposals.models import Proposal
from proposals.search import (
    Document,
    Query,
    Result,
    holding,
    index_documents,
    matching,
    paging,
    parse,
    search,
    title_first,
    understand,
)
from tests.factories import make_proposal

pytestmark = pytest.mark.django_db

LIN = Document(1, "修好渌江大桥", "桥面破损，大桥夜间无灯", names=["林知夏", "株洲市夜间旅游协会"], number="0240")
LV = Document(2, "茶叶要有品牌", "渌江两岸都种茶，全年产值240万元", names=["吕思远"], number="1702")
SHAN = Document(3, "夜间公交", "Wang线路经过大桥", names=["单于安", "曾可心"], number="17")


@pytest.fixture
def three():
    index_documents([LIN, LV, SHAN])


def ask(typed: str, **more: Any) -> Result:
    result = search(typed, **more)
    assert result is not None
    return result


def read(typed: str) -> Query:
    query = parse(typed)
    assert query is not None
    return query


def ids(typed: str, **more: Any) -> tuple[int, ...]:
    return ask(typed, **more).ids


HOSTILE = [
    "'",
    '"',
    '"*)(',
    "'; DROP TABLE search_text; --",
    "1 OR 1=1",
    '" OR "a"*',
    "' | '大':*",
    "NEAR(大 桥)",
    "大桥\x00",
    "\x00",
    "%",
    "%s %(x)s",
    "\\",
    "_t大",
    "_fpub",
    "大*",
    "NOT 桥",
    "。，！？",
    "   \u3000\n",
    "",
    "*",
    "\ud800\udfff",
    "\u200b",
    "🀄🀄",
    "桥" * 10_000,
    "大桥 " * 3_000,
    "'\"*)(" * 2_500,
    "a" * 10_240,
    "٣٤٥",
    "-1",
    "@@",
    ":*",
    "{}[]",
    "rowid:1",
    "^大",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: repr(typed[:12]))
def test_hostile_input_never_fails_and_never_finds_everything(three, typed):
    for order in ("newest", "title"):
        result = search(typed, order=order)
        assert result is None or set(result.ids) < {1, 2, 3}
    condition = matching(typed)
    assert condition is None or len(Proposal.objects.filter(condition)) == 0  # no row stands behind these documents


@pytest.mark.parametrize("typed", ["", " \u3000\n", "。，！？", "*", '"', "\x00", "🀄", "*** ???"])
def test_what_folds_to_nothing_is_no_search(three, typed):
    assert (search(typed), parse(typed), matching(typed)) == (None, None, None)


def test_terms_between_blanks_must_all_be_there_in_any_order(three):
    assert ids("渌江 大桥") == ids("大桥　渌江") == (1,)
    assert ids("夜间") == (3, 1)
    assert ids("夜间 茶叶") == ()


def test_a_single_character_is_sought_in_titles_and_names_and_that_is_said(three):
    assert ids("修") == (1,)  # title
    assert ids("夏") == (1,)  # last of a name
    assert ids("游") == (1,)  # inside an organisation
    assert ids("种") == ()  # in a text only
    assert ask("修").explanation == "单个字只在标题、姓名和单位名称中查找，再输入一个字即可查找全文。"
    assert ask("修桥").explanation == ""


def test_a_single_character_beside_another_term_is_sought_everywhere(three):
    assert ids("渌江 种") == (2,)
    assert ids("种 岸") == (2,)
    assert ids("（种）") == (2,)


@pytest.mark.parametrize("typed", ["0240", "00240", "第240号", "第0240号", "０２４０"])
def test_a_case_number_is_equal_with_and_without_zeros(three, typed):
    assert ids(typed) == (1,)


def test_a_number_is_also_sought_in_the_text(three):
    assert ids("240") == (2, 1)
    assert ids("17") == (3, 2)  # 1702 begins with it: a piece that the page shows
    assert ids("0017") == (3,)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("linzhixia", (1,)),
        ("LZX", (1,)),
        ("zhixia", (1,)),
        ("lin zhixia", (1,)),
        ("lvsiyuan", (2,)),
        ("lusiyuan", (2,)),
        ("lüsiyuan", (2,)),
        ("lsy", (2,)),
        ("chanyuan", (3,)),
        ("zengkexin", (3,)),
        ("cengkexin", (3,)),
        ("zzsyjly", (1,)),
        ("inzhixia", ()),
        ("wang", (3,)),
    ],
)
def test_names_are_found_by_pinyin_and_initials_from_their_beginning(three, typed, found):
    assert ids(typed) == found


def test_people_and_organisations_are_found_by_their_characters(three):
    assert ids("林知夏") == ids("旅游协会") == ids("林知夏 大桥") == (1,)


def test_title_hits_come_first_newest_first_in_both(three):
    index_documents([Document(4, "别的", "修好渌江大桥"), Document(5, "渌江大桥", "限高"), Document(6, "别的", "240")])

    assert ids("大桥") == (5, 4, 3, 1)
    assert ids("大桥", order="title") == (5, 1, 4, 3)
    assert ids("渌江大桥", order="title") == (5, 1, 4)
    assert ids("0240", order="title") == (1,)
    assert ids("240", order="title") == (1, 6, 2)  # the case number counts as a title


def test_a_title_with_the_pairs_but_not_the_term_is_no_title_hit():
    index_documents([Document(1, "老旧 旧小 小区", "老旧小区"), Document(2, "老旧小区", "")])
    index_documents([Document(3, "无关", "老旧小区")])

    assert ids("老旧小区", order="title") == (2, 3, 1)


@pytest.mark.parametrize("order", ["newest", "title"])
@pytest.mark.parametrize("typed", ["大桥", "渌江大桥", "桥"])
@pytest.mark.parametrize("limit", [1, 3, 7])
def test_pages_by_cursor_show_every_hit_once_in_order(order, typed, limit):
    index_documents(
        Document(at, "渌江大桥" if at % 3 else "路灯", "渌江大桥" if at % 2 else "灯", ["桥"]) for at in range(1, 30)
    )
    whole = ask(typed, order=order, limit=100)

    pages: list[int] = []
    cursor = None
    while True:
        page = ask(typed, order=order, limit=limit, cursor=cursor)
        pages += page.ids
        cursor = page.next_cursor
        if cursor is None:
            break
        assert len(page.ids) == limit

    assert (tuple(pages), len(pages)) == (whole.ids, whole.count)
    assert whole.next_cursor is None


@pytest.mark.parametrize("cursor", ["", "x", "n", "n-1", "t5", "n" + "9" * 40, "n1; DROP TABLE search_text"])
def test_a_cursor_that_is_none_begins_anew(three, cursor):
    assert ids("大桥", cursor=cursor) == (3, 1)


def test_a_page_that_stops_at_the_bound_goes_on_from_there(monkeypatch):
    index_documents(Document(at, "题", "老旧小区" if at == 1 else "老旧 旧小 小区") for at in range(1, 31))
    monkeypatch.setattr(paging, "CANDIDATES", 20)

    first = ask("老旧小区")
    second = ask("老旧小区", cursor=first.next_cursor)

    assert (first.ids, first.next_cursor) == ((), "n11")
    assert (second.ids, second.next_cursor) == ((1,), None)


def test_a_count_is_exact_below_its_bound_and_a_guess_is_called_one(monkeypatch):
    index_documents(Document(at, "题", "老旧小区" if at % 2 else "老旧 旧小 小区") for at in range(1, 31))

    assert (ask("老旧小区").count, ask("老旧小区").counted) == (15, "15")
    monkeypatch.setattr(paging, "PROVED", 20)
    assert (ask("老旧小区").count, ask("老旧小区").counted) == (30, "约 30")
    monkeypatch.setattr(paging, "COUNTED", 25)
    assert (ask("小区").count, ask("小区").counted) == (25, "25+")
    assert (ask("老旧小区").count, ask("老旧小区").counted) == (25, "25+")


def test_facets_restrict_hits_and_counts():
    index_documents([Document(at, "修桥", "渌江大桥", facets=["pub"] if at % 2 else ["y2024"]) for at in range(1, 8)])

    for typed in ("大桥", "渌江大桥"):
        result = ask(typed, facets=["pub"])
        assert (result.ids, result.count) == ((7, 5, 3, 1), 4)
        assert ask(typed, facets=["pub", "y2024"]).ids == ()
        assert ask(typed, facets=["y2024"], order="title").count == 3


def test_a_queryset_restricts_hits_and_counts():
    shown = make_proposal("修渌江大桥", indexed=True)
    make_proposal("拆渌江大桥", publication="draft", indexed=True)
    public = Proposal.objects.filter(publication="published").order_by("headline")

    for typed in ("大桥", "渌江大桥"):
        result = ask(typed, within=public)
        assert (result.ids, result.count) == ((shown.pk,), 1)
        assert (ask(typed, within=Proposal.objects.none()).ids, ask(typed).count) == ((), 2)


def test_a_condition_joins_filters_counts_slices_and_orders():
    rows = [make_proposal(title, asks=["修渌江大桥"], indexed=True) for title in ("渌江大桥", "路灯", "修渌江大桥")]
    make_proposal("茶叶", indexed=True)
    hits = Proposal.objects.filter(matching("渌江大桥"), publication="published").order_by("-pk")

    assert hits.count() == 3
    assert list(hits[1:3]) == [rows[1], rows[0]]
    assert list(hits.exclude(matching("路灯"))) == [rows[2], rows[0]]
    assert list(title_first(Proposal.objects.all(), read("渌江大桥"))) == [rows[2], rows[0], rows[1]]
    assert title_first(Proposal.objects.all(), read("渌江大桥")).count() == 3


def test_an_unbroken_query_found_nowhere_is_cut_into_words_and_that_is_said(three):
    result = ask("渌江茶叶品牌")

    assert result.ids == (2,)
    assert result.terms == ("茶叶", "品牌")  # 渌 and 江 are single characters to jieba
    assert result.explanation == "没有找到连在一起的“渌江茶叶品牌”，下面是同时含有“茶叶”“品牌”的结果。"


def test_where_all_words_find_nothing_the_two_rarest_are_asked():
    index_documents([Document(1, "公交", "公交线路"), Document(2, "公交", "茶叶品牌"), Document(3, "公交", "茶叶公园")])

    result = ask("公交茶叶品牌火箭")

    assert (result.terms, result.ids) == (("茶叶", "品牌"), (2,))


@pytest.mark.parametrize("typed", ["火箭飞船卫星", "火箭", "渌江 火箭飞船", "火箭 茶叶品牌"])
def test_a_query_that_nothing_can_help_stays_as_typed(three, typed):
    result = ask(typed)

    assert (result.ids, result.count, result.explanation) == ((), 0, "")
    assert result.terms == tuple(typed.split())


def test_understanding_looks_only_among_the_rows_given():
    row = make_proposal("渌江茶叶品牌", publication="draft", indexed=True)
    other = make_proposal("茶叶 渌江 品牌", indexed=True)
    public = Proposal.objects.filter(publication="published")

    as_typed = understand("渌江茶叶品牌", among=Proposal.objects.all())
    cut = understand("渌江茶叶品牌", among=public)
    assert as_typed is not None
    assert cut is not None

    assert (as_typed.shown, as_typed.explanation) == (("渌江茶叶品牌",), "")
    assert cut.shown == ("茶叶", "品牌")
    assert list(public.filter(holding(cut))) == [other]
    assert list(Proposal.objects.filter(holding(as_typed))) == [row]
    assert understand("。", among=public) is None


def test_a_long_query_is_cut_short_and_that_is_said():
    query = read(" ".join(f"词语{at}" for at in range(12)))

    assert query.shown == tuple(f"词语{at}" for at in range(8))
    assert query.explanation == "输入的内容较长，只用了前 100 个字中的前 8 个词。"
    assert read("桥" * 101).shown == ("桥" * 100,)
    assert read("大桥 大桥 大橋").shown == ("大桥",)


SCRIPT = """
import json, sys
import django
django.setup()
from django.db import connection
from proposals.search import Document, index_documents, matching, search
from proposals.search.index import install
install(connection)
index_documents([Document(1, "修好渌江大桥", "茶叶品牌", names=["林知夏"])])
hit = search("渌江大桥").ids, search("lzx").ids, search("没有").ids, matching("渌江大桥茶叶品牌") is None
before = "jieba" in sys.modules
miss = search("渌江大桥茶叶品牌").ids
print(json.dumps([hit, before, miss, "jieba" in sys.modules]))
"""


def test_a_search_that_has_hits_never_loads_jieba(tmp_path):
    root = Path(__file__).resolve().parents[3]
    surroundings = os.environ | {
        "DATABASE_URL": f"sqlite:///{(tmp_path / 'search.sqlite3').as_posix()}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(root),
        "YANLU_VAR": str(tmp_path),
    }
    done = subprocess.run(  # noqa: S603  # fixed arguments
        [sys.executable, "-c", SCRIPT], env=surroundings, cwd=tmp_path, capture_output=True, check=True, text=True
    )

    assert json.loads(done.stdout) == [[[1], [1], [], False], False, [1], True]
    assert done.stderr == ""
