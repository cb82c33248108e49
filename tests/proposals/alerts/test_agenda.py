"""What a person is told on a day: at the marks, when overdue, and only of what they work on."""

from datetime import date, timedelta

import pytest

from proposals.alerts.agenda import SHOWN, agenda, provisional
from proposals.models import Assignment, Reply
from proposals.workflow.events import Event
from proposals.workflow.procedure import Need
from proposals.workflow.roles import Role
from proposals.workflow.states import Duty, Stage
from tests.factories import make_department, make_proposal, make_user
from tests.proposals.alerts.scene import make_clock, make_letter, make_part, make_promise

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 3)
YESTERDAY = TODAY - timedelta(days=1)
LETTER = frozenset({Need.LETTER})


@pytest.fixture
def reviewer():
    return make_user(role=Role.REVIEWER)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def told(user, since=YESTERDAY, today=TODAY) -> list[tuple[str, list[str]]]:
    """Each section's title with the facts of its lines."""
    return [(section.title, [line.fact for line in section.lines]) for section in agenda(user, today, since)]


def test_a_day_without_work_has_nothing_to_tell(reviewer):
    make_part()

    assert agenda(reviewer, TODAY, YESTERDAY) == []


@pytest.mark.parametrize("ahead", [30, 15, 7, 1])
def test_a_deadline_is_told_at_each_mark(reviewer, ahead):
    make_clock(make_part(), TODAY + days(ahead))

    assert told(reviewer) == [("快到期", [f"还有 {ahead} 天"])]


@pytest.mark.parametrize("ahead", [31, 29, 16, 14, 8, 6, 2])
def test_a_deadline_is_not_told_between_the_marks(reviewer, ahead):
    make_clock(make_part(), TODAY + days(ahead))

    assert told(reviewer) == []


def test_the_last_day_is_told_as_such(reviewer):
    make_clock(make_part(), TODAY)

    assert told(reviewer) == [("快到期", ["今天到期"])]


def test_a_mark_on_a_day_without_a_mail_is_told_with_the_next_one(reviewer):
    make_clock(make_part(), TODAY + days(5))

    assert told(reviewer, since=TODAY - days(3)) == [("快到期", ["还有 5 天"])]
    assert told(reviewer, since=TODAY - days(2)) == []


def test_the_first_mail_tells_of_all_that_is_near(reviewer):
    part = make_part()
    make_clock(part, TODAY + days(29))
    make_clock(part, TODAY + days(31), step="publish")

    assert told(reviewer, since=None) == [("快到期", ["还有 29 天"])]


def test_what_is_overdue_is_told_every_day(reviewer):
    make_clock(make_part(headline="修好堤岸", number="12"), TODAY - days(11))

    (section,) = agenda(reviewer, TODAY, YESTERDAY)

    (line,) = section.lines
    assert (section.title, section.told) == ("超期", "1 项超期")
    assert (line.title, line.fact, line.more) == ("修好堤岸", "超期 11 天", "应于5月23日前答复")
    assert line.who.startswith("第12号 · ")
    assert line.who.endswith("局独办")


def test_a_day_of_another_year_names_it(reviewer):
    make_clock(make_part(), date(2025, 12, 30))

    (section,) = agenda(reviewer, TODAY, YESTERDAY)

    assert section.lines[0].more == "应于2025年12月30日前答复"


def test_what_is_met_or_dropped_is_not_told(reviewer):
    make_clock(make_part(), YESTERDAY, met_on=YESTERDAY)
    make_clock(make_part(), YESTERDAY, dropped=True)

    assert told(reviewer) == []


def test_a_right_that_was_not_used_is_not_overdue(reviewer):
    make_clock(make_part(), TODAY + days(1), step="contest")
    make_clock(make_part(), YESTERDAY, step="contest")

    (section,) = agenda(reviewer, TODAY, YESTERDAY)

    assert [(line.fact, line.more) for line in section.lines] == [("还有 1 天", "要申请改办，最迟6月4日")]


def test_a_provisional_day_says_so(reviewer):
    make_clock(make_part(), TODAY + days(7), provisional=True)
    make_clock(make_part(), date(2027, 1, 8), provisional=True)

    (section,) = agenda(reviewer, TODAY, YESTERDAY)

    assert section.lines[0].more == "应于6月10日前答复（暂定，放假安排公布后可能变动）"
    assert provisional(reviewer, TODAY) == (2, [2026, 2027])


def test_the_first_lines_are_shown_and_the_others_counted(reviewer):
    for late in range(SHOWN + 3):
        make_clock(make_part(), YESTERDAY - days(late))

    (section,) = agenda(reviewer, TODAY, YESTERDAY)

    assert (section.count, len(section.lines), section.left) == (13, SHOWN, 3)
    assert section.lines[0].fact == "超期 13 天"


def test_a_reply_that_waits_to_be_checked_is_told_to_the_office(reviewer):
    part = make_part()
    part.proposal.record(Event.ACCEPT, by=None, on=date(2026, 3, 3), assignment=part)
    part.proposal.record(Event.HANDLE, by=None, on=date(2026, 3, 4), assignment=part)
    part.proposal.record(Event.DRAFT, by=None, on=TODAY - days(3), assignment=part, gives=LETTER)
    liaison = make_user(role=Role.LIAISON, department=part.department)

    assert told(reviewer) == [("等您审核的答复", ["已等 3 天"])]
    assert told(liaison) == []


def answered(day: date) -> Assignment:
    part = make_part()
    for event in (Event.ACCEPT, Event.HANDLE):
        part.proposal.record(event, by=None, on=date(2026, 3, 4), assignment=part)
    make_letter(part, replied_on=day)
    part.proposal.record(Event.DRAFT, by=None, on=day, assignment=part, gives=LETTER)
    part.proposal.record(Event.REPLY, by=None, on=day, assignment=part, gives=LETTER)
    part.refresh_from_db()
    assert part.stage == Stage.ANSWERED
    return part


def test_a_rating_is_chased_some_time_after_the_answer(reviewer):
    answered(TODAY - days(15))
    answered(TODAY - days(14))

    assert told(reviewer) == [("要催的评价", ["已等 15 天"])]


def test_a_rating_is_chased_from_the_day_that_the_rules_set(reviewer):
    early = answered(TODAY - days(10))
    make_clock(early, YESTERDAY, step="feedback")
    patient = answered(TODAY - days(40))
    make_clock(patient, TODAY + days(20), step="feedback")

    assert told(reviewer) == [("要催的评价", ["已等 10 天"])]


def test_promises_are_told_like_deadlines(reviewer):
    part = make_part()
    make_promise(part, TODAY + days(7), "修好一段堤岸")
    make_promise(part, TODAY - days(2), "挖好三口井")
    make_promise(part, TODAY + days(8), "种好树")
    make_promise(part, None, "早日修好桥")

    (section,) = agenda(reviewer, TODAY, YESTERDAY)

    assert [(line.fact, line.more) for line in section.lines] == [
        ("超期 2 天", "承诺6月1日前做到：挖好三口井"), ("还有 7 天", "承诺6月10日前做到：修好一段堤岸"),
    ]  # fmt: skip


def test_a_liaison_is_told_of_the_own_department_alone():
    own, other = make_department("市水利局"), make_department("市林业局")
    liaison = make_user(role=Role.LIAISON, department=own)
    for department, words in [(own, "修好堤岸"), (other, "种好树")]:
        part = make_part(department, headline=words)
        part.proposal.record(Event.ACCEPT, by=None, on=date(2026, 3, 3), assignment=part)
        make_clock(part, TODAY - days(2))
        make_promise(part, TODAY - days(1), f"{words}的承诺")

    sections = agenda(liaison, TODAY, YESTERDAY)

    assert [section.title for section in sections] == ["超期", "答复里的承诺"]
    assert {line.title for section in sections for line in section.lines} == {"修好堤岸"}


def test_a_liaison_is_not_told_of_another_departments_part_in_the_same_proposal():
    own, other = make_department(), make_department()
    part = make_part(other, duty=Duty.LEAD)
    part.proposal.record(Event.ASSIGN, by=None, on=date(2026, 3, 2), department=own, duty=Duty.ASSIST)
    mine = part.proposal.assignments.get(department=own)
    for one in (part, mine):
        part.proposal.record(Event.ACCEPT, by=None, on=date(2026, 3, 3), assignment=one)
    make_clock(part, TODAY - days(2))
    make_clock(mine, TODAY + days(1), step="opinion")
    liaison = make_user(role=Role.LIAISON, department=own)

    assert told(liaison) == [("快到期", ["还有 1 天"])]


def test_a_liaison_is_told_what_to_sign_for_and_what_to_write_again():
    department = make_department()
    unsigned = make_part(department)
    returned = make_part(department)
    returned.proposal.record(Event.ACCEPT, by=None, on=date(2026, 3, 3), assignment=returned)
    make_letter(returned, status=Reply.Status.RETURNED)
    liaison = make_user(role=Role.LIAISON, department=department)

    assert told(liaison) == [("待签收", ["已等 93 天"]), ("退回重拟的答复", ["退回重拟"])]
    assert unsigned.stage == Stage.ASSIGNED


def test_what_a_department_handed_on_is_told_to_the_next_one():
    before, after = make_department(), make_department()
    part = make_part(before)
    make_clock(part, TODAY - days(2), step="sign")
    part.proposal.record(
        Event.REASSIGN, by=None, on=date(2026, 3, 9), assignment=part, department=after, note="不属于本单位职责"
    )

    assert told(make_user(role=Role.LIAISON, department=before)) == []
    assert [title for title, _ in told(make_user(role=Role.LIAISON, department=after))] == ["待签收"]


def test_the_successor_of_a_department_is_told_of_its_work():
    department = make_department()
    make_clock(make_part(make_department(successor=department, valid_until=date(2026, 4, 1))), TODAY - days(2))

    titles = [title for title, _ in told(make_user(role=Role.LIAISON, department=department))]

    assert titles == ["超期", "待签收"]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUDITOR])
def test_who_only_enters_or_audits_is_told_nothing(role):
    make_clock(make_part(), YESTERDAY)

    assert agenda(make_user(role=role), TODAY, YESTERDAY) == []


def test_an_undone_import_is_told_to_nobody(reviewer):
    proposal = make_proposal()
    make_clock_of(proposal)
    proposal.record(Event.RETRACT, by=None)

    assert told(reviewer) == []


def make_clock_of(proposal) -> None:
    proposal.deadlines.create(
        step="publish", due_on=YESTERDAY, starts_on=YESTERDAY, first_due_on=YESTERDAY, because="公开办法第三条"
    )


def test_the_number_of_queries_does_not_grow_with_the_work(reviewer, django_assert_num_queries):
    for late in range(5):
        part = make_part()
        make_clock(part, YESTERDAY - days(late))
        make_promise(part, YESTERDAY - days(late))

    with django_assert_num_queries(8):  # six counts, two lists
        agenda(reviewer, TODAY, YESTERDAY)
