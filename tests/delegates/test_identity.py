"""Who is the same person, and which unit a name means: never by a name alone."""

from datetime import date

import pytest

from delegates.directory import find_organisation
from delegates.identity import match_delegate, remember_spelling
from delegates.merging import merge
from delegates.models import Body, Choice, Delegate, DelegateAlias, Mandate, SamePerson, Session, Term
from tests.factories import make_council, make_delegate, make_mandate, make_organisation, make_region

pytestmark = pytest.mark.django_db


def changsha():
    return make_region("430100", "长沙市")


def test_a_name_nobody_has_is_new_and_costs_two_queries(django_assert_num_queries):
    council = make_council()
    with django_assert_num_queries(2):
        match = match_delegate("林知夏", council, [], ["厂长"])

    assert (match.delegate, match.reason, match.candidates) == (None, "第一次出现", ())


def test_name_council_and_unit_together_are_enough():
    unit = make_organisation("青禾农机厂")
    known = make_delegate("林知夏", posts=[(unit, "厂长")])

    match = match_delegate("林知夏", make_council(), [unit], ["董事长"])

    assert (match.delegate, match.reason) == (known, "姓名、机构和单位都相同")
    assert (match.score, match.namesakes) == (71, ())


def test_a_name_and_a_council_are_not_enough():
    known = make_delegate("林知夏", posts=[(make_organisation("青禾农机厂"), "厂长")])

    match = match_delegate("林知夏", make_council(), [make_organisation("江岸一中")], ["校长"])

    assert match.delegate is None
    assert match.reason == "有同名的人，单位对不上，先作为另一人登记"
    assert match.namesakes == (known,)
    assert match.candidates[0].reasons == ("姓名相同", "都在株洲市人大，有一边届次不明")


def test_a_name_and_a_unit_in_another_council_are_not_enough():
    unit = make_organisation("青禾农机厂")
    make_delegate("林知夏", body=Body.CPPCC, posts=[(unit, "厂长")])

    assert match_delegate("林知夏", make_council(Body.NPC), [unit], ["厂长"]).delegate is None


def test_a_title_counts_by_itself_only_where_no_unit_was_written():
    bare = make_delegate("林知夏", posts=[(None, "工艺美术师")])
    make_delegate("周子墨", posts=[(make_organisation("青禾农机厂"), "工艺美术师")])

    assert match_delegate("林知夏", make_council(), [], ["工艺美术师"]).delegate == bare
    assert match_delegate("周子墨", make_council(), [], ["工艺美术师"]).delegate is None


def test_the_same_group_of_the_same_council_counts():
    known = make_delegate("林知夏", body=None)
    make_mandate(known, Body.CPPCC, group="教育界")

    match = match_delegate("林知夏", make_council(Body.CPPCC), [], [], group="教育界")

    assert (match.delegate, match.reason) == (known, "姓名、机构和代表团（界别）都相同")
    assert match_delegate("林知夏", make_council(Body.CPPCC), [], [], group="经济界").delegate is None


@pytest.mark.parametrize("written", ["羅曼", "罗 曼", "罗　曼", "羅·曼"])
def test_another_way_of_writing_a_name_is_the_same_name(written):
    unit = make_organisation("青禾农机厂")
    known = make_delegate("罗曼", posts=[(unit, "厂长")])

    assert match_delegate(written, make_council(), [unit], []).delegate == known


def test_a_former_name_finds_its_person():
    unit = make_organisation("青禾农机厂")
    known = make_delegate("林知夏", posts=[(unit, "厂长")])
    DelegateAlias.objects.create(delegate=known, name="林之夏")

    assert match_delegate("林之夏", make_council(), [unit], []).delegate == known


def test_a_spelling_somebody_recognised_finds_its_person_next_time():
    unit = make_organisation("青禾农机厂")
    known = make_delegate("林知夏", posts=[(unit, "厂长")])
    for name in ("林智夏", "林智夏", "林知夏", ""):
        remember_spelling(known, name)

    assert [alias.name for alias in known.aliases.all()] == ["林智夏"]
    assert match_delegate("林智夏", make_council(), [unit], []).delegate == known


def test_two_who_both_fit_are_left_to_a_person():
    unit = make_organisation("青禾农机厂")
    for title in ("厂长", "会计"):
        make_delegate("林知夏", posts=[(unit, title)])

    match = match_delegate("林知夏", make_council(), [unit], ["厂长"])

    assert (match.delegate, match.reason) == (None, "不止一个同名的人对得上，先作为另一人登记")


def test_of_two_whom_staff_told_apart_the_unit_decides():
    unit = make_organisation("青禾农机厂")
    worker = make_delegate("林知夏", posts=[(unit, "厂长")])
    teacher = make_delegate("林知夏", posts=[(None, "教师")])
    council = make_council()
    assert match_delegate("林知夏", council, [unit], ["教师"]).delegate is None

    SamePerson.objects.create(first=worker.pk, second=teacher.pk, choice=Choice.DIFFERENT)

    assert match_delegate("林知夏", council, [unit], ["教师"]).delegate == worker


def test_whom_staff_called_one_is_found_by_the_unit_of_either_next_time():
    factory, school = make_organisation("青禾农机厂"), make_organisation("江岸一中")
    kept = make_delegate("林知夏", posts=[(factory, "厂长")])
    gone = make_delegate("林之夏", posts=[(school, "校长")])
    merge(kept, gone, by=None, reason="核实过")

    for name, unit in (("林知夏", school), ("林之夏", factory), ("林之夏", school)):
        assert match_delegate(name, make_council(), [unit], []).delegate == kept


def test_the_same_person_of_a_later_term_is_found():
    unit = make_organisation("青禾农机厂")
    known = make_delegate("林知夏", term=15, posts=[(unit, "厂长")])
    later = Term.objects.create(council=make_council(), number=16)

    match = match_delegate("林知夏", make_council(), [unit], ["董事长"], term=later)

    assert match.delegate == known
    assert match.candidates[0].reasons == ("姓名相同", "先后在株洲市人大第十六届和株洲市人大第十五届", "单位相同")


def test_candidates_come_with_the_likeliest_first():
    school = make_organisation("株洲市第五中学", region=make_region())
    stranger = make_delegate("林知夏", body=None)
    make_mandate_elsewhere(stranger)
    near = make_delegate("林知夏", posts=[(school, "校长")])

    match = match_delegate("林知夏", make_council(), [], ["校长"], printed=["市第五中学校"])

    assert [(one.delegate, one.score) for one in match.candidates] == [(near, 70), (stranger, 2)]
    assert match.candidates[0].reasons[-2:] == ("单位的名称相近", "职务都是“校长”")
    assert match.candidates[1].reasons == ("姓名相同", "一个在株洲市人大，一个在长沙市人大，时间不明")


def make_mandate_elsewhere(delegate: Delegate, *, term: int | None = None, year: int | None = None) -> Mandate:
    council = make_council(region=changsha())
    of = Term.objects.create(council=council, number=term) if term else None
    if of is not None and year is not None:
        Session.objects.create(term=of, number=1, starts_on=date(year, 1, 5))
    return Mandate.objects.create(delegate=delegate, council=council, term=of)


@pytest.mark.parametrize(
    ("year", "reasons", "score"),
    [
        (2022, ("姓名相同", "同一时期一个在株洲市人大，一个在长沙市人大"), 0),
        (2012, ("姓名相同",), 20),
    ],
)
def test_seats_of_two_cities_speak_against_one_person_only_at_the_same_time(year, reasons, score):
    make_mandate_elsewhere(make_delegate("林知夏", body=None), term=13, year=year)
    here = Term.objects.create(council=make_council(), number=16)
    Session.objects.create(term=here, number=2, starts_on=date(2022, 12, 28))

    candidate = match_delegate("林知夏", make_council(), [], [], term=here).candidates[0]

    assert (candidate.reasons, candidate.score) == (reasons, score)


def test_a_seat_of_the_province_or_of_a_county_in_the_city_does_not_speak_against():
    for code, name in (("430000", "湖南省"), ("430202", "荷塘区"), ("000000", "全国")):
        known = make_delegate("林知夏", body=None)
        Mandate.objects.create(delegate=known, council=make_council(region=make_region(code, name)))

    found = match_delegate("林知夏", make_council(), [], []).candidates

    assert [one.reasons for one in found] == [("姓名相同",)] * 3


def test_a_known_name_costs_a_fixed_number_of_queries(django_assert_num_queries):
    council = make_council()
    units = [make_organisation() for _ in range(6)]
    for unit in units:
        make_delegate("林知夏", term=16, posts=[(unit, "厂长")])

    with django_assert_num_queries(7):
        match_delegate("林知夏", council, [units[0]], ["厂长"])


def test_a_unit_is_found_by_its_name_its_alias_and_other_ways_of_writing_them():
    city = make_region()
    school = make_organisation("株洲市第五中学", aliases=["市第五中学"], region=city)

    found = [
        find_organisation(name, city) for name in ("株洲市第五中学", "市第五中学", "株洲市第 五中學", "市第六中学")
    ]

    assert found == [school, school, school, None]


def test_a_unit_of_the_own_region_comes_before_those_elsewhere():
    here, there = make_region(), changsha()
    units = {region.pk: make_organisation("市书画院", region=region) for region in (here, there)}

    assert find_organisation("市书画院", here) == units[here.pk]
    assert find_organisation("市书画院", None) is None


def test_of_two_spellings_in_one_region_the_exact_one_is_meant():
    city = make_region()
    traditional = make_organisation("青禾農機廠", region=city)
    simplified = make_organisation("青禾农机厂", region=city)

    assert find_organisation("青禾農機廠", city) == traditional
    assert find_organisation("青禾农机厂", city) == simplified
