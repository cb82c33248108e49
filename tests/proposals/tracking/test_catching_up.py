"""A day or a rule that becomes known later starts the clocks that hang on it, and a day put right moves them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from delegates.models import Session
from proposals.handling.correcting import correct
from proposals.handling.refusal import Refused
from proposals.models import Deadline, Department, FollowUp, Proposal, RuleSet
from proposals.tracking.recomputing import recompute
from proposals.workflow.deadlines import chinese
from proposals.workflow.events import Event
from proposals.workflow.states import Duty
from tests.factories import make_department, make_session
from tests.proposals.tracking.test_deadline import (
    HANDED,
    LETTER,
    assigned,
    clock,
    clocks,
    handled,
    make_rules,
    replied,
)

pytestmark = pytest.mark.django_db
FIRST, OTHER = date(2026, 1, 16), date(2026, 1, 20)


@pytest.fixture
def bureau() -> Department:
    return make_department("株洲市城市管理局")


@pytest.fixture
def at_the_end() -> RuleSet:
    return make_rules(("reply", "session_end", "3m", "6m"))


def log(proposal: Proposal) -> list[str]:
    return [one.note for one in proposal.followups.filter(event=Event.RECOMPUTE).order_by("sequence")]


def entry(proposal: Proposal, event: Event) -> FollowUp:
    return proposal.followups.get(event=event)


def dated(session: Session, day: date | None, capture: Any) -> None:
    """As the form of the admin saves it."""
    session.ends_on = day
    with capture(execute=True):
        session.save()


def test_a_closing_date_entered_later_starts_the_reply_and_the_log_says_so(
    at_the_end: RuleSet, bureau: Department, django_capture_on_commit_callbacks: Any
):
    session = make_session(ends_on=None)
    proposal = assigned(bureau, session=session)
    assert clocks(proposal) == {}

    dated(session, FIRST, django_capture_on_commit_callbacks)

    assert clocks(proposal) == {"reply": "2026-04-16"}
    assert clock(proposal, "reply").starts_on == FIRST
    assert log(proposal) == ["答复期限现在能算了，是2026年4月16日。"]


def test_a_closing_date_put_right_moves_the_reply_and_one_taken_away_ends_it(
    at_the_end: RuleSet, bureau: Department, django_capture_on_commit_callbacks: Any
):
    session = make_session(ends_on=FIRST)
    proposal = assigned(bureau, session=session)

    dated(session, OTHER, django_capture_on_commit_callbacks)
    moved = clocks(proposal)
    dated(session, OTHER, django_capture_on_commit_callbacks)
    dated(session, None, django_capture_on_commit_callbacks)

    assert moved == {"reply": "2026-04-20"}
    assert clocks(proposal) == {}
    assert log(proposal) == [
        "答复期限由2026年4月16日改为2026年4月20日。",
        "答复期限原来是2026年4月20日，起算日现在不明，不再计。",
    ]


def test_the_form_of_the_session_is_all_that_staff_need(
    at_the_end: RuleSet, bureau: Department, admin_client: Client, django_capture_on_commit_callbacks: Any
):
    session = make_session(ends_on=None)
    proposal = assigned(bureau, session=session)
    page = reverse("admin:delegates_session_change", args=[session.pk])
    form = admin_client.get(page).context["adminform"].form
    sent = {name: value for name, value in form.initial.items() if value is not None}

    with django_capture_on_commit_callbacks(execute=True):
        saved = admin_client.post(page, {**sent, "ends_on": FIRST.isoformat()})

    assert saved.status_code == 302
    assert clocks(proposal) == {"reply": "2026-04-16"}


def test_an_answer_given_before_the_closing_date_was_known_is_judged_by_it(
    at_the_end: RuleSet, bureau: Department, django_capture_on_commit_callbacks: Any
):
    session = make_session(ends_on=None)
    proposal = assigned(bureau, session=session)
    replied(proposal, on=date(2026, 4, 20))

    dated(session, FIRST, django_capture_on_commit_callbacks)

    answer = clock(proposal, "reply")
    assert (answer.due_on, answer.met_on, answer.dropped) == (date(2026, 4, 16), date(2026, 4, 20), False)
    assert answer.days_late(date(2027, 1, 1)) == 4


def test_an_extension_stays_when_the_closing_date_is_put_right(
    at_the_end: RuleSet, bureau: Department, django_capture_on_commit_callbacks: Any
):
    session = make_session(ends_on=FIRST)
    proposal = assigned(bureau, session=session)
    handled(proposal, until=Event.HANDLE)
    until = date(2026, 6, 30)
    proposal.record(Event.ASK_TIME, by=None, note="涉及多个部门", until=until)
    proposal.record(Event.EXTEND, by=None, on=date(2026, 4, 10), until=until)

    dated(session, OTHER, django_capture_on_commit_callbacks)

    answer = clock(proposal, "reply")
    assert (answer.first_due_on, answer.due_on, answer.extended_to) == (date(2026, 4, 20), until, until)
    assert log(proposal) == []


def test_a_session_of_another_place_or_without_such_a_rule_moves_nothing(
    bureau: Department, django_capture_on_commit_callbacks: Any
):
    make_rules(("reply", "assigned", "3m", ""))
    session = make_session(ends_on=None)
    proposal = assigned(bureau, session=session)
    before = Deadline.objects.values_list("pk", "starts_on", "due_on").get()

    dated(session, FIRST, django_capture_on_commit_callbacks)

    assert Deadline.objects.values_list("pk", "starts_on", "due_on").get() == before
    assert log(proposal) == []


def test_the_day_of_an_assignment_entered_later_starts_what_hangs_on_it(bureau: Department):
    make_rules(("sign", "assigned", "5wd", ""), ("reply", "assigned", "3m", ""))
    proposal = assigned(bureau, on=None)
    proposal.record(Event.ACCEPT, by=None, on=date(2026, 2, 10))
    assert clocks(proposal) == {}

    correct(followup=entry(proposal, Event.ASSIGN), by=None, on=date(2026, 3, 1), note="交办单已找到", day=HANDED)

    assert clocks(proposal) == {"sign": "met 2026-02-10", "reply": "2026-04-30"}
    assert proposal.assignments.get().assigned_on == HANDED
    assert proposal.followups.get(event=Event.CORRECT).note == "交办的日期是2026年1月30日。交办单已找到"
    assert log(proposal) == [
        "签收期限现在能算了，是2026年2月6日。答复期限现在能算了，是2026年4月30日。",
    ]


@pytest.mark.parametrize(
    ("anchor", "event", "right", "due"),
    [
        ("assigned", Event.ASSIGN, date(2026, 1, 29), date(2026, 4, 29)),
        ("accepted", Event.ACCEPT, date(2026, 2, 12), date(2026, 5, 12)),
    ],
)
def test_the_day_of_an_entry_put_right_moves_the_clock_that_runs_from_it(
    anchor: str, event: Event, right: date, due: date, bureau: Department
):
    make_rules(("reply", anchor, "3m", ""))
    proposal = assigned(bureau)
    proposal.record(Event.ACCEPT, by=None, on=HANDED)

    correct(followup=entry(proposal, event), by=None, on=date(2026, 3, 1), note="登错了", day=right)

    assert clocks(proposal) == {"reply": due.isoformat()}
    assert log(proposal) == [f"答复期限由2026年4月30日改为{chinese(due)}。"]


def test_the_day_of_an_answer_put_right_is_the_day_on_which_it_was_met(bureau: Department):
    make_rules(("reply", "assigned", "3m", ""), ("feedback", "replied", "20wd", ""))
    proposal = assigned(bureau)
    replied(proposal, on=date(2026, 5, 9))
    assert clock(proposal, "reply").days_late(date(2026, 6, 1)) == 9

    correct(
        followup=entry(proposal, Event.REPLY), by=None, on=date(2026, 6, 1), note="邮戳是四月", day=date(2026, 4, 29)
    )

    assert clocks(proposal) == {"reply": "met 2026-04-29", "feedback": "2026-05-29"}


def test_a_second_reopening_counts_from_its_own_day(bureau: Department):
    make_rules(("reply", "assigned", "3m", ""), ("again", "reopened", "1m", ""))
    proposal = assigned(bureau)
    replied(proposal)
    proposal.record(Event.REOPEN, by=None, note="不满意")
    assert "again" not in clocks(proposal)

    correct(followup=entry(proposal, Event.REOPEN), by=None, on=date(2026, 6, 1), note="来电日", day=date(2026, 5, 6))

    assert clocks(proposal) == {"reply": "met 2026-04-20", "again": "2026-06-08"}
    assert clock(proposal, "again").round == 2


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 1, 29), "早于前一步的日期（2026年1月30日）。请核对"),
        (date(2026, 2, 6), "晚于后一步的日期（2026年2月5日）。请核对"),
        (date(2026, 3, 2), "更正后的日期还没有到。"),
    ],
)
def test_a_day_out_of_the_order_of_the_log_is_refused(day: date, says: str, bureau: Department):
    proposal = assigned(bureau)
    proposal.record(Event.ACCEPT, by=None, on=date(2026, 2, 1))
    proposal.record(Event.HANDLE, by=None, on=date(2026, 2, 5))

    with pytest.raises(Refused, match=says):
        correct(followup=entry(proposal, Event.ACCEPT), by=None, on=date(2026, 3, 1), note="登错了", day=day)


def test_a_rule_entered_later_starts_the_clock_of_whoever_is_at_work_and_judges_nobody_else(bureau: Department):
    waiting, done = assigned(bureau), assigned(make_department("市水利局"))
    lead = assigned(make_department("市林业局"), duty=Duty.LEAD)
    lead.record(Event.ASSIGN, by=None, on=HANDED, department=make_department("市财政局"), duty=Duty.ASSIST)
    replied(done)
    make_rules(("opinion", "assigned", "1m", ""), ("reply", "assigned", "3m", ""), ("publish", "replied", "20wd", ""))

    changed = recompute()

    assert changed == 2
    assert clocks(waiting) == {"reply": "2026-04-30"}
    assert clocks(done) == {}
    assert {one.step for one in lead.deadlines.all()} == {"reply", "opinion"}
    assert recompute() == 0


def test_a_session_dated_by_hand_is_heard_of_by_the_command(at_the_end: RuleSet, bureau: Department):
    session = make_session(ends_on=FIRST)
    late, early = assigned(bureau, session=make_session(number=2, ends_on=None)), assigned(bureau, session=session)
    Session.objects.filter(pk=session.pk).update(ends_on=OTHER)
    Session.objects.filter(proposals=late).update(ends_on=FIRST)

    assert recompute() == 2

    assert (clocks(late), clocks(early)) == ({"reply": "2026-04-16"}, {"reply": "2026-04-20"})
    assert recompute() == 0


def test_a_slip_in_the_year_computes_nothing(
    at_the_end: RuleSet, bureau: Department, django_capture_on_commit_callbacks: Any
):
    session = make_session(ends_on=None)
    proposal = assigned(bureau, session=session)

    dated(session, date(2926, 1, 16), django_capture_on_commit_callbacks)

    assert clocks(proposal) == {}


def test_a_correction_on_the_page_takes_the_day(admin_client: Client, bureau: Department):
    make_rules(("reply", "assigned", "3m", ""))
    proposal = assigned(bureau, on=None)
    page = reverse("admin:proposals_reply_correct", args=[entry(proposal, Event.ASSIGN).pk])

    assert "这一步发生在" in admin_client.get(page).content.decode()
    sent = admin_client.post(page, {"note": "交办单已找到", "day": HANDED.isoformat(), "on": "2026-03-01"})

    assert sent.status_code == 302
    assert clocks(proposal) == {"reply": "2026-04-30"}
    assert proposal.record(Event.ACCEPT, by=None, on=date(2026, 3, 2), gives=LETTER).state == "accepted"
