"""The log of follow-ups: one writer, append-only, the state derived."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from proposals.models import FollowUp, Proposal
from proposals.workflow.events import Event
from proposals.workflow.procedure import IllegalMove
from proposals.workflow.states import State
from tests.factories import make_department

pytestmark = pytest.mark.django_db


# How a whole table is emptied: SQLite knows DELETE alone, without a condition; PostgreSQL wants no check left undone.
EMPTY = {
    "sqlite": "DELETE FROM proposals_followup",
    "postgresql": "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE proposals_followup CASCADE",
}
UNGUARD = {
    "sqlite": ("DROP TRIGGER followup_no_update", "DROP TRIGGER followup_no_delete"),
    "postgresql": ("DROP TRIGGER followup_append_only ON proposals_followup",),
}


@pytest.fixture
def proposal() -> Proposal:
    one = Proposal.objects.create(headline="改造老旧小区", kind="suggestion")
    one.record(Event.SUBMIT, by=None)
    return one


def test_recording_an_event_derives_the_state(proposal: Proposal):
    proposal.record(Event.ASSIGN, by=None, on=date(2026, 1, 30), department=make_department())

    assert proposal.state == "assigned"
    assert Proposal.objects.get(pk=proposal.pk).state == "assigned"
    assert list(proposal.followups.values_list("sequence", "event", "state")) == [
        (1, "submit", "submitted"),
        (2, "assign", "assigned"),
    ]


def test_an_illegal_move_writes_nothing(proposal: Proposal):
    with pytest.raises(IllegalMove):
        proposal.record(Event.FULFIL, by=None)

    assert proposal.followups.count() == 1


def test_a_stale_copy_in_memory_does_not_decide(proposal: Proposal):
    stale = Proposal.objects.get(pk=proposal.pk)
    proposal.record(Event.REJECT, by=None, note="涉及正在审理的案件")

    with pytest.raises(IllegalMove):
        stale.record(Event.ASSIGN, by=None, department=make_department())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE proposals_followup SET note = 'x'",
        "DELETE FROM proposals_followup",
        "UPDATE proposals_followup SET state = 'fulfilled' WHERE sequence = 1",
    ],
)
def test_the_database_refuses_to_change_the_log(proposal: Proposal, statement: str):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert list(proposal.followups.values_list("note", "state")) == [("", "submitted")]


def test_the_database_refuses_to_empty_the_log(proposal: Proposal):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(EMPTY[connection.vendor])

    assert proposal.followups.count() == 1


def test_the_log_is_guarded_again_after_a_migration_rebuilt_its_table(proposal: Proposal):
    with connection.cursor() as cursor:
        for statement in UNGUARD[connection.vendor]:
            cursor.execute(statement)
        cursor.execute("UPDATE proposals_followup SET note = 'x'")
    call_command("migrate", verbosity=0)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        FollowUp.objects.update(note="y")
    assert proposal.followups.get().note == "x"


def test_a_correction_is_a_further_entry_and_both_are_shown(proposal: Proposal):
    wrong = proposal.record(Event.REJECT, by=None, on=date(2026, 1, 20), note="不属于本市职权")

    made = proposal.record(
        Event.CORRECT, by=None, on=date(2026, 1, 22), note="看错了，属于本市职权", corrects=wrong, state=State.SUBMITTED
    )

    assert list(proposal.followups.values_list("event", "state", "note")) == [
        ("submit", "submitted", ""),
        ("reject", "rejected", "不属于本市职权"),
        ("correct", "submitted", "看错了，属于本市职权"),
    ]
    assert (made.corrects, list(wrong.corrections.all())) == (wrong, [made])
    assert Proposal.objects.get().state == "submitted"


def test_the_orm_cannot_get_round_it(proposal: Proposal):
    with pytest.raises(DatabaseError), transaction.atomic():
        FollowUp.objects.update(note="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        FollowUp.objects.all()._raw_delete("default")


def test_two_events_cannot_both_be_the_next(proposal: Proposal):
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.create(proposal=proposal, sequence=1, event="note", state="submitted")
