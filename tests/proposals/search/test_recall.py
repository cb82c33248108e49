"""Whatever a page shows is found, and nothing else: random pieces of the texts against a plain scan of all of them.

Each run draws other pieces and prints its seed. On either engine the newest twenty and the number of hits have to be
those of the scan, and in a run on PostgreSQL those of an SQLite index of the same texts beside it.
"""

import random
from collections.abc import Iterator

import pytest
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models import Q

from proposals.models import Proposal
from proposals.search import Document, Result, index_documents, matching, search
from proposals.search.fold import fold
from proposals.search.index import install
from tests.proposals.search.corpus import invented, real, seeded, substrings

PIECES = 2000
PAGE = 20
AS_ROWS = 3  # of so many pieces one is asked as a condition on rows, too
HAND = {
    "3.27%": "同比增长3.27%，",
    "0240": "第0240号建议",
    "〔2023〕8号": "株政发〔2023〕8号文件",
    "2023〕8": "株政发〔2023〕8号文件",
    "5g+工业": "5G+工业互联网",
    "c919": "一台C919的机翼",
    "covid": "（COVID-19）之后",
    "老舊小區": "全市老旧小区改造",
    "老旧小区": "「老舊小區」的電梯",
    "ＡＩ大": "用得起AI大模型",
    "ai大": "用得起ＡＩ大模型",
    "１０号": "东岸10号泵站",
    "10号": "东岸１０号泵站",
    "出，建": "提出，建议把",
    "A、B": "做到A、B两类",
    "(兼)": "局长(兼)出席",
    "Ⅲ型": "落实Ⅲ型基地",
    "120㎡": "每户120㎡以内",
    "𬭚元": "在𬭚元新材料",
    "互联网+": "“互联网+”行动",
    "EPC": "采用epc总承包",
    "2,600": "补种2,600棵",
}


def stored(texts: list[tuple[str, str]]) -> dict[int, str]:
    """Rows and their documents; the folded text of each by id."""
    for at, (title, _) in enumerate(texts, start=1):
        Proposal.objects.create(pk=at, headline=title[:300])
    index_documents(Document(id=at, title=title, body=body) for at, (title, body) in enumerate(texts, start=1))
    return {at: fold(title + "\n" + body) for at, (title, body) in enumerate(texts, start=1)}


def found_by(typed: str) -> list[int]:
    result = search(typed)
    assert result is not None
    assert result.count == len(result.ids)
    return list(result.ids)


def condition(typed: str) -> Q:
    asked = matching(typed)
    assert asked is not None
    return asked


def scan(folded: dict[int, str], typed: str) -> list[int]:
    """The newest first of those whose text holds every term."""
    terms = [term for shown in typed.split() if (term := fold(shown).strip())]
    return sorted((at for at, text in folded.items() if all(term in text for term in terms)), reverse=True)


@pytest.fixture
def beside(db: None) -> Iterator[str]:
    """The alias of an empty SQLite database in memory, beside the one that this run is about."""
    settings = connections.settings["default"] | {"NAME": ":memory:", "OPTIONS": {}}
    connections["beside"] = DatabaseWrapper(settings, "beside")  # not in the settings, so that Django lets tests use it
    install(connections["beside"])
    yield "beside"
    connections["beside"].close()
    del connections["beside"]


@pytest.mark.django_db
def test_random_pieces_of_what_is_shown_find_exactly_the_texts_that_hold_them(beside: str):
    seed = random.SystemRandom().randrange(10**9)
    print(f"seed {seed}")
    chance = seeded(seed)
    texts = [*invented(chance, 60), *real()]
    folded = stored(texts)
    index_documents(
        (Document(id=at, title=title, body=body) for at, (title, body) in enumerate(texts, 1)), using=beside
    )

    expected, found, found_beside, as_rows = {}, {}, {}, {}
    for at, piece in enumerate(substrings(chance, [title + "\n" + body for title, body in texts], PIECES)):
        if fold(piece).strip() == "":
            assert search(piece) is None
            continue
        ids = scan(folded, piece)
        expected[piece] = (tuple(ids[:PAGE]), len(ids), False, "")
        found[piece] = told(search(piece, limit=PAGE))
        found_beside[piece] = told(search(piece, limit=PAGE, using=beside))
        if at % AS_ROWS == 0:
            as_rows[piece] = set(Proposal.objects.filter(condition(piece)).values_list("pk", flat=True)) == set(ids)

    assert len(found) > PIECES / 2
    assert all(count for _, count, _, _ in expected.values())
    assert found == expected
    assert found_beside == expected
    assert all(as_rows.values())


def told(result: Result | None) -> tuple[tuple[int, ...], int, bool, str]:
    """The page and its number, as a reader is told."""
    assert result is not None
    return result.ids, result.count, result.approximate, result.explanation


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "text"), HAND.items())
def test_numbers_signs_and_variants_are_found_as_typed(typed, text):
    stored([("无关的题目", text), ("别的题目", "别的内容")])

    assert found_by(typed) == [1]
    assert [row.pk for row in Proposal.objects.filter(condition(typed))] == [1]


@pytest.mark.django_db
def test_pairs_that_stand_apart_are_no_hit():
    stored([("甲", "老旧的厂房，旧小的库房，小区的门"), ("乙", "老旧小区")])

    assert found_by("老旧小区") == [2]
    assert [row.pk for row in Proposal.objects.filter(condition("老旧小区"))] == [2]
