"""Rounds are counted by department: what one does again is no further round of another."""

from dataclasses import replace

import pytest

from proposals.workflow.events import Event
from proposals.workflow.needs import IllegalMove, Need
from proposals.workflow.standing import Entry, Place, Standing, after, legal
from proposals.workflow.states import Duty, Stage, State

E, G, S = Event, Stage, State
ALL = frozenset(Need)


def answered(*duties: Duty) -> Standing:
    """A proposal that each of these departments has answered, or given its opinion for."""
    return Standing("proposal", S.REPLIED, {at: Place(duty, G.ANSWERED) for at, duty in enumerate(duties, start=1)})


def taken(there: Standing, *steps: tuple[Event, int | None]) -> Standing:
    for event, number in steps:
        there = after(there, Entry(event, number, gives=ALL))
    return there


def rounds(there: Standing) -> tuple[int, list[int]]:
    return there.round, [place.round for place in there.places.values()]


def test_two_departments_reopened_one_after_the_other_are_each_in_their_second_round():
    there = taken(answered(Duty.SEPARATE, Duty.SEPARATE), (E.REOPEN, 1), (E.REOPEN, 2))

    assert rounds(there) == (2, [2, 2])


def test_who_answers_twice_more_is_in_the_third_round_and_the_other_stays_in_the_first():
    again = [(E.REOPEN, 1), (E.DRAFT, 1), (E.REPLY, 1)]

    there = taken(answered(Duty.SEPARATE, Duty.SEPARATE), *again, *again)

    assert rounds(there) == (3, [3, 1])


def test_reopening_the_whole_gives_each_its_own_next_round():
    one_ahead = taken(answered(Duty.SEPARATE, Duty.SEPARATE), (E.REOPEN, 1), (E.DRAFT, 1), (E.REPLY, 1))

    assert rounds(taken(one_ahead, (E.REOPEN, None))) == (3, [3, 2])


def test_one_more_department_begins_with_its_own_first_round():
    there = taken(answered(Duty.SEPARATE), (E.REOPEN, 1))

    joined = after(there, Entry(E.ASSIGN, 2, Duty.SEPARATE, ALL))

    assert rounds(joined) == (2, [2, 1])


def test_who_takes_over_goes_on_in_the_round_of_whom_it_replaces():
    there = taken(answered(Duty.SOLE), (E.REOPEN, 1), (E.HANDLE, 1), (E.REASSIGN, 1))

    over = after(there, Entry(E.ASSIGN, 2, Duty.SOLE, ALL, replaces=1))

    assert rounds(over) == (2, [2, 2])


def test_a_letter_of_nobody_known_counts_for_whoever_answers_next():
    there = taken(Standing("suggestion", S.REPLIED), (E.REOPEN, None))

    assert rounds(after(there, Entry(E.ASSIGN, 1, Duty.SOLE, ALL))) == (2, [2])


def test_a_reopening_by_mistake_is_taken_back_from_that_department_alone():
    both = taken(answered(Duty.SEPARATE, Duty.SEPARATE), (E.REOPEN, 1), (E.REOPEN, 2))

    right = after(both, Entry(E.CORRECT, 2, gives=ALL, stage=G.ANSWERED, mends=E.REOPEN))

    assert rounds(right) == (2, [2, 1])


def test_an_assisting_department_may_give_one_opinion_in_each_round():
    first = answered(Duty.LEAD, Duty.ASSIST)
    again = taken(first, (E.REOPEN, 1))

    heard = taken(again, (E.OPINION, 2))

    assert [E.OPINION in legal(there, 2) for there in (first, again, heard)] == [False, True, False]
    assert rounds(heard) == (2, [2, 2])
    assert heard.places[2].stage is G.ANSWERED
    assert heard.state is S.REOPENED


@pytest.mark.parametrize("state", [S.REPLIED, S.CLOSED, S.FULFILLED])
def test_a_second_opinion_comes_before_the_second_answer(state: State):
    there = replace(taken(answered(Duty.LEAD, Duty.ASSIST), (E.REOPEN, 1), (E.DRAFT, 1), (E.REPLY, 1)), state=state)

    with pytest.raises(IllegalMove):
        taken(there, (E.OPINION, 2))


def test_an_assisting_department_that_joins_late_owes_its_opinion_for_the_present_round():
    there = taken(answered(Duty.LEAD), (E.REOPEN, 1))

    assert rounds(after(there, Entry(E.ASSIGN, 2, Duty.ASSIST, ALL))) == (2, [2, 2])
