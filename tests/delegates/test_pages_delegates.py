"""The pages of delegates: order, search by what people type, posts with sources, what became of proposals."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from delegates.models import Body, Delegate, Mandate, OrganisationAlias, Post
from proposals.models import Ask
from proposals.workflow.events import Event
from tests.crowd import make_crowd
from tests.factories import (
    make_article,
    make_council,
    make_delegate,
    make_followups,
    make_industry,
    make_mandate,
    make_organisation,
    make_proposal,
    make_region,
    make_report,
    make_session,
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


def following(page: str, rel: str) -> str:
    """The address of the next or the previous page; "" where there is none."""
    found = re.search(rf'<a href="([^"]+)" rel="{rel}">', page)
    return unescape(found[1]) if found else ""


def test_pages_of_sixty_go_on_from_each_other_and_back(client: Client):
    make_crowd(130)
    pages, at = [], "?"
    while at:
        pages.append(read(client, f"/delegates/{at}"))
        at = following(pages[-1], "next")
    back, at = [pages[-1]], following(pages[-1], "prev")
    while at:
        back.append(read(client, f"/delegates/{at}"))
        at = following(back[-1], "prev")

    keys = [re.findall(r'href="/delegates/(\d+)/"', page) for page in pages]
    assert [len(one) for one in keys] == [60, 60, 10]
    assert len({pk for one in keys for pk in one}) == 130
    assert [re.findall(r'href="/delegates/(\d+)/"', page) for page in back][::-1] == keys


def test_a_letter_leads_to_its_first_person_on_this_page_or_on_another(client: Client):
    make_crowd(130)
    first = read(client, "/delegates/")
    far = read(client, "/delegates/", letter="Z")

    assert 'href="#A"' in first
    assert 'href="?letter=Z#Z"' in first
    assert re.findall(r'<h2 id="(\w)">', far) == ["Z"]
    assert 'href="#Z"' in far


def test_a_page_that_goes_on_from_nobody_says_so(client: Client, people):
    assert "这以后没有人了" in read(client, "/delegates/", after=999_999)


@pytest.fixture
def seated() -> dict[str, int]:
    """Delegates of two places, teams and sessions; the keys of what to filter by."""
    first, second = make_session(number=1), make_session(number=2)
    county = make_region("430281", "醴陵市")
    here, there = make_delegate("林知夏", body=None), make_delegate("周子墨", body=None)
    make_mandate(here, group="醴陵代表团")
    Mandate.objects.create(delegate=there, council=make_council(region=county), group="企业界")
    make_proposal("修堤", proposers=[here], session=first, kind="suggestion", number="1")
    make_proposal("架桥", proposers=[there], session=second, kind="suggestion", number="2")
    make_proposal("草稿", proposers=[there], session=first, publication="draft")
    return {"first": first.pk, "second": second.pk}


def test_people_are_narrowed_by_session_region_and_team(client: Client, seated: dict[str, int]):
    assert names(read(client, "/delegates/", session=seated["first"])) == ["林知夏"]
    assert names(read(client, "/delegates/", session=seated["second"])) == ["周子墨"]
    assert names(read(client, "/delegates/", region="430281")) == ["周子墨"]
    assert names(read(client, "/delegates/", group="醴陵代表团")) == ["林知夏"]
    assert names(read(client, "/delegates/", group="醴陵代表团", region="430281")) == []


def test_each_choice_tells_how_many_it_would_leave_under_the_others(client: Client, seated: dict[str, int]):
    everybody = part(read(client, "/delegates/"), 'div class="row narrowing"')
    narrowed = part(read(client, "/delegates/", region="430281"), 'div class="row narrowing"')

    for choice in ("株洲市十六届人大一次会议（1）", "株洲市十六届人大二次会议（1）", "醴陵代表团（1）", "企业界（1）"):
        assert choice in everybody
    assert "株洲市（1）" in narrowed
    assert '<option value="430281" selected>醴陵市（1）</option>' in narrowed
    assert "醴陵代表团" not in narrowed


@pytest.mark.parametrize("asked", ["body=xyz", "session=abc", "region=4302"])
def test_a_condition_that_means_nothing_is_left_out_and_said(client: Client, people, asked: str):
    page = client.get(f"/delegates/?{asked}").content.decode()

    assert len(names(page)) == 4
    assert "地址里有不认识的条件" in page


def test_no_choice_is_offered_that_only_a_draft_would_fill(client: Client):
    hidden = make_delegate("林知夏", body=None)
    make_mandate(hidden, group="暗处代表团")
    make_proposal("草稿", proposers=[hidden], publication="draft")
    make_proposal()

    assert "暗处代表团" not in read(client, "/delegates/")


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

    assert (
        text(part(page, 'dl class="facts two"'))
        == "提出2件诉求3项有答复1件已解决的诉求1项落实1件超期0件对结果不满意0次"
    )
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


def test_people_of_the_same_name_are_told_apart_by_seat_and_post(client: Client):
    one = make_delegate("林知夏", posts=[(make_organisation("青禾农机厂"), "厂长")])
    other = make_delegate("林知夏", body=Body.CPPCC, posts=[(None, "陶艺师")])
    hidden = make_delegate("林知夏", posts=[(None, "暗访员")])
    for delegate in (one, other):
        make_proposal(proposers=[delegate])
    make_proposal(proposers=[hidden], publication="draft")

    page = page_of(client, one)

    assert "同名的还有：林知夏（市政协委员，陶艺师）" in text(page)
    assert f'href="/delegates/{other.pk}/"' in page
    assert "暗访员" not in page


def test_a_delegate_lists_the_published_articles_that_tell_of_it(client: Client):
    delegate = make_delegate("林知夏")
    told, draft = make_report("修堤的话\n"), make_report("别的话\n", publication="draft")
    articles = [make_article(told, headline="谈修堤"), make_article(draft, headline="草稿里的文章")]
    make_proposal(proposers=[delegate], articles=articles)

    page = page_of(client, delegate)

    assert "谈修堤" in page
    assert f"/reports/{told.pk}/?article={articles[0].pk}#a{articles[0].pk}" in page
    assert "草稿里的文章" not in page


def test_a_delegate_whose_only_proposal_was_undone_is_nobody(client: Client):
    delegate = make_delegate("林知夏")
    make_proposal(proposers=[delegate]).record(Event.RETRACT, by=None)

    assert client.get(f"/delegates/{delegate.pk}/").status_code == 404
    assert names(read(client, "/delegates/")) == []
