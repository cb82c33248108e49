"""Folding and tokens, against a second and slower way of saying the same."""

import sys

import pytest

from proposals.search.fold import document, exact, fold, needed, spans, tokens
from tests.proposals.search.corpus import invented, seeded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("老舊小區", "老旧小区"),
        ("ＡＩ大模型", "ai大模型"),
        ("１０号", "10号"),
        ("同比3.27%。", "同比3.27% "),
        ("〔2023〕8号", " 2023 8号"),
        ("5G+工业", "5g+工业"),
        ("COVID-19", "covid-19"),
        ("Ⅲ型", "Ⅲ型"),
        ("120㎡以内", "120 以内"),
        ("𬭚元", "𬭚元"),
        ("出，建", "出 建"),
        ("乾隆、乾燥", "干隆 干燥"),
        ("a_b\x00c\ud800", "a b c "),
    ],
)
def test_text_is_compared_in_one_form(text, folded):
    assert fold(text) == folded


def test_folding_never_changes_the_length_and_leaves_only_words_numbers_and_breaks():
    text = "".join(map(chr, range(sys.maxunicode + 1)))

    folded = fold(text)

    assert len(folded) == len(text)
    assert {char for char in set(folded) if not char.isalnum()} == set(" .%+-/&#@")


def test_a_text_gives_its_pairs_its_ends_and_its_ascii_triples():
    assert tokens("老旧小区，3.27%") == {"老旧", "旧小", "小区", "区", "3.", ".2", "27", "7%", "%", "3.2", ".27", "27%"}


def test_tokens_are_what_slicing_every_run_gives():
    for title, body in invented(seeded(1), 30):
        expected = set()
        for run in fold(title + "\n" + body).split():
            expected |= {run[at : at + 2] for at in range(len(run))}
            expected |= {run[at : at + 3] for at in range(len(run) - 2) if run[at : at + 3].isascii()}
        assert tokens(title + "\n" + body) == expected


def test_a_document_has_its_text_its_title_once_more_and_its_marks():
    assert document("桥梁", "检测", ["fpub"]) == {"桥梁", "梁", "检测", "测", "_t桥梁", "_t梁", "_fpub"}


@pytest.mark.parametrize(
    ("term", "wanted", "proven"),
    [
        ("小区", ["小区"], True),
        ("老旧小区", ["小区", "旧小", "老旧"], False),
        ("100", ["100"], True),
        ("0240", ["024", "240"], False),
        ("5G+工业", ["+工", "5g+", "工业"], False),
        ("区", [], True),
        ("出，建", ["出"], False),
    ],
)
def test_a_term_needs_its_tokens_and_is_exact_where_they_prove_it(term, wanted, proven):
    assert (needed(term), exact(term)) == (wanted, proven)


def test_every_token_a_term_needs_is_a_token_of_any_text_that_holds_it():
    chance = seeded(2)
    for title, body in invented(chance, 20):
        for _ in range(50):
            start = chance.randrange(len(body))
            piece = body[start : start + chance.randint(1, 12)]
            assert set(needed(piece)) <= tokens(title + "\n" + body)


def test_terms_are_found_in_the_text_as_it_is_printed():
    text = "老舊小區與ＡＩ，小區"

    assert [text[start:end] for start, end in spans(text, ["小区", "ai"])] == ["小區", "ＡＩ", "小區"]


def test_a_term_that_folds_to_nothing_stands_nowhere():
    assert spans("桥，梁", ["，", ""]) == []
