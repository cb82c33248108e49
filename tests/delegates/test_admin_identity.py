"""The queue, the page of two, the action and the way back in the admin: by hand, by permission, in few queries."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delegates.merging import merge
from delegates.models import Body, Choice, Delegate, Merge, Organisation, Post, SameOrganisation, SamePerson
from proposals.models import Proposal
from proposals.workflow.roles import Role
from tests.factories import (
    make_delegate,
    make_mandate,
    make_organisation,
    make_proposal,
    make_region,
    make_report,
    make_span,
    make_user,
)
from tests.pages import part, read, text

pytestmark = pytest.mark.django_db
QUEUE = "/admin/delegates/delegate/duplicates/"
UNITS = "/admin/delegates/organisation/duplicates/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("clerk", superuser=True))
    return client


@pytest.fixture
def pair() -> tuple[Delegate, Delegate]:
    one = make_delegate("林知夏", posts=[(make_organisation("青禾农机厂"), "厂长")])
    return one, make_delegate("林知夏")


def page_of(pair: tuple[Delegate, Delegate]) -> str:
    return reverse("admin:delegates_delegate_pair", args=[one.pk for one in pair])


def said(response) -> str:
    return text(part(response.content.decode(), 'ul class="messagelist"'))


def test_both_stand_side_by_side_with_their_proposals_and_sources(desk: Client, pair):
    proposal = make_proposal("修好旧堤", proposers=[pair[0]])
    report = make_report("林知夏说\n", title="旧堤纪事")
    make_span(report, "林知夏", "name", delegate=pair[1])

    table = part(read(desk, QUEUE), 'table class="pair"')

    cells = (
        re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL) for row in re.findall("<tr>.*?</tr>", table, re.DOTALL)
    )
    rows = [[text(cell) for cell in row] for row in cells]
    assert rows == [
        ["", f"林知夏{pair[0].pk}号，先登记", f"林知夏{pair[1].pk}号，后登记"],
        ["机构", "株洲市人大", "株洲市人大"],
        ["职务", "青禾农机厂厂长", "没有"],
        ["提过", "修好旧堤", "没有"],
        ["出处", "没有", "旧堤纪事"],
    ]
    assert reverse("admin:proposals_proposal_change", args=[proposal.pk]) in table
    assert reverse("admin:proposals_report_change", args=[report.pk]) in table


def test_different_is_one_click_and_remembered_with_who_and_why(desk: Client, pair):
    answer = desk.post(page_of(pair), {"choice": "different"}, follow=True)

    row = SamePerson.objects.get()
    assert (row.first, row.second, row.choice) == (pair[0].pk, pair[1].pk, Choice.DIFFERENT)
    assert (str(row.decided_by), row.reason) == ("clerk", "姓名相同；都在株洲市人大，有一边届次不明")
    assert answer.redirect_chain == [(QUEUE, 302)]
    assert "没有等您定的了" in answer.content.decode()
    assert said(answer) == f"已记下：林知夏（{pair[0].pk}号和{pair[1].pk}号）不是同一个人。改主意"


def test_same_is_one_click_and_leads_to_the_way_back(desk: Client, pair):
    answer = desk.post(page_of(pair), {"choice": "same"}, follow=True)

    done = Merge.objects.get()
    assert list(Delegate.objects.all()) == [pair[0]]
    assert reverse("admin:delegates_merge_change", args=[done.pk]) in answer.content.decode()
    assert LogEntry.objects.get().get_change_message() == f"合并：{done}"


def test_later_stays_on_the_page_below_the_others(desk: Client, pair):
    answer = desk.post(page_of(pair), {"choice": "later", "reason": "等回电"}, follow=True)

    below = part(answer.content.decode(), 'section class="card later"')
    assert "clerk" in below
    assert "等回电" in below
    assert page_of(pair) in below


def test_a_page_before_a_merge_says_what_moves_and_lets_choose_who_stays(desk: Client, pair):
    make_proposal(proposers=[pair[1]])
    page = read(desk, page_of(pair))

    kept = [text(one) for one in re.findall(r'<label class="keep">.*?</label>', page, re.DOTALL)]
    assert kept == [
        f"保留林知夏（{pair[0].pk}号），另一条的任职资格1条、提出人1条改归这一条；两边相同的并成一条",
        f"保留林知夏（{pair[1].pk}号），另一条的任职资格1条、职务1条改归这一条；两边相同的并成一条",
    ]

    desk.post(page_of(pair), {"choice": "same", "keep": str(pair[1].pk), "reason": "给单位打过电话"})
    done = Merge.objects.get()
    assert (done.kept, done.gone, done.reason, str(done.merged_by)) == (
        pair[1].pk, pair[0].pk, "给单位打过电话", "clerk",
    )  # fmt: skip


def test_the_action_takes_exactly_two(desk: Client, pair):
    third = make_delegate("周子墨")
    everybody = [pair[0].pk, pair[1].pk, third.pk]

    def chosen(*ids: int):
        return desk.post("/admin/delegates/delegate/", {"action": "merge_chosen", "_selected_action": ids}, follow=True)

    assert said(chosen(*everybody)) == "请正好勾选两位，再用“合并所选”。"
    assert said(chosen(third.pk)) == "请正好勾选两位，再用“合并所选”。"
    assert chosen(third.pk, pair[0].pk).redirect_chain == [(page_of((pair[0], third)), 302)]
    assert "没有共同之处" not in read(desk, page_of(pair))


def test_the_lists_lead_to_the_queue(desk: Client, pair):
    assert "可能重复的1位" in text(part(read(desk, "/admin/delegates/delegate/"), 'ul class="object-tools"'))
    assert "可能重复的0个" in text(part(read(desk, "/admin/delegates/organisation/"), 'ul class="object-tools"'))


def test_units_are_one_by_one_click_and_the_name_stays_as_alias(desk: Client):
    city = make_region()
    one = make_organisation("株洲市江岸中学", region=city)
    other = make_organisation("市江岸中学校", region=city)
    make_delegate("林知夏", posts=[(other, "校长")])
    page = read(desk, UNITS)
    assert "是同一单位（记为别名）" in page
    assert "林知夏" in part(page, 'table class="pair"')

    desk.post(reverse("admin:delegates_organisation_pair", args=[one.pk, other.pk]), {"choice": "same"})

    unit = Organisation.objects.get()
    assert (unit, [str(alias) for alias in unit.aliases.all()]) == (one, ["市江岸中学校"])
    assert Post.objects.get().organisation == one
    assert SameOrganisation.objects.get().choice == Choice.SAME


def test_a_merge_is_taken_back_by_one_button(desk: Client, pair):
    done = merge(pair[0], pair[1], by=None, reason="同一个人")
    address = reverse("admin:delegates_merge_change", args=[done.pk])
    assert "撤销合并" in part(read(desk, address), 'section class="card undo"')

    answer = desk.post(reverse("admin:delegates_merge_undo", args=[done.pk]), follow=True)

    assert answer.redirect_chain == [(address, 302)]
    assert said(answer) == "合并已撤销：每一条记录都回到了原处。两条又会出现在重复登记队列里，等您再定。"
    assert "card undo" not in answer.content.decode()
    assert Delegate.objects.count() == 2
    assert str(Merge.objects.get().undone_by) == "clerk"


def test_what_could_not_be_taken_back_is_listed(desk: Client, pair):
    done = merge(pair[1], pair[0], by=None, reason="同一个人")
    Post.objects.update(title="副厂长")

    page = desk.post(reverse("admin:delegates_merge_undo", args=[done.pk]), follow=True)

    assert said(page).startswith("合并已撤销：有1条没有分开，列在下面")
    assert "职务“青禾农机厂副厂长”：合并以后改过，留在原处" in page.content.decode()


def test_a_merge_under_a_later_one_names_the_one_to_undo_first(desk: Client, pair):
    third = make_delegate("林知夏")
    done = merge(pair[0], pair[1], by=None, reason="同一个人")
    later = merge(third, pair[0], by=None, reason="同一个人")

    undo = part(read(desk, reverse("admin:delegates_merge_change", args=[done.pk])), 'section class="card undo"')
    assert reverse("admin:delegates_merge_change", args=[later.pk]) in undo
    assert "<form" not in undo

    answer = desk.post(reverse("admin:delegates_merge_undo", args=[done.pk]), follow=True)
    assert "请先撤销它" in said(answer)
    assert Merge.objects.filter(undone_at__isnull=False).count() == 0


def test_decisions_are_listed_and_lead_back_to_their_page(desk: Client, pair):
    desk.post(page_of(pair), {"choice": "different", "reason": "一男一女"})

    row = part(read(desk, "/admin/delegates/sameperson/"), "tbody")
    assert page_of(pair) in row
    assert "一男一女" in row

    merge(pair[0], pair[1], by=None, reason="弄错了")
    assert "（已并入别处）" in read(desk, "/admin/delegates/sameperson/")


@pytest.mark.parametrize("choice", ["", "maybe"])
def test_an_unknown_decision_and_a_missing_person_are_not_found(desk: Client, pair, choice):
    assert desk.post(page_of(pair), {"choice": choice}).status_code == 404
    assert desk.get(reverse("admin:delegates_delegate_pair", args=[pair[0].pk, 999999])).status_code == 404
    assert desk.get(reverse("admin:delegates_delegate_pair", args=[pair[0].pk, pair[0].pk])).status_code == 404


def test_reading_never_decides(desk: Client, pair):
    desk.get(page_of(pair), {"choice": "same"})
    done = merge(*pair, by=None, reason="同一个人")

    assert desk.get(reverse("admin:delegates_merge_undo", args=[done.pk])).status_code == 405
    assert Merge.objects.get().undone_at is None


def test_without_permission_to_change_people_there_is_no_queue(client: Client, pair):
    client.force_login(make_user(role=Role.AUDITOR))

    assert [client.get(QUEUE).status_code, client.get(page_of(pair)).status_code] == [403, 403]
    assert client.post(page_of(pair), {"choice": "different"}).status_code == 403
    assert SamePerson.objects.count() == 0


def test_whoever_may_change_but_not_merge_decides_all_but_the_merge(client: Client, pair):
    client.force_login(make_user(role=Role.EDITOR))
    page = read(client, QUEUE)

    assert 'value="same"' not in page
    assert client.post(page_of(pair), {"choice": "same"}).status_code == 403
    assert client.post(page_of(pair), {"choice": "different"}).status_code == 302
    assert (Merge.objects.count(), SamePerson.objects.get().choice) == (0, Choice.DIFFERENT)


def test_whoever_may_see_merges_but_not_change_them_cannot_undo(client: Client, pair):
    done = merge(*pair, by=None, reason="同一个人")
    client.force_login(make_user(role=Role.EDITOR))

    assert "<form" not in part(
        read(client, reverse("admin:delegates_merge_change", args=[done.pk])), 'section class="card undo"'
    )
    assert client.post(reverse("admin:delegates_merge_undo", args=[done.pk])).status_code == 403
    assert Delegate.objects.count() == 1


def test_a_form_without_its_token_decides_nothing(pair):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user(superuser=True))

    assert strict.post(page_of(pair), {"choice": "same"}).status_code == 403
    assert Delegate.objects.count() == 2


def test_pages_ask_as_often_for_forty_as_for_two(desk: Client, pair):
    def crowd(first: int, last: int) -> None:
        city = make_region()
        for number in range(first, last):
            unit = make_organisation(f"{number}号农机厂", region=city)
            make_organisation(f"株洲市{number}号农机厂", region=city, aliases=[f"{number}厂"])
            row = make_delegate("林知夏", term=16, posts=[(unit, "厂长")])
            make_mandate(row, Body.CPPCC, group="农业界")
            make_span(make_report(f"林知夏{number}\n", title=f"纪事{number}"), "林知夏", "name", delegate=row)
            make_proposal(proposers=[row])

    counts = []
    for first, last in ((0, 2), (2, 40)):
        crowd(first, last)
        counts.append([_queries(desk, address) for address in (QUEUE, UNITS, page_of(pair))])

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 32
    assert Proposal.objects.count() == 40


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)
