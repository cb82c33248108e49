"""The clocks of a proposal: what starts, meets, extends, drops and wakes them, and what a new notice changes."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegates.models import Body
from proposals.models import (
    Assignment,
    CalendarYear,
    Deadline,
    DeadlineRule,
    Department,
    FollowUp,
    Holiday,
    Proposal,
    Reply,
    RuleSet,
)
from proposals.tracking.recomputing import recompute
from proposals.workflow.clocks import Clock, TooLong
from proposals.workflow.events import Event
from proposals.workflow.procedure import Missing, Need
from proposals.workflow.signals import Signal
from proposals.workflow.states import Duty, Stage, State
from tests.factories import make_department, make_proposal, make_region, make_session

pytestmark = pytest.mark.django_db

LAW = "《代表法》第五十一条"
HANDED = date(2026, 1, 30)
LETTER = frozenset({Need.LETTER})
RATING = frozenset({Need.RATING})


def make_rules(*periods: tuple[str, str, str, str], **place: Any) -> RuleSet:
    """Rules of the country unless a place is given: (step, anchor, period, limit)."""
    rules = RuleSet.objects.create(name="办理规则", citation=LAW, **place)
    for step, anchor, period, limit in periods:
        DeadlineRule.objects.create(rule_set=rules, step=step, anchor=anchor, period=period, limit=limit)
    return rules


@pytest.fixture
def rules() -> RuleSet:
    return make_rules(
        ("sign", "assigned", "5wd", ""),
        ("contest", "assigned", "7wd", ""),
        ("adjust", "contested", "7d", ""),
        ("opinion", "assigned", "1m", ""),
        ("reply", "assigned", "3m", "6m"),
        ("feedback", "replied", "20wd", ""),
        ("again", "reopened", "2m", "3m"),
        ("publish", "replied", "20wd", ""),
        kind=Body.NPC,
    )


@pytest.fixture
def bureau() -> Department:
    return make_department("株洲市城市管理局")


def assigned(bureau: Department, *, on: date | None = HANDED, duty: Duty = Duty.SOLE, **more: Any) -> Proposal:
    proposal = make_proposal(kind="suggestion", **more)
    proposal.record(Event.ASSIGN, by=None, on=on, department=bureau, duty=duty)
    return proposal


def assisting(bureau: Department) -> Assignment:
    """The part of a department beside the one that answers."""
    proposal = assigned(bureau, duty=Duty.LEAD)
    proposal.record(Event.ASSIGN, by=None, on=HANDED, department=make_department("株洲市财政局"), duty=Duty.ASSIST)
    return proposal.assignments.get(duty=Duty.ASSIST.value)


def handled(proposal: Proposal, *, until: Event = Event.DRAFT) -> None:
    """Sign, handle and draft, up to an event."""
    for event, gives in ((Event.ACCEPT, None), (Event.HANDLE, None), (Event.DRAFT, LETTER)):
        proposal.record(event, by=None, on=date(2026, 2, 5), gives=gives or frozenset())
        if event is until:
            return


def extend(proposal: Proposal, until: date, **more: Any) -> None:
    """Ask for more time and get it."""
    proposal.record(Event.ASK_TIME, by=None, note="涉及多个部门，需要会商", until=until, **more)
    proposal.record(Event.EXTEND, by=None, on=date(2026, 4, 20), until=until, **more)


def replied(proposal: Proposal, on: date | None = date(2026, 4, 20)) -> None:
    handled(proposal)
    proposal.record(Event.REPLY, by=None, on=on, gives=LETTER)


def clocks(proposal: Proposal) -> dict[str, str]:
    """Each clock of the latest round: the day while it runs, else how it ended."""
    return {
        one.step: f"met {one.met_on}" if one.met_on else "dropped" if one.dropped else one.due_on.isoformat()
        for one in proposal.deadlines.order_by("round")
    }


def clock(proposal: Proposal, step: str) -> Deadline:
    return proposal.deadlines.filter(step=step).latest("round")


def test_clocks_are_the_steps_that_rules_can_have():
    assert [one.value for one in Clock] == DeadlineRule.Step.values


def test_an_assignment_starts_signing_contesting_and_the_reply(rules: RuleSet, bureau: Department):
    assert clocks(assigned(bureau)) == {"sign": "2026-02-06", "contest": "2026-02-10", "reply": "2026-04-30"}


def test_an_assisting_department_owes_an_opinion_and_no_reply(rules: RuleSet, bureau: Department):
    assert {one.step: one.due_on for one in assisting(bureau).deadlines.all()} == {
        "sign": date(2026, 2, 6),
        "contest": date(2026, 2, 10),
        "opinion": date(2026, 2, 28),
    }


def test_a_deadline_explains_itself(rules: RuleSet, bureau: Department):
    assert clock(assigned(bureau), "reply").because == (
        "《代表法》第五十一条：自交办之日起3个月内答复。2026年1月30日起3个月，到2026年4月30日。"
    )


def test_a_fixed_date_explains_itself_too(bureau: Department):
    session = make_session()
    make_rules(("reply", "assigned", "=06-30", ""), council=session.term.council, session=session)

    reply = clock(assigned(bureau, session=session), "reply")

    assert reply.because == f"{LAW}：6月30日以前答复。2026年1月30日之后的第一个6月30日，是2026年6月30日。"


def test_without_a_known_day_no_clock_runs(rules: RuleSet, bureau: Department):
    assert clocks(assigned(bureau, on=None)) == {}


def test_without_a_rule_no_clock_runs(bureau: Department):
    assert clocks(assigned(bureau)) == {}


def test_the_country_has_no_period_for_proposals_of_the_conference(rules: RuleSet, bureau: Department):
    proposal = make_proposal(kind="proposal")
    proposal.record(Event.FILE, by=None)
    proposal.record(Event.ASSIGN, by=None, on=HANDED, department=bureau, duty=Duty.SOLE)

    assert clocks(proposal) == {}


def test_the_nearest_rules_decide_and_leave_the_rest_to_the_law(rules: RuleSet, bureau: Department):
    session = make_session()
    council = session.term.council
    make_rules(("reply", "assigned", "2m", ""), ("sign", "assigned", "3wd", ""), council=council)
    make_rules(("reply", "assigned", "=06-30", ""), council=council, session=session)

    assert clocks(assigned(bureau, session=session)) == {
        "sign": "2026-02-04",  # of the council
        "contest": "2026-02-10",  # of the country
        "reply": "2026-06-30",  # of the session
    }


def test_rules_for_the_session_do_not_hold_for_what_comes_between_sessions(rules: RuleSet, bureau: Department):
    session = make_session()
    make_rules(
        ("reply", "assigned", "=06-30", ""), council=session.term.council, session=session,
        raised=RuleSet.Raised.SESSION,
    )  # fmt: skip

    between = assigned(bureau, session=session, between_sessions=True, on=date(2026, 7, 30))

    assert clock(between, "reply").due_on == date(2026, 10, 30)


def test_a_period_from_signing_begins_when_it_is_signed_for(bureau: Department):
    make_rules(("reply", "accepted", "3m", ""))
    proposal = assigned(bureau)
    assert clocks(proposal) == {}

    proposal.record(Event.ACCEPT, by=None, on=date(2026, 2, 5))

    assert clocks(proposal) == {"reply": "2026-05-06"}  # 5 May is a day off


def test_a_period_from_the_end_of_the_session_needs_its_day(bureau: Department):
    make_rules(("reply", "session_end", "3m", ""))
    ended = make_session(number=5, ends_on=date(2025, 12, 27))

    assert clocks(assigned(bureau, session=ended)) == {"reply": "2026-03-27"}
    assert clocks(assigned(bureau, session=make_session(number=4))) == {}


def test_signing_meets_its_clock_and_drops_nothing(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)

    proposal.record(Event.ACCEPT, by=None, on=date(2026, 2, 3))

    assert clocks(proposal) == {"sign": "met 2026-02-03", "contest": "2026-02-10", "reply": "2026-04-30"}


def test_a_clock_met_on_an_unknown_day_was_met_by_the_day_of_recording(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)

    followup = proposal.record(Event.ACCEPT, by=None)

    assert clock(proposal, "sign").met_on == followup.recorded_at.astimezone().date()


def test_who_handles_it_cannot_contest_it_any_more(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)

    handled(proposal, until=Event.HANDLE)

    assert clocks(proposal) == {"sign": "met 2026-02-05", "contest": "dropped", "reply": "2026-04-30"}


def test_contesting_starts_the_clock_of_those_who_decide(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)

    proposal.record(Event.CONTEST, by=None, on=date(2026, 2, 3), note="不属于本单位职责")
    assert clocks(proposal)["contest"] == "met 2026-02-03"
    assert clocks(proposal)["adjust"] == "2026-02-10"

    proposal.record(Event.UPHOLD, by=None, on=date(2026, 2, 5), note="职责清单第3项")
    assert clocks(proposal)["adjust"] == "met 2026-02-05"
    assert clocks(proposal)["reply"] == "2026-04-30"


def test_a_second_contest_starts_the_clock_again(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)
    proposal.record(Event.CONTEST, by=None, on=date(2026, 2, 3), note="不属于本单位职责")
    proposal.record(Event.UPHOLD, by=None, on=date(2026, 2, 5), note="职责清单第3项")

    proposal.record(Event.CONTEST, by=None, on=date(2026, 2, 6), note="职责已经划出")

    assert clocks(proposal)["adjust"] == "2026-02-13"


def test_a_reassignment_drops_the_old_clocks_and_the_new_department_has_its_own(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)
    old = proposal.assignments.get()
    proposal.record(Event.CONTEST, by=None, on=date(2026, 2, 3), note="不属于本单位职责")

    proposal.record(
        Event.REASSIGN, by=None, on=date(2026, 2, 10), note="属于教育局", department=make_department("株洲市教育局")
    )

    new = proposal.assignments.get(replaces=old)
    assert {one.step: (one.met_on, one.dropped) for one in old.deadlines.all()} == {
        "sign": (None, True),
        "contest": (date(2026, 2, 3), False),
        "adjust": (date(2026, 2, 10), False),
        "reply": (None, True),
    }
    assert {one.step: one.due_on for one in new.deadlines.running()} == {
        "sign": date(2026, 2, 24),  # 11, 12, 13, 14 (a Saturday worked), 24
        "contest": date(2026, 2, 26),
        "reply": date(2026, 5, 11),  # 10 May is a Sunday
    }


def test_an_opinion_meets_its_clock(rules: RuleSet, bureau: Department):
    part = assisting(bureau)

    for event in (Event.ACCEPT, Event.OPINION):
        part.proposal.record(event, by=None, on=date(2026, 2, 20), assignment=part, gives=LETTER)

    assert part.deadlines.get(step="opinion").met_on == date(2026, 2, 20)
    assert part.proposal.deadlines.running().filter(step="reply").count() == 1


def test_a_reply_meets_its_clock_and_starts_feedback_and_publication(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)

    replied(proposal)

    assert clocks(proposal) == {
        "sign": "met 2026-02-05",
        "contest": "dropped",
        "reply": "met 2026-04-20",
        "feedback": "2026-05-20",
        "publish": "2026-05-20",
    }


def test_a_letter_of_no_known_department_starts_clocks_of_the_proposal(rules: RuleSet):
    proposal = make_proposal(kind="suggestion")

    proposal.record(Event.REPLY, by=None, on=date(2026, 4, 20), gives=LETTER)

    assert [(one.step, one.assignment) for one in proposal.deadlines.running()] == [
        ("feedback", None),
        ("publish", None),
    ]


def test_a_rating_meets_feedback_and_another_round_has_its_own_clock(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)
    replied(proposal)

    proposal.record(Event.RATE, by=None, on=date(2026, 5, 6), gives=RATING)
    assert clocks(proposal)["feedback"] == "met 2026-05-06"

    proposal.record(Event.REOPEN, by=None, on=date(2026, 5, 8), note="提出人不满意")
    again = clock(proposal, "again")
    assert (again.round, again.due_on) == (2, date(2026, 7, 8))

    for event in (Event.HANDLE, Event.DRAFT, Event.REPLY):
        proposal.record(event, by=None, on=date(2026, 6, 30), gives=LETTER)
    assert clock(proposal, "again").met_on == date(2026, 6, 30)
    assert [one.round for one in proposal.deadlines.running().filter(step="feedback")] == [2]


def test_reopening_drops_the_feedback_that_nobody_gave(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)
    replied(proposal)

    proposal.record(Event.REOPEN, by=None, on=date(2026, 5, 8), note="人大常委会要求重新办理")

    assert clocks(proposal)["feedback"] == "dropped"
    assert clocks(proposal)["publish"] == "2026-05-20"


def test_closing_drops_feedback_and_keeps_publication(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)
    replied(proposal)

    proposal.record(Event.CLOSE, by=None, on=date(2026, 5, 8))

    assert clocks(proposal)["feedback"] == "dropped"
    assert clocks(proposal)["publish"] == "2026-05-20"


def test_a_decision_on_publication_meets_its_clock(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)
    replied(proposal)
    reply = Reply.objects.create(proposal=proposal, assignment=proposal.assignments.get())

    proposal.record(
        Event.NOTE, by=None, on=date(2026, 5, 7), note="答复公开（全文）",
        data={"reply": reply.pk, "publication": "published"},
    )  # fmt: skip

    assert clocks(proposal)["publish"] == "met 2026-05-07"


@pytest.mark.parametrize("event", [Event.WITHDRAW, Event.RETRACT])
def test_what_is_withdrawn_or_undone_has_no_clocks(rules: RuleSet, bureau: Department, event: Event):
    proposal = assigned(bureau)

    proposal.record(event, by=None, on=date(2026, 2, 3), note="代表书面要求撤回")

    assert set(clocks(proposal).values()) == {"dropped"}


def test_an_extension_moves_the_day_and_keeps_the_first(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)
    handled(proposal, until=Event.HANDLE)

    extend(proposal, date(2026, 7, 30))

    reply = clock(proposal, "reply")
    assert (reply.first_due_on, reply.due_on, reply.shifted_by) == (date(2026, 4, 30), date(2026, 7, 30), 0)
    assert reply.because.endswith("到2026年4月30日。经批准延期到2026年7月30日。")


@pytest.mark.parametrize(
    ("until", "says"),
    [
        (date(2026, 7, 31), "最长6个月，只能延到2026年7月30日。请改填这一天或更早的日期。"),
        (date(2026, 4, 30), "现在的期限就是2026年4月30日。要延期，请填这以后的日期。"),
    ],
)
def test_an_extension_beyond_the_limit_is_refused_and_writes_nothing(
    rules: RuleSet, bureau: Department, until: date, says: str
):
    proposal = assigned(bureau)
    handled(proposal, until=Event.HANDLE)

    with pytest.raises(TooLong) as refused:
        extend(proposal, until)

    assert str(refused.value).endswith(says)
    assert isinstance(refused.value, Missing)  # whoever shows what is missing shows this
    assert proposal.followups.last().event == Event.ASK_TIME
    assert clock(proposal, "reply").due_on == date(2026, 4, 30)


def test_what_rules_do_not_let_extend_is_not_extended(rules: RuleSet, bureau: Department):
    part = assisting(bureau)
    part.proposal.record(Event.ACCEPT, by=None, on=date(2026, 2, 3), assignment=part)

    with pytest.raises(TooLong, match="这一项不能延期"):
        extend(part.proposal, date(2026, 3, 10), assignment=part)


def test_the_second_round_has_a_limit_of_its_own(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)
    replied(proposal)
    proposal.record(Event.REOPEN, by=None, on=date(2026, 5, 8), note="提出人不满意")

    extend(proposal, date(2026, 8, 10))

    again = clock(proposal, "again")
    assert (again.first_due_on, again.due_on) == (date(2026, 7, 8), date(2026, 8, 10))  # 8 August is a Saturday


def test_a_correction_drops_what_no_longer_runs_and_wakes_what_does(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)
    replied(proposal)
    wrong = proposal.followups.get(event=Event.REPLY.value)

    proposal.record(
        Event.CORRECT, by=None, note="这封信答复的是另一件", corrects=wrong, assignment=proposal.assignments.get(),
        state=State.HANDLING, stage=Stage.HANDLING,
    )  # fmt: skip

    assert clocks(proposal) == {
        "sign": "met 2026-02-05",
        "contest": "dropped",
        "reply": "2026-04-30",
        "feedback": "dropped",
        "publish": "dropped",
    }


def test_a_correction_of_a_withdrawal_lets_the_clocks_run_on(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)
    withdrawn = proposal.record(Event.WITHDRAW, by=None, note="代表书面要求撤回")

    proposal.record(Event.CORRECT, by=None, note="撤回的是另一件", corrects=withdrawn, state=State.ASSIGNED)

    assert clocks(proposal) == {"sign": "2026-02-06", "contest": "2026-02-10", "reply": "2026-04-30"}


def test_what_is_owed_and_overdue_leaves_out_rights_and_what_proposers_give(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)
    today = date(2026, 5, 1)

    assert set(Deadline.objects.overdue(today).values_list("step", flat=True)) == {"sign", "reply"}
    assert clock(proposal, "reply").signal(today) is Signal.LATE
    assert clock(proposal, "reply").days_late(today) == 1


@pytest.fixture
def december(rules: RuleSet, bureau: Department) -> Proposal:
    """Handed over after a session of December: the reply falls into a year whose notice is not known."""
    return assigned(bureau, on=date(2026, 11, 9))


def test_a_day_in_a_year_without_a_notice_is_provisional(december: Proposal):
    reply = clock(december, "reply")

    assert (reply.due_on, reply.provisional) == (date(2027, 2, 9), True)
    assert "还没有收录2027年的放假安排" in reply.because


def enter_notice(*off: date) -> None:
    CalendarYear.objects.create(year=2027, notice="国务院办公厅关于2027年部分节假日安排的通知")
    for day in off:
        Holiday.objects.create(day=day, name="春节")


def test_a_notice_moves_a_provisional_day_and_the_log_says_so(december: Proposal):
    enter_notice(date(2027, 2, 9), date(2027, 2, 10))

    assert recompute() == 1

    reply = clock(december, "reply")
    assert (reply.due_on, reply.shifted_by, reply.provisional) == (date(2027, 2, 11), 2, False)
    logged = FollowUp.objects.get(proposal=december, event=Event.RECOMPUTE.value)
    assert (logged.recorded_by, logged.note) == (None, "答复期限由2027年2月9日改为2027年2月11日。")
    assert logged.data["deadlines"] == [
        {"deadline": reply.pk, "step": "答复", "old": "2027-02-09", "new": "2027-02-11", "provisional": False}
    ]


def test_a_notice_that_confirms_a_day_takes_its_mark_away(december: Proposal):
    enter_notice(date(2027, 2, 5))

    assert recompute() == 1

    assert (clock(december, "reply").due_on, clock(december, "reply").provisional) == (date(2027, 2, 9), False)
    assert december.followups.last().note == "答复期限仍是2027年2月9日，不再是暂定。"


def test_recomputing_again_changes_nothing(december: Proposal):
    enter_notice(date(2027, 2, 9))
    recompute()
    count = december.followups.count()

    assert recompute() == 0
    assert december.followups.count() == count


def test_a_notice_taken_back_makes_the_day_provisional_again(december: Proposal):
    enter_notice(date(2027, 2, 5))
    recompute()

    CalendarYear.objects.all().delete()

    assert recompute() == 1
    assert december.followups.last().note == "答复期限仍是2027年2月9日，改为暂定。"


def test_what_was_met_is_not_recomputed(december: Proposal):
    replied(december, on=date(2026, 12, 20))
    enter_notice(date(2027, 2, 9))

    recompute()

    assert clock(december, "reply").due_on == date(2027, 2, 9)
    assert {one["step"] for one in december.followups.last().data["deadlines"]} == {"反馈意见", "公开答复"}


def test_an_extension_survives_a_new_notice(december: Proposal):
    handled(december, until=Event.HANDLE)
    extend(december, date(2027, 4, 9))
    enter_notice(date(2027, 2, 9), date(2027, 2, 10))

    recompute()

    reply = clock(december, "reply")
    assert (reply.first_due_on, reply.due_on, reply.provisional) == (date(2027, 2, 11), date(2027, 4, 9), False)


def test_a_published_year_can_be_corrected_too(rules: RuleSet, bureau: Department):
    proposal = assigned(bureau)
    Holiday.objects.create(day=date(2026, 4, 30), name="抗洪")

    recompute()

    assert clock(proposal, "reply").due_on == date(2026, 5, 6)
    assert "2026年4月30日抗洪放假，顺延6天" in clock(proposal, "reply").because


def test_a_region_has_days_of_its_own_and_those_it_lies_in(rules: RuleSet, bureau: Department):
    city = make_region()
    province = make_region("430000", "湖南省")
    elsewhere = make_region("450000", "广西壮族自治区")
    for day, region, works in (
        (date(2026, 4, 30), province, False),
        (date(2026, 5, 1), city, True),
        (date(2026, 5, 1), elsewhere, False),
    ):
        Holiday.objects.create(day=day, region=region, works=works, name="地方")

    proposal = assigned(bureau, session=make_session(region=city))

    assert clock(proposal, "reply").due_on == date(2026, 5, 1)


def test_the_row_of_the_nearest_region_wins():
    county, city = make_region("430202", "荷塘区"), make_region()
    day = date(2026, 3, 9)
    Holiday.objects.create(day=day, region=county, works=True, name="地方")
    Holiday.objects.create(day=day, region=city, name="地方")
    Holiday.objects.create(day=day, name="全国")

    assert [Holiday.objects.calendar(code).works(day) for code in ("430202", "430200", "430100")] == [
        True,
        False,
        False,
    ]


def test_an_assignment_asks_for_rules_and_days_once_however_many_clocks_it_starts(
    bureau: Department,
):
    periods = [("sign", "assigned", "5wd", ""), ("contest", "assigned", "7wd", ""), ("reply", "assigned", "3m", "6m")]
    counts = []
    for known in (periods[:1], periods):
        RuleSet.objects.all().delete()
        make_rules(*known)
        proposal = make_proposal(kind="suggestion")
        with CaptureQueriesContext(connection) as asked:
            proposal.record(Event.ASSIGN, by=None, on=HANDED, department=bureau, duty=Duty.SOLE)
        counts.append(len(asked))

    assert counts[1] - counts[0] == 2 * 2  # each further clock: looked for, then written
