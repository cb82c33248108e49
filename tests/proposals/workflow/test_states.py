"""The rules of handling, without any database."""

import pytest

from proposals.workflow.events import Event
from proposals.workflow.procedure import IllegalMove, Need
from proposals.workflow.standing import Entry, Standing, legal, replay
from proposals.workflow.states import Duty, Stage, State

E, S = Event, State
GIVES = frozenset(Need)


def follow(kind: str, *events: Event, duty: Duty = Duty.SOLE) -> Standing:
    """The log of one department's handling: what a department does is done by number 1."""
    entries = [Entry(event, 1 if event in OF_ONE else None, duty, GIVES) for event in events]
    return replay(kind, entries)


OF_ONE = {E.ASSIGN, E.ACCEPT, E.CONTEST, E.UPHOLD, E.HANDLE, E.MEET, E.DRAFT, E.REDRAFT, E.REPLY}


def test_a_suggestion_goes_from_the_report_to_fulfilment():
    done = follow(
        "suggestion",
        *(E.REPORT, E.SUBMIT, E.ASSIGN, E.ACCEPT, E.HANDLE, E.MEET, E.DRAFT, E.REPLY, E.TRACK, E.FULFIL),
    )

    assert done.state is S.FULFILLED
    assert done.places[1].stage is Stage.ANSWERED


def test_a_cppcc_proposal_is_examined_before_it_is_assigned():
    assert follow("proposal", E.SUBMIT, E.REVIEW, E.FILE, E.ASSIGN).state is S.ASSIGNED


def test_an_npc_suggestion_knows_no_filing():
    with pytest.raises(IllegalMove) as refused:
        follow("suggestion", E.SUBMIT, E.FILE)
    assert E.ASSIGN in refused.value.legal


def test_a_merged_file_is_still_assigned_and_answered():
    log = (E.SUBMIT, E.FILE, E.MERGE, E.ASSIGN, E.ACCEPT, E.HANDLE, E.DRAFT, E.REPLY)

    assert follow("proposal", *log).state is S.REPLIED


def test_what_may_follow_is_said_in_the_order_of_the_procedure():
    assert legal(Standing("proposal", S.SUBMITTED))[:3] == (E.REVIEW, E.FILE, E.MERGE)
