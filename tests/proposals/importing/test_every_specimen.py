"""Every specimen, of whatever form, goes into the database, shows its sources, and comes out again."""

import pytest

from delegates.models import Delegate, Organisation
from proposals.importing.apply import apply_batch
from proposals.importing.undo import undo_batch
from proposals.models import Proposal, Report
from proposals.shown.evidence import evidence_of
from tests.factories import make_user
from tests.proposals.importing.batches import found_of, make_batch
from tests.zhuzhou import ROOT

SPECIMENS = sorted((ROOT / "fixtures" / "specimens").glob("*/*.txt"))


@pytest.mark.parametrize("folder", sorted({path.parent.name for path in SPECIMENS}))
def test_all_specimens_of_a_kind_go_in_and_come_out(folder, reference):
    before = Delegate.objects.count(), Organisation.objects.count()
    texts = [path.read_bytes() for path in SPECIMENS if path.parent.name == folder]
    batch = make_batch(*texts, region_id="430200")
    stated = {one.headline for file in batch.files.all() for one in found_of(file).proposals}

    outcome = apply_batch(batch, by=None)

    assert len(outcome.proposals) + len(outcome.attached) == sum(
        len(found_of(file).proposals) for file in batch.files.filter(state="applied")
    )
    assert stated >= set(Proposal.objects.values_list("headline", flat=True))
    staff = make_user(staff=True)
    for one in Proposal.objects.all():
        labels = {fact.label for each in evidence_of(list(one.articles.all()), staff, only=one) for fact in each.facts}
        assert "题目" in labels
    undo_batch(batch, by=None)
    assert not Proposal.objects.exclude(state="retracted").exists()
    assert not Report.objects.filter(retracted_at=None).exists()
    assert (Delegate.objects.count(), Organisation.objects.count()) == before
