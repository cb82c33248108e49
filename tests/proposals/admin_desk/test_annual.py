"""The annual report's tables: counts of rows with their definitions, as a page and as a workbook."""

import io
import re
from datetime import date

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proposals.desk.annual import annual
from proposals.desk.figures import Figures
from proposals.desk.workbook import as_workbook
from proposals.handling.paper_letters import enter_paper
from proposals.models import Commitment, Department, Proposal, Rating, Reply, RuleSet
from proposals.workflow.events import Event
from proposals.workflow.needs import Need
from proposals.workflow.states import Duty
from tests.factories import make_proposal, make_session
from tests.proposals.admin_desk.batch_form import words
from tests.proposals.admin_desk.desk_rows import hand_over, make_suggestion
from tests.proposals.handling.cases import answer, make_scheme

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:proposals_proposal_annual")
TODAY = date(2026, 6, 1)


@pytest.fixture
def year(rules: RuleSet, housing: Department, finance: Department) -> list[Figures]:
    """Two answered, one in time and one late; one overdue, one not handed over; and others that do not count."""
    classes = {one.letter: one for one in make_scheme(make_session()).classes.all()}
    for day, letter in ((date(2026, 4, 29), "A"), (date(2026, 5, 9), "B")):
        part = hand_over(make_suggestion(), housing, Event.ACCEPT, Event.HANDLE)
        answer(part, on=day, result=classes[letter])
    overdue = make_suggestion()
    hand_over(overdue, finance, duty=Duty.LEAD)
    hand_over(overdue, housing, duty=Duty.ASSIST)
    make_suggestion()
    undone = make_suggestion()
    undone.record(Event.RETRACT, by=None)
    make_proposal("别的会议的", kind="suggestion", session=make_session(number=2))
    return annual(make_session(), TODAY)[2:]  # the two tables of rates come first


def test_each_proposal_of_the_session_counts_once_by_kind_and_state(year: list[Figures]):
    assert year[0].head == ("状态", "人大代表建议", "合计")
    assert set(year[0].rows) == {("已提交", 1, 1), ("已交办", 1, 1), ("已答复", 2, 2)}
    assert year[0].total == ("合计", 4, 4)


def test_each_department_with_its_parts_and_the_days_it_kept(year: list[Figures]):
    assert year[1].head[1:] == ("主办（独办、分办）", "会办", "已答复", "按期答复", "超期答复", "超期未答复")
    assert year[1].rows == (("株洲市住建局", 2, 1, 2, 1, 1, 0), ("株洲市财政局", 1, 0, 0, 0, 0, 1))


def test_each_class_with_its_meaning_there_and_its_outcome(year: list[Figures]):
    assert set(year[2].rows) == {
        ("已经解决或者基本解决", "A", "已经解决", 1),
        ("正在解决或者列入规划逐步解决", "B", "正在解决", 1),
    }


def test_days_of_answering_add_up(year: list[Figures]):
    assert list(year[3].rows) == [("按期答复", 1), ("超期答复", 1), ("超期未答复", 1), ("期限未到", 0)]
    assert year[3].total == ("合计", 3)


def test_the_time_each_step_took_is_told_by_department(year: list[Figures]):
    assert ("株洲市住建局", "从交办到第一次答复", 2, 94, 1, 122, 0) in year[4].rows
    assert ("株洲市财政局", "等待签收", 0, "", 1, 122, 0) in year[4].rows


@pytest.mark.usefixtures("year")
def test_the_rates_come_first_with_numbers_and_no_percentage_where_there_are_few():
    whole, departments = annual(make_session(), TODAY)[:2]

    assert [row[:4] for row in whole.rows] == [
        ("办复率", "—", 2, 3),
        ("按期率", "—", 1, 3),
        ("满意率", "—", 0, 0),
        ("解决率", "—", 1, 2),
        ("二次办理率", "—", 0, 2),
        ("承诺兑现率", "—", 0, 0),
    ]
    assert whole.rows[2][5] == "基本满意：0；已答复、没有人评价的件：2。件数少于10，只列件数，不算比率"
    assert set(departments.rows) == {
        ("株洲市住建局", "2/2", "1/2", "0/0", "1/2", "0/2", "0/0"),
        ("株洲市财政局", "0/1", "0/1", "0/0", "0/0", "0/0", "0/0"),
    }


@pytest.mark.usefixtures("year")
def test_the_page_defines_each_table_and_chooses_the_session(office: Client):
    shown = words(office.get(PAGE, {"session": make_session().pk}))

    assert "株洲市十六届人大一次会议，截至" in shown
    assert "每件取最后一次发出的答复" in shown
    assert "答复了不等于解决了" in shown


def test_without_a_choice_the_page_is_that_of_the_session_that_began_last(office: Client):
    for number, begins in ((1, date(2026, 1, 8)), (2, None), (3, date(2025, 1, 8))):
        make_proposal(f"第{number}次的一件", kind="suggestion", session=make_session(number=number, starts_on=begins))
    assert office.get(PAGE).context["session"] == make_session(number=1)


def test_the_share_behind_a_fraction_is_no_part_of_its_link():
    table = Figures("", "", ("单位", "办复率"), (("住建局", "9/12（75.0%）"),), links={(0, 1): ("?upper", "?lower")})
    assert table.cells[0][1].pieces == (("9", "?upper"), ("/", ""), ("12", "?lower"), ("（75.0%）", ""))


@pytest.mark.usefixtures("year")
def test_the_workbook_has_a_sheet_for_each_table(office: Client):
    response = office.get(PAGE, {"session": str(make_session().pk), "format": "xlsx"})

    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == [
        "办理比率", "各单位的办理比率", "种类与状态", "承办单位", "办理结果", "按期答复", "时间用在哪里",
    ]  # fmt: skip
    assert [cell.value for cell in book["承办单位"][5]] == ["株洲市住建局", 2, 1, 2, 1, 1, 0]


def test_words_that_begin_like_a_formula_stay_words():
    table = Figures("承办单位", "怎么算的", ("单位", "件数"), (("=1+1", 3),))

    sheet = openpyxl.load_workbook(io.BytesIO(as_workbook([table], "一次会议")))["承办单位"]

    assert (sheet["A5"].value, sheet["A5"].data_type, sheet["B5"].value) == ("=1+1", "s", 3)


def test_without_a_session_there_is_a_word_why(office: Client):
    Proposal.objects.create(headline="没有会议的", kind="suggestion")

    assert "还没有哪一件填了会议" in words(office.get(PAGE, follow=True))


@pytest.fixture
def told(year: list[Figures], office: Client) -> Client:
    """The same year, with a promise past its day and a rating; one letter is of no scheme."""
    letters = list(Reply.objects.order_by("pk"))
    Commitment.objects.create(proposal=letters[0].proposal, reply=letters[0], text="年内办好", due_on=date(2026, 5, 1))
    said = {"process": "content", "result": "content", "given_on": TODAY, "channel": "link"}
    Rating.objects.create(reply=letters[1], proposer=letters[1].proposal.proposers.get(), **said)
    proposal = make_suggestion()
    reply = enter_paper(proposal=proposal, by=None, on=TODAY, text="已阅")
    assert reply.result is None
    return office


def test_every_number_that_leads_somewhere_leads_to_as_many_rows(told: Client):
    followed = 0
    for table in annual(make_session(), timezone.localdate()):
        for row in [*table.cells, table.sums]:
            for number, address in (piece for cell in row for piece in cell.pieces):
                if not address:
                    continue
                listed = told.get(address).context["cl"]
                assert (table.title, address, listed.result_count) == (table.title, address, _count(number))
                followed += 1

    assert followed > 30


def test_a_list_that_a_number_led_to_says_what_it_counts(told: Client):
    whole = annual(make_session(), timezone.localdate())[0]

    page = words(told.get(whole.links[0, 2][0]))

    assert "株洲市十六届人大一次会议，办复率的分子" in page


def test_a_forged_count_shows_nothing(told: Client):
    for value in ("1-99-upper", "1-0-else", "x", "1-1-upper"):  # the last is of clocks, not of proposals
        listed = told.get(reverse("admin:proposals_proposal_changelist"), {"counted": value}).context["cl"]
        assert listed.result_count == 0


def _count(number: str) -> int:
    return int(re.match(r"\d+", number)[0])  # type: ignore[index]  # a number with its rate behind it


def test_a_printed_class_has_the_meaning_of_its_place_and_leads_to_its_list(office: Client):
    make_scheme(make_session())
    for printed in ("A", "（A）", "丁"):
        proposal = make_suggestion(f"登报的件{printed}")
        Reply.objects.create(proposal=proposal, reply_class=printed, replied_on=TODAY)
        proposal.record(Event.REPLY, by=None, on=TODAY, gives=frozenset({Need.LETTER}))

    table = annual(make_session(), TODAY)[4]

    assert set(table.rows) == {("已经解决或者基本解决", "A", "已经解决", 2), ("", "丁", "", 1)}
    for at, row in enumerate(table.rows):
        (address,) = table.links[at, 3]
        assert office.get(address).context["cl"].result_count == row[3]
