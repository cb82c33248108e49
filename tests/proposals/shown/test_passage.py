"""An article's text as shown: rejoined, cut at the facts, and in excerpts only where facts are."""

from hypothesis import given
from hypothesis import strategies as st

from proposals.shown.passage import GAP, Place, paragraphs

TEXT = "一句没有事实。第二句有事实在里。\n\n断在中\n\n间的话。末句。"
RUNS = [[[0, 16]], [[18, 21], [23, 27]], [[27, 30]]]


def shown(places: list[Place], *, full: bool) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(TEXT, RUNS, places, full=full)]


def test_a_paragraph_broken_by_a_column_is_one_again():
    assert shown([], full=True)[1] == "断在中间的话。"


def test_the_full_text_is_shown_whole_with_facts_marked():
    place = Place(TEXT.index("事实在里"), TEXT.index("事实在里") + 4, "f1")

    first = paragraphs(TEXT, RUNS, [place], full=True)[0]

    assert first.text == "一句没有事实。第二句有事实在里。"
    assert [(piece.text, piece.place) for piece in first.pieces if piece.place] == [("事实在里", place)]
    assert not first.loose


def test_an_excerpt_keeps_the_sentences_that_hold_a_fact():
    place = Place(TEXT.index("事实在里"), TEXT.index("事实在里") + 4, "f1")

    assert shown([place], full=False) == [GAP + "第二句有事实在里。"]


def test_a_sentence_across_a_column_break_is_kept_whole():
    place = Place(TEXT.index("间的"), TEXT.index("间的") + 2, "f1")

    assert shown([place], full=False) == ["断在中间的话。"]


def test_a_fact_across_a_column_break_is_one_fact_in_two_pieces():
    place = Place(TEXT.index("在中"), TEXT.index("间的") + 1, "f1")

    pieces = [piece for piece in paragraphs(TEXT, RUNS, [place], full=True)[1].pieces if piece.place]

    assert [(piece.text, piece.first, piece.last) for piece in pieces] == [("在中", True, False), ("间", False, True)]


def test_an_excerpt_without_facts_shows_nothing():
    assert shown([], full=False) == []


@given(
    st.text(alphabet="天地。；！ 事", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10)), max_size=6),
    st.booleans(),
)
def test_every_shown_character_comes_from_the_source_in_order(text: str, cuts: list[tuple[int, int]], full: bool):
    places = [Place(start, start + size, f"f{n}") for n, (start, size) in enumerate(cuts)]
    runs = [[[0, len(text)]]] if text else []

    joined = "".join(paragraph.text for paragraph in paragraphs(text, runs, places, full=full)).replace(GAP, "")

    if full:
        assert joined == text
    rest = iter(text)
    assert all(character in rest for character in joined)


def test_overlapping_facts_leave_no_empty_piece():
    whole, inner = Place(8, 16, "f1"), Place(12, 16, "f2")

    pieces = [piece for paragraph in paragraphs(TEXT, RUNS, [whole, inner], full=True) for piece in paragraph.pieces]

    assert all(piece.text for piece in pieces)


def test_a_fact_named_again_is_no_reason_to_quote():
    again = Place(TEXT.index("间的"), TEXT.index("间的") + 2, "f1", quoted=False)

    assert shown([again], full=False) == []
    assert [piece.text for piece in paragraphs(TEXT, RUNS, [again], full=True)[1].pieces] == ["断在中", "间的", "话。"]
