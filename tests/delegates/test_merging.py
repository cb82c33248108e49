"""Two people become one and two again: every row is moved, and every row comes back as it was."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from delegates.folding import relations
from delegates.journal import encode
from delegates.merging import CannotMerge, merge, successor, unmerge, what_moves
from delegates.models import (
    Body,
    Change,
    Choice,
    DataVersion,
    Delegate,
    DelegateAlias,
    Mandate,
    Merge,
    Organisation,
    Post,
    SamePerson,
)
from proposals.models import Proposal, Proposer, Span
from tests.factories import (
    make_delegate,
    make_mandate,
    make_organisation,
    make_proposal,
    make_proposer,
    make_region,
    make_report,
    make_span,
    make_user,
)

Snapshot = dict[str, dict[Any, dict[str, Any]]]


def every_row() -> Snapshot:
    """All rows of both rooms, column by column, without the merges themselves and the history of all that was done."""
    models = [model for app in ("delegates", "proposals") for model in apps.get_app_config(app).get_models()]
    return {
        model._meta.label: {row.pk: encode(row) for row in model._base_manager.all()}
        for model in models
        if model not in (Merge, Change, DataVersion)
    }


def two_people() -> tuple[Delegate, Delegate]:
    return make_delegate("林知夏", body=None), make_delegate("林知夏", body=None)


@pytest.mark.django_db
def test_everything_of_one_is_the_others_after_a_merge():
    kept, gone = make_delegate("林知夏"), make_delegate("林之夏", posts=[(make_organisation("青禾农机厂"), "厂长")])
    proposal = make_proposal(proposers=[gone])
    span = make_span(make_report("林之夏说\n"), "林之夏", "name", delegate=gone)

    merge(kept, gone, by=make_user(), reason="单位电话核实")

    assert not Delegate.objects.filter(pk=gone.pk).exists()
    assert [str(post) for post in kept.posts.all()] == ["青禾农机厂厂长"]
    assert proposal.proposers.get().delegate == kept
    assert Span.objects.get(pk=span.pk).delegate == kept
    assert [alias.name for alias in kept.aliases.all()] == ["林之夏"]


@pytest.mark.django_db
def test_the_same_seat_of_both_becomes_one_with_the_evidence_of_both():
    kept, gone = make_delegate("林知夏"), make_delegate("林知夏")
    Mandate.objects.filter(delegate=gone).update(group="芦淞代表团")
    report = make_report("市人大代表林知夏，市人大代表林知夏\n")
    for one in (kept, gone):
        make_span(report, "市人大代表", "identity", mandate=one.mandates.get())

    merge(kept, gone, by=None, reason="同一个人")

    seat = kept.mandates.get()
    assert (seat.group, seat.spans.count()) == ("芦淞代表团", 2)


@pytest.mark.django_db
def test_both_proposers_of_one_proposal_become_one_and_are_two_again():
    kept, gone = two_people()
    proposal = make_proposal(proposers=[kept, gone])
    before = every_row()

    done = merge(kept, gone, by=None, reason="同一个人")
    assert [(one.delegate, one.role) for one in proposal.proposers.all()] == [(kept, Proposer.Role.LEAD)]

    unmerge(done, by=None)
    assert every_row() == before


@pytest.mark.django_db
def test_what_came_after_the_merge_stays_with_the_kept_person():
    kept, gone = two_people()
    make_mandate(gone, Body.NPC)
    done = merge(kept, gone, by=None, reason="同一个人")
    Post.objects.create(delegate=kept, title="厂长")
    later = make_proposal(proposers=[kept])

    unmerge(done, by=None)

    assert [post.title for post in kept.posts.all()] == ["厂长"]
    assert later.proposers.get().delegate == kept
    assert Mandate.objects.get().delegate_id == gone.pk
    assert done.__class__.objects.get().stayed == []


@pytest.mark.django_db
def test_a_row_somebody_changed_since_stays_and_is_listed():
    kept, gone = two_people()
    Post.objects.create(delegate=gone, title="厂长")
    Post.objects.create(delegate=gone, title="工艺师")
    done = merge(kept, gone, by=None, reason="同一个人")
    Post.objects.filter(title="厂长").update(title="副厂长")

    undone = unmerge(done, by=None)

    assert [post.title for post in kept.posts.all()] == ["副厂长"]
    assert [post.title for post in Delegate.objects.get(pk=gone.pk).posts.all()] == ["工艺师"]
    assert undone.stayed == ["职务“副厂长”：合并以后改过，留在原处"]


@pytest.mark.django_db
def test_a_row_deleted_since_is_listed_and_harms_nothing():
    kept, gone = two_people()
    Post.objects.create(delegate=gone, title="厂长")
    key = Post.objects.get().pk
    done = merge(kept, gone, by=None, reason="同一个人")
    Post.objects.all().delete()

    assert unmerge(done, by=None).stayed == [f"职务（{key} 号）：合并以后已经删除"]


@pytest.mark.django_db
def test_a_proposer_is_not_restored_where_the_proposal_is_gone():
    kept, gone = two_people()
    proposal = make_proposal(proposers=[kept, gone], log=False)
    done = merge(kept, gone, by=None, reason="同一个人")
    Proposal.objects.filter(pk=proposal.pk).delete()

    stayed = unmerge(done, by=None).stayed

    assert stayed == ["提出人“林知夏”没有恢复：它所属的记录不在了，或者已有相同的一条"]


@pytest.mark.django_db
def test_a_merge_is_undone_only_once():
    kept, gone = two_people()
    done = merge(kept, gone, by=None, reason="同一个人")
    unmerge(done, by=None)

    with pytest.raises(CannotMerge, match="已经撤销过"):
        unmerge(done, by=None)


@pytest.mark.django_db
def test_nobody_is_merged_with_themselves_or_with_an_organisation():
    one = make_delegate()
    for other in (one, make_organisation()):
        with pytest.raises(CannotMerge, match="两个不同的"):
            merge(one, other, by=None, reason="同一个人")  # type: ignore[type-var]  # what a wrong form might ask


@pytest.mark.django_db
def test_who_was_merged_away_meanwhile_cannot_be_merged_again():
    kept, gone = two_people()
    merge(kept, gone, by=None, reason="同一个人")

    with pytest.raises(CannotMerge, match="刷新页面"):
        merge(kept, gone, by=None, reason="同一个人")


@pytest.mark.django_db
def test_of_two_merges_in_a_row_the_later_is_undone_first():
    first, second, third = (make_delegate("林知夏") for _ in range(3))
    before = every_row()
    into_second = merge(second, first, by=None, reason="同一个人")
    into_third = merge(third, second, by=None, reason="同一个人")

    assert successor("delegates.Delegate", first.pk) == third.pk
    with pytest.raises(CannotMerge, match="先撤销"):
        unmerge(into_second, by=None)
    unmerge(into_third, by=None)
    unmerge(into_second, by=None)
    assert every_row() == before


@pytest.mark.django_db
def test_a_later_merge_into_the_same_seat_is_undone_first():
    kept = make_delegate("林知夏", body=None)
    one, other = make_delegate("林知夏"), make_delegate("林知夏")
    before = every_row()
    first = merge(kept, one, by=None, reason="同一个人")
    second = merge(kept, other, by=None, reason="同一个人")

    with pytest.raises(CannotMerge, match="先撤销"):
        unmerge(first, by=None)
    unmerge(second, by=None)
    unmerge(first, by=None)
    assert every_row() == before


@pytest.mark.django_db
def test_merges_that_do_not_touch_each_other_are_undone_in_any_order():
    kept, one, other = (make_delegate("林知夏", body=None) for _ in range(3))
    Post.objects.create(delegate=one, title="厂长")
    Post.objects.create(delegate=other, title="工艺师")
    before = every_row()
    first = merge(kept, one, by=None, reason="同一个人")
    second = merge(kept, other, by=None, reason="同一个人")

    unmerge(first, by=None)
    unmerge(second, by=None)

    assert every_row() == before


@pytest.mark.django_db
def test_an_organisation_is_one_with_its_posts_proposals_and_names_and_two_again():
    city = make_region()
    kept = make_organisation("株洲市第五中学", region=city)
    gone = make_organisation("市第五中学校", aliases=["五中"], region=city)
    delegate = make_delegate("林知夏", posts=[(kept, "校长"), (gone, "校长")])
    proposal = make_proposal(proposers=[gone])
    before = every_row()

    done = merge(kept, gone, by=None, reason="同一单位")
    assert [str(post) for post in delegate.posts.all()] == ["株洲市第五中学校长"]
    assert proposal.proposers.get().organisation == kept
    assert sorted(alias.name for alias in kept.aliases.all()) == ["五中", "市第五中学校"]

    unmerge(done, by=None)
    assert every_row() == before


@pytest.mark.django_db
def test_an_organisation_cannot_come_back_beside_another_of_its_name():
    kept, gone = make_organisation("青禾一中"), make_organisation("青禾中学")
    done = merge(kept, gone, by=None, reason="同一单位")
    Organisation.objects.create(name="青禾中学")
    before = every_row()

    with pytest.raises(CannotMerge, match="已经另有"):
        unmerge(done, by=None)
    assert every_row() == before


@pytest.mark.django_db
def test_who_is_not_the_one_that_goes_is_not_the_one_that_stays():
    kept, gone, stranger = (make_delegate("林知夏") for _ in range(3))
    SamePerson.objects.create(first=gone.pk, second=stranger.pk, choice=Choice.DIFFERENT, reason="住处不同")
    before = every_row()

    done = merge(kept, gone, by=None, reason="同一个人")
    carried = SamePerson.objects.of(kept.pk, stranger.pk).get()
    assert (carried.choice, carried.reason) == (Choice.DIFFERENT, "住处不同")

    unmerge(done, by=None)
    assert every_row() == before


@pytest.mark.django_db
def test_a_page_before_the_merge_says_what_moves():
    gone = make_delegate("林知夏", posts=[(None, "厂长"), (None, "工艺师")])
    make_proposal(proposers=[gone])

    assert sorted(what_moves(gone)) == [("任职资格", 1), ("提出人", 1), ("职务", 2)]


def test_every_relation_to_a_person_is_known_even_those_of_other_rooms():
    assert {f"{one.model._meta.label}.{one.name}" for one in relations(Delegate)} >= {
        "delegates.DelegateAlias.delegate",
        "delegates.Mandate.delegate",
        "delegates.Post.delegate",
        "proposals.Proposer.delegate",
        "proposals.Span.delegate",
    }


SEATS = st.lists(st.tuples(st.sampled_from(Body.values), st.sampled_from([None, 15, 16])), max_size=4, unique=True)
POSTS = st.lists(st.tuples(st.integers(-1, 2), st.sampled_from(["厂长", "校长"])), max_size=5, unique=True)
NAMES = st.lists(st.sampled_from(["林之夏", "林智夏", "林知夏"]), max_size=2, unique=True)
PERSON = st.fixed_dictionaries({
    "name": st.sampled_from(["林知夏", "林知 夏", "林智夏"]),
    "note": st.sampled_from(["", "女", "五中那位"]),
    "seats": SEATS,
    "group": st.sampled_from(["", "教育界"]),
    "posts": POSTS,
    "seen_on": st.sampled_from([None, date(2022, 1, 5)]),
    "names": NAMES,
    "proposals": st.sets(st.integers(0, 3)),
    "named": st.integers(0, 2),
    "not": st.sampled_from([None, Choice.DIFFERENT, Choice.LATER]),
})  # fmt: skip


class TestAnyTwoPeople(TestCase):
    """Over random sets of everything that can point at a person."""

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(one=PERSON, other=PERSON, about=st.sampled_from([None, *Choice.values]))
    def test_a_merge_taken_back_restores_every_row_exactly(self, one, other, about):
        units = [make_organisation(name) for name in ("青禾农机厂", "青禾一中", "市书画院")]
        proposals = [make_proposal(f"第{n}件", proposers=[]) for n in range(4)]
        report = make_report("林知夏：建议修堤。市人大代表、厂长\n")
        stranger = make_delegate("林知夏", body=None)
        kept, gone = (self.make(facts, units, proposals, report, stranger) for facts in (one, other))
        if about:
            SamePerson.objects.create(first=kept.pk, second=gone.pk, choice=about)
        before = every_row()

        done = merge(kept, gone, by=None, reason="核实过")
        assert not any(rel.model._base_manager.filter(**{rel.attname: gone.pk}).exists() for rel in relations(Delegate))
        undone = unmerge(done, by=None)

        assert undone.stayed == []
        assert every_row() == before

    def make(self, facts, units, proposals, report, stranger) -> Delegate:
        row = make_delegate(facts["name"], body=None, note=facts["note"])
        for body, term in facts["seats"]:
            seat = make_mandate(row, body, term=term, group=facts["group"])
            make_span(report, "市人大代表", "identity", mandate=seat)
        for order, (unit, title) in enumerate(facts["posts"]):
            of = None if unit < 0 else units[unit]
            post = Post.objects.create(
                delegate=row, organisation=of, title=title, order=order, seen_on=facts["seen_on"]
            )
            make_span(report, "厂长", "post", post=post)
        for name in facts["names"]:
            DelegateAlias.objects.create(delegate=row, name=name)
        for number in sorted(facts["proposals"]):
            proposer = make_proposer(proposals[number], row, order=number)
            make_span(report, "林知夏", "proposer", proposer=proposer)
        for _ in range(facts["named"]):
            make_span(report, "林知夏", "name", delegate=row)
        if facts["not"]:
            pair = sorted((row.pk, stranger.pk))
            SamePerson.objects.create(first=pair[0], second=pair[1], choice=facts["not"])
        return row
