"""Promises stand in the letter word for word, stay open until settled on evidence, and move only with a reason."""

from datetime import date

import pytest

from proposals.handling.commitments import Words, move_due, promise, settle, words_in
from proposals.handling.refusal import Refused
from proposals.models import Commitment, Proposal, Reply
from proposals.workflow.events import Event
from proposals.workflow.procedure import IllegalMove
from proposals.workflow.roles import NotAllowed, Role
from tests.factories import make_proposal, make_user
from tests.proposals.handling.cases import LETTER, RATED, make_answered, paper, reviewer

pytestmark = pytest.mark.django_db

PLAN, DUE = "计划六月底前印发", date(2026, 6, 30)


def promised() -> Commitment:
    _, reply = make_answered()
    return promise(reply=reply, by=reviewer(), on=RATED, words=words_in(LETTER, PLAN), due_on=DUE)


def test_a_promise_is_found_in_the_letter_by_its_words():
    made = promised()

    assert LETTER[made.start : made.end] == made.text == PLAN
    assert (made.state, made.due_on) == ("open", DUE)
    last = made.proposal.followups.latest("sequence")
    assert (last.event, last.data["commitment"], last.data["due_on"]) == ("promise", made.pk, "2026-06-30")


def test_of_words_that_stand_twice_the_chosen_place_counts():
    assert words_in("先修堤，再修堤。", "修堤", near=6) == Words("修堤", 5, 7)
    assert words_in("先修堤，再修堤。", "修堤") == Words("修堤", 1, 3)


@pytest.mark.parametrize("words", [Words("计划七月底前印发", 0, 8), Words(PLAN, 0, 8), Words(PLAN), Words(" ")])
def test_words_that_are_not_in_the_letter_are_no_promise_of_it(words: Words):
    _, reply = make_answered()

    with pytest.raises(Refused):
        promise(reply=reply, by=reviewer(), on=RATED, words=words)

    assert not Commitment.objects.exists()


def test_a_letter_that_is_only_a_file_may_still_promise():
    _, reply = make_answered()
    scanned = reply.proposal.replies.create(round=1, file="replies/x.pdf")

    made = promise(reply=scanned, by=reviewer(), on=RATED, words=Words("年内完工"))

    assert (made.start, made.end) == (None, None)


def test_a_promise_is_noted_once():
    promised()
    reply = Reply.objects.get()

    with pytest.raises(Refused, match="已经登记过"):
        promise(reply=reply, by=reviewer(), on=RATED, words=words_in(LETTER, PLAN))


@pytest.mark.parametrize(("kept", "state", "event"), [(True, "kept", "keep"), (False, "broken", "break")])
def test_a_promise_is_settled_on_evidence(kept: bool, state: str, event: str):
    made = promised()

    done = settle(commitment=made, kept=kept, by=reviewer(), on=DUE, evidence="市府办公示", file=paper("公示.pdf"))

    made.refresh_from_db()
    assert (made.state, made.settled_on, made.evidence) == (state, DUE, "市府办公示")
    with made.evidence_file.open() as kept_file:
        assert kept_file.read() == b"%PDF-1.4 scan"
    assert done.proposal.followups.latest("sequence").event == event


def test_a_promise_is_not_settled_without_evidence_nor_twice():
    made, by = promised(), reviewer()

    with pytest.raises(Refused, match="凭据"):
        settle(commitment=made, kept=True, by=by, on=DUE, evidence=" ")
    settle(commitment=made, kept=True, by=by, on=DUE, evidence="公示")
    with pytest.raises(Refused, match="已经登记为“已兑现”"):
        settle(commitment=made, kept=False, by=by, on=DUE, evidence="没有")


def test_lateness_is_read_off_the_dates_and_ends_with_the_promise():
    made = promised()
    before = [made.late(DUE), made.late(date(2026, 7, 1))]
    settle(commitment=made, kept=True, by=reviewer(), on=date(2026, 7, 5), evidence="公示")
    made.refresh_from_db()

    assert before == [False, True]
    assert not made.late(date(2026, 8, 1))
    assert list(Commitment.objects.late(date(2026, 8, 1))) == []


def test_a_promise_without_a_day_is_never_late():
    _, reply = make_answered()
    made = promise(reply=reply, by=reviewer(), on=RATED, words=words_in(LETTER, "补助将在年内发放"))

    assert not made.late(date(2036, 1, 1))
    assert list(Commitment.objects.late(date(2036, 1, 1))) == []


def test_a_day_that_is_moved_leaves_both_days_and_the_reason_in_the_log():
    made = promised()

    moved = move_due(commitment=made, to=date(2026, 9, 30), by=reviewer(), on=RATED, note="汛情影响工期")

    last = moved.proposal.followups.latest("sequence")
    assert moved.due_on == date(2026, 9, 30)
    assert (last.event, last.note) == ("note", "承诺的期限由2026年6月30日改为2026年9月30日：汛情影响工期")
    assert (last.data["due_before"], last.data["due_on"]) == ("2026-06-30", "2026-09-30")


def test_a_day_is_not_moved_without_a_reason_nor_to_itself():
    made = promised()

    with pytest.raises(Refused, match="理由"):
        move_due(commitment=made, to=None, by=reviewer(), on=RATED, note="")
    with pytest.raises(Refused, match="没有变"):
        move_due(commitment=made, to=DUE, by=reviewer(), on=RATED, note="x")


def test_departments_do_not_say_themselves_that_they_kept_it():
    made = promised()
    speaker = make_user(role=Role.LIAISON, department=made.proposal.assignments.get().department)

    with pytest.raises(NotAllowed):
        settle(commitment=made, kept=True, by=speaker, on=DUE, evidence="公示")
    with pytest.raises(NotAllowed):
        settle(commitment=made, kept=True, by=make_user(role=Role.EDITOR), on=DUE, evidence="公示")


def test_an_ask_of_another_proposal_is_not_promised():
    _, reply = make_answered()
    other = make_proposal(asks=["架桥"]).asks.get()

    with pytest.raises(Refused, match="不是这一件的"):
        promise(reply=reply, by=reviewer(), on=RATED, words=words_in(LETTER, PLAN), ask=other)


def test_what_a_letter_promised_is_noted_while_it_is_handled_again_too():
    proposal, reply = make_answered()
    proposal.record(Event.REOPEN, by=None, on=RATED, note="不满意")

    made = promise(reply=reply, by=reviewer(), on=RATED, words=words_in(LETTER, PLAN))

    assert (made.state, Proposal.objects.get().state) == ("open", "reopened")


def test_a_promise_is_not_noted_once_the_proposal_is_withdrawn():
    proposal, reply = make_answered()
    proposal.record(Event.REOPEN, by=None, on=RATED, note="不满意")
    proposal.record(Event.WITHDRAW, by=None, on=RATED, note="提出人书面撤回")

    with pytest.raises(IllegalMove):
        promise(reply=reply, by=reviewer(), on=RATED, words=words_in(LETTER, PLAN))

    assert not Commitment.objects.exists()
