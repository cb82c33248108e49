"""Papers to print: what each must say, the same as a page and as a Word file."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from proposals.desk.papers import urging
from proposals.desk.papers.gathering import parts_for_papers
from proposals.models import Department, Proposal, RuleSet
from proposals.workflow.events import Event
from proposals.workflow.states import Duty
from tests.factories import make_delegate
from tests.proposals.admin_desk.batch_form import fields, words
from tests.proposals.admin_desk.desk_rows import hand_over, make_suggestion
from tests.proposals.handling.cases import make_answered

pytestmark = pytest.mark.django_db


def page(paper: str, **rows: object) -> str:
    query = "&".join(f"{name}={value}" for name, value in rows.items())
    return f"{reverse('admin:proposals_proposal_print', args=[paper])}?{query}"


@pytest.fixture
def handed(rules: RuleSet, housing: Department, finance: Department) -> Proposal:
    one = make_suggestion(
        "给老旧小区加装电梯", number="0018", proposers=[make_delegate("林知夏"), make_delegate("赵一川")]
    )
    hand_over(one, housing, duty=Duty.LEAD)
    hand_over(one, finance, duty=Duty.ASSIST)
    return one


def word(client: Client, address: str) -> str:
    """All words of the Word file, blanks dropped."""
    response = client.get(f"{address}&format=docx")
    document = Document(io.BytesIO(response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "".join("".join([*(one.text for one in document.paragraphs), *cells]).split())


HANDOVER = (
    "人大代表建议交办单", "第0018号", "2026年1月30日（星期五）", "给老旧小区加装电梯", "林知夏（领衔）、赵一川",
    "主办单位", "株洲市住建局", "会办单位", "株洲市财政局", "2026年4月30日（星期四）", "本市办理办法第九条",
    "由市里定补贴办法", "先选三个小区试点", "请逐条回应", "签收人",
)  # fmt: skip


@pytest.mark.parametrize("said", HANDOVER)
def test_a_handover_says_who_what_and_why_by_then_on_paper_and_in_the_file(office: Client, handed: Proposal, said: str):
    assert said in words(office.get(page("handover", ids=handed.pk)))
    assert said in word(office, page("handover", ids=handed.pk))


def test_a_handover_without_a_day_says_that_there_is_no_deadline(office: Client, rules: RuleSet, housing: Department):
    one = make_suggestion()
    one.record(Event.ASSIGN, by=None, department=housing, duty=Duty.SOLE)
    one.deadlines.update(dropped=True)

    shown = words(office.get(page("handover", ids=one.pk)))

    assert "交办日期：没有登记" in shown
    assert "没有算出期限：交办日期没有登记" in shown


def test_many_papers_are_a_page_each(office: Client, handed: Proposal):
    other = make_suggestion("另一件")

    content = office.get(page("handover", ids=f"{handed.pk},{other.pk}")).content.decode()

    assert content.count('<article class="sheet">') == 2
    assert content.index("给老旧小区加装电梯") < content.index("另一件")


def test_an_urging_letter_names_the_days_past_and_asks_for_the_step(handed: Proposal):
    part = handed.assignments.get(duty="lead")

    def letter(today: date) -> str:
        (one,) = parts_for_papers([part.pk])
        paper = urging(one, today)
        return "".join([paper.to, *paper.body, *(f"{line.label}{line.words}{line.because}" for line in paper.lines)])

    late = letter(date(2026, 5, 11))
    assert "株洲市住建局：" in late
    assert "人大代表建议《给老旧小区加装电梯》2026年1月30日交办，由贵单位主办，现在的进度是“待签收”。" in late
    assert "请尽快签收、答复，并把办理情况告诉我们。" in late
    assert "答复期限2026年4月30日（星期四），已超期 11 天" in late
    assert "本市办理办法第九条" in late
    assert "请按期" in letter(date(2026, 2, 1))


def test_beside_the_letter_one_records_that_it_went_out(office: Client, handed: Proposal):
    part = handed.assignments.get(duty="lead")
    context = office.get(page("urge", parts=part.pk)).context

    shown = office.get(context["record"])

    assert fields(shown)["event"] == "urge"
    assert fields(shown)["parts"] == str(part.pk)


def test_an_urging_letter_without_a_clock_asks_for_word_alone(office: Client, rules: RuleSet, housing: Department):
    part = hand_over(make_suggestion(), housing)
    part.deadlines.update(dropped=True)

    assert "现在没有正在计的期限。请把办理情况告诉我们。" in words(office.get(page("urge", parts=part.pk)))


def test_a_survey_goes_to_each_proposer_with_the_answer_and_five_choices(office: Client):
    proposal, reply = make_answered(proposers=[make_delegate("林知夏"), make_delegate("赵一川")])
    address = page("survey", ids=proposal.pk)

    for shown in (words(office.get(address)), word(office, address)):
        assert shown.count("办理情况征询意见表") == 2
        assert "林知夏：" in shown
        assert "赵一川：" in shown
        assert shown.count("□非常满意") == shown.count("□不满意") == 4
        assert f"{reply.department}2026年4月27日" in shown
        assert "承办单位不代填，不代签" in shown


def test_a_paper_is_black_on_white_and_needs_no_script(office: Client, handed: Proposal):
    content = office.get(page("handover", ids=handed.pk)).content.decode()

    assert "<script" not in content
    assert "style=" not in content
    assert 'data-theme="light"' in content


def test_a_liaison_prints_the_own_departments_papers_and_urges_nobody(
    liaison: Client, handed: Proposal, finance: Department
):
    theirs = make_suggestion("别家的")
    hand_over(theirs, finance)

    assert "给老旧小区加装电梯" in words(liaison.get(page("handover", ids=f"{handed.pk},{theirs.pk}")))
    assert "别家的" not in words(liaison.get(page("handover", ids=f"{handed.pk},{theirs.pk}")))
    assert liaison.get(page("handover", ids=theirs.pk)).status_code == 404
    assert liaison.get(page("urge", ids=handed.pk)).status_code == 403
