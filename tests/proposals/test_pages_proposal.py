"""What the page of one proposal says: where it stands, what was asked, who asked, what happened."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.test import Client

from delegates.models import Body
from proposals.models import Ask, Proposal
from proposals.workflow.events import Event
from proposals.workflow.procedure import Need
from proposals.workflow.states import State
from tests.factories import (
    make_delegate,
    make_department,
    make_industry,
    make_organisation,
    make_proposal,
    make_session,
)
from tests.pages import page_of, part, road, text

pytestmark = pytest.mark.django_db


ON_THE_WAY = (Event.ASSIGN, Event.ACCEPT, Event.HANDLE, Event.DRAFT, Event.REPLY)


def follow(proposal: Proposal, *entries: tuple[Event, date | None, str]) -> None:
    """Record these with all that has to come with them; one department handles it."""
    department = make_department("株洲市水务局")
    for event, on, note in entries:
        given = department if event is Event.ASSIGN else None
        proposal.record(event, by=None, on=on, note=note, department=given, gives=frozenset(Need))


def test_a_proposal_known_from_the_press_says_so_and_claims_nothing(client: Client):
    page = page_of(client, make_proposal())

    assert "仅见报道，未对应正式文件；这不表示没有办。" in page
    assert road(page) == [
        ("press", "提出：仅见报道报纸报道"), ("", "交办：还没有到"), ("", "答复：还没有到"), ("", "落实：还没有到"),
    ]  # fmt: skip


def test_the_road_and_the_history_follow_the_log_with_years_where_they_change(client: Client):
    proposal = make_proposal(kind="suggestion", log=False)
    follow(
        proposal,
        (Event.SUBMIT, date(2021, 12, 30), ""),
        (Event.ASSIGN, date(2022, 1, 30), ""),
        (Event.ACCEPT, None, ""),
        (Event.HANDLE, None, ""),
        (Event.DRAFT, date(2022, 4, 26), "先给您看看"),
        (Event.REPLY, date(2022, 4, 27), "计划六月印发"),
        (Event.REOPEN, date(2022, 5, 10), "结果不满意"),
    )

    page = page_of(client, proposal)

    assert road(page) == [
        ("been", "提出：已过2021年12月30日"),
        ("been", "交办：已过2022年1月30日"),
        ("again", "答复：第二轮重新办理中"),
        ("", "落实：还没有到"),
    ]
    history = text(part(page, 'ol class="tl"'))
    assert history == (
        "2021年12月30日提交2022年1月30日交办独办：株洲市水务局日期不明签收、开始办理株洲市水务局"
        "4月26日报送答复稿株洲市水务局4月27日答复株洲市水务局计划六月印发5月10日重新办理第二轮开始结果不满意"
    )


def test_a_day_nobody_knows_is_said_to_be_unknown(client: Client):
    proposal = make_proposal(kind="suggestion")

    assert road(page_of(client, proposal))[:2] == [("been", "提出：已过日期不明"), ("at", "交办：正在这一站已提交")]


@pytest.mark.parametrize(
    ("events", "stops"),
    [
        ([Event.WITHDRAW], ["been", "end", "", ""]),
        ([Event.ASSIGN], ["been", "been", "at", ""]),
        ([Event.ASSIGN, Event.ACCEPT, Event.WITHDRAW], ["been", "been", "end", ""]),
        ([Event.ASSIGN, Event.CONTEST], ["been", "been", "at", ""]),
        (ON_THE_WAY, ["been", "been", "been", ""]),
        ([*ON_THE_WAY, Event.CLOSE], ["been", "been", "been", ""]),
        ([*ON_THE_WAY, Event.TRACK], ["been", "been", "been", "at"]),
        ([*ON_THE_WAY, Event.FULFIL], ["been", "been", "been", "been"]),
        ([*ON_THE_WAY, Event.REOPEN], ["been", "been", "again", ""]),
        ([*ON_THE_WAY, Event.REOPEN, Event.HANDLE], ["been", "been", "again", ""]),
        ([*ON_THE_WAY, Event.REOPEN, Event.HANDLE, Event.DRAFT], ["been", "been", "again", ""]),
        ([*ON_THE_WAY, Event.REOPEN, Event.HANDLE, Event.DRAFT, Event.REPLY], ["been", "been", "been", ""]),
    ],
)
def test_the_road_stops_where_the_log_stops(client: Client, events: Sequence[Event], stops: list[str]):
    proposal = make_proposal(kind="suggestion")
    follow(proposal, *((event, None, "") for event in events))

    assert [look for look, _ in road(page_of(client, proposal))] == stops


def test_every_state_has_its_sentence_and_its_shape(client: Client):
    for proposal in [make_proposal(log=False) for _ in range(2)]:
        for state in set(State) - {State.RETRACTED}:
            Proposal.objects.filter(pk=proposal.pk).update(state=state.value)
            assert '<div class="now">' in page_of(client, proposal)


def test_a_proposal_whose_import_was_undone_has_no_page(client: Client):
    proposal = make_proposal()
    Proposal.objects.filter(pk=proposal.pk).update(state="retracted")

    assert client.get(proposal.get_absolute_url()).status_code == 404


def test_each_ask_shows_what_became_of_it(client: Client):
    proposal = make_proposal(kind="suggestion", asks=["修堤", "架桥"])
    Ask.objects.filter(proposal=proposal, order=1).update(outcome="resolved", outcome_note="去年汛前完工")

    page = page_of(client, proposal)

    assert text(part(page, 'ol class="asks"')) == "修堤已经解决：去年汛前完工架桥还没有答复"


def test_a_joint_proposal_names_the_lead_the_title_and_the_posts_of_everybody(client: Client):
    lead = make_delegate("林知夏", posts=[(make_organisation("青禾农机厂"), "厂长"), (None, "工艺师")])
    second = make_delegate("周子墨", body=Body.CPPCC)
    page = text(page_of(client, make_proposal(proposers=[lead, second], session=make_session())))

    assert "市人大代表林知夏（领衔）、市政协委员周子墨联名提出" in page
    assert "林知夏：青禾农机厂厂长、工艺师" in page


def test_a_keyword_that_lay_apart_is_shown_with_its_doubt(client: Client):
    open_doubt = text(page_of(client, make_proposal(keyword="潮涌")))
    settled = text(page_of(client, make_proposal(keyword="浪尖", confirmed=True)))

    assert "待核对" in open_doubt
    assert "高频词：浪尖报纸选的词" in settled
    assert "待核对" not in settled


def test_departments_that_a_source_names_are_not_called_responsible(client: Client):
    page = text(page_of(client, make_proposal(mentions=["城管", make_department("株洲市水务局")])))

    assert "被点到不等于已经交给它办" in page
    assert "株洲市水务局被提到" in page


def test_proposals_of_the_same_industry_are_named(client: Client):
    industry = make_industry("堤防")
    one, other = (make_proposal(industries=[industry]) for _ in range(2))

    assert other.get_absolute_url() in page_of(client, one)


def test_an_answer_without_a_recorded_assignment_says_so_on_the_road(client: Client):
    proposal = make_proposal(kind="suggestion")
    proposal.record(Event.REPLY, by=None, on=date(2024, 6, 3), gives=frozenset({Need.LETTER}))

    assert ("been", "交办：已过没有记录") in road(page_of(client, proposal))
