"""Reference data is added once and never put back over what staff decided."""

from pathlib import Path

import pytest

from delegates.models import Region
from proposals.importing.reference import load_reference
from proposals.importing.vocabulary import vocabulary
from proposals.models import (
    AliasGroup,
    DeadlineRule,
    Department,
    Industry,
    IndustryAlias,
    ResultScheme,
    RuleSet,
    SearchAlias,
)

FOLDER = Path(__file__).resolve().parents[3] / "fixtures" / "reference"


@pytest.mark.django_db
def test_a_second_load_adds_nothing():
    load_reference(FOLDER)

    assert set(load_reference(FOLDER).values()) == {0}


@pytest.mark.django_db
def test_zhuzhou_stands_in_hunan():
    load_reference(FOLDER)

    zhuzhou = Region.objects.get(code="430200")
    assert (zhuzhou.name, zhuzhou.parent.name, zhuzhou.level) == ("株洲市", "湖南省", "市")


@pytest.mark.django_db
def test_an_alias_that_staff_deleted_stays_deleted():
    load_reference(FOLDER)
    alias = IndustryAlias.objects.filter(industry__name="陶瓷").first()
    alias.delete()

    load_reference(FOLDER)

    assert not IndustryAlias.objects.filter(name=alias.name).exists()


@pytest.mark.django_db
def test_a_name_that_staff_changed_is_not_changed_back():
    load_reference(FOLDER)
    Industry.objects.filter(name="陶瓷").update(order=999)

    load_reference(FOLDER)

    assert Industry.objects.get(name="陶瓷").order == 999


@pytest.mark.django_db
def test_a_group_of_search_words_that_staff_took_apart_stays_apart():
    load_reference(FOLDER)
    assert SearchAlias.objects.beside(["花炮"]) == {"花炮": ["烟花爆竹"]}
    AliasGroup.objects.get(aliases__name="花炮").delete()

    load_reference(FOLDER)

    assert SearchAlias.objects.beside(["花炮"]) == {}


@pytest.mark.django_db
def test_the_vocabulary_speaks_every_alias():
    load_reference(FOLDER)

    words = vocabulary()

    assert words.industries["陶瓷"] == "陶瓷"
    assert words.industries["醴瓷"] == "陶瓷"
    assert words.departments["市教育局"] == "株洲市教育局"


@pytest.mark.django_db
def test_departments_come_in_the_order_of_pinyin():
    load_reference(FOLDER)

    keys = list(Department.objects.values_list("name_key", flat=True))
    assert keys == sorted(keys)
    assert "" not in keys


@pytest.mark.django_db
def test_a_period_that_staff_changed_is_not_changed_back():
    load_reference(FOLDER)
    DeadlineRule.objects.filter(rule_set__session__isnull=False, step="reply").update(period="2m")

    load_reference(FOLDER)

    periods = DeadlineRule.objects.filter(rule_set__session__isnull=False, step="reply").values_list(
        "period", flat=True
    )
    assert set(periods) == {"2m"}


@pytest.mark.django_db
def test_every_rule_of_the_reference_data_is_one_that_a_form_would_take():
    load_reference(FOLDER)

    for row in (*RuleSet.objects.all(), *DeadlineRule.objects.all(), *ResultScheme.objects.all()):
        row.full_clean()
