"""Cutting a file into sheets and its source into pieces: nothing is lost, nothing nests, long texts stay small."""

import pytest

from proposals.admin.importing.sheets import RECORDS_A_SHEET, by_doubt, sheets
from proposals.admin.importing.source import LARGEST, Place, stretches
from proposals.ingest.extract import extract
from proposals.ingest.records import Span, Vocabulary
from tests.proposals.admin_importing.desks import SPECIAL


def place(start: int, end: int, key: str, number: int = 1) -> Place:
    return Place(Span(start, end), key, "who", "姓名", number)


def pieces(text: str, *places: Place) -> list[tuple[str, str]]:
    (stretch,) = stretches(text, Span(0, len(text)), places)
    return [(piece.text, piece.keys) for line in stretch.lines for piece in line]


def test_overlapping_facts_cut_the_text_and_the_shorter_one_leads():
    assert pieces("林知夏建议修堤", place(0, 7, "whole"), place(0, 3, "name"), place(2, 5, "across")) == [
        ("林知", "name whole"),
        ("夏", "name across whole"),
        ("建议", "across whole"),
        ("修堤", "whole"),
    ]


def test_a_fact_over_a_line_break_goes_on_in_the_next_line():
    (stretch,) = stretches("要修\n堤坝。", Span(0, 6), [place(1, 4, "ask", 3)])

    first, second = stretch.lines
    assert [(one.text, one.keys) for one in first] == [("要", ""), ("修", "ask")]
    assert [(one.text, one.keys) for one in second] == [("堤", "ask"), ("坝。", "")]
    assert [one.number for piece in (*first, *second) for one in piece.ending] == [3]


def test_each_fact_is_numbered_at_its_first_place_only():
    (stretch,) = stretches("林知夏说林知夏", Span(0, 7), [place(0, 3, "name"), place(4, 7, "name")])

    assert [len(piece.ending) for line in stretch.lines for piece in line] == [1, 0, 0]


def test_all_characters_of_a_short_sheet_are_drawn_once():
    found = extract(SPECIAL, Vocabulary())
    spans = [span for one in found.delegates for span in one.spans]
    places = [place(span.start, span.end, f"k{n}", n) for n, span in enumerate(spans)]

    drawn = stretches(SPECIAL, Span(0, len(SPECIAL)), places)

    shown = "".join(piece.text for stretch in drawn for line in stretch.lines for piece in line)
    assert "".join(shown.split()) == "".join(SPECIAL.split())


@pytest.mark.parametrize("characters", [100_000, 2_000_000])
def test_of_a_long_sheet_only_the_surroundings_of_its_facts_are_drawn(characters: int):
    text = "江" * characters

    drawn = stretches(text, Span(0, characters), [place(500, 510, "a"), place(90_000, 90_010, "b", 2)])

    shown = [piece.text for stretch in drawn for line in stretch.lines for piece in line]
    assert [stretch.omitted for stretch in drawn] == [100, 90_000 - 400 - 910]
    assert sum(map(len, shown)) == 2 * 810
    assert sum(map(len, shown)) < LARGEST


def test_every_record_is_on_one_sheet():
    found = extract(SPECIAL, Vocabulary())

    cut = sheets(found, len(SPECIAL))

    records = [path for one in cut for path in one.records]
    assert sorted(records) == sorted(
        [f"proposals/{n}" for n in range(len(found.proposals))]
        + [f"delegates/{n}" for n in range(len(found.delegates))]
    )
    assert {one.number for one in by_doubt(cut)} == {one.number for one in cut}
    assert len(by_doubt(cut)[0].doubtful) == max(len(one.doubtful) for one in cut)


def test_rows_of_a_list_share_sheets_of_a_dozen_records():
    rows = "\n".join(f"{n}\t{n:04d}\t关于修缮第{n}段旧堤的建议\t林知夏" for n in range(1, 101))
    text = f"人大代表建议目录\n序号\t建议编号\t标题\t领衔代表\n{rows}\n"
    found = extract(text, Vocabulary())
    assert len(found.proposals) == 100

    cut = sheets(found, len(text))

    assert max(len(one.records) for one in cut) <= RECORDS_A_SHEET
    assert len(cut) <= 11


def test_a_text_without_any_record_has_a_sheet_to_look_at():
    text = "今天天气很好。\n"

    (only,) = sheets(extract(text, Vocabulary()), len(text))

    assert (only.span, only.records) == (Span(0, len(text)), ())
