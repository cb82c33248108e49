"""The queue of those who may be registered twice: who is in it, in which order, and what a decision does."""

import pytest

from delegates.duplicates import (
    PEOPLE_REGISTER,
    UNITS_REGISTER,
    decide,
    likely,
    pair_of,
    postponed,
    tell_apart,
    undecided,
    waiting,
)
from delegates.merging import unmerge
from delegates.models import Body, Choice, Delegate, DelegateAlias, Merge, Organisation, OrganisationAlias, SamePerson
from tests.crowd import make_crowd
from tests.factories import make_delegate, make_organisation, make_region, make_user

pytestmark = pytest.mark.django_db


def people() -> list[tuple[int, int]]:
    return [(pair.older.pk, pair.newer.pk) for pair in likely(PEOPLE_REGISTER)]


def units() -> list[tuple[str, str]]:
    return [(pair.older.name, pair.newer.name) for pair in likely(UNITS_REGISTER)]


def test_two_of_one_name_wait_and_others_do_not():
    one, other, _ = make_delegate("林知夏"), make_delegate("林知夏"), make_delegate("周子墨")

    assert people() == [(one.pk, other.pk)]
    assert waiting() == 1


@pytest.mark.parametrize("written", ["羅曼", "罗 曼"])
def test_another_way_of_writing_a_name_waits_too(written):
    one, other = make_delegate("罗曼"), make_delegate(written)

    assert people() == [(one.pk, other.pk)]


@pytest.mark.parametrize("older_has_it", [True, False])
def test_a_former_name_of_either_counts(older_has_it):
    one, other = make_delegate("林知夏"), make_delegate("林之夏")
    owner, name = (one, "林之夏") if older_has_it else (other, "林知夏")
    DelegateAlias.objects.create(delegate=owner, name=name)

    assert people() == [(one.pk, other.pk)]
    assert waiting() == 1


def test_the_likeliest_come_first_with_their_reasons():
    unit = make_organisation("青禾农机厂")
    stranger = make_delegate("林知夏", body=Body.CPPCC)
    one = make_delegate("林知夏", posts=[(unit, "厂长")])
    other = make_delegate("林知夏", posts=[(unit, "厂长")])

    found = likely(PEOPLE_REGISTER)

    assert [(pair.older.pk, pair.newer.pk, pair.score) for pair in found] == [
        (one.pk, other.pk, 81),
        (stranger.pk, other.pk, 20),
        (stranger.pk, one.pk, 20),
    ]
    assert found[0].reasons == ("姓名相同", "都在株洲市人大，有一边届次不明", "单位相同", "职务都是“厂长”")


def test_whoever_was_decided_different_never_comes_back():
    make_delegate("林知夏"), make_delegate("林知夏")
    user = make_user(staff=True)
    decide(likely(PEOPLE_REGISTER)[0], Choice.DIFFERENT, by=user, reason="一男一女")

    row = SamePerson.objects.get()
    assert (row.choice, row.decided_by, row.reason) == (Choice.DIFFERENT, user, "一男一女")
    assert (people(), waiting()) == ([], 0)


def test_whoever_an_import_was_told_apart_from_does_not_wait_and_earlier_words_stand():
    one, other, new = (make_delegate("林知夏") for _ in range(3))
    user = make_user(staff=True)
    SamePerson.objects.create(first=one.pk, second=new.pk, choice=Choice.LATER, reason="等回电")

    tell_apart(new, [one, other], by=user, reason="核对时另行登记")

    assert [(row.first, row.choice, row.reason) for row in SamePerson.objects.filter(second=new.pk)] == [
        (one.pk, Choice.LATER, "等回电"),
        (other.pk, Choice.DIFFERENT, "核对时另行登记"),
    ]
    assert people() == [(one.pk, other.pk)]


def test_a_third_of_the_name_waits_with_both_who_were_told_apart():
    one, other = make_delegate("林知夏"), make_delegate("林知夏")
    decide(likely(PEOPLE_REGISTER)[0], Choice.DIFFERENT, by=None, reason="")
    third = make_delegate("林知夏")

    assert people() == [(other.pk, third.pk), (one.pk, third.pk)]
    assert waiting() == 1


def test_whoever_was_decided_the_same_is_one_and_waits_again_once_taken_back():
    one, other = make_delegate("林知夏"), make_delegate("林知夏")
    done = decide(likely(PEOPLE_REGISTER)[0], Choice.SAME, by=None, reason="核实过")

    assert isinstance(done, Merge)
    assert list(Delegate.objects.all()) == [one]
    assert SamePerson.objects.get().choice == Choice.SAME
    assert waiting() == 0

    unmerge(done, by=None)
    assert people() == [(one.pk, other.pk)]


def test_a_person_may_keep_the_newer_one():
    one, other = make_delegate("林知夏"), make_delegate("林知夏")
    pair = pair_of(PEOPLE_REGISTER, one.pk, other.pk)
    assert pair is not None

    decide(pair, Choice.SAME, by=None, reason="核实过", keep=other.pk)

    assert list(Delegate.objects.all()) == [other]


def test_what_is_left_for_later_stands_apart_and_may_be_decided_still():
    make_delegate("林知夏"), make_delegate("林知夏")
    decide(likely(PEOPLE_REGISTER)[0], Choice.LATER, by=None, reason="等回电")

    assert (people(), waiting()) == ([], 0)
    later = postponed(PEOPLE_REGISTER, 20)
    assert [pair.decision.reason for pair in later] == ["等回电"]

    decide(later[0], Choice.DIFFERENT, by=None, reason="一男一女")
    assert postponed(PEOPLE_REGISTER, 20) == []
    assert SamePerson.objects.get().choice == Choice.DIFFERENT


def test_a_pair_of_which_one_is_gone_is_no_pair():
    one, other = make_delegate("林知夏"), make_delegate("林知夏")
    other.delete()

    assert pair_of(PEOPLE_REGISTER, one.pk, other.pk) is None
    assert pair_of(PEOPLE_REGISTER, one.pk, one.pk) is None


def test_units_that_look_alike_wait_and_those_of_other_places_do_not():
    city, other_city = make_region(), make_region("430100", "长沙市")
    make_organisation("株洲市第五中学", region=city)
    make_organisation("市第五中学校", region=city)
    make_organisation("市第五中学", region=other_city)
    make_organisation("荷塘区人民政府", region=city)
    make_organisation("石峰区人民政府", region=city)

    assert units() == [("株洲市第五中学", "市第五中学校")]
    assert waiting() == 1


def test_a_unit_without_region_may_be_one_of_anywhere():
    make_organisation("青禾药业", region=make_region())
    make_organisation("青禾药业有限公司")

    assert units() == [("青禾药业", "青禾药业有限公司")]
    assert waiting() == 1


@pytest.mark.parametrize("older_has_it", [True, False])
def test_an_alias_that_looks_like_another_units_name_counts(older_has_it):
    city = make_region()
    one, other = make_organisation("江岸一中", region=city), make_organisation("江岸中学", region=city)
    owner, name = (one, "市江岸中学校") if older_has_it else (other, "株洲市江岸一中")
    OrganisationAlias.objects.create(organisation=owner, name=name)

    assert units() == [("江岸一中", "江岸中学")]
    assert waiting() == 1


def test_one_unit_takes_the_others_name_as_alias():
    city = make_region()
    make_organisation("株洲市第五中学", region=city)
    make_organisation("市第五中学校", region=city)

    decide(likely(UNITS_REGISTER)[0], Choice.SAME, by=None, reason="同一所学校")

    unit = Organisation.objects.get()
    assert (unit.name, [alias.name for alias in unit.aliases.all()]) == ("株洲市第五中学", ["市第五中学校"])
    assert waiting() == 0


def test_a_crowd_of_namesakes_costs_as_many_queries_as_two(django_assert_num_queries):
    for unit in (make_organisation(), make_organisation()):
        make_delegate("林知夏", posts=[(unit, "厂长")])
    with django_assert_num_queries(2):
        assert waiting() == 1
    with django_assert_num_queries(12):
        assert len(likely(PEOPLE_REGISTER)) == 1

    make_crowd(80)
    with django_assert_num_queries(12):
        found = likely(PEOPLE_REGISTER)
    with django_assert_num_queries(2):
        waiting()

    names = {one.plain for one in Delegate.objects.all()}
    assert undecided(PEOPLE_REGISTER).count() == Delegate.objects.count() - len(names)
    assert len(found) > 80
