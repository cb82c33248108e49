"""Every import can be taken back; what a person touched since stays and says why."""

from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from delegates.models import Delegate, Mandate, Organisation, Post
from proposals.importing.apply import apply_batch
from proposals.importing.undo import undo_batch, would_undo
from proposals.ingest.records import Refusal
from proposals.models import (
    Article,
    Ask,
    FollowUp,
    ImportBatch,
    Proposal,
    ProposalKeyword,
    Proposer,
    Report,
    Span,
)
from proposals.workflow.events import Event
from tests.factories import make_delegate, make_proposal, make_user
from tests.proposals.importing.batches import make_batch

BOOKS = {"Written", "ImportBatch", "ImportFile", "Decision", "Change"}  # the account of imports itself, and the history


def rows() -> dict[str, int]:
    models = [*apps.get_app_config("delegates").get_models(), *apps.get_app_config("proposals").get_models()]
    return {model._meta.label: model._default_manager.count() for model in models if model.__name__ not in BOOKS}


@pytest.fixture
def applied(sample: Any) -> ImportBatch:
    """The sample report, written."""
    batch = make_batch(sample.read_bytes())
    apply_batch(batch, by=None)
    return batch


def test_an_undone_import_leaves_only_retracted_records_and_their_log(sample):
    clerk, before = make_user(staff=True), rows()
    batch = make_batch(sample.read_bytes())
    apply_batch(batch, by=None)

    undo_batch(batch, by=clerk)

    after = {name: count for name, count in rows().items() if count != before[name]}
    assert set(after) == {
        "proposals.Report", "proposals.ReportContent", "proposals.Article", "proposals.Byline", "proposals.Span",
        "proposals.Proposal", "proposals.FollowUp",
    }  # fmt: skip
    assert set(Proposal.objects.values_list("state", "publication")) == {("retracted", "draft")}
    assert [one.event for one in Proposal.objects.earliest("pk").followups.all()] == ["report", "retract"]
    assert Report.objects.filter(retracted_at__isnull=False, publication="draft").count() == 1
    assert not Span.objects.filter(article=None, byline=None).exclude(
        field__in=["title", "publisher", "place", "section"]
    )
    assert {file.state for file in batch.files.all()} == {"undone"}
    batch.refresh_from_db()
    assert batch.undone_at is not None
    assert batch.undone_by is not None


def test_nobody_sees_what_was_undone(sample):
    batch = make_batch(sample.read_bytes(), publish=True, show_text=True)
    apply_batch(batch, by=None)
    headline = Proposal.objects.earliest("pk").headline
    assert Proposal.objects.visible_to(None).search(headline).exists()

    undo_batch(batch, by=None)

    assert not Proposal.objects.visible_to(None).exists()
    assert not Proposal.objects.visible_to(make_user(staff=True)).exists()
    assert not Proposal.objects.search(headline).exists()
    assert not Report.objects.visible_to(None).exists()
    assert not Delegate.objects.visible_to(None).exists()


def test_after_an_undo_the_same_file_comes_in_anew(sample, applied):
    facts = counts_of_standing()
    undo_batch(applied, by=None)

    again = make_batch(sample.read_bytes())
    outcome = apply_batch(again, by=None)

    assert (outcome.files, outcome.same) == (1, 0)
    assert counts_of_standing() == facts


def counts_of_standing() -> tuple[int, ...]:
    standing = Proposal.objects.exclude(state="retracted")
    asks, people = Ask.objects.filter(proposal__in=standing), Proposer.objects.filter(proposal__in=standing)
    tables = (standing, asks, people, Delegate.objects, Post.objects, Mandate.objects, Organisation.objects)
    return tuple(one.count() for one in tables)


def test_what_would_be_undone_is_what_is_undone_and_looking_changes_nothing(applied):
    before = rows()

    shown = would_undo(applied)

    assert rows() == before
    assert undo_batch(applied, by=None) == shown
    assert shown.gone["建议提案"] == 9
    assert shown.staying == []


def test_a_record_that_somebody_corrected_stays_with_its_people_and_says_why(applied):
    edited = Proposal.objects.earliest("pk")
    edited.headline = "改过的题目"
    edited.save()
    people = [one.delegate for one in edited.proposers.all()]

    done = undo_batch(applied, by=None)

    edited.refresh_from_db()
    assert edited.state == "reported"
    assert edited.asks.exists()
    assert [one.delegate for one in edited.proposers.all()] == people
    assert all(one.posts.exists() and one.mandates.exists() for one in people)
    assert ("建议提案“改过的题目”", "写入以后有人改过") in {(one.what, one.reason) for one in done.staying}
    assert Proposal.objects.filter(state="retracted").count() == 8


@pytest.mark.parametrize(
    ("touch", "reason"),
    [
        (lambda one: one.record(Event.SUBMIT, by=None), "写入以后有人登记过进展"),
        (lambda one: Ask.objects.create(proposal=one, order=99, text="另修一条路"), "后来补充了诉求"),
        (lambda one: one.asks.first().delete(), "写入以后有人改过诉求"),
        (lambda one: one.asks.filter(order=1).update(outcome="resolved"), "写入以后有人改过诉求"),
        (lambda one: Proposer.objects.create(proposal=one, delegate=make_delegate()), "后来补充了提出人"),
        (lambda one: ProposalKeyword.objects.filter(proposal=one).update(confirmed=True), "写入以后有人改过高频词标记"),
    ],
)
def test_a_record_that_somebody_followed_up_or_completed_stays(applied, touch, reason):
    one = Proposal.objects.filter(keyword_tags__isnull=False).earliest("pk")
    touch(one)

    done = undo_batch(applied, by=None)

    one.refresh_from_db()
    assert one.state != "retracted"
    assert reason in {stay.reason for stay in done.staying if stay.row == one.pk}


def test_publishing_is_no_correction(applied):
    Proposal.objects.update(publication="published", version=2)

    undo_batch(applied, by=None)

    assert set(Proposal.objects.values_list("state", "publication")) == {("retracted", "draft")}


def test_a_delegate_used_elsewhere_stays(applied):
    delegate = Delegate.objects.earliest("pk")
    make_proposal(proposers=[delegate])

    done = undo_batch(applied, by=None)

    assert list(Delegate.objects.filter(pk=delegate.pk)) == [delegate]
    assert [(stay.row, stay.reason) for stay in done.staying if stay.table == "delegates.Delegate"] == [
        (delegate.pk, "还有别的提出人用到")
    ]


def test_an_undo_comes_after_its_import_and_once(sample, applied):
    with pytest.raises(Refusal, match="还没有写入"):
        undo_batch(make_batch(sample.read_bytes() + b"\n"), by=None)
    undo_batch(applied, by=None)
    with pytest.raises(Refusal, match="已经撤销过"):
        undo_batch(applied, by=None)
    with pytest.raises(Refusal, match="重新上传"):
        apply_batch(applied, by=None)


def test_an_undo_that_fails_changes_nothing(applied, monkeypatch):
    before, states = rows(), list(Proposal.objects.values_list("state", flat=True))
    Report.objects.update(title="看一眼")
    # A row that nobody but the database protects: its delegate cannot go, so nothing may.
    calls = []

    def power_cut(*args, **kwargs):
        calls.append(args)
        raise KeyboardInterrupt

    monkeypatch.setattr("proposals.importing.undo.release", power_cut)
    with pytest.raises(KeyboardInterrupt):
        undo_batch(applied, by=None)

    assert len(calls) == 1
    assert rows() == before
    assert list(Proposal.objects.values_list("state", flat=True)) == states


def test_the_command_shows_and_undoes(applied, capsys):
    call_command("undo_import", str(applied.pk), "--dry-run")
    assert "会撤掉" in capsys.readouterr().out
    assert Proposal.objects.exclude(state="retracted").count() == 9

    call_command("undo_import", str(applied.pk))

    assert "已撤掉" in capsys.readouterr().out
    assert not Proposal.objects.exclude(state="retracted").exists()
    with pytest.raises(CommandError, match="已经撤销过"):
        call_command("undo_import", str(applied.pk))
    with pytest.raises(CommandError, match="没有 987654 号批次"):
        call_command("undo_import", "987654")


def test_the_log_of_a_retracted_record_is_whole(applied):
    undo_batch(applied, by=None)

    assert set(FollowUp.objects.filter(event="retract").values_list("note", flat=True)) == {
        f"{applied.pk} 号批次的导入已经撤销"
    }
    assert Article.objects.filter(proposals__isnull=False).count() == 0
