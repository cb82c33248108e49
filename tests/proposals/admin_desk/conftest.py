"""A city with rules, departments that have words to be suggested by, and people of each role at their desks."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from proposals.models import About, DeadlineRule, Department, Proposal, RuleSet, WordVote
from proposals.workflow.roles import Role
from tests.factories import make_department, make_session, make_user
from tests.proposals.admin_desk.desk_rows import make_suggestion, signed_in


@pytest.fixture
def rules(db: None) -> RuleSet:
    """Three months to answer, seven days to sign."""
    session = make_session()
    row = RuleSet.objects.create(
        name="本市规则", council=session.term.council, citation="本市办理办法第九条", kind="npc"
    )
    DeadlineRule.objects.create(rule_set=row, step="reply", anchor="assigned", period="3m", limit="6m")
    DeadlineRule.objects.create(rule_set=row, step="sign", anchor="assigned", period="7d")
    return row


@pytest.fixture
def housing(db: None) -> Department:
    """Where matters of lifts went before."""
    WordVote.objects.create(about=About.DEPARTMENT, word="电梯", target="住建局", given=9)
    return make_department("株洲市住建局")


@pytest.fixture
def finance(db: None) -> Department:
    return make_department("株洲市财政局")


@pytest.fixture
def reviewer(db: None) -> User:
    return make_user("reviewer", role=Role.REVIEWER)


@pytest.fixture
def office(reviewer: User) -> Client:
    """A browser at the reviewer's desk."""
    return signed_in(reviewer)


@pytest.fixture
def liaison(housing: Department) -> Client:
    """A browser at the desk of the housing department's liaison."""
    return signed_in(make_user("liaison", role=Role.LIAISON, department=housing))


@pytest.fixture
def lift(rules: RuleSet) -> Proposal:
    return make_suggestion("给老旧小区加装电梯", number="0018")
