"""Words that a spreadsheet might run, and characters that none can hold."""

import csv
import io
import random
import zipfile

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from proposals.exports.columns import Column
from proposals.exports.safe import CUT, LONGEST, defused, fitted, printable
from proposals.exports.separated import lines
from proposals.exports.workbook import written
from tests.proposals.exports.hostile import hostile_cells

TEXT = Column("text", "文字", "一段文字")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "＋1", "－1", "＠1", " =1", "\u3000＝1"]
)
def test_what_begins_like_a_formula_gets_a_mark_before_it(text: str):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "第 0001 号", "关于=1的建议", "'=1", " 一", "1. 一项\n2. 另一项"])
def test_other_words_stay_as_they_are(text: str):
    assert defused(text) == text


def test_what_no_file_can_hold_is_left_out_and_line_breaks_are_of_one_kind():
    assert printable("一\x00二\x0b三\ud800四\r\n五\r六\ufffe") == "一二三四\n五\n六"


def test_a_mark_is_set_after_what_hides_a_sign_is_taken_away():
    assert lines([["\x00=1+1"]]).decode() == "'=1+1\r\n"


def test_a_text_longer_than_a_cell_says_where_the_whole_of_it_is():
    cut = fitted("长" * 40_000)

    assert len(cut) == LONGEST
    assert cut.endswith(CUT)
    assert fitted("长" * LONGEST) == "长" * LONGEST
    assert len(fitted("𠮷" * 20_000).encode("utf-16-le")) // 2 <= LONGEST


def test_of_ten_thousand_hostile_cells_a_workbook_holds_no_formula():
    cells = hostile_cells(10_000, random.Random(7))  # noqa: S311  no secret

    book = openpyxl.load_workbook(io.BytesIO(b"".join(written("表", [TEXT], ([one] for one in cells)))))

    read = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert {one.data_type for one in read if one.value is not None} <= {"s", "inlineStr"}
    assert [unescape(one.value or "") for one in read] == [fitted(printable(one)) for one in cells]


def test_of_ten_thousand_hostile_cells_csv_begins_none_with_a_sign():
    cells = hostile_cells(10_000, random.Random(8))  # noqa: S311  no secret

    read = [row[0] for row in csv.reader(io.StringIO(lines([[one] for one in cells]).decode(), newline="")) if row]

    assert len(read) == len(cells)
    assert [one for one in read if one[:1] and one.lstrip()[:1] in "=+-@＝＋－＠\t\r"] == []
    assert [one.removeprefix("'") for one in read] == [printable(one).removeprefix("'") for one in cells]


def test_the_same_rows_give_the_same_bytes():
    rows: list[list[str | int]] = [["一", 1], ["二", 2]]
    columns = [TEXT, Column("n", "数", "一个数", "integer")]

    first, second = (b"".join(written("表", columns, iter(rows))) for _ in range(2))

    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as book:
        assert book.testzip() is None
