"""Whom a name meant on a day, and who is responsible now: reforms rename and join departments."""

from datetime import date
from typing import Any

import pytest

from proposals.models import Department, DepartmentAlias
from tests.factories import make_department, make_region

pytestmark = pytest.mark.django_db

REFORM = date(2019, 1, 10)
BEFORE, AFTER, NOW = date(2019, 1, 9), date(2019, 1, 10), date(2026, 3, 2)


@pytest.fixture
def planning() -> Department:
    return make_department("市自然资源和规划局", valid_from=REFORM)


@pytest.fixture
def land(planning: Department) -> Department:
    return make_department("市国土资源局", valid_until=REFORM, successor=planning)


def named(name: str, on: date, **more: Any) -> Department | None:
    return Department.objects.named(name, on=on, **more)


def test_on_the_day_of_the_reform_the_successor_is_responsible(land, planning):
    assert (land.exists_on(BEFORE), land.exists_on(AFTER)) == (True, False)
    assert (planning.exists_on(BEFORE), planning.exists_on(AFTER)) == (False, True)
    assert (land.responsible(BEFORE), land.responsible(AFTER), land.responsible(NOW)) == (land, planning, planning)


def test_an_old_name_means_the_department_of_its_day_and_later_its_successor(land, planning):
    assert (named("市国土资源局", BEFORE), named("市国土资源局", NOW)) == (land, planning)


def test_two_reforms_are_followed_one_after_the_other(land, planning):
    last = make_department("市自然资源局", valid_from=date(2024, 5, 1))
    Department.objects.filter(pk=planning.pk).update(valid_until=date(2024, 5, 1), successor=last)

    assert [named("市国土资源局", day) for day in (BEFORE, date(2020, 1, 1), NOW)] == [land, planning, last]
    assert [one.name for one in Department.objects.get(pk=land.pk).line()] == [
        "市国土资源局",
        "市自然资源和规划局",
        "市自然资源局",
    ]


def test_an_alias_means_its_department_while_it_is_in_use_and_whoever_took_over_afterwards(land, planning):
    DepartmentAlias.objects.create(department=land, name="市国土局", valid_until=REFORM)

    assert (named("市国土局", BEFORE), named("市国土局", NOW)) == (land, planning)


def test_a_name_that_passed_to_another_department_means_who_bore_it_on_the_day():
    old, new = make_department("市农业局"), make_department("市农业农村局")
    DepartmentAlias.objects.create(department=old, name="农业口", valid_until=REFORM)
    DepartmentAlias.objects.create(department=new, name="农业口", valid_from=REFORM)

    assert (named("农业口", BEFORE), named("农业口", AFTER)) == (old, new)


def test_nobody_is_meant_by_an_unknown_name_or_before_the_department_was_there(planning):
    assert named("市园林局", NOW) is None
    assert named("市自然资源和规划局", BEFORE) is None


def test_a_name_of_two_cities_means_nobody_until_the_city_is_known():
    here = make_department("市教育局")
    elsewhere = make_department("市教育局", region=make_region("430300", "湘潭市"))

    assert named("市教育局", NOW) is None
    assert named("市教育局", NOW, region=here.region) == here
    assert named("市教育局", NOW, region=elsewhere.region) == elsewhere


def test_where_no_successor_is_known_nobody_is_responsible():
    gone = make_department("市粮食局", valid_until=REFORM)

    assert (gone.responsible(NOW), named("市粮食局", NOW)) == (None, None)


def test_a_circle_of_successors_ends():
    one = make_department("市一局", valid_until=REFORM)
    two = make_department("市二局", valid_until=REFORM, successor=one)
    Department.objects.filter(pk=one.pk).update(successor=two)

    assert Department.objects.get(pk=one.pk).responsible(NOW) is None


def test_a_department_that_will_be_dissolved_is_current_until_then():
    staying = make_department("市林业局", valid_until=date(2999, 1, 1))
    make_department("市粮食局", valid_until=REFORM)

    assert list(Department.objects.current()) == [staying]
