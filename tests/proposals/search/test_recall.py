"""Whatever a page shows is found, and nothing else: random pieces of the texts against a plain scan of all of them."""

import random

import pytest
from django.db.models import Q

from proposals.models import Proposal
from proposals.search import Document, index_documents, matching, search
from proposals.search.fold import fold
from tests.proposals.search.corpus import invented, real, seeded, substrings

PIECES = 700
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


@pytest.mark.django_db
def test_random_pieces_of_what_is_shown_find_exactly_the_texts_that_hold_them():
    seed = random.SystemRandom().randrange(10**9)
    print(f"seed {seed}")  # shown by pytest when the test fails
    chance = seeded(seed)
    texts = [*invented(chance, 60), *real()]
    folded = stored(texts)

    found, as_rows, expected = {}, {}, {}
    for piece in substrings(chance, [title + "\n" + body for title, body in texts], PIECES):
        result = search(piece, limit=len(texts))
        if result is None:
            assert fold(piece).strip() == ""
            continue
        found[piece] = (list(result.ids), result.count, result.approximate, result.explanation)
        as_rows[piece] = list(Proposal.objects.filter(condition(piece)).order_by("-pk").values_list("pk", flat=True))
        expected[piece] = scan(folded, piece)

    assert len(found) > PIECES / 2
    assert all(expected.values())
    assert as_rows == expected
    assert found == {piece: (ids, len(ids), False, "") for piece, ids in expected.items()}


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
