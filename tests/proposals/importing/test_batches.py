"""A batch is written whole or not at all, as it was shown."""

import pytest

from delegates.models import Delegate, Region
from proposals.importing.apply import apply_batch
from proposals.importing.plan import confirm, plan_file
from proposals.ingest.frozen import freeze
from proposals.ingest.records import Refusal
from proposals.models import ImportFile, Proposal, Report, Written
from proposals.models.proposal import Kind
from tests.factories import make_user
from tests.proposals.importing.batches import found_of, make_batch


def test_every_read_file_of_a_batch_is_written_and_says_as_what(sample):
    by = make_user(staff=True)
    data = sample.read_bytes()
    batch = make_batch(data, data + b"\n")
    told = []

    outcome = apply_batch(batch, by=by, progress=lambda done, total: told.append((done, total)))

    assert (outcome.files, len(outcome.proposals), outcome.new_delegates, outcome.known_delegates) == (2, 18, 10, 10)
    assert told == [(1, 2), (2, 2)]
    assert [(one.state, one.report is not None) for one in batch.files.all()] == [("applied", True)] * 2
    batch.refresh_from_db()
    assert batch.applied_by == by
    assert set(Report.objects.values_list("imported_by", flat=True)) == {by.pk}


def test_the_same_bytes_are_written_once_and_the_second_file_says_so(sample):
    data = sample.read_bytes()
    apply_batch(make_batch(data), by=None)
    batch = make_batch(data, data + b"\n")

    outcome = apply_batch(batch, by=None)

    assert (outcome.files, outcome.same) == (1, 1)
    assert [one.state for one in batch.files.all()] == ["same", "applied"]
    assert batch.files.first().report == Report.objects.earliest("pk")


def test_a_batch_is_written_once(sample):
    batch = make_batch(sample.read_bytes())
    apply_batch(batch, by=None)

    with pytest.raises(Refusal, match="已经写入过"):
        apply_batch(batch, by=None)


def test_a_batch_that_is_still_being_read_waits(sample):
    batch = make_batch(sample.read_bytes())
    ImportFile.objects.create(batch=batch, order=2, name="二.txt", sha256="0" * 64, data=b"")

    with pytest.raises(Refusal, match="还有 1 个文件没有读完"):
        apply_batch(batch, by=None)

    assert not Report.objects.exists()


def test_a_file_without_anything_to_write_does_not_stop_the_others(sample):
    batch = make_batch("今天天气晴朗，请市民注意添衣。\n", sample.read_bytes())

    outcome = apply_batch(batch, by=None)

    assert (outcome.files, outcome.empty) == (1, 1)
    empty = batch.files.first()
    assert (empty.state, "没有在里面找到" in empty.reason) == ("refused", True)


def test_a_batch_without_any_readable_file_is_refused(db):
    batch = make_batch()

    with pytest.raises(Refusal, match="没有可以写入的文件"):
        apply_batch(batch, by=None)


def test_what_was_shown_is_written_or_refused(sample):
    batch = make_batch(sample.read_bytes())
    file = batch.files.get()
    confirm(file, plan_file(file).digest)
    apply_batch(batch, by=None)
    assert Proposal.objects.count() == 9

    moved = make_batch(sample.read_bytes() + b"\n")
    file = moved.files.get()
    confirm(file, plan_file(file).digest)
    Delegate.objects.earliest("pk").mandates.all().delete()

    with pytest.raises(Refusal, match="重新预览"):
        apply_batch(moved, by=None)
    assert Proposal.objects.count() == 9


def test_a_plan_is_the_same_however_often_it_is_made(sample):
    file = make_batch(sample.read_bytes()).files.get()

    assert plan_file(file).digest == plan_file(file).digest


def test_the_account_of_a_file_names_every_row_it_made(sample):
    batch = make_batch(sample.read_bytes())
    apply_batch(batch, by=None)

    made = Written.objects.filter(act="made")
    for model in (Proposal, Delegate, Report):
        assert set(made.filter(table=model._meta.label).values_list("row", flat=True)) == set(
            model._default_manager.values_list("pk", flat=True)
        )
    assert set(made.filter(table="proposals.Proposal").values_list("fact", flat=True)) == {
        f"proposals/{n}" for n in range(9)
    }


def test_what_is_too_long_for_any_column_is_cut_or_left_out_and_said(sample):
    batch = make_batch(sample.read_bytes())
    file = batch.files.get()
    found = freeze(found_of(file))
    proposal = next(one for article in found["articles"] for one in article["proposals"])
    proposal["headline"] = "长" * 900
    proposal["number"] = "1" * 60
    found["delegates"][1]["name"] = "名" * 90
    ImportFile.objects.filter(pk=file.pk).update(found=found)

    apply_batch(batch, by=None)

    cut = Proposal.objects.get(headline__startswith="长")
    assert (len(cut.headline), cut.number) == (300, "")
    assert len([one for one in Report.objects.get().warnings if "太长" in one or "只写入前" in one]) == 3


def test_twice_the_files_ask_the_database_no_more_often_for_each(sample, django_assert_max_num_queries):
    data = sample.read_bytes()
    apply_batch(make_batch(data), by=None)  # whoever is in it is known from here on
    two = make_batch(*(data + b"\n" * n for n in range(1, 3)))
    four = make_batch(*(data + b"\n" * n for n in range(3, 7)))

    with django_assert_max_num_queries(1400) as of_two:
        apply_batch(two, by=None)
    with django_assert_max_num_queries(2800) as of_four:
        apply_batch(four, by=None)

    assert len(of_four) <= 2 * len(of_two)


def test_a_region_nobody_knows_is_refused_with_the_name_of_the_file(sample):
    Region.objects.filter(code="430200").update(name="别处")

    with pytest.raises(Refusal, match=r"^1\.txt：没有认出是哪座城市"):
        apply_batch(make_batch(sample.read_bytes()), by=None)


def test_kinds_of_records_and_of_facts_are_the_same_words():
    from proposals.importing.editable import KINDS  # inline: only this test compares the two lists

    assert dict(KINDS) == dict(Kind.choices)
