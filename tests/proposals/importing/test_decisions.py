"""People decide about facts: accept, correct, reject, add; what was found stays as it was."""

from dataclasses import replace

import pytest

from delegates.models import Delegate
from proposals.importing.apply import apply_batch
from proposals.importing.decisions import decide, decided_in, found_in, undecide
from proposals.importing.facts import facts, missing
from proposals.importing.plan import plan_file
from proposals.importing.settle import Edit, settle
from proposals.ingest.records import Refusal
from proposals.models import Ask, Decision, Proposal
from tests.factories import make_proposal, make_user
from tests.proposals.importing.batches import found_of, make_batch
from tests.zhuzhou import EXPECTED


@pytest.fixture
def file(sample):
    """The sample report, read and waiting for review."""
    return make_batch(sample.read_bytes()).files.get()


def test_every_fact_of_the_sample_is_listed_with_its_words_where_they_stand(file):
    listed = facts(found_of(file))

    by_label = {label: [one for one in listed if one.label == label] for label in {one.label for one in listed}}
    assert len(by_label["代表委员"]) == 10
    assert len(by_label["件"]) == 9
    assert len(by_label["诉求"]) == sum(len(one.anchors) for one in EXPECTED)
    for label in ("姓名", "题目", "诉求", "提出人"):
        for one in by_label[label]:
            words = "".join(file.text[one.spans[0].start : one.spans[0].end].split())
            assert words == "".join(one.value.split())
    assert len({one.path for one in listed}) == len(listed)


def test_facts_come_in_the_order_of_the_source_each_after_its_record(file):
    listed = facts(found_of(file))

    starts = [one.spans[0].start for one in listed if one.path == one.record and one.spans]
    assert starts == sorted(starts)
    for number, one in enumerate(listed):
        assert one.record == "report" or one.record in {before.path for before in listed[: number + 1]}


def test_a_fact_given_back_as_it_reads_changes_nothing(file):
    found = found_of(file)
    edits = {one.path: Edit("correct", one.value) for one in facts(found) if one.path != one.record}

    assert settle(found, edits, file.text).found == found


def test_a_correction_of_every_kind_is_what_is_written(file):
    person = make_user(staff=True)
    decide(file, "delegates/0/name", "correct", "罗子文", by=person)
    decide(file, "delegates/0/posts/0", "correct", "中威制药｜经理｜兼", by=person)
    decide(file, "proposals/0/headline", "correct", "改好芦淞市场群", by=person)
    decide(file, "proposals/0/kind", "correct", "人大议案", by=person)
    decide(file, "proposals/0/number", "correct", "0007", by=person)
    decide(file, "proposals/0/asks/1", "reject", by=person)
    decide(file, "proposals/0/asks/+1", "correct", "请修三座桥", by=person)
    decide(file, "proposals/0/departments/0/role", "correct", "主办", by=person)
    decide(file, "proposals/0/proposers/+1", "correct", "甘霖之（政协委员）", by=person)
    decide(file, "proposals/1", "reject", by=person)

    apply_batch(file.batch, by=person)

    one = Proposal.objects.get(headline="改好芦淞市场群")
    assert (one.kind, one.number, one.proposers.count()) == ("motion", "0007", 2)
    assert [str(each) for each in one.proposers.all()] == ["罗子文", "甘霖之"]
    lead = Delegate.objects.get(name="罗子文")
    assert [(str(post.organisation), post.title, post.note) for post in lead.posts.all()] == [
        ("中威制药", "经理", "兼")
    ]
    assert one.asks.count() == len(EXPECTED[0].anchors)
    assert one.asks.last().text == "请修三座桥"
    assert not Ask.objects.get(text="请修三座桥").spans.exists()
    assert one.mentions.earliest("pk").role == "lead"
    assert Proposal.objects.count() == 8
    assert not Delegate.objects.filter(name=EXPECTED[0].people[0]).exists()


def test_an_added_ask_whose_words_stand_in_the_text_gets_their_place(file):
    ask = found_of(file).proposals[1].asks[0]
    decide(file, "proposals/1/asks/0", "reject", by=None)
    decide(file, "proposals/1/asks/+1", "correct", ask.text, by=None)

    assert decided_in(file).proposals[1].asks[-1] == ask


def test_decisions_leave_what_was_found_alone_and_can_be_taken_back(file):
    before = found_in(file)
    decide(file, "proposals/0/headline", "correct", "改", by=None)
    assert found_in(file) == before
    assert decided_in(file).proposals[0].headline == "改"

    undecide(file, "proposals/0/headline")

    assert decided_in(file) == before


def test_a_later_decision_replaces_the_earlier_one(file):
    decide(file, "proposals/0/headline", "correct", "一", by=None)
    decide(file, "proposals/0/headline", "accept", by=None)

    assert Decision.objects.count() == 1
    assert decided_in(file) == found_in(file)


def test_a_rejected_delegate_proposes_nothing(file):
    found = found_of(file)
    name = found.delegates[0].name

    left = settle(found, {"delegates/0": Edit("reject")}).found

    assert name not in {one.name for one in left.delegates}
    assert name not in {each.name for one in left.proposals for each in one.proposers}
    assert name not in {each for one in left.articles for each in one.people}


def test_rejecting_one_record_moves_no_other_decision(file):
    found = found_of(file)
    edits = {"proposals/0": Edit("reject"), "proposals/2/headline": Edit("correct", "三")}

    settled = settle(found, edits)

    assert settled.found.proposals == (
        found.proposals[1],
        replace(found.proposals[2], headline="三"),
        *found.proposals[3:],
    )
    assert settled.proposals[:2] == ("proposals/1", "proposals/2")


@pytest.mark.parametrize(
    ("fact", "choice", "value", "sentence"),
    [
        ("proposals/99/headline", "correct", "题", "已经没有"),
        ("proposals/0/asks/99", "reject", None, "已经没有"),
        ("proposals/0/asks/0/role", "correct", "主办", "已经没有"),
        ("proposals/0/colour", "correct", "红", "已经没有"),
        ("delegates/x", "reject", None, "已经没有"),
        ("../../etc", "reject", None, "已经没有"),
        ("proposals/0/headline", "reject", None, "不能空着"),
        ("proposals/0/headline", "correct", "  ", "没有写"),
        ("proposals/0/headline", "correct", None, "没有写"),
        ("proposals/0/headline", "correct", ["题"], "没有写"),
        ("proposals/0/headline", "correct", "长" * 301, "最多 300 个字"),
        ("proposals/0/kind", "correct", "法令", "只能是"),
        ("proposals/0/letter/date", "correct", "2026年1月", "2026-01-30"),
        ("proposals/0/proposers/+1", "correct", "李明", "是个人就写成"),
        ("proposals/0/industries/+1", "correct", "造梦", "行业表里没有"),
        ("delegates/0/posts/0", "correct", "经理", "单位｜职务"),
        ("proposals/0", "correct", "题", "不能一次改正"),
        ("proposals/0/match", "accept", 987654, "库里没有"),
        ("proposals/0/match", "accept", "1", "没有说是库里的哪一件"),
        ("proposals/0/headline", "delete", None, "重新选择"),
    ],
)
def test_what_cannot_be_decided_is_refused_with_a_sentence_and_kept_nowhere(file, fact, choice, value, sentence):
    with pytest.raises(Refusal, match=sentence):
        decide(file, fact, choice, value, by=None)

    assert not Decision.objects.exists()


def test_a_decision_on_what_a_second_reading_no_longer_finds_stops_the_import(file):
    decide(file, "proposals/8/headline", "correct", "题", by=None)
    found = file.found
    for article in found["articles"][-3:]:
        article["proposals"] = []
    type(file).objects.filter(pk=file.pk).update(found=found)

    with pytest.raises(Refusal, match="刷新核对页"):
        apply_batch(file.batch, by=None)

    assert not Proposal.objects.exists()


def test_nothing_is_decided_any_more_once_it_is_written(file):
    apply_batch(file.batch, by=None)

    with pytest.raises(Refusal, match="已写入"):
        decide(file, "proposals/0/headline", "correct", "题", by=None)
    with pytest.raises(Refusal, match="已写入"):
        undecide(file, "proposals/0/headline")


def test_a_person_may_say_which_delegate_it_is(file):
    other = make_proposal().proposers.get().delegate
    decide(file, "delegates/0/match", "accept", other.pk, by=None)

    assert plan_file(file).delegates[0].match.delegate == other
    decide(file, "delegates/0/match", "reject", by=None)
    assert plan_file(file).delegates[0].match.delegate is None


def test_what_a_record_does_not_state_is_offered(file):
    offered = {one.name for one in missing(found_of(file), "proposals/0")}

    assert {"number", "session", "field", "reply_class", "letter/date"} <= offered
    assert "headline" not in offered
