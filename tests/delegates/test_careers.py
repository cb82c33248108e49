"""A delegate's page: posts over time, each once, and old addresses that still lead somewhere."""

import re
from datetime import date

import pytest
from django.test import Client

from delegates.careers import told_once
from delegates.merging import merge, unmerge
from delegates.models import Delegate, DelegateAlias, OrganisationAlias, Post
from tests.factories import make_delegate, make_organisation, make_proposal, make_region, make_report, make_span
from tests.pages import part, read, text

pytestmark = pytest.mark.django_db


def told(delegate: Delegate) -> list[tuple[str, str, date | None, date | None]]:
    return [
        (str(one.organisation or ""), one.title, one.first, one.last)
        for one in told_once(delegate.posts.with_sources())
    ]


def test_posts_come_newest_first_and_those_without_a_day_last():
    unit = make_organisation("青禾农机厂")
    delegate = make_delegate("林知夏", posts=[(None, "工艺师"), (unit, "副厂长"), (unit, "厂长")])
    for title, day in (("副厂长", date(2019, 1, 8)), ("厂长", date(2022, 1, 5))):
        Post.objects.filter(title=title).update(seen_on=day)

    assert told(delegate) == [
        ("青禾农机厂", "厂长", date(2022, 1, 5), None),
        ("青禾农机厂", "副厂长", date(2019, 1, 8), None),
        ("", "工艺师", None, None),
    ]


@pytest.mark.parametrize("earlier_bears_it", [True, False])
def test_a_post_in_two_wordings_of_its_unit_stands_once(earlier_bears_it):
    units = [make_organisation("株洲市江岸中学"), make_organisation("市江岸中学")]
    bearer, other = units if earlier_bears_it else units[::-1]
    OrganisationAlias.objects.create(organisation=bearer, name=other.name)
    delegate = make_delegate("林知夏", posts=[(units[0], "校长"), (units[1], "校长")])
    for unit, day in zip(units, (date(2022, 1, 5), date(2023, 1, 9)), strict=True):
        Post.objects.filter(organisation=unit).update(seen_on=day)

    assert told(delegate) == [(bearer.name, "校长", date(2022, 1, 5), date(2023, 1, 9))]


def test_units_that_bear_each_others_names_are_one_too():
    units = [make_organisation("株洲市江岸中学", aliases=["市江岸中学"]), make_organisation("市江岸中学")]
    OrganisationAlias.objects.create(organisation=units[1], name="株洲市江岸中学")
    delegate = make_delegate("林知夏", posts=[(unit, "校长") for unit in units])

    assert told(delegate) == [("株洲市江岸中学", "校长", None, None)]


def test_units_of_two_places_or_without_a_word_stay_two():
    here, there = make_region(), make_region("430100", "长沙市")
    units = [
        make_organisation("江岸中学", aliases=["一中"], region=here),
        make_organisation("一中", region=there),
        make_organisation("市江岸中学", region=here),
    ]
    delegate = make_delegate("林知夏", posts=[(unit, "校长") for unit in units])

    assert [one[0] for one in told(delegate)] == ["江岸中学", "一中", "市江岸中学"]


def test_another_title_at_the_same_unit_is_another_post():
    unit = make_organisation("青禾农机厂")
    delegate = make_delegate("林知夏", posts=[(unit, "厂长"), (unit, "党委书记")])

    assert [one[1] for one in told(delegate)] == ["厂长", "党委书记"]


def test_a_page_gives_the_time_from_first_to_last_and_every_source(client: Client):
    units = [make_organisation("株洲市江岸中学", aliases=["市江岸中学"]), make_organisation("市江岸中学")]
    delegate = make_delegate("林知夏", posts=[(unit, "校长") for unit in units])
    make_proposal(proposers=[delegate])
    reports = [make_report("校长\n", published_on=day) for day in (date(2022, 1, 5), date(2023, 1, 9))]
    for unit, report in zip(units, reports, strict=True):
        make_span(report, "校长", "post", post=Post.objects.get(organisation=unit))

    table = part(read(client, f"/delegates/{delegate.pk}/"), 'table class="tbl')

    assert text(table) == ("单位职务什么时候出处株洲市江岸中学校长见于2022年1月5日至2023年1月9日看报道1、看报道2")
    assert sorted(re.findall(r"/reports/(\d+)/", table)) == sorted(str(report.pk) for report in reports)


def test_the_old_address_of_a_merged_person_leads_to_the_one_who_stayed(client: Client):
    first, second, third = (make_delegate("林知夏") for _ in range(3))
    make_proposal(proposers=[first])
    merge(second, first, by=None, reason="同一个人")
    done = merge(third, second, by=None, reason="同一个人")

    answer = client.get(f"/delegates/{first.pk}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/delegates/{third.pk}/")

    unmerge(done, by=None)
    assert client.get(f"/delegates/{first.pk}/")["Location"] == f"/delegates/{second.pk}/"


def test_an_old_address_leads_nowhere_the_public_may_not_go(client: Client):
    kept, gone = make_delegate("林知夏"), make_delegate("林知夏")
    make_proposal(proposers=[gone], publication="draft")
    merge(kept, gone, by=None, reason="同一个人")

    assert [client.get(f"/delegates/{pk}/").status_code for pk in (kept.pk, gone.pk, 999999)] == [404, 404, 404]


@pytest.mark.parametrize("typed", ["林之夏", "linzhixia", "羅"])
def test_a_former_name_and_another_script_find_their_person(client: Client, typed):
    delegate = make_delegate("罗知夏")
    DelegateAlias.objects.create(delegate=delegate, name="林之夏")
    make_proposal(proposers=[delegate])

    assert "罗知夏" in part(read(client, "/delegates/", q=typed), 'div class="people"')
