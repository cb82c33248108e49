"""Thirty damaged files of each format, the first of those that `tests/proofs/mutated_files.py` goes through."""

import zipfile

import pytest

from proposals.importing.reading import NOT_STARTED, read_files
from proposals.ingest.records import Vocabulary
from tests.proposals.ingest.readers.made import PARAGRAPHS, html_of, printed, zip_of
from tests.proposals.ingest.readers.mutations import archive, mutated, seeds

EACH = 30


@pytest.mark.parametrize("form", seeds(b""))
def test_a_damaged_file_is_read_or_refused_with_a_sentence(form: str):
    pdf = printed(html_of(PARAGRAPHS)) if form == "pdf" else b""
    files = {f"{number}.{form}": one for number, one in enumerate(mutated(seeds(pdf)[form], form, EACH))}

    found = list(read_files(zip_of(files, zipfile.ZIP_STORED), "damaged.zip", Vocabulary()))

    assert [one.name for one in found] == list(files)
    refusals = {one.refusal for one in found if one.refusal}
    assert [one for one in refusals if not one.endswith("。") or one == NOT_STARTED] == []
    assert 0 < sum(one.refusal is None for one in found) < EACH


def test_a_damaged_archive_is_read_or_refused_with_a_sentence():
    found = [list(read_files(one, "damaged.zip", Vocabulary())) for one in mutated(archive(), "zip", 5)]

    assert all(found)
    assert [
        one.refusal for readings in found for one in readings if one.refusal and not one.refusal.endswith("。")
    ] == []
    assert all(one.refusal != NOT_STARTED for readings in found for one in readings)
