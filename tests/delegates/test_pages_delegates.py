"""The pages of delegates: order, search by what people type, posts with sources, what became of proposals."""

import re
from datetime import date

import pytest
from django.test import Client

from delegates.models import Body, Delegate, OrganisationAlias, Post
from proposals.models import Ask
from proposals.workflow.events import Event
from tests.crowd import make_crowd
from tests.factories import (
    make_delegate,
    make_followups,
    make_industry,
    make_mandate,
    make_organisation,
    make_proposal,
    make_report,
    make_span,
)
from tests.pages import part, read, text

pytestmark = pytest.mark.django_db


def names(page: str) -> list[str]:
    """Everybody listed, in order."""
    return [text(one) for one in re.findall(r'<p class="item-h">(.*?)</p>', page)]


def page_of(client: Client, delegate: Delegate) -> str:
    return read(client, f"/delegates/{delegate.pk}/")


@pytest.fixture
def people() -> dict[str, Delegate]:
    """Four who proposed something published, one who did not."""
    works = make_organisation("青禾农机厂")
    OrganisationAlias.objects.create(organisation=works, name="青农机")
    found = {
        "单于安": make_delegate("单于安", posts=[(works, "厂长")]),
        "吕思远": make_delegate("吕思远", body=Body.CPPCC),
        "秦若水": make_delegate("秦若水", body=Body.CPPCC, posts=[(None, "陶艺师")]),
        "欧阳晴": make_delegate("欧阳晴"),
    }
    for delegate in found.values():
        make_proposal(proposers=[delegate])
    return found | {"贺长青": make_delegate("贺长青")}


def test_people_stand_in_the_order_of_their_pinyin_under_their_letters(client: Client, people):
    page = read(client, "/delegates/")

    assert names(page) == ["单于安", "吕思远", "欧阳晴", "秦若水"]
    assert re.findall(r'<h2 id="(\w)">', page) == ["C", "L", "O", "Q"]
    assert 'href="#C"' in page
    assert '<span aria-hidden="true">A</span>' in page
    assert "Chányú Ān" in page


def test_people_of_one_assembly_are_counted_and_listed(client: Client, people):
    page = read(client, "/delegates/", body="cppcc")

    assert names(page) == ["吕思远", "秦若水"]
    assert "人大代表2" in text(page)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("秦", ["秦若水"]),
        ("若水", ["秦若水"]),
        ("qrs", ["秦若水"]),
        ("QRS", ["秦若水"]),
        ("rs", ["秦若水"]),
        ("qinruo", ["秦若水"]),
        ("lv", ["吕思远"]),
        ("lusiyuan", ["吕思远"]),
        ("lyusy", []),
        ("lüsiyuan", ["吕思远"]),
        ("chanyu", ["单于安"]),
        ("cya", ["单于安"]),
        ("农机", ["单于安"]),
        ("青农机", ["单于安"]),
        ("陶艺师", ["秦若水"]),
        ("农机 厂长", ["单于安"]),
        ("农机 陶艺", []),
        ("贺长青", []),
        ("%", []),
        (".*", []),
    ],
)
def test_people_are_found_by_name_pinyin_initials_organisation_and_post(client: Client, people, typed, found):
    assert names(read(client, "/delegates/", q=typed)) == found


def test_nobody_found_says_what_to_try(client: Client, people):
    page = read(client, "/delegates/", q="zzz")

    assert "没有找到这个人" in page
    assert "/proposals/?q=zzz" in page


def test_sixty_people_stand_on_a_page_and_letters_lead_to_theirs(client: Client):
    make_crowd(130)
    first, last = read(client, "/delegates/"), read(client, "/delegates/", page=3)

    assert (len(names(first)), len(names(last))) == (60, 10)
    assert 'href="?page=3#Z"' in first
    assert 'href="#Z"' in last


def test_a_delegate_shows_posts_in_order_with_their_source(client: Client):
    delegate = make_delegate("林知夏", posts=[(make_organisation("青禾农机厂"), "厂长"), (None, "工艺师")])
    make_proposal(proposers=[delegate])
    report = make_report("青禾农机厂厂长林知夏\n")
    make_span(report, "青禾农机厂厂长", "post", post=Post.objects.get(title="厂长"))

    table = part(page_of(client, delegate), 'table class="tbl')

    assert text(table) == "单位职务什么时候出处青禾农机厂厂长报道当日在任看报道没有写明单位工艺师日期不明工作人员登记"
    assert f'href="/reports/{report.pk}/"' in table


def test_a_delegate_with_two_seats_shows_both_and_says_when_a_term_is_unknown(client: Client):
    delegate = make_delegate("林知夏", term=16)
    make_mandate(delegate, Body.CPPCC)
    make_proposal(proposers=[delegate])

    kick = text(part(page_of(client, delegate), 'p class="kick"'))

    assert sorted(kick.split("；")) == ["市人大代表·株洲市人大第十六届", "市政协委员·株洲市政协，届次不明"]


def test_a_delegate_counts_only_what_is_published(client: Client):
    delegate = make_delegate("林知夏")
    done = make_proposal(proposers=[delegate], kind="suggestion", asks=["修堤", "架桥"])
    events = (Event.ASSIGN, Event.ACCEPT, Event.HANDLE, Event.DRAFT, Event.REPLY, Event.FULFIL)
    make_followups(done, *((event, date(2022, 1, 30), "堤已修好") for event in events))
    Ask.objects.filter(proposal=done, order=1).update(outcome="resolved")
    make_proposal("修路", proposers=[delegate], asks=["修路"])
    make_proposal("草稿", proposers=[delegate], asks=["草稿"], publication="draft")

    page = page_of(client, delegate)

    assert text(part(page, 'dl class="facts two"')) == "提出2件诉求3项有答复1件已解决的诉求1项落实1件"
    assert "草稿" not in page


def test_a_delegate_names_those_of_the_same_industry(client: Client):
    industry = make_industry("堤防")
    one, other, hidden = make_delegate("林知夏"), make_delegate("周子墨"), make_delegate("冯望舒")
    for delegate in (one, other):
        make_proposal(proposers=[delegate], industries=[industry])
    make_proposal(proposers=[hidden], industries=[industry], publication="draft")

    page = page_of(client, one)

    assert f'href="/delegates/{other.pk}/"' in page
    assert "冯望舒" not in page


def test_a_unit_whose_post_is_not_known_says_so(client: Client):
    delegate = make_delegate("林知夏", posts=[(make_organisation("青禾农机厂"), "")])
    make_proposal(proposers=[delegate])

    assert "青禾农机厂没有写明职务" in text(client.get(f"/delegates/{delegate.pk}/").content.decode())
