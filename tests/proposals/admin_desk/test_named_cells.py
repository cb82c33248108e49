"""A cell of a list of the admin carries the name of its column: a phone shows rows as cards."""

from typing import Any

from django.utils.safestring import SafeString

from proposals.templatetags.list_cells import named_cell

HEADERS: list[dict[str, Any]] = [{"text": SafeString('<input type="checkbox">')}, {"text": "题目"}, {"text": "种类<b>"}]


def test_a_cell_gets_the_name_of_its_column_with_its_marks_made_harmless():
    cell = SafeString('<td class="field-kind">提案</td>')
    assert named_cell(cell, HEADERS, 2) == '<td data-l="种类&lt;b&gt;" class="field-kind">提案</td>'


def test_the_box_to_tick_and_the_title_stay_as_they_are():
    box = SafeString('<td class="action-checkbox"><input type="checkbox"></td>')
    title = SafeString('<th class="field-headline"><a href="/">题目</a></th>')
    assert [named_cell(box, HEADERS, 0), named_cell(title, HEADERS, 1)] == [box, title]


def test_a_cell_with_nothing_in_it_says_so():
    assert named_cell(SafeString('<td class="x">—</td>'), HEADERS, 1) == '<td data-l="题目" data-none class="x">—</td>'


def test_a_cell_beyond_the_headers_stays_as_it_is():
    assert named_cell(SafeString("<td>1</td>"), HEADERS, 3) == "<td>1</td>"
