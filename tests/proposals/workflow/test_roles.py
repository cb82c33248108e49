"""Who may record what, against the expected table written by hand."""

import pytest

from proposals.workflow.events import Event
from proposals.workflow.roles import OF_THE_SYSTEM, NotAllowed, Role, may
from tests.proposals.workflow.tables import roles

ROLES = roles()


@pytest.mark.parametrize("role", Role)
def test_a_role_records_what_the_table_says_and_nothing_else(role: Role):
    assert {event for event in Event if may(role, event)} == {event for event, able in ROLES.items() if role in able}


@pytest.mark.parametrize("event", Event)
def test_an_account_without_a_role_records_nothing(event: Event):
    assert not may(None, event)


@pytest.mark.parametrize(("event", "able"), ROLES.items())
def test_a_refusal_says_who_is_able_to(event: Event, able: frozenset[Role]):
    message = str(NotAllowed(event, None))

    assert message.startswith(f"没有分配角色的帐号不能登记“{event.label}”。")
    assert [role.label in message for role in Role] == [role in able for role in Role]


def test_every_event_is_in_the_expected_table():
    assert set(ROLES) == set(Event)
    assert {event for event, able in ROLES.items() if not able} == OF_THE_SYSTEM
