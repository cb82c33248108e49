"""Whoever asks in whatever language gets the same file."""

import pytest
from django.utils import translation
from django.utils.functional import lazy
from django.utils.translation import get_language

from proposals.exports.columns import Column, Row, Table
from proposals.exports.files import FORMATS, File
from proposals.exports.measured import measure
from proposals.exports.selection import Selection

spoken = lazy(lambda: get_language() or "", str)


@pytest.mark.django_db
def test_headings_and_words_are_those_of_the_site_and_the_readers_language_holds_in_between():
    rows: list[Row] = [{"one": "a"}] * 500
    column = Column("one", spoken(), "", words={"a": spoken()})
    table = Table("spoken", "表", "", (column,), lambda selection: iter(rows))
    file = File("spoken", "csv", "表", "text/csv", lambda some: FORMATS["csv"][1](table, some), table)

    with translation.override("en"):
        pieces, _ = measure(file, Selection())
        content, between = b"", set()
        for piece in pieces:
            content += piece
            between.add(get_language())

    assert content.decode("utf-8-sig").split() == ["zh-hans"] * 501
    assert between == {"en"}
