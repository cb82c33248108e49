"""The table of rights: complete, closed where it says nothing, and never a way to more rights."""

import pytest
from django.apps import apps

from proposals.workflow.rights import RIGHTS, Act, holds, permissions
from proposals.workflow.roles import Role

# Tables that nobody opens by a right of their own: parts of a source, words that were learned or counted, the version
# of all rows, what one keeps oneself; what readers follow by mail is nobody's to look at.
CLOSED = {
    "delegates.change", "delegates.dataversion", "proposals.byline", "proposals.columnmapping", "proposals.decision",
    "proposals.gist", "proposals.hotword", "proposals.lesson", "proposals.wording",
    "proposals.appearance", "proposals.barred", "proposals.followrequest", "proposals.subscriber",
    "proposals.subscription", "proposals.telling",
    "proposals.reportcontent", "proposals.savedfilter", "proposals.span", "proposals.wordvote", "proposals.written",
}  # fmt: skip


def test_every_table_of_the_project_is_listed_or_closed_on_purpose():
    own = {one._meta.label_lower for app in ("delegates", "proposals") for one in apps.get_app_config(app).get_models()}

    listed = set().union(*RIGHTS.values()) - {"auth.user", "django_tasks_database.dbtaskresult"}
    assert listed | CLOSED == own
    assert listed & CLOSED == set()


def test_nobody_but_an_administrator_has_a_right_on_accounts():
    holding = {role for role in Role for one in permissions(role) if one.startswith(("auth.", "admin.", "sessions."))}

    assert holding == {Role.ADMINISTRATOR}
    assert {one for one in permissions(Role.ADMINISTRATOR) if one.startswith("auth.")} == {
        f"auth.{act}_user" for act in ("view", "add", "change", "delete")
    }


def test_who_writes_a_table_also_views_it():
    blind = [(role, table) for role in Role for table, acts in RIGHTS[role].items() if acts and Act.VIEW not in acts]

    assert blind == []


def test_the_auditor_views_and_does_nothing_else():
    assert set().union(*RIGHTS[Role.AUDITOR].values()) == {Act.VIEW}
    assert set(RIGHTS[Role.AUDITOR]) >= set(RIGHTS[Role.REVIEWER]) | set(RIGHTS[Role.EDITOR]) | set(
        RIGHTS[Role.LIAISON]
    )


def test_reviewers_and_administrators_alone_publish():
    assert {role for role in Role for acts in RIGHTS[role].values() if Act.PUBLISH in acts} == {
        Role.REVIEWER,
        Role.ADMINISTRATOR,
    }


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER])
def test_a_liaison_may_nothing_that_an_office_role_may_not(role: Role):
    assert permissions(Role.LIAISON) <= permissions(role)


@pytest.mark.parametrize(
    ("role", "permission", "held"),
    [
        (Role.EDITOR, "proposals.change_proposal", True),
        (Role.EDITOR, "proposals.publish_proposal", False),
        (Role.LIAISON, "proposals.change_proposal", True),
        (Role.LIAISON, "proposals.edit_proposal", False),
        (Role.LIAISON, "delegates.view_delegate", False),
        (Role.AUDITOR, "proposals.view_historicalproposal", True),
        (Role.ADMINISTRATOR, "proposals.change_historicalproposal", False),
        (Role.EDITOR, "proposals.view_historicalposition", False),
        (Role.ADMINISTRATOR, "auth.change_group", False),
        (Role.ADMINISTRATOR, "proposals.destroy_proposal", False),
        (Role.ADMINISTRATOR, "proposals.change", False),
        (Role.ADMINISTRATOR, "", False),
        (None, "proposals.view_proposal", False),
    ],
)
def test_a_permission_is_held_as_the_table_says(role: Role | None, permission: str, held: bool):
    assert holds(role, permission) is held
