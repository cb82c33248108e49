"""Thirty damaged files of each format, the first of those that `tests/proofs/mutated_files.py` goes through."""

import zipfile

import pytest

from proposals.importing.reading import NOT_STARTED, read_files
from proposals.ingest.records import Vocabulary
from tests.proposals.ingest.readers.made import PARAGRAPHS, html_of, printed, zip_of
from tests.proposals.ingest.readers.mutations import mutated, seeds

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
