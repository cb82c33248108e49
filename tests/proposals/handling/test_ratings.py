"""Ratings: once for each proposer and reply, by a link of their own or from paper; discontent is heard at once."""

import hashlib
from datetime import date, timedelta

import pytest

from proposals.handling.links import Unusable, make_link, open_link, rate_by_link
from proposals.handling.ratings import Said, all_content, rate_from_paper
from proposals.handling.refusal import Refused
from proposals.models import Proposal, Rating, RatingLink
from proposals.tracking.standings import replayed
from proposals.workflow.events import Event
from proposals.workflow.outcomes import Satisfaction
from proposals.workflow.procedure import IllegalMove, Need
from proposals.workflow.roles import NotAllowed, Role
from proposals.workflow.states import Duty, Stage, State
from tests.factories import make_delegate, make_proposal, make_user
from tests.proposals.handling.cases import RATED, answer, make_answered, make_assigned, paper, reviewer

pytestmark = pytest.mark.django_db

CONTENT = Said(Satisfaction.VERY, Satisfaction.CONTENT)
DISCONTENT = Said(Satisfaction.CONTENT, Satisfaction.NOT, note="平台没有时间表")


def two_people() -> list:
    return [make_delegate("林知夏"), make_delegate("周子墨")]


def events(proposal: Proposal) -> list[str]:
    return list(proposal.followups.order_by("sequence").values_list("event", flat=True))[5:]


def test_a_link_rates_once_and_only_its_hash_is_kept():
    proposal, reply = make_answered()
    proposer = proposal.proposers.get()

    token = make_link(reply=reply, proposer=proposer, by=reviewer(), on=RATED)
    rating = rate_by_link(token=token, said=CONTENT, today=RATED)

    link = RatingLink.objects.get()
    assert link.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert (rating.channel, rating.entered_by, rating.proposer, rating.given_on) == ("link", None, proposer, RATED)
    assert events(proposal) == ["reply", "rate"]
    assert proposal.followups.latest("sequence").recorded_by is None
    with pytest.raises(Unusable, match="已经用过"):
        rate_by_link(token=token, said=CONTENT, today=RATED)
    assert Rating.objects.count() == 1


@pytest.mark.parametrize("days", [31, 400])
def test_a_link_expires(days: int):
    proposal, reply = make_answered()
    token = make_link(reply=reply, proposer=proposal.proposers.get(), by=reviewer(), on=RATED)

    assert open_link(token, today=RATED + timedelta(days=30)).reply == reply
    with pytest.raises(Unusable, match="有效期") as refused:
        open_link(token, today=RATED + timedelta(days=days))
    assert refused.value.known


def test_an_unknown_link_is_told_from_a_used_one():
    with pytest.raises(Unusable, match="没有这个评价链接") as refused:
        open_link("x" * 43, today=RATED)
    assert not refused.value.known


def test_a_new_link_takes_the_place_of_the_one_before():
    proposal, reply = make_answered()
    proposer, by = proposal.proposers.get(), reviewer()
    first = make_link(reply=reply, proposer=proposer, by=by, on=RATED)
    second = make_link(reply=reply, proposer=proposer, by=by, on=RATED)

    with pytest.raises(Unusable, match="换成新的"):
        open_link(first, today=RATED)
    assert open_link(second, today=RATED).proposer == proposer


@pytest.mark.parametrize("result", [Satisfaction.HARDLY, Satisfaction.NOT])
def test_whoever_is_not_content_with_the_result_opens_another_round_at_once(result: Satisfaction):
    proposal, reply = make_answered()
    token = make_link(reply=reply, proposer=proposal.proposers.get(), by=reviewer(), on=RATED)

    rate_by_link(token=token, said=Said(Satisfaction.VERY, result, note="平台没有时间表"), today=RATED)

    proposal.refresh_from_db()
    last = proposal.followups.latest("sequence")
    assert (proposal.state, proposal.round) == (State.REOPENED, 2)
    assert (last.event, last.recorded_by, last.note) == ("reopen", None, f"提出人对办理结果{result.label}")
    assert proposal.assignments.get().stage == Stage.REOPENED
    assert replayed(proposal).state == State.REOPENED


def test_being_discontent_with_the_process_alone_opens_no_round():
    proposal, reply = make_answered()

    rate_from_paper(
        reply=reply, proposer=proposal.proposers.get(), by=reviewer(), on=RATED, scan=paper(),
        said=Said(Satisfaction.NOT, Satisfaction.BASICALLY),
    )  # fmt: skip

    assert events(proposal) == ["reply", "rate"]


def test_what_a_proposer_notes_stays_out_of_the_public_log():
    proposal, reply = make_answered()
    rate_from_paper(
        reply=reply, proposer=proposal.proposers.get(), by=reviewer(), on=RATED, said=DISCONTENT, scan=paper()
    )

    assert Rating.objects.get().note == "平台没有时间表"
    assert not proposal.followups.filter(note__contains="时间表").exists()


def test_a_second_proposer_rates_the_same_answer_without_a_further_round():
    proposal, reply = make_answered(proposers=two_people())
    one, other = proposal.proposers.order_by("order")
    tokens = [make_link(reply=reply, proposer=who, by=reviewer(), on=RATED) for who in (one, other)]

    for token in tokens:
        rate_by_link(token=token, said=DISCONTENT, today=RATED)

    proposal.refresh_from_db()
    assert proposal.round == 2
    assert events(proposal) == ["reply", "rate", "reopen", "rate"]


def test_only_the_department_that_answers_for_itself_handles_it_again():
    proposal, _ = make_answered(duties=(Duty.SEPARATE, Duty.SEPARATE))
    second = proposal.assignments.latest("pk")
    reply = proposal.replies.get(assignment=second)

    rate_from_paper(
        reply=reply, proposer=proposal.proposers.get(), by=reviewer(), on=RATED, said=DISCONTENT, scan=paper()
    )

    assert [one.stage for one in proposal.assignments.order_by("pk")] == [Stage.ANSWERED, Stage.REOPENED]


def test_closing_is_offered_when_every_proposer_is_content_and_not_before():
    proposal, reply = make_answered(proposers=two_people())
    offered = []
    for proposer in proposal.proposers.order_by("order"):
        rate_from_paper(reply=reply, proposer=proposer, by=reviewer(), on=RATED, said=CONTENT, scan=paper())
        offered.append(all_content(Proposal.objects.get()))

    assert offered == [False, True]
    assert Proposal.objects.get().state == State.REPLIED


def test_closing_looks_at_the_last_round():
    proposal, reply = make_answered()
    by, proposer = reviewer(), proposal.proposers.get()
    rate_from_paper(reply=reply, proposer=proposer, by=by, on=RATED, said=DISCONTENT, scan=paper())
    part = proposal.assignments.get()
    proposal.record(Event.HANDLE, by=None, on=RATED, assignment=part)
    again = answer(part, on=date(2026, 6, 8))

    assert not all_content(Proposal.objects.get())
    rate_from_paper(reply=again, proposer=proposer, by=by, on=date(2026, 6, 9), said=CONTENT, scan=paper())
    assert all_content(Proposal.objects.get())


def test_paper_without_a_scan_proves_nothing():
    proposal, reply = make_answered()

    with pytest.raises(Refused, match="扫描件"):
        rate_from_paper(
            reply=reply, proposer=proposal.proposers.get(), by=reviewer(), on=RATED, said=CONTENT, scan=None
        )


def test_nobody_rates_the_same_answer_twice():
    proposal, reply = make_answered()
    proposer, by = proposal.proposers.get(), reviewer()
    token = make_link(reply=reply, proposer=proposer, by=by, on=RATED)
    rate_from_paper(reply=reply, proposer=proposer, by=by, on=RATED, said=CONTENT, scan=paper())

    with pytest.raises(Refused, match="已经评价过"):
        rate_by_link(token=token, said=DISCONTENT, today=RATED)
    with pytest.raises(Refused, match="已经评价过"):
        make_link(reply=reply, proposer=proposer, by=by, on=RATED)
    assert RatingLink.objects.get().used_at is None
    assert Rating.objects.count() == 1


def test_departments_do_not_rate_themselves():
    proposal, reply = make_answered()
    part = proposal.assignments.get()
    speaker = make_user(role=Role.LIAISON, department=part.department)

    with pytest.raises(NotAllowed):
        make_link(reply=reply, proposer=proposal.proposers.get(), by=speaker, on=RATED)
    with pytest.raises(NotAllowed):
        rate_from_paper(
            reply=reply, proposer=proposal.proposers.get(), by=speaker, on=RATED, said=CONTENT, scan=paper()
        )


def test_a_stranger_does_not_rate():
    _, reply = make_answered()
    stranger = make_proposal().proposers.get()

    with pytest.raises(Refused, match="不是这一件的提出人"):
        make_link(reply=reply, proposer=stranger, by=reviewer(), on=RATED)


def test_a_rating_that_the_procedure_refuses_leaves_the_link_unused():
    proposal, reply = make_answered()
    token = make_link(reply=reply, proposer=proposal.proposers.get(), by=reviewer(), on=RATED)
    proposal.record(Event.REOPEN, by=None, on=RATED, note="提出人来电要求")
    proposal.record(Event.WITHDRAW, by=None, on=RATED, note="提出人书面撤回")

    with pytest.raises(IllegalMove):
        rate_by_link(token=token, said=CONTENT, today=RATED)

    assert RatingLink.objects.get().used_at is None
    assert not Rating.objects.exists()


def test_an_opinion_is_not_rated():
    proposal, parts = make_assigned(duties=(Duty.LEAD, Duty.ASSIST))
    from_assisting = parts[1]
    proposal.record(
        Event.OPINION,
        by=None,
        on=RATED,
        assignment=from_assisting,
        gives=frozenset({Need.LETTER}),
    )
    opinion = proposal.replies.create(role="opinion", text="同意", status="sent", assignment=from_assisting)

    with pytest.raises(Refused, match="请提出人评价"):
        make_link(reply=opinion, proposer=proposal.proposers.get(), by=reviewer(), on=RATED)
