"""The one writer: which part an event is about, who may have one, and a log that replays to what is stored."""

from datetime import date

import pytest

from proposals.models import Assignment, Department, FollowUp, Proposal, RuleSet
from proposals.tracking.recording import record_first
from proposals.tracking.standings import legal_events, replayed, standing_of
from proposals.workflow.events import Event
from proposals.workflow.needs import IllegalMove, Missing, Need, Unsuitable
from proposals.workflow.roles import NotAllowed, Role
from proposals.workflow.states import Duty, Stage, State
from tests.factories import make_department, make_proposal, make_session, make_user

pytestmark = pytest.mark.django_db

E, DAY = Event, date(2026, 3, 2)
LETTER = frozenset({Need.LETTER})


@pytest.fixture
def proposal() -> Proposal:
    return make_proposal(kind="suggestion")


def assign(proposal: Proposal, name: str = "", duty: Duty = Duty.SOLE) -> Assignment:
    """One more department's part."""
    made = proposal.record(E.ASSIGN, by=None, on=DAY, department=make_department(name), duty=duty).assignment
    assert made is not None
    return made


def step(proposal: Proposal, part: Assignment, *events: Event) -> None:
    for event in events:
        proposal.record(event, by=None, on=DAY, assignment=part, note="理由", gives=LETTER, until=date(2026, 9, 1))


def stages(proposal: Proposal) -> list[str]:
    return list(proposal.assignments.order_by("pk").values_list("stage", flat=True))


def agrees(proposal: Proposal) -> bool:
    """Whether the log alone leads to what is stored."""
    stored = Proposal.objects.get(pk=proposal.pk)
    return replayed(stored) == standing_of(stored, list(stored.assignments.all()))


def test_an_event_is_about_the_only_department_that_answers(proposal):
    part = assign(proposal)
    followup = proposal.record(E.ACCEPT, by=None, on=DAY)

    assert (followup.assignment, followup.department) == (part, part.department)
    assert stages(proposal) == ["accepted"]


def test_an_opinion_is_that_of_the_only_department_that_assists(proposal):
    assign(proposal, duty=Duty.LEAD)
    assist = assign(proposal, duty=Duty.ASSIST)
    step(proposal, assist, E.ACCEPT)

    assert proposal.record(E.OPINION, by=None, on=DAY, gives=LETTER).assignment == assist


@pytest.mark.parametrize("event", [E.ACCEPT, E.CONTEST, E.REPLY])
def test_of_several_departments_the_one_meant_must_be_named(proposal, event):
    assign(proposal, duty=Duty.SEPARATE)
    assign(proposal, duty=Duty.SEPARATE)

    with pytest.raises(Missing, match="请选择承办单位"):
        proposal.record(event, by=None, on=DAY, note="理由", gives=LETTER)


def test_an_event_with_a_department_is_about_its_part(proposal):
    assign(proposal, duty=Duty.SEPARATE)
    second = assign(proposal, duty=Duty.SEPARATE)

    proposal.record(E.ACCEPT, by=None, on=DAY, department=second.department)

    assert stages(proposal) == ["assigned", "accepted"]
    assert proposal.state == "assigned"


def test_a_department_that_does_not_handle_it_is_refused_and_those_who_do_are_named(proposal):
    assign(proposal, "市住建局")

    with pytest.raises(Unsuitable) as refused:
        proposal.record(E.ACCEPT, by=None, on=DAY, department=make_department("市水利局"))

    assert str(refused.value) == "“市水利局”没有承办这一件，承办的是“市住建局”。请改选，或者先交办给它。"


def test_the_successor_speaks_for_the_department_it_took_over_from(proposal):
    part = assign(proposal, "市国土资源局")
    heir = make_department("市自然资源和规划局")
    Department.objects.filter(pk=part.department_id).update(successor=heir)

    assert proposal.record(E.ACCEPT, by=None, on=DAY, department=heir).assignment == part


def test_a_part_of_another_proposal_is_refused(proposal):
    assign(proposal)
    other = assign(make_proposal(kind="suggestion"))

    with pytest.raises(Unsuitable, match="不是这一件的"):
        proposal.record(E.ACCEPT, by=None, assignment=other)


def test_urging_is_about_all_where_nobody_is_named(proposal):
    assign(proposal, duty=Duty.SEPARATE)
    assign(proposal, duty=Duty.SEPARATE)

    assert proposal.record(E.URGE, by=None, on=DAY).assignment is None


def test_a_second_main_department_is_refused_with_a_sentence_and_nothing_is_written(proposal):
    assign(proposal, duty=Duty.LEAD)

    with pytest.raises(Unsuitable, match="主办（独办）单位只能有一个"):
        assign(proposal, duty=Duty.LEAD)

    assert (proposal.followups.count(), proposal.assignments.count()) == (2, 1)


def test_a_department_has_one_part_at_a_time(proposal):
    part = assign(proposal, "市住建局", Duty.LEAD)

    with pytest.raises(Unsuitable, match="“市住建局”已经是这一件的主办单位"):
        proposal.record(E.ASSIGN, by=None, on=DAY, department=part.department, duty=Duty.ASSIST)
    with pytest.raises(Unsuitable, match="“市住建局”已经是这一件的主办单位"):
        proposal.record(E.REASSIGN, by=None, on=DAY, department=part.department, note="申请")


def test_a_sole_department_becomes_the_main_one_when_another_assists(proposal):
    sole = assign(proposal)
    assign(proposal, duty=Duty.ASSIST)

    assert list(proposal.assignments.order_by("pk").values_list("duty", flat=True)) == ["lead", "assist"]
    assert (sole.duty, agrees(proposal)) == ("sole", True)


def test_a_reassigned_part_is_kept_and_the_new_department_has_its_duty(proposal):
    first = assign(proposal, duty=Duty.LEAD)
    assign(proposal, duty=Duty.ASSIST)
    step(proposal, first, E.CONTEST)

    proposal.record(E.REASSIGN, by=None, on=DAY, assignment=first, department=make_department(), note="职能不符")

    new = proposal.assignments.latest("pk")
    assert (new.duty, new.stage, new.replaces) == ("lead", "assigned", first)
    assert stages(proposal) == ["returned", "assigned", "assigned"]
    assert list(proposal.followups.order_by("-sequence").values_list("event", flat=True)[:2]) == ["assign", "reassign"]
    assert (proposal.state, agrees(proposal)) == ("assigned", True)


def test_an_assisting_department_may_be_let_go_without_another_and_then_be_the_main_one(proposal):
    lead, assist = assign(proposal, duty=Duty.LEAD), assign(proposal, duty=Duty.ASSIST)

    proposal.record(E.REASSIGN, by=None, on=DAY, assignment=assist, note="改由它主办")
    proposal.record(E.REASSIGN, by=None, on=DAY, assignment=lead, department=assist.department, note="职能所在")

    standing = list(proposal.assignments.standing().values_list("department", "duty"))
    assert (standing, agrees(proposal)) == ([(assist.department_id, "lead")], True)


def test_a_department_that_is_no_more_is_refused_and_its_successor_named(proposal):
    heir = make_department("市自然资源和规划局", valid_from=date(2019, 1, 10))
    gone = make_department("市国土资源局", valid_until=date(2019, 1, 10), successor=heir)

    with pytest.raises(Unsuitable) as refused:
        proposal.record(E.ASSIGN, by=None, on=DAY, department=gone)

    assert str(refused.value) == (
        "“市国土资源局”已于2019年1月10日撤销或更名，现在由“市自然资源和规划局”负责，请交办给它。"
        "如果是在那以前交办的，请填交办日期。"
    )
    assert proposal.record(E.ASSIGN, by=None, on=date(2019, 1, 9), department=gone).assignment is not None


def test_a_department_that_is_no_more_is_refused_without_a_date_too(proposal):
    with pytest.raises(Unsuitable, match="没有登记继任单位"):
        proposal.record(E.ASSIGN, by=None, department=make_department(valid_until=date(2019, 1, 10)))


def test_a_department_that_is_not_yet_is_refused(proposal):
    with pytest.raises(Unsuitable, match="2026年3月3日才设立"):
        proposal.record(E.ASSIGN, by=None, on=DAY, department=make_department(valid_from=date(2026, 3, 3)))


def test_time_is_granted_only_to_who_asked_for_it(proposal):
    part = assign(proposal)
    step(proposal, part, E.ACCEPT)

    with pytest.raises(IllegalMove) as refused:
        step(proposal, part, E.EXTEND)
    assert E.EXTEND not in refused.value.legal

    step(proposal, part, E.ASK_TIME)
    assert E.EXTEND in legal_events(proposal)
    step(proposal, part, E.DENY_TIME)
    assert E.EXTEND not in legal_events(proposal)
    assert agrees(proposal)


def test_a_letter_of_a_source_answers_for_its_department_whatever_was_recorded_before(proposal):
    first, second = assign(proposal, duty=Duty.SEPARATE), assign(proposal, duty=Duty.SEPARATE)

    proposal.record(E.REPLY, by=None, department=first.department, gives=LETTER, imported=True)
    assert (stages(proposal), proposal.state) == (["answered", "assigned"], "assigned")
    proposal.record(E.REPLY, by=None, department=second.department, gives=LETTER, imported=True)

    assert (stages(proposal), proposal.state, agrees(proposal)) == (["answered", "answered"], "replied", True)


def test_a_person_cannot_send_a_letter_past_the_check(proposal):
    assign(proposal)

    with pytest.raises(IllegalMove):
        proposal.record(E.REPLY, by=make_user(role=Role.REVIEWER), on=DAY, gives=LETTER)


def test_an_import_records_what_the_role_of_who_runs_it_may_not(proposal):
    editor = make_user(role=Role.EDITOR)

    with pytest.raises(NotAllowed):
        proposal.record(E.REPLY, by=editor, gives=LETTER)
    followup = proposal.record(E.REPLY, by=editor, gives=LETTER, imported=True)

    assert (followup.recorded_by, proposal.state) == (editor, "replied")


def test_the_first_of_several_departments_is_handled_again_while_the_other_goes_on(proposal):
    first, second = assign(proposal, duty=Duty.SEPARATE), assign(proposal, duty=Duty.SEPARATE)
    for part in (first, second):
        step(proposal, part, E.ACCEPT, E.HANDLE)
    step(proposal, first, E.DRAFT, E.REPLY)
    assert (proposal.state, E.RATE in legal_events(proposal)) == ("handling", True)

    step(proposal, first, E.REOPEN)

    assert (stages(proposal), proposal.state, proposal.round) == (["reopened", "handling"], "reopened", 2)
    assert agrees(proposal)


def test_a_withdrawn_proposal_keeps_where_its_departments_had_come_to_and_moves_no_more(proposal):
    first, second = assign(proposal, duty=Duty.SEPARATE), assign(proposal, duty=Duty.SEPARATE)
    for part in (first, second):
        step(proposal, part, E.ACCEPT, E.HANDLE)
    step(proposal, first, E.DRAFT, E.REPLY)

    proposal.record(E.WITHDRAW, by=None, on=DAY, note="提出人书面撤回")

    assert (stages(proposal), proposal.state) == (["answered", "handling"], "withdrawn")
    for part in (first, second):
        with pytest.raises(IllegalMove):
            step(proposal, part, E.REOPEN)
    assert set(legal_events(proposal)) == {E.NOTE, E.ATTACH}


def test_an_opinion_may_come_after_the_answer_and_not_after_the_end(proposal):
    lead, assist = assign(proposal, duty=Duty.LEAD), assign(proposal, duty=Duty.ASSIST)
    step(proposal, lead, E.ACCEPT, E.HANDLE, E.DRAFT, E.REPLY)
    step(proposal, assist, E.ACCEPT)

    proposal.record(E.CLOSE, by=None, on=DAY)
    with pytest.raises(IllegalMove):
        step(proposal, assist, E.OPINION)
    proposal.record(E.TRACK, by=None, on=DAY)
    step(proposal, assist, E.OPINION)

    assert (stages(proposal), proposal.state, agrees(proposal)) == (["answered", "answered"], "tracking", True)


def test_a_tracked_promise_is_answered_again_in_the_same_round(proposal):
    part = assign(proposal)
    step(proposal, part, E.ACCEPT, E.HANDLE, E.DRAFT, E.REPLY)
    proposal.record(E.TRACK, by=None, on=DAY)

    step(proposal, part, E.DRAFT)
    assert proposal.state == "drafted"
    step(proposal, part, E.REPLY)

    assert (proposal.state, proposal.round, agrees(proposal)) == ("replied", 1, True)


def test_a_motion_turned_into_a_suggestion_goes_on_as_one_and_the_log_keeps_its_number():
    motion = make_proposal(kind="motion", number="0012", session=make_session())
    motion.record(E.REVIEW, by=None, on=DAY)

    turned = motion.record(E.TURN, by=None, on=DAY, note="主席团决定作为建议处理")

    stored = Proposal.objects.get()
    assert (stored.kind, stored.number, stored.from_motion, stored.state) == ("suggestion", "", True, "submitted")
    assert (motion.kind, motion.number, turned.data["number"]) == ("suggestion", "", "0012")
    assert E.ASSIGN in legal_events(stored)
    assign(motion)
    assert agrees(motion)


def test_a_motion_turned_by_mistake_gets_kind_and_number_back():
    motion = make_proposal(kind="motion", number="0012", session=make_session())
    turned = motion.record(E.TURN, by=None, on=DAY, note="主席团决定作为建议处理")

    motion.record(E.CORRECT, by=None, on=DAY, note="看错了一行", corrects=turned, state=State.SUBMITTED)

    stored = Proposal.objects.get()
    assert (stored.kind, stored.number, stored.from_motion) == ("motion", "0012", False)
    assert agrees(motion)


def test_a_merger_by_mistake_is_parted_again():
    main, other = make_proposal(kind="proposal"), make_proposal(kind="proposal")
    merged = other.record(E.MERGE, by=None, on=DAY, main=main)

    other.record(E.CORRECT, by=None, on=DAY, note="内容并不相同", corrects=merged, state=State.SUBMITTED)

    assert Proposal.objects.get(pk=other.pk).merged_into is None
    assert (other.merged_into_id, agrees(other)) == (None, True)


def test_what_a_department_handles_may_be_merged_and_goes_on(proposal):
    part = assign(proposal)
    main = make_proposal(kind="suggestion")

    proposal.record(E.MERGE, by=None, on=DAY, main=main)
    step(proposal, part, E.ACCEPT)

    stored = Proposal.objects.get(pk=proposal.pk)
    assert (stored.state, stored.merged_into, agrees(proposal)) == ("accepted", main, True)


def test_a_correction_moves_department_and_state_together(proposal):
    part = assign(proposal)
    step(proposal, part, E.ACCEPT, E.HANDLE)
    wrong = proposal.followups.get(event="handle")

    proposal.record(
        E.CORRECT, by=None, on=DAY, note="还没有开始", corrects=wrong, assignment=part, stage=Stage.ACCEPTED
    )

    assert (stages(proposal), proposal.state, agrees(proposal)) == (["accepted"], "accepted", True)


def test_an_assignment_by_mistake_leaves_the_department_free_for_another_one(proposal):
    part = assign(proposal)
    wrong = proposal.followups.get(event="assign")
    proposal.record(E.CORRECT, by=None, on=DAY, note="交错了件", corrects=wrong, state=State.SUBMITTED)
    assert (stages(proposal), proposal.state) == (["returned"], "submitted")

    proposal.record(E.ASSIGN, by=None, on=DAY, department=part.department)

    assert (stages(proposal), agrees(proposal)) == (["returned", "assigned"], True)
    with pytest.raises(Unsuitable, match="已经是这一件的独办单位"):
        proposal.record(
            E.CORRECT, by=None, on=DAY, note="又找回来", corrects=wrong, assignment=part, stage=Stage.ASSIGNED
        )


def test_the_log_replays_after_the_rules_of_the_place_have_changed(proposal):
    rules = RuleSet.objects.create(name="不要求签收", signs=False, checks=False)
    part = assign(proposal)
    step(proposal, part, E.HANDLE, E.REPLY)

    RuleSet.objects.filter(pk=rules.pk).update(signs=True, checks=True)

    assert (proposal.state, agrees(proposal)) == ("replied", True)


def test_the_log_replays_after_the_kind_was_put_right():
    proposal = make_proposal(kind="motion")
    proposal.record(E.REVIEW, by=None, on=DAY)
    Proposal.objects.update(kind="proposal")
    proposal.record(E.FILE, by=None, on=DAY)
    Proposal.objects.update(kind="suggestion")

    assert (replayed(Proposal.objects.get()).state, Proposal.objects.get().state) == (State.FILED, "filed")


def test_a_row_written_before_the_log_kept_its_rules_is_taken_at_its_word():
    proposal = make_proposal(kind="suggestion", log=False, state="accepted")
    for sequence, event, state in ((1, "submit", "submitted"), (2, "assign", "assigned"), (3, "accept", "accepted")):
        FollowUp.objects.create(proposal=proposal, sequence=sequence, event=event, state=state)

    assert replayed(proposal).state is State.ACCEPTED


@pytest.mark.parametrize(
    ("role", "event", "able"),
    [
        (Role.ADMINISTRATOR, E.CLOSE, True),
        (Role.REVIEWER, E.CLOSE, True),
        (Role.EDITOR, E.CLOSE, False),
        (Role.EDITOR, E.NOTE, True),
        (Role.LIAISON, E.NOTE, False),
        (Role.AUDITOR, E.NOTE, False),
        (None, E.NOTE, False),
    ],
)
def test_a_role_records_what_it_may(proposal, role, event, able):
    part = assign(proposal)
    step(proposal, part, E.ACCEPT, E.HANDLE, E.DRAFT, E.REPLY)
    of = part.department if role is Role.LIAISON else None
    user = make_user(role=role, department=of) if role else make_user()
    before = proposal.followups.count()

    if able:
        assert proposal.record(event, by=user, on=DAY, note="理由").recorded_by == user
    else:
        with pytest.raises(NotAllowed):
            proposal.record(event, by=user, on=DAY, note="理由")
        assert proposal.followups.count() == before


def test_a_liaison_records_for_the_own_department_alone(proposal):
    own, other = assign(proposal, duty=Duty.SEPARATE), assign(proposal, duty=Duty.SEPARATE)
    speaker = make_user(role=Role.LIAISON, department=own.department)

    proposal.record(E.ACCEPT, by=speaker, on=DAY, assignment=own)
    with pytest.raises(NotAllowed):
        proposal.record(E.ACCEPT, by=speaker, on=DAY, assignment=other)

    assert stages(proposal) == ["accepted", "assigned"]


def test_a_reassignment_that_fails_leaves_the_object_in_memory_as_it_was(proposal):
    part = assign(proposal)
    step(proposal, part, E.ACCEPT)

    with pytest.raises(Unsuitable):
        proposal.record(
            E.REASSIGN, by=None, on=DAY, note="职能不符", department=make_department(valid_until=date(2019, 1, 10))
        )

    assert (proposal.state, stages(proposal), proposal.followups.count()) == ("accepted", ["accepted"], 3)


@pytest.mark.parametrize("event", [E.REPORT, E.SUBMIT])
@pytest.mark.parametrize("kind", ["suggestion", "motion", "proposal", "reported"])
def test_many_first_events_leave_what_each_alone_would(event: Event, kind: str):
    alone, *many = (Proposal.objects.create(kind=kind, headline=f"第{n}件") for n in range(3))
    alone.record(event, by=None, on=DAY)

    followups = record_first(many, event, by=None, on=DAY)

    told = Proposal.objects.values_list("kind", "state", "round", "number", "version", "followups__sequence",
                                        "followups__state", "followups__data", "followups__happened_on")  # fmt: skip
    assert [told.get(pk=one.pk) for one in many] == [told.get(pk=alone.pk)] * 2
    assert [one.proposal for one in followups] == many
    assert [one.state for one in many] == [alone.state] * 2
    assert all(agrees(one) for one in many)


def test_many_first_events_ask_who_may_record_them():
    new = Proposal.objects.create(kind="suggestion", headline="一件")

    with pytest.raises(NotAllowed):
        record_first([new], E.SUBMIT, by=make_user(role=Role.LIAISON, department=make_department()), on=None)
    assert not new.followups.exists()
