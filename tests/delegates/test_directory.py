"""Which names belong to anybody: asked for once, told of what is made meanwhile."""

import pytest

from delegates.directory import Names
from delegates.models import Delegate, DelegateAlias
from delegates.names import plain
from tests.factories import make_delegate, make_organisation

pytestmark = pytest.mark.django_db


def keys(*names: str) -> set[str]:
    return {plain(name) for name in names}


def test_a_name_is_nobodys_only_where_it_was_asked_for():
    names = Names()
    names.look_up(["林知夏"])

    assert names.of_people(keys("林知夏", "周若溪")) == keys("周若溪")
    assert names.of_units(keys("林知夏", "周若溪")) == keys("周若溪")


def test_names_and_aliases_of_people_and_names_of_units_are_somebodys():
    DelegateAlias.objects.create(delegate=make_delegate("林知夏"), name="林之夏")
    make_organisation("青禾农机厂")
    asked = keys("林知夏", "林之夏", "青禾农机厂", "周若溪")
    names = Names()
    names.look_up(["林知夏", "林之夏", "青禾農機廠", "周若溪"])

    assert names.of_people(asked) == keys("林知夏", "林之夏")
    assert names.of_units(asked) == keys("青禾农机厂")


def test_who_is_made_after_the_look_is_known_once_told(django_assert_num_queries):
    names = Names()
    names.look_up(["林知夏", "青禾农机厂"])
    names.add(Delegate.objects.create(name="林知夏"))
    names.add(make_organisation("青禾农机厂"))

    with django_assert_num_queries(0):
        names.look_up(["林知夏", "青禾农机厂"])
    assert names.of_people(keys("林知夏", "青禾农机厂")) == keys("林知夏")
    assert names.of_units(keys("林知夏", "青禾农机厂")) == keys("青禾农机厂")
