"""A letter goes from draft to post, in rounds; what went out stays, what is being written is never overwritten."""

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from proposals.handling.refusal import Refused
from proposals.handling.replies import Conflict, draft, edit, hand_in, send, send_back
from proposals.models import Proposal, Reply
from proposals.tracking.standings import replayed
from proposals.workflow.events import Event
from proposals.workflow.procedure import IllegalMove, Missing
from proposals.workflow.roles import NotAllowed, Role
from proposals.workflow.states import Duty, Stage, State
from tests.factories import make_department, make_session, make_user
from tests.proposals.handling.cases import (
    ASSIGNED,
    HANDED_IN,
    LETTER,
    SENT,
    answer,
    liaison,
    make_answered,
    make_assigned,
    make_scheme,
    paper,
    reviewer,
)

pytestmark = pytest.mark.django_db


def events(proposal: Proposal) -> list[str]:
    return list(proposal.followups.order_by("sequence").values_list("event", flat=True))


def test_a_letter_goes_from_the_liaison_over_the_reviewer_to_the_proposer():
    scheme = make_scheme()
    proposal, (part,) = make_assigned()
    writer, checker = liaison(part.department), reviewer()

    reply = draft(proposal=proposal, assignment=part, by=writer, text="还没有写好")
    reply = edit(reply=reply, by=writer, version=reply.version, text=LETTER, result=scheme.classes.get(letter="B"))
    reply = hand_in(reply=reply, by=writer, on=HANDED_IN)
    reply = send_back(reply=reply, by=checker, on=HANDED_IN, note="没有写期限")
    reply = edit(reply=reply, by=writer, version=reply.version, text=f"{LETTER}六月底前。")
    reply = hand_in(reply=reply, by=writer, on=HANDED_IN)
    reply = send(reply=reply, by=checker, on=SENT, number="〔2026〕18号")

    proposal.refresh_from_db()
    part.refresh_from_db()
    assert (reply.status, reply.reply_class, reply.replied_on, reply.round) == ("sent", "B", SENT, 1)
    assert (reply.number, reply.publication, reply.written_by) == ("〔2026〕18号", "draft", writer)
    assert (proposal.state, part.stage) == (State.REPLIED, Stage.ANSWERED)
    assert events(proposal) == ["submit", "assign", "accept", "handle", "draft", "redraft", "draft", "reply"]
    assert replayed(proposal).state == State.REPLIED


def test_a_letter_without_words_or_file_is_not_handed_in():
    proposal, (part,) = make_assigned()
    reply = draft(proposal=proposal, assignment=part, by=None)

    with pytest.raises(Missing, match="请附上答复"):
        hand_in(reply=reply, by=None, on=HANDED_IN)

    assert Reply.objects.get().status == "draft"


def test_a_file_alone_is_a_letter():
    proposal, (part,) = make_assigned()
    reply = draft(proposal=proposal, assignment=part, by=None, file=paper("答复.pdf"))

    assert hand_in(reply=reply, by=None, on=HANDED_IN).status == "handed_in"


def test_an_assisting_department_gives_its_opinion_and_answers_nobody():
    proposal, (_, assist) = make_assigned(duties=(Duty.LEAD, Duty.ASSIST))
    writer = liaison(assist.department)

    opinion = hand_in(
        reply=draft(proposal=proposal, assignment=assist, by=writer, text="同意"), by=writer, on=HANDED_IN
    )

    proposal.refresh_from_db()
    assert (opinion.role, opinion.status) == ("opinion", "sent")
    assert proposal.state == State.HANDLING
    assert events(proposal)[-1] == "opinion"


def test_an_opinion_is_not_sent_to_the_proposer():
    proposal, (_, assist) = make_assigned(duties=(Duty.LEAD, Duty.ASSIST))
    opinion = draft(proposal=proposal, assignment=assist, by=None, text="同意")

    with pytest.raises(Refused, match="会办意见送主办单位"):
        send(reply=opinion, by=None, on=SENT)


def test_two_people_never_overwrite_each_others_draft():
    proposal, (part,) = make_assigned()
    reply = draft(proposal=proposal, assignment=part, by=None, text="第一稿")
    edit(reply=reply, by=None, version=1, text="别人的一稿")

    with pytest.raises(Conflict) as conflict:
        edit(reply=reply, by=None, version=1, text="我的一稿")

    assert conflict.value.current.text == "别人的一稿"
    assert Reply.objects.get().text == "别人的一稿"


def test_a_letter_that_is_being_checked_is_not_edited():
    proposal, (part,) = make_assigned()
    reply = hand_in(reply=draft(proposal=proposal, assignment=part, by=None, text="稿"), by=None, on=HANDED_IN)

    with pytest.raises(Refused, match="请审核人先退回重拟"):
        edit(reply=reply, by=None, version=reply.version, text="又一稿")


def test_a_department_writes_one_letter_at_a_time():
    proposal, (part,) = make_assigned()
    draft(proposal=proposal, assignment=part, by=None, text="稿")

    with pytest.raises(Refused, match="已经有一份没有发出的稿子"):
        draft(proposal=proposal, assignment=part, by=None, text="另一稿")


def test_a_liaison_writes_for_the_own_department_alone_and_sends_nothing():
    proposal, (part,) = make_assigned()
    stranger, own = liaison(make_department()), liaison(part.department)

    with pytest.raises(NotAllowed):
        draft(proposal=proposal, assignment=part, by=stranger, text="稿")
    reply = hand_in(reply=draft(proposal=proposal, assignment=part, by=own, text="稿"), by=own, on=HANDED_IN)
    with pytest.raises(NotAllowed):
        send(reply=reply, by=own, on=SENT)
    with pytest.raises(NotAllowed):
        edit(reply=reply, by=make_user(role=Role.AUDITOR), version=reply.version, text="改")


def test_where_a_place_classes_its_replies_a_letter_needs_a_class_of_that_place():
    scheme = make_scheme()
    elsewhere = make_scheme(make_session("cppcc", term=10)).classes.get(letter="A")
    proposal, (part,) = make_assigned(session=scheme.session)
    reply = hand_in(reply=draft(proposal=proposal, assignment=part, by=None, text="稿"), by=None, on=HANDED_IN)

    with pytest.raises(Refused, match="请选择办理结果类别"):
        send(reply=reply, by=None, on=SENT)
    with pytest.raises(Refused, match="不在本会期的分类里"):
        send(reply=reply, by=None, on=SENT, result=elsewhere)
    assert send(reply=reply, by=None, on=SENT, result=scheme.classes.get(letter="C")).reply_class == "C"


def test_a_second_answer_is_another_round_and_the_first_stays():
    proposal, first = make_answered()
    proposal.record(Event.REOPEN, by=None, on=SENT, note="结果不满意")
    part = proposal.assignments.get()
    proposal.record(Event.HANDLE, by=None, on=SENT, assignment=part)

    second = answer(part, text="规划已经印发。")

    assert list(Reply.objects.order_by("round").values_list("round", "text")) == [(1, LETTER), (2, "规划已经印发。")]
    assert (first.round, second.round) == (1, 2)


def test_the_second_round_of_one_department_is_not_that_of_another():
    proposal, parts = make_assigned(duties=(Duty.SEPARATE, Duty.SEPARATE))
    slow = draft(proposal=proposal, assignment=parts[1], by=None, text=LETTER)
    answer(parts[0])
    proposal.record(Event.REOPEN, by=None, on=SENT, note="结果不满意", assignment=parts[0])

    sent = send(reply=hand_in(reply=slow, by=None, on=SENT), by=None, on=SENT)

    assert Proposal.objects.get().round == 2
    assert sent.round == 1


def test_what_cannot_follow_is_refused_with_what_can():
    proposal, (part,) = make_assigned()
    reply = draft(proposal=proposal, assignment=part, by=None, text="稿")

    with pytest.raises(IllegalMove, match="报送答复稿"):
        send(reply=reply, by=None, on=SENT)

    assert Reply.objects.get().status == "draft"
    assert proposal.followups.count() == 4


@pytest.mark.parametrize(
    "change",
    [
        {"text": "另一封信"}, {"number": "〔2026〕99号"}, {"replied_on": ASSIGNED}, {"signed_by": "别人"}, {"round": 7},
        {"role": "opinion"}, {"status": "draft"}, {"reply_class": "A"}, {"file": "x.pdf"},
    ],
)  # fmt: skip
def test_the_database_refuses_to_change_a_letter_that_went_out(change):
    _, reply = make_answered()

    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        Reply.objects.filter(pk=reply.pk).update(**change)

    assert Reply.objects.get().text == LETTER


def test_the_database_refuses_to_remove_a_letter_that_went_out():
    _, reply = make_answered()

    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        Reply.objects.filter(pk=reply.pk).delete()

    assert Reply.objects.count() == 1


def test_what_the_public_reads_of_a_letter_may_change():
    _, reply = make_answered()

    changed = Reply.objects.filter(pk=reply.pk).update(
        publication="withheld", withheld_ground="条例第十四条", summary="摘要", shown="summary"
    )

    assert changed == 1


def test_a_draft_may_be_thrown_away():
    proposal, (part,) = make_assigned()
    draft(proposal=proposal, assignment=part, by=None, text="稿")

    assert Reply.objects.all().delete()[0] == 1
