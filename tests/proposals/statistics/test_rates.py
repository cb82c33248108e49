"""The rates of handling, counted by hand: what is in each, what is left out, and when no percentage is reckoned."""

from datetime import date
from typing import Any

import pytest

from proposals.handling.ratings import Said, keep
from proposals.models import Assignment, Commitment, Deadline, Proposal, Rating, Reply, ResultClass, ResultScheme
from proposals.statistics.rates import NOTE_FEW, Number, Rate, rates
from proposals.workflow.events import Event
from proposals.workflow.outcomes import Outcome, Satisfaction
from proposals.workflow.states import Duty
from tests.factories import make_delegate, make_department, make_proposal, make_session
from tests.proposals.handling.cases import answer, make_answered, make_assigned, make_scheme

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 30)


def whole() -> dict[str, Rate]:
    """The rates of everything there is."""
    return {one.name: one for one in rates(Proposal.objects.all(), TODAY).whole}


def of(name: str) -> tuple[int, int]:
    """One of them: numerator, denominator."""
    return whole()[name].numerator.count, whole()[name].denominator.count


def asides(name: str) -> dict[str, int]:
    return {one.name: one.count for one in whole()[name].asides}


def answered_as(letter: str, classes: dict[str, ResultClass]) -> Proposal:
    """Without a letter: at a session whose classes nobody has entered."""
    proposal, (part,) = make_assigned(session=make_session(number=1 if letter else 2))
    answer(part, result=classes.get(letter))
    return Proposal.objects.get(pk=proposal.pk)


@pytest.fixture
def classes() -> dict[str, ResultClass]:
    return {one.letter: one for one in make_scheme().classes.all()}


def rate(reply: Reply, result: Satisfaction, *, on: date = TODAY, proposer: Any = None) -> Rating:
    reply = Reply.objects.get(pk=reply.pk)
    said = Said(process=Satisfaction.VERY, result=result)
    return keep(reply=reply, proposer=proposer or reply.proposal.proposers.get(), by=None, on=on, said=said)


def clock(part: Assignment, due: date, met: date | None = None, **more: Any) -> Deadline:
    return Deadline.objects.create(
        proposal=part.proposal, assignment=part, step="reply", starts_on=date(2026, 1, 30), due_on=due,
        first_due_on=due, met_on=met, because="三个月", **more,
    )  # fmt: skip


def promise(proposal: Proposal, state: str, due: date | None = None) -> Commitment:
    reply = proposal.replies.get()
    return Commitment.objects.create(proposal=proposal, reply=reply, text="年内发放", state=state, due_on=due)


def test_nothing_at_all_divides_nothing():
    found = rates(Proposal.objects.all(), TODAY)

    assert [(one.numerator.count, one.denominator.count, one.percent, one.note) for one in found.whole] == [
        (0, 0, None, NOTE_FEW)
    ] * 6
    assert found.departments == ()


def test_answered_is_counted_of_what_was_assigned_and_not_of_what_nobody_handles():
    make_answered()
    make_assigned()
    make_proposal()
    make_proposal(kind="suggestion")
    withdrawn, _ = make_assigned()
    withdrawn.record(Event.WITHDRAW, by=None, note="代表书面要求撤回")

    assert of("办复率") == (1, 2)


def test_a_draft_answers_nothing():
    proposal, (part,) = make_assigned()
    Reply.objects.create(proposal=proposal, assignment=part, status=Reply.Status.DRAFT)

    assert of("办复率") == (0, 1)


def test_resolved_is_not_answered(classes: dict[str, ResultClass]):
    for letter in ("A", "B", "C", ""):
        answered_as(letter, classes)

    assert of("办复率") == (4, 4)
    assert of("解决率") == (1, 4)
    assert asides("解决率") == {"类别不明": 1}


def test_what_was_carried_out_is_resolved_whatever_its_letter_said(classes: dict[str, ResultClass]):
    answered_as("B", classes).record(Event.FULFIL, by=None, note="现场核对")
    answered_as("", classes).record(Event.FULFIL, by=None, note="现场核对")

    assert of("解决率") == (2, 2)
    assert asides("解决率") == {"类别不明": 0}


def test_the_last_letter_decides_and_another_round_is_counted(classes: dict[str, ResultClass]):
    proposal = answered_as("A", classes)
    proposal.record(Event.REOPEN, by=None, on=date(2026, 5, 1), note="提出人不满意")
    answer(proposal.assignments.get(), on=date(2026, 5, 20), result=classes["B"])
    answered_as("A", classes)

    assert of("解决率") == (1, 2)
    assert of("二次办理率") == (1, 2)


@pytest.mark.parametrize(
    ("printed", "resolved", "unclear"),
    [("A", 1, 0), ("（A）", 1, 0), (" a类 ", 1, 0), ("B", 0, 0), ("丁", 0, 1), ("", 0, 1)],
)
def test_a_printed_class_counts_by_the_scheme_of_its_place_whenever_that_was_entered(
    printed: str, resolved: int, unclear: int
):
    proposal, (part,) = make_assigned()
    Reply.objects.create(proposal=proposal, assignment=part, reply_class=printed, replied_on=date(2026, 5, 1))
    before = of("解决率"), asides("解决率")["类别不明"]

    make_scheme(make_session())
    make_scheme(make_session(number=2), classes=(("丁", "已经解决", Outcome.RESOLVED),))

    assert before == ((0, 1), 1)
    assert (of("解决率"), asides("解决率")["类别不明"]) == ((resolved, 1), unclear)


def test_the_class_of_the_session_goes_before_that_of_its_council():
    session = make_session()
    classes = (("A", "留作参考", Outcome.REFERENCE), ("戊", "解决了", Outcome.RESOLVED))
    of_council = make_scheme(session, classes=classes)
    ResultScheme.objects.filter(pk=of_council.pk).update(session=None)
    make_scheme(session)
    for printed in ("A", "戊"):
        proposal, (part,) = make_assigned()
        Reply.objects.create(proposal=proposal, assignment=part, reply_class=printed, replied_on=date(2026, 5, 1))

    assert of("解决率") == (1, 2)
    assert asides("解决率") == {"类别不明": 1}


def test_of_two_departments_only_the_one_asked_again_is_counted_again():
    proposal, _ = make_answered(duties=(Duty.SEPARATE, Duty.SEPARATE))
    first, second = proposal.assignments.order_by("pk")
    proposal.record(Event.REOPEN, by=None, on=date(2026, 5, 1), note="只有一家没有说清楚", assignment=first)

    found = dict(rates(Proposal.objects.all(), TODAY).departments)

    assert of("二次办理率") == (1, 1)
    assert found[str(first.department)][4].numerator.count == 1
    assert found[str(second.department)][4].numerator.count == 0


def test_only_clocks_with_an_end_tell_who_was_in_time():
    days = (
        (date(2026, 4, 30), date(2026, 4, 30)),  # on the day
        (date(2026, 4, 30), date(2026, 5, 1)),  # late
        (date(2026, 6, 29), None),  # overdue
        (TODAY, None),  # still running
        (date(2026, 12, 31), date(2026, 4, 1)),  # met early
    )
    for due, met in days:
        clock(make_assigned()[1][0], due, met)
    clock(make_assigned()[1][0], date(2026, 4, 30), date(2026, 4, 1), provisional=True)
    clock(make_assigned()[1][0], date(2026, 4, 30), dropped=True)

    assert of("按期率") == (2, 4)
    assert asides("按期率") == {"期限未到": 1, "暂定期限": 1}


def test_content_counts_the_last_word_of_each_proposer_and_tells_the_rest():
    one, two = make_delegate("赵一川"), make_delegate("秦若水")
    proposal, reply = make_answered(proposers=[one, two])
    rate(reply, Satisfaction.BASICALLY, proposer=proposal.proposers.get(delegate=two))
    rate(reply, Satisfaction.NOT, proposer=proposal.proposers.get(delegate=one))
    again = answer(proposal.assignments.get(), on=date(2026, 5, 20))
    rate(again, Satisfaction.CONTENT, proposer=proposal.proposers.get(delegate=one))
    rate(make_answered()[1], Satisfaction.HARDLY)
    make_answered()

    assert of("满意率") == (1, 3)
    assert asides("满意率") == {"基本满意": 1, "已答复、没有人评价的件": 1}


def test_what_a_proposer_says_of_two_departments_counts_for_each():
    proposal, _ = make_answered(duties=(Duty.SEPARATE, Duty.SEPARATE))
    first, second = proposal.replies.order_by("pk")
    rate(first, Satisfaction.VERY)
    rate(second, Satisfaction.BASICALLY)

    found = dict(rates(Proposal.objects.all(), TODAY).departments)

    assert of("满意率") == (1, 2)
    assert [found[str(one.assignment.department)][2].numerator.count for one in (first, second)] == [1, 0]


def test_a_promise_not_yet_due_is_neither_kept_nor_broken():
    proposal, _ = make_answered()
    promise(proposal, "kept")
    promise(proposal, "broken")
    promise(proposal, "open", date(2026, 6, 29))
    promise(proposal, "open", TODAY)
    promise(proposal, "open")

    assert of("承诺兑现率") == (1, 3)
    assert asides("承诺兑现率") == {"没有到期": 1, "没有写明期限": 1}


def test_a_percentage_needs_ten(classes: dict[str, ResultClass]):
    for _ in range(9):
        answered_as("A", classes)
    assert (whole()["解决率"].percent, whole()["解决率"].note) == (None, NOTE_FEW)

    answered_as("B", classes)
    assert (whole()["解决率"].percent, whole()["解决率"].note) == (90.0, "")
    assert whole()["办复率"].percent == 100.0


@pytest.mark.parametrize(
    ("part", "percent"), [(0, 0.0), (1, 0.1), (2000, 66.7), (2999, 99.9), (3000, 100.0)]
)  # fmt: skip
def test_rounding_alone_makes_nothing_none_or_all(part: int, percent: float):
    nobody = Proposal.objects.none()

    assert Rate("", "", Number("", part, nobody), Number("", 3000, nobody)).percent == percent


def test_behind_each_number_are_its_rows(classes: dict[str, ResultClass]):
    proposal = answered_as("A", classes)
    part = proposal.assignments.get()
    clock(part, date(2026, 4, 30), date(2026, 4, 27))
    promise(proposal, "kept")
    rate(proposal.replies.get(), Satisfaction.VERY)
    answered_as("", classes)
    make_assigned()

    found = rates(Proposal.objects.all(), TODAY)

    everything = [*found.whole, *(one for _, row in found.departments for one in row)]
    numbers = [n for one in everything for n in (one.numerator, one.denominator, *one.asides)]
    assert [n.rows.count() for n in numbers] == [n.count for n in numbers]
    assert all(one.numerator.count == 1 for one in found.whole if one.name != "二次办理率" and one.name != "办复率")


def test_every_department_counts_its_own(classes: dict[str, ResultClass]):
    answered_as("A", classes)
    make_assigned(duties=(Duty.LEAD, Duty.ASSIST))

    found = rates(Proposal.objects.all(), TODAY).departments

    assert sorted((row[0].numerator.count, row[0].denominator.count) for _, row in found) == [(0, 1), (1, 1)]


def test_a_letter_without_an_assignment_counts_for_the_whole():
    proposal = make_proposal(kind="suggestion", session=make_session())
    Reply.objects.create(proposal=proposal, department=make_department())

    assert of("办复率") == (1, 1)
    assert rates(Proposal.objects.all(), TODAY).departments == ()


def test_it_asks_once_however_many_there_are(django_assert_num_queries: Any):
    for _ in range(3):
        make_answered()

    session = make_session()
    with django_assert_num_queries(1):
        rates(Proposal.objects.filter(session=session), TODAY)
