"""A corrected report shows new, changed, same, conflict and vanished per field, and never overwrites a person."""

from dataclasses import replace
from typing import Any

import pytest

from delegates.models import Delegate
from proposals.importing.apply import apply_batch
from proposals.importing.corrected import suspected_original
from proposals.importing.plan import Plan, plan_file
from proposals.importing.planned import Action, Settled
from proposals.importing.undo import undo_batch
from proposals.ingest.records import Extraction, Refusal
from proposals.models import ImportFile, Proposal, Report
from tests.factories import make_region, make_report
from tests.proposals.importing.batches import add_read, found_of, make_batch


@pytest.fixture
def first(sample: Any) -> ImportFile:
    """The sample report, written."""
    batch = make_batch(sample.read_bytes())
    apply_batch(batch, by=None)
    file: ImportFile = batch.files.get()
    return file


def correction(first: ImportFile, found: Extraction, *, tail: str = "更正\n") -> ImportFile:
    """A corrected edition that states `found`."""
    batch = make_batch()
    file = add_read(batch, first.text + tail, found=found)
    ImportFile.objects.filter(pk=file.pk).update(supersedes=first.report)
    return ImportFile.objects.select_related("batch").get(pk=file.pk)


def with_proposal(found: Extraction, number: int, **changes: Any) -> Extraction:
    """The extraction with one record changed; `gone=True` leaves it out."""
    left, articles = number, []
    for article in found.articles:
        if 0 <= left < len(article.proposals):
            records = list(article.proposals)
            gone = changes.pop("gone", False)
            records[left : left + 1] = [] if gone else [replace(records[left], **changes)]
            left, article = -1, replace(article, proposals=tuple(records))
        elif left >= 0:
            left -= len(article.proposals)
        articles.append(article)
    return replace(found, articles=tuple(articles))


def planned(file: ImportFile) -> Plan:
    plan = plan_file(file)
    assert isinstance(plan, Plan)
    return plan


def outcomes(file: ImportFile, number: int = 0) -> dict[str, Settled]:
    return {one.field: one.outcome for one in planned(file).proposals[number].changes}


def test_a_second_edition_that_changes_nothing_is_the_same_all_over(first):
    file = correction(first, found_of(first))

    plan = planned(file)

    assert {one.action for one in plan.proposals} == {Action.SAME}
    assert {change.outcome for one in plan.proposals for change in one.changes} == {Settled.SAME}
    before = everything()
    apply_batch(file.batch, by=None)
    assert everything() == before
    assert Report.objects.order_by("pk").last().supersedes == first.report


def everything() -> list[Any]:
    return [
        (
            one.pk, one.headline, one.kind, one.number, one.session_id, one.state, one.doubts,
            list(one.asks.values_list("pk", "text")), list(one.proposers.values_list("delegate", "role")),
            list(one.mentions.values_list("name", "role")), one.followups.count(),
        )
        for one in Proposal.objects.order_by("pk")
    ]  # fmt: skip


def test_a_field_nobody_touched_follows_the_corrected_source(first):
    found = with_proposal(found_of(first), 0, headline="加快改造芦淞老市场")
    file = correction(first, found)
    assert outcomes(file)["headline"] is Settled.CHANGED

    apply_batch(file.batch, by=None)

    one = Proposal.objects.earliest("pk")
    assert one.headline == "加快改造芦淞老市场"
    assert Proposal.objects.count() == 9
    assert one.articles.count() == 2


def test_a_field_a_person_edited_stays_where_the_source_says_what_it_said(first):
    Proposal.objects.filter(pk=Proposal.objects.earliest("pk").pk).update(headline="编辑改的题目")
    file = correction(first, found_of(first))
    assert outcomes(file)["headline"] is Settled.SAME

    apply_batch(file.batch, by=None)

    assert Proposal.objects.earliest("pk").headline == "编辑改的题目"


def test_a_field_that_both_changed_is_a_conflict_kept_and_listed(first):
    Proposal.objects.filter(pk=Proposal.objects.earliest("pk").pk).update(headline="编辑改的题目")
    file = correction(first, with_proposal(found_of(first), 0, headline="报社改的题目"))
    assert outcomes(file)["headline"] is Settled.CONFLICT

    apply_batch(file.batch, by=None)

    one = Proposal.objects.earliest("pk")
    assert one.headline == "编辑改的题目"
    assert [doubt for doubt in one.doubts if "报社改的题目" in doubt and "编辑改的题目" in doubt]


def test_asks_are_merged_one_by_one(first):
    one = Proposal.objects.earliest("pk")
    found = found_of(first)
    asks = found.proposals[0].asks
    texts = [ask.text for ask in asks]
    one.asks.filter(order=1).update(text="编辑改的诉求")
    new = (asks[0], replace(asks[1], text=asks[1].text[:-1] + "啊"), *asks[3:], replace(asks[0], text="再修两条路"))
    file = correction(first, with_proposal(found, 0, asks=new))

    got = outcomes(file)
    assert (got["asks/0"], got["asks/1"], got["asks/-2"]) == (Settled.SAME, Settled.CHANGED, Settled.VANISHED)
    assert got[f"asks/{len(new) - 1}"] is Settled.NEW
    apply_batch(file.batch, by=None)

    expected = ["编辑改的诉求", new[1].text, *texts[2:], "再修两条路"]
    assert list(one.asks.values_list("text", flat=True)) == expected
    one.refresh_from_db()
    assert any(doubt.startswith("诉求：更正稿里没有") for doubt in one.doubts)


def test_an_ask_that_a_person_removed_does_not_come_back(first):
    one = Proposal.objects.earliest("pk")
    one.asks.filter(order=1).delete()
    left = one.asks.count()

    apply_batch(correction(first, found_of(first)).batch, by=None)

    assert one.asks.count() == left


def test_a_record_the_correction_leaves_out_stays_with_a_doubt(first):
    file = correction(first, with_proposal(found_of(first), 3, gone=True))
    gone = planned(file).vanished
    assert [one.headline for one in gone] == [found_of(first).proposals[3].headline]

    apply_batch(file.batch, by=None)

    gone[0].refresh_from_db()
    assert gone[0].state == "reported"
    assert gone[0].doubts[-1] == "更正稿里没有这一件，请核对要不要保留"


def test_a_record_the_correction_adds_is_new(first):
    found = found_of(first)
    without = with_proposal(found, 2, gone=True)
    batch = make_batch()
    file = add_read(batch, first.text + "甲\n", found=without)
    undo_batch(first.batch, by=None)
    apply_batch(batch, by=None)
    file.refresh_from_db()
    assert Proposal.objects.exclude(state="retracted").count() == 8

    corrected = correction(file, found)
    actions = [one.action for one in planned(corrected).proposals]
    assert actions.count(Action.CREATE) == 1
    assert actions[2] is Action.CREATE
    apply_batch(corrected.batch, by=None)

    assert Proposal.objects.exclude(state="retracted").count() == 9


def right_name(first: ImportFile, **changes: Any) -> Extraction:
    """A correction in which the first delegate is called 罗子文."""
    found = found_of(first)
    person = replace(found.delegates[0], name="罗子文", **changes)
    proposers = tuple(replace(one, name="罗子文") for one in found.proposals[0].proposers)
    return replace(with_proposal(found, 0, proposers=proposers), delegates=(person, *found.delegates[1:]))


def test_a_delegate_whose_name_was_put_right_is_the_same_person_under_the_right_name(first):
    wrong = Delegate.objects.get(name=found_of(first).delegates[0].name)
    file = correction(first, right_name(first))
    assert planned(file).delegates[0].match.reason == f"更正稿把“{wrong.name}”改成了“罗子文”"

    apply_batch(file.batch, by=None)

    assert Delegate.objects.count() == 10
    assert [str(each) for each in Proposal.objects.earliest("pk").proposers.all()] == ["罗子文"]
    undo_batch(file.batch, by=None)
    assert Delegate.objects.get(pk=wrong.pk).name == wrong.name


def test_a_name_a_person_changed_or_with_another_post_is_not_put_right(first):
    wrong = Delegate.objects.get(name=found_of(first).delegates[0].name)
    assert not planned(correction(first, right_name(first, posts=()))).delegates[0].renamed
    Delegate.objects.filter(pk=wrong.pk).update(name="编辑改的名字")
    file = correction(first, right_name(first), tail="又\n")
    assert not planned(file).delegates[0].renamed
    assert any(f"更正稿里没有{wrong.name}" in warning for warning in planned(file).warnings)


def test_a_proposer_the_correction_replaces_by_another_person_is_replaced(first):
    wrong = found_of(first).delegates[0].name
    file = correction(first, right_name(first, posts=()))
    assert outcomes(file)["proposers/0"] is Settled.CHANGED

    apply_batch(file.batch, by=None)

    assert [str(each) for each in Proposal.objects.earliest("pk").proposers.all()] == ["罗子文"]
    assert not Proposal.objects.filter(proposers__delegate__name=wrong).exists()
    assert Delegate.objects.filter(name__in=["罗子文", wrong]).count() == 2


def test_applying_a_correction_twice_is_applying_it_once(first):
    found = with_proposal(found_of(first), 0, headline="加快改造芦淞老市场")
    once = correction(first, found)
    apply_batch(once.batch, by=None)
    once.refresh_from_db()
    before = everything()

    again = correction(once, found, tail="更正\n再印\n")
    assert {one.action for one in planned(again).proposals} == {Action.SAME}
    apply_batch(again.batch, by=None)

    assert everything() == before


def test_a_correction_can_be_undone_and_gives_the_old_words_back(first):
    before = everything()
    asks = found_of(first).proposals[0].asks[1:]
    file = correction(first, with_proposal(found_of(first), 0, headline="加快改造芦淞老市场", asks=asks))
    apply_batch(file.batch, by=None)
    assert everything() != before

    undo_batch(file.batch, by=None)

    assert [row[:10] for row in everything()] == [row[:10] for row in before]


def test_the_first_import_stays_where_a_correction_rests_on_it(first):
    apply_batch(correction(first, with_proposal(found_of(first), 0, headline="改了")).batch, by=None)

    done = undo_batch(first.batch, by=None)

    assert Proposal.objects.exclude(state="retracted").count() == 9
    assert len([one for one in done.staying if one.table == "proposals.Proposal"]) == 9


def test_a_report_that_was_imported_without_its_facts_cannot_be_corrected(first):
    file = correction(first, found_of(first))
    ImportFile.objects.filter(pk=file.pk).update(supersedes=make_report())
    file.refresh_from_db()

    with pytest.raises(Refusal, match="作为新材料导入"):
        plan_file(file)


def test_the_original_is_suspected_by_place_kind_and_words(first):
    found, region = found_of(first), first.report.region
    text = first.text.replace("芦淞", "荷塘")

    suspicion = suspected_original(found, text, region)

    assert suspicion.report == first.report
    assert 0.6 <= suspicion.likeness < 1
    assert "地区和种类相同" in suspicion.reason
    assert suspected_original(found, "全市今冬修好三段旧堤，另有十二座桥要检测。" * 40, region) is None
    assert suspected_original(found, text, make_region("430300", "湘潭市")) is None
