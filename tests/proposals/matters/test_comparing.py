"""Comparing what is public: found by the worker, forgotten with the text, decided by people for good."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from proposals.matters.comparing import compare_new
from proposals.matters.deciding import decide, join
from proposals.matters.tasks import compare_matters
from proposals.models import Ask, Gist, Proposal, ProposalIndustry, Publication, SameMatter
from proposals.shown.searchable import reindex
from tests.factories import make_industry, make_proposal, make_region, make_session, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("jieba_as_shipped")]
ELEVATORS = ("关于老旧小区加装电梯的建议", "推进既有住宅加装电梯", "老旧住宅加装电梯难在哪里")


def proposed(*headlines: str, **more: object) -> list[Proposal]:
    return [make_proposal(headline, indexed=True, **more) for headline in headlines]  # type: ignore[arg-type]  # what the factory takes


def pairs() -> list[tuple[int, int]]:
    return sorted(SameMatter.objects.values_list("first", "second"))


def test_those_that_ask_for_the_same_are_put_beside_each_other_once():
    one, other, third = proposed(*ELEVATORS)
    proposed("关于设立母婴室的提案")

    assert compare_new(100) == 4
    assert pairs() == [(one.pk, other.pk), (one.pk, third.pk), (other.pk, third.pk)]
    assert set(SameMatter.objects.get(first=one, second=other).shared) == {"加装", "电梯"}
    assert compare_new(100) == 0


def test_what_is_asked_of_another_city_is_another_matter():
    here, there = make_session(), make_session(region=make_region("430224", "茶陵县"))
    proposed(ELEVATORS[0], session=here)
    proposed(ELEVATORS[1], session=there)
    compare_new(100)
    assert pairs() == []

    proposed(ELEVATORS[2])  # nobody knows where
    compare_new(100)
    assert len(pairs()) == 2


def test_what_comes_later_is_compared_with_what_was_there():
    (one,) = proposed(ELEVATORS[0])
    compare_new(100)
    (other,) = proposed(ELEVATORS[1])
    compare_new(100)

    assert pairs() == [(one.pk, other.pk)]


def test_a_draft_is_compared_when_it_becomes_public():
    one, draft = *proposed(ELEVATORS[0]), *proposed(ELEVATORS[1], publication="draft")
    compare_new(100)
    assert pairs() == []

    Proposal.objects.filter(pk=draft.pk).update(publication=Publication.PUBLISHED)
    reindex([draft.pk])
    compare_new(100)

    assert pairs() == [(one.pk, draft.pk)]


def test_a_changed_text_takes_back_what_was_said_of_the_old_one():
    _one, other = proposed(*ELEVATORS[:2])
    compare_new(100)
    Proposal.objects.filter(pk=other.pk).update(headline="关于设立母婴室的提案")

    reindex([other.pk])

    assert pairs() == []
    assert not Gist.objects.filter(pk=other.pk).exists()
    assert compare_new(100) == 1
    assert pairs() == []


def test_what_was_unpublished_is_taken_back_at_once():
    _one, other = proposed(*ELEVATORS[:2])
    compare_new(100)
    Proposal.objects.filter(pk=other.pk).update(publication=Publication.DRAFT)

    reindex([other.pk])

    assert (pairs(), Gist.objects.filter(pk=other.pk).exists()) == ([], False)


def test_a_new_ask_or_industry_is_read_anew():
    (one,) = proposed(ELEVATORS[0])
    compare_new(100)
    Ask.objects.create(proposal=one, order=1, text="补贴低层住户")
    reindex([one.pk])
    assert compare_new(100) == 1

    ProposalIndustry.objects.create(proposal=one, industry=make_industry("住房"))
    reindex([one.pk])
    assert compare_new(100) == 1
    assert compare_new(100) == 0


def test_what_a_person_said_stays_when_the_text_changes():
    one, _other = proposed(*ELEVATORS[:2])
    compare_new(100)
    decide(SameMatter.objects.get(), SameMatter.Choice.DIFFERENT, reason="一件说新楼，一件说旧楼", by=make_user())
    Ask.objects.create(proposal=one, order=1, text="加装电梯要有补贴")
    reindex([one.pk])

    compare_new(100)

    pair = SameMatter.objects.get()
    assert (pair.choice, pair.reason) == ("different", "一件说新楼，一件说旧楼")
    assert list(SameMatter.objects.beside(one.pk)) == []


def test_a_person_puts_two_beside_each_other_that_share_no_word():
    one, other = proposed("解决山区村民吃水难", "关于农村饮水安全的建议")

    pair = join(other, one, reason="说的是同一个村的水", by=make_user())

    assert (pair.first_id, pair.second_id, pair.likeness, pair.choice) == (one.pk, other.pk, None, "same")
    assert [row.other for row in SameMatter.objects.beside(other.pk)] == [one.pk]  # type: ignore[attr-defined]  # annotated


@pytest.mark.parametrize(("choice", "reason"), [("same", "  "), ("", "想想")])
def test_a_decision_needs_a_choice_and_a_reason(choice: str, reason: str):
    one, _other = proposed(*ELEVATORS[:2])
    compare_new(100)

    with pytest.raises(ValidationError):
        decide(SameMatter.objects.get(), choice, reason=reason, by=None)
    with pytest.raises(ValidationError):
        join(one, one, reason="自己", by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        SameMatter.objects.update(choice="same", reason="")


def test_what_people_said_comes_before_what_was_found():
    one, *_ = proposed(*ELEVATORS)
    compare_new(100)
    least = min(SameMatter.objects.about([one.pk]), key=lambda pair: pair.likeness or 0)
    decide(least, SameMatter.Choice.SAME, reason="同一栋楼", by=None)

    assert SameMatter.objects.beside(one.pk)[0].pk == least.pk


def test_nobody_is_led_to_what_is_not_public():
    one, other = proposed(*ELEVATORS[:2])
    join(one, other, reason="同一栋楼", by=None)
    Proposal.objects.filter(pk=other.pk).update(publication=Publication.DRAFT)

    assert list(SameMatter.objects.beside(one.pk)) == []


def test_one_more_costs_as_many_questions_among_five_as_among_fifty():
    def questions() -> int:
        proposed(ELEVATORS[0])
        with CaptureQueriesContext(connection) as captured:
            compare_new(1)
        return len(captured)

    proposed(*(f"{title}（{n}号楼）" for n in range(2) for title in ELEVATORS))
    compare_new(1000)
    few = questions()
    proposed(*(f"{title}（{n}号楼）" for n in range(15) for title in ELEVATORS))
    compare_new(1000)

    assert questions() <= few + 8  # a proof more for each question to the index, at most


def test_indexing_lets_a_worker_compare(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        proposed(*ELEVATORS[:2])

    assert DBTaskResult.objects.filter(task_path=compare_matters.module_path).count() == 1
    assert compare_matters.func() == 2
    assert len(pairs()) == 1
