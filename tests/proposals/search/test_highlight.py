"""Showing where the hits are, in the text as printed."""

from itertools import pairwise

from proposals.search import excerpt, highlight
from tests.proposals.search.corpus import invented, seeded, substrings


def test_hits_are_marked_in_the_text_as_printed():
    assert highlight("改造老舊小區，用ＡＩ", ["老旧小区", "ai"]) == [
        ("改造", False),
        ("老舊小區", True),
        ("，用", False),
        ("ＡＩ", True),
    ]


def test_hits_that_overlap_or_touch_are_one():
    assert highlight("老旧小区改造", ["老旧小", "小区", "改"]) == [("老旧小区改", True), ("造", False)]


def test_a_text_without_a_hit_is_one_piece_and_no_text_is_none():
    assert highlight("<b>桥</b>", ["小区"]) == [("<b>桥</b>", False)]
    assert highlight("", ["小区"]) == []


def test_the_pieces_are_the_text_and_every_term_is_marked():
    chance = seeded(3)
    for title, body in invented(chance, 20):
        terms = substrings(chance, [body], 3)
        pieces = highlight(title + body, terms)
        assert "".join(piece for piece, _ in pieces) == title + body
        assert all(a[1] != b[1] for a, b in pairwise(pieces))


def test_an_excerpt_begins_and_ends_at_a_break_near_its_edge():
    text = "甲" * 50 + "，" + "乙" * 8 + "大桥" + "丙" * 8 + "。" + "丁" * 50

    assert excerpt(text, ["大桥"], width=12) == "…" + "乙" * 8 + "大桥" + "丙" * 8 + "…"


def test_an_excerpt_without_a_break_is_cut_at_its_width():
    text = "甲" * 50 + "大桥" + "丙" * 50

    assert excerpt(text, ["大桥"], width=20) == "…" + "甲" * 20 + "大桥" + "丙" * 20 + "…"


def test_a_short_text_is_shown_whole_and_one_without_a_hit_from_its_beginning():
    assert excerpt("修好大桥", ["大桥"]) == "修好大桥"
    assert excerpt("甲" * 100, ["大桥"], width=20) == "甲" * 40 + "…"
    assert excerpt("", ["大桥"]) == ""


def test_an_excerpt_always_shows_its_hit():
    chance = seeded(4)
    for _, body in invented(chance, 30):
        (term,) = substrings(chance, [body.replace("\n", "")], 1)
        shown = excerpt(body.replace("\n", ""), [term], width=10)
        assert any(hit for _, hit in highlight(shown, [term])) or not term.strip("，；。！「」“”（）、〔〕 ")
