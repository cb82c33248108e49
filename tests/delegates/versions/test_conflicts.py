"""Whoever saves second is shown both texts; nothing is lost and nothing is overwritten unknowingly."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from delegates.models import Change, Organisation
from proposals.models import Ask, RuleSet
from proposals.workflow.events import Event
from tests.delegates.versions.sheets import fields_of, open_form
from tests.factories import make_delegate, make_organisation, make_proposal, make_region, make_report, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("clerk", superuser=True))
    return client


def change(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def conflict_of(response: Any) -> Any:
    assert response.status_code == 200
    return response.context["conflict"]


def lines(response: Any) -> list[tuple[str, str, str]]:
    return [
        (one.label, "".join(part.text for part in one.mine), "".join(part.text for part in one.stored))
        for one in conflict_of(response).lines
    ]


def taken(response: Any) -> list[tuple[str, str]]:
    return [(one.label, one.stored) for one in conflict_of(response).taken]


def test_an_untouched_row_is_saved_as_sent(desk: Client):
    unit = make_organisation("青禾合作社")
    sheet = open_form(desk, change(unit))

    assert desk.post(change(unit), sheet | {"name": "青禾农业合作社"}).status_code == 302
    unit.refresh_from_db()
    assert unit.name == "青禾农业合作社"


def test_who_saves_second_sees_both_texts_and_who_wrote_the_other(desk: Client):
    unit = make_organisation("青禾合作社")
    sheet = open_form(desk, change(unit))
    desk.post(change(unit), sheet | {"name": "青禾农业合作社"})

    late = desk.post(change(unit), sheet | {"name": "青禾果蔬合作社"})

    assert lines(late) == [("名称", "青禾果蔬合作社", "青禾农业合作社")]
    assert conflict_of(late).lines[0].who == "clerk"
    assert fields_of(late)["name"] == "青禾果蔬合作社"
    unit.refresh_from_db()
    assert unit.name == "青禾农业合作社"


def test_a_second_look_at_the_conflict_saves_ones_own_words(desk: Client):
    unit = make_organisation("青禾合作社")
    sheet = open_form(desk, change(unit))
    desk.post(change(unit), sheet | {"name": "青禾农业合作社"})
    late = desk.post(change(unit), sheet | {"name": "青禾果蔬合作社"})

    assert desk.post(change(unit), fields_of(late)).status_code == 302
    unit.refresh_from_db()
    assert unit.name == "青禾果蔬合作社"
    named = [one.fields["name"] for one in Change.objects.of(unit) if "name" in one.fields]
    assert named == [["青禾合作社", "青禾农业合作社"], ["青禾农业合作社", "青禾果蔬合作社"]]


def test_what_the_second_did_not_touch_takes_what_the_first_saved(desk: Client):
    unit = make_organisation("青禾合作社")
    make_region()
    sheet = open_form(desk, change(unit))
    desk.post(change(unit), sheet | {"region": "430200"})

    late = desk.post(change(unit), sheet | {"name": "青禾果蔬合作社"})

    assert (lines(late), taken(late)) == ([], [("地区", "株洲市")])
    assert desk.post(change(unit), fields_of(late)).status_code == 302
    unit.refresh_from_db()
    assert (unit.name, unit.region_id) == ("青禾果蔬合作社", "430200")


def test_two_who_write_the_same_do_not_conflict(desk: Client):
    unit = make_organisation("青禾合作社")
    sheet = open_form(desk, change(unit))
    desk.post(change(unit), sheet | {"name": "青禾农业合作社"})

    assert desk.post(change(unit), sheet | {"name": "青禾农业合作社"}).status_code == 302


@pytest.mark.parametrize("version", ["", "x", "999", "-1"])
def test_a_version_that_nobody_read_overwrites_nothing(desk: Client, version: str):
    unit = make_organisation("青禾合作社")
    sheet = open_form(desk, change(unit))

    late = desk.post(change(unit), sheet | {"name": "青禾果蔬合作社", "read_version": version})

    assert lines(late) == [("名称", "青禾果蔬合作社", "青禾合作社")]
    unit.refresh_from_db()
    assert unit.name == "青禾合作社"


def test_what_is_saved_while_the_form_is_being_opened_was_not_read(desk: Client):
    unit = make_organisation("青禾合作社")

    def save_after_the_row_was_read(execute: Any, sql: str, *rest: Any) -> Any:
        result = execute(sql, *rest)
        if sql.startswith("SELECT") and 'FROM "delegates_organisation"' in sql:
            Organisation.objects.filter(name="青禾合作社").update(name="青禾农业合作社")
        return result

    with connection.execute_wrapper(save_after_the_row_was_read):
        sheet = open_form(desk, change(unit))
    late = desk.post(change(unit), sheet | {"name": "青禾果蔬合作社"})

    assert sheet["name"] == "青禾合作社"
    assert lines(late) == [("名称", "青禾果蔬合作社", "青禾农业合作社")]


def test_a_row_beside_the_form_counts_as_a_change_of_it(desk: Client):
    proposal = make_proposal(asks=("修三段旧堤", "装路灯"), publication="draft")
    first, second = proposal.asks.all()
    sheet = open_form(desk, change(proposal))
    desk.post(change(proposal), sheet | {"asks-0-text": "修三段旧堤，年内完工"})

    late = desk.post(change(proposal), sheet | {"asks-0-text": "修三段新堤", "asks-1-text": "装太阳能路灯"})

    assert lines(late) == [("诉求（第1条）", "修三段新堤", "修三段旧堤，年内完工")]
    assert desk.post(change(proposal), fields_of(late)).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.text, second.text) == ("修三段新堤", "装太阳能路灯")


def test_a_row_that_was_removed_comes_in_again_only_if_it_was_rewritten(desk: Client):
    proposal = make_proposal(asks=("修三段旧堤", "装路灯", "清淤"), publication="draft")
    sheet = open_form(desk, change(proposal))
    proposal.asks.filter(order__lt=3).delete()

    late = desk.post(change(proposal), sheet | {"asks-1-text": "装太阳能路灯"})

    assert [label for label, *_ in lines(late)] == ["诉求"]
    assert "装太阳能路灯" in lines(late)[0][1]
    assert [label for label, _ in taken(late)] == ["诉求（已删除）", "诉求（已删除）"]
    assert desk.post(change(proposal), fields_of(late)).status_code == 302
    assert set(proposal.asks.values_list("text", flat=True)) == {"清淤", "装太阳能路灯"}


def test_a_row_that_somebody_added_stays(desk: Client):
    proposal = make_proposal(asks=("修三段旧堤",), publication="draft")
    sheet = open_form(desk, change(proposal))
    Ask.objects.create(proposal=proposal, order=2, text="装路灯")

    late = desk.post(change(proposal), sheet | {"headline": "把河堤修好"})

    assert [label for label, _ in taken(late)] == ["诉求（新增）"]
    assert desk.post(change(proposal), fields_of(late)).status_code == 302
    assert list(proposal.asks.values_list("text", flat=True)) == ["修三段旧堤", "装路灯"]


def test_articles_that_somebody_joined_are_kept(desk: Client):
    report = make_report("本市今冬要修好三段旧堤。\n")
    article = report.articles.create(order=1, headline="修堤", start=0, end=12, paragraphs=[[[0, 12]]])
    proposal = make_proposal(publication="draft")
    sheet = open_form(desk, change(proposal))
    proposal.articles.add(article)

    late = desk.post(change(proposal), sheet | {"headline": "把河堤修好"})

    assert [label for label, _ in taken(late)] == ["见于文章"]
    assert desk.post(change(proposal), fields_of(late)).status_code == 302
    assert list(proposal.articles.all()) == [article]


def test_a_bulk_action_counts_as_a_change(desk: Client):
    proposal = make_proposal(publication="draft")
    sheet = open_form(desk, change(proposal))
    listed = reverse("admin:proposals_proposal_changelist")
    desk.post(listed, {"action": "publish", "_selected_action": [proposal.pk]})

    late = desk.post(change(proposal), sheet | {"headline": "把河堤修好"})

    assert taken(late) == [("公开", "已公开")]


def test_an_event_of_the_log_is_no_conflict(desk: Client):
    proposal = make_proposal(publication="draft", kind="suggestion")
    sheet = open_form(desk, change(proposal))
    proposal.record(Event.NOTE, by=None, note="来电询问")

    assert desk.post(change(proposal), sheet | {"headline": "把河堤修好"}).status_code == 302


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: make_delegate("林知夏", body=None), "name"),
        (lambda: make_organisation("青禾合作社"), "name"),
        (lambda: make_report(publication="draft"), "title"),
        (lambda: make_proposal(publication="draft"), "headline"),
        (lambda: RuleSet.objects.create(name="办理规则", citation="办法第三条"), "name"),
        (lambda: make_user("someone"), "last_name"),
        (lambda: make_region(), "name"),
    ],
)
def test_no_form_of_the_admin_overwrites(desk: Client, make: Any, field: str):
    row = make()
    sheet = open_form(desk, change(row))
    type(row)._base_manager.filter(pk=row.pk).update(**{field: "别人写的"})

    late = desk.post(change(row), sheet | {field: "我写的"})

    assert [(mine, stored) for _, mine, stored in lines(late)] == [("我写的", "别人写的")]
    row.refresh_from_db()
    assert getattr(row, field) == "别人写的"


def test_the_reason_stands_beside_every_change_of_the_form(desk: Client):
    proposal = make_proposal(asks=("修三段旧堤",), publication="draft")
    sheet = open_form(desk, change(proposal))

    desk.post(change(proposal), sheet | {"headline": "把河堤修好", "asks-0-text": "修两段旧堤", "why": "来电更正"})

    changed = Change.objects.of(proposal).filter(kind="changed")
    assert {(one.table, one.why, one.by.username) for one in changed} == {
        ("proposals.proposal", "来电更正", "clerk"), ("proposals.ask", "来电更正", "clerk"),
    }  # fmt: skip
    assert len({one.act for one in changed}) == 1


@pytest.mark.parametrize("typed", [{"headline": "把河堤修好"}, {"asks-0-text": "修两段旧堤"}])
def test_what_readers_see_is_not_changed_without_a_reason(desk: Client, typed: dict[str, str]):
    proposal = make_proposal(asks=("修三段旧堤",))
    sheet = open_form(desk, change(proposal))

    refused = desk.post(change(proposal), sheet | typed)

    assert "请在“修改原因”里写一句为什么改" in refused.content.decode()
    assert desk.post(change(proposal), sheet | typed | {"why": "来信更正"}).status_code == 302


def test_to_take_a_proposal_back_from_readers_needs_no_reason(desk: Client):
    proposal = make_proposal()

    assert desk.post(change(proposal), open_form(desk, change(proposal)) | {"publication": "draft"}).status_code == 302


def test_the_form_asks_the_history_one_question(desk: Client, django_assert_max_num_queries: Any):
    proposal = make_proposal(asks=("修三段旧堤",))
    with django_assert_max_num_queries(60) as asked:
        desk.get(change(proposal))

    assert len([one for one in asked.captured_queries if "delegates_change" in one["sql"]]) == 1
