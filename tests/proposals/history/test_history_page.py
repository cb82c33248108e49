"""The page of a row's history: who, when, why, each field as it stood and stands, in Chinese."""

import random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from delegates.history.acts import acting
from delegates.history.reading import history_of
from delegates.models import Change
from proposals.models import Proposal
from proposals.workflow.events import Event
from proposals.workflow.roles import Role
from tests.factories import make_department, make_industry, make_proposal, make_session, make_user

pytestmark = pytest.mark.django_db


def told(proposal: Any, **chosen: str) -> list[tuple[str, str, list[tuple[str, str, list[tuple[str, str, str]]]]]]:
    def words(parts: Any) -> str:
        return "".join(part.text for part in parts)

    return [
        (
            one.who,
            one.why,
            [
                (step.what, step.text, [(each.label, words(each.before), words(each.after)) for each in step.moved])
                for step in one.steps
            ],
        )
        for one in history_of(proposal, **chosen).moments
    ]


def test_a_change_is_told_in_the_words_of_the_form():
    proposal = make_proposal("修堤", proposers=(), log=False, publication="draft")
    clerk = make_user("clerk", role=Role.EDITOR)
    session = make_session()
    with acting(by=clerk.pk, why="核对原件"):
        Proposal.objects.filter(pk=proposal.pk).update(kind="suggestion", session=session, field="society")

    assert told(proposal)[0] == (
        "clerk",
        "核对原件",
        [("修改", "", [
            ("种类", "媒体报道", "人大代表建议"), ("会议", "（空）", str(session)), ("领域", "（空）", "社会建设"),
        ])],
    )  # fmt: skip


def test_rows_beside_are_told_with_what_they_said():
    industry = make_industry("冷链物流")
    with acting(why="登记"):
        proposal = make_proposal("修堤", proposers=(), asks=("修三段旧堤",), industries=(industry,), log=False)
    with acting(why="更正"):
        proposal.asks.update(outcome="resolved")
        proposal.asks.update(text="修两段旧堤")
        proposal.industry_tags.all().delete()

    assert told(proposal) == [
        ("系统", "更正", [
            ("修改诉求", "修三段旧堤", [("结果", "还没有答复", "已经解决")]),
            ("修改诉求", "已经解决", [("诉求", "修三段旧堤", "修两段旧堤")]),
            ("删除所涉行业", "冷链物流", []),
        ]),
        ("系统", "登记", [
            ("新增", "", []),
            ("新增诉求", "修三段旧堤", []),
            ("新增所涉行业", "冷链物流", []),
        ]),
    ]  # fmt: skip


def test_the_log_is_read_among_the_changes():
    proposal = make_proposal("修堤", kind="suggestion", log=False)
    department = make_department("株洲市水利局")
    proposal.record(Event.SUBMIT, by=None)
    proposal.record(Event.ASSIGN, by=None, department=department)
    Proposal.objects.filter(pk=proposal.pk).update(headline="修好堤")

    def events() -> list[str]:
        return [step.what for one in history_of(proposal).moments for step in one.steps][:3]

    assert "交办" not in events()
    proposal.reader = make_user(role=Role.AUDITOR)  # type: ignore[attr-defined]  # as the admin's page sets it
    assert events() == ["修改", "交办", "提交"]


def test_one_field_can_be_looked_at_alone():
    proposal = make_proposal("修堤", asks=("修三段旧堤",), log=False)
    Proposal.objects.filter(pk=proposal.pk).update(headline="修好堤", number="0007")
    found = history_of(proposal, chosen="案号")

    assert [each.label for one in found.moments for step in one.steps for each in step.moved] == ["案号"]
    assert {"题目", "案号", "诉求", "提出人"} <= set(found.fields)


def test_every_earlier_state_of_a_row_can_be_told_from_its_history():
    chance, proposal = random.Random(20260630), make_proposal("修堤", proposers=(), log=False)  # noqa: S311  repeatable
    columns = {"headline": ["修堤", "修好堤", "把堤修好"], "number": ["", "7", "0007"], "field": ["", "society"]}
    stood = [Proposal.objects.filter(pk=proposal.pk).values(*columns).get()]
    for _ in range(60):
        column = chance.choice(list(columns))
        Proposal.objects.filter(pk=proposal.pk).update(**{column: chance.choice(columns[column])})
        now = Proposal.objects.filter(pk=proposal.pk).values(*columns).get()
        stood += [now] if now != stood[-1] else []

    state, told_back = dict(stood[-1]), [stood[-1]]
    for one in Change.objects.of(proposal).filter(kind="changed").order_by("-pk"):
        assert {column: state[column] for column in one.fields} == {c: new for c, (_, new) in one.fields.items()}
        state |= {column: old for column, (old, _) in one.fields.items()}
        told_back.append(dict(state))
    assert told_back[::-1] == stood


def test_the_page_shows_it_and_is_open_to_who_sees_the_row(client: Client):
    proposal = make_proposal("修堤", asks=("修三段旧堤",))
    with acting(why="来电更正"):
        Proposal.objects.filter(pk=proposal.pk).update(headline="修好堤")
    client.force_login(make_user(role=Role.AUDITOR))

    page = client.get(reverse("admin:proposals_proposal_history", args=[proposal.pk])).content.decode()

    assert "来电更正" in page
    assert "只看这一栏" in page


def test_the_page_of_another_department_is_closed_to_a_liaison(client: Client):
    proposal = make_proposal(publication="draft", kind="suggestion")
    client.force_login(make_user(role=Role.LIAISON, department=make_department()))

    assert client.get(reverse("admin:proposals_proposal_history", args=[proposal.pk])).status_code == 302


@pytest.mark.parametrize("times", [3, 40])
def test_the_page_takes_the_same_queries_however_long(client: Client, django_assert_max_num_queries: Any, times: int):
    industries = [make_industry() for _ in range(times)]
    proposal = make_proposal("修堤", asks=[f"修第{n}段" for n in range(times)], industries=industries)
    for n in range(times):
        Proposal.objects.filter(pk=proposal.pk).update(number=str(n + 1), session=make_session(number=n + 1))
    client.force_login(make_user(superuser=True))

    with django_assert_max_num_queries(18):
        client.get(reverse("admin:proposals_proposal_history", args=[proposal.pk]))
