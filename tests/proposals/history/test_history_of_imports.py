"""An import and its undoing leave a history of every row, with the batch as the reason, and cost no statement more."""

from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegates.history.reading import history_of
from delegates.history.tracked import tracked
from delegates.models import Change
from proposals.importing.apply import apply_batch
from proposals.importing.reference import load_reference
from proposals.importing.undo import undo_batch, would_undo
from proposals.models import Ask, Proposal, Proposer
from tests.factories import make_user
from tests.proposals.importing.batches import make_batch
from tests.proposals.importing.test_queries import page
from tests.zhuzhou import OWN, ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample() -> Path:
    load_reference(ROOT / "fixtures" / "reference")
    return OWN


def test_every_row_that_an_import_makes_has_a_history_that_names_the_batch(sample: Path):
    clerk = make_user("clerk", superuser=True)
    before = Change.objects.count()
    batch = make_batch(sample.read_bytes())
    apply_batch(batch, by=clerk)

    new = Change.objects.order_by("pk")[before:]
    assert {(one.why, one.by_id) for one in new} == {(f"导入{batch}", clerk.pk)}
    made = Counter(one.table for one in new if one.kind == "made")
    for model in (Proposal, Ask, Proposer, Proposal.articles.through):
        assert made[model._meta.label_lower] == model._default_manager.count() > 0
    assert {table.label for table in tracked()} >= set(made)


def test_an_import_of_three_hundred_asks_no_statement_for_its_history(sample: Path):
    batch = make_batch(page(range(100)), region_id="430200")
    with CaptureQueriesContext(connection) as asked:
        apply_batch(batch, by=None)

    assert Proposal.objects.count() + Ask.objects.count() == 300
    assert [one["sql"] for one in asked.captured_queries if "delegates_change" in one["sql"]] == []


def test_what_an_undone_import_removes_stays_in_the_history(sample: Path):
    batch = make_batch(sample.read_bytes())
    apply_batch(batch, by=None)
    proposal = Proposal.objects.earliest("pk")
    texts = list(proposal.asks.values_list("text", flat=True))
    undo_batch(batch, by=None)

    moment = next(one for one in history_of(proposal).moments if one.why == f"撤销导入{batch}")
    removed = [step.text for step in moment.steps if step.what == "删除诉求"]
    assert len(texts) > 0
    assert [next(text for text in texts if text in told) for told in removed] == texts


def test_looking_what_an_undo_would_do_leaves_no_trace(sample: Path):
    batch = make_batch(sample.read_bytes())
    apply_batch(batch, by=None)
    before = Change.objects.count()

    would_undo(batch)

    assert Change.objects.count() == before


def test_the_same_file_twice_leaves_no_second_history(sample: Path):
    apply_batch(make_batch(sample.read_bytes()), by=None)
    before = Change.objects.count()

    apply_batch(make_batch(sample.read_bytes()), by=None)

    assert Change.objects.count() == before


def test_reference_data_loaded_again_is_no_change(sample: Path):
    before = Change.objects.count()

    load_reference(ROOT / "fixtures" / "reference")

    assert Change.objects.count() == before
