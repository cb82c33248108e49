"""The rules of handling, without any database."""

import pytest

from proposals.workflow.states import IN_PLACE, Event, IllegalMove, State, legal_events, move, moves

E, S = Event, State


def follow(kind: str, *events: Event) -> State:
    state: State | None = None
    for event in events:
        state = move(kind, state, event)
    assert state is not None
    return state


def test_a_suggestion_goes_from_the_report_to_fulfilment():
    assert (
        follow(
            "suggestion",
            *(E.REPORT, E.SUBMIT, E.ASSIGN, E.ACCEPT, E.HANDLE, E.MEET, E.DRAFT, E.REPLY, E.TRACK, E.FULFIL),
        )
        is S.FULFILLED
    )


def test_a_cppcc_proposal_is_examined_before_it_is_assigned():
    assert follow("proposal", E.SUBMIT, E.REVIEW, E.FILE, E.ASSIGN) is S.ASSIGNED


def test_an_npc_suggestion_knows_no_filing():
    with pytest.raises(IllegalMove) as refused:
        follow("suggestion", E.SUBMIT, E.FILE)
    assert E.ASSIGN in refused.value.legal


def test_a_merged_file_is_still_assigned_and_answered():
    assert follow("proposal", E.SUBMIT, E.FILE, E.MERGE, E.ASSIGN, E.ACCEPT, E.REPLY) is S.REPLIED


def test_an_unsatisfying_reply_opens_a_second_round():
    assert follow("suggestion", E.SUBMIT, E.ASSIGN, E.ACCEPT, E.REPLY, E.REOPEN, E.REPLY, E.CLOSE) is S.CLOSED


def test_a_contested_assignment_goes_to_another_department():
    assert follow("suggestion", E.SUBMIT, E.ASSIGN, E.CONTEST, E.REASSIGN) is S.ASSIGNED


def test_a_report_alone_cannot_be_answered():
    with pytest.raises(IllegalMove) as refused:
        follow("reported", E.REPORT, E.REPLY)
    assert str(refused.value) == "现在是“仅见报道”，不能直接“答复”。可以：“提交”、“记一笔”、“补充材料”。"


def test_a_log_begins_with_a_report_or_a_submission():
    for event in Event:
        if event in {E.REPORT, E.SUBMIT}:
            continue
        with pytest.raises(IllegalMove):
            move("proposal", None, event)


@pytest.mark.parametrize("kind", ["suggestion", "proposal", "motion", "reported"])
def test_what_is_called_legal_is_accepted_and_nothing_else(kind: str):
    for state in State:
        legal = set(legal_events(kind, state))
        for event in set(Event) - {E.RETRACT}:
            if event in legal:
                assert move(kind, state, event) in State
            else:
                with pytest.raises(IllegalMove):
                    move(kind, state, event)


@pytest.mark.parametrize("kind", ["suggestion", "proposal"])
def test_every_state_of_a_kind_can_be_reached_and_left_or_is_an_end(kind: str):
    reached = {S.REPORTED} | {end for _, end in moves(kind).values()}
    ends = {state for state in reached if not any(state in start for start, _ in moves(kind).values())}

    assert ends == ({S.WITHDRAWN, S.FULFILLED, S.CONVERTED, S.REJECTED} & reached)


def test_undoing_an_import_ends_everything_and_is_offered_nowhere():
    for state in set(State) - {S.RETRACTED}:
        assert E.RETRACT not in legal_events("proposal", state)
        assert move("proposal", state, E.RETRACT) is S.RETRACTED
    assert legal_events("proposal", S.RETRACTED) == ()


def test_a_letter_proves_the_steps_that_nobody_recorded():
    assert follow("suggestion", E.REPORT, E.SUBMIT, E.REPLY) is S.REPLIED


def test_events_in_place_never_move():
    for event, states in IN_PLACE.items():
        for state in states:
            assert move("suggestion", state, event) is state


def test_every_state_and_event_has_a_chinese_label():
    labels = [one.label for one in (*State, *Event)]

    assert all(label and not label.isascii() for label in labels)
