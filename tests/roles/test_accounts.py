"""Accounts: who gives a role, and why that never leads further than the giver's own."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from proposals.models import Position
from proposals.workflow.roles import Role
from tests.roles.driving import ask, form_of
from tests.roles.world import World

pytestmark = pytest.mark.django_db
WORD = "河东的堤岸修好了没有二〇二二"


def page_of(user: User) -> str:
    return f"/admin/auth/user/{user.pk}/change/"


def save(world: World, role: str, user: User, **changed: str) -> Any:
    """Send the superuser's form of an account with other values."""
    form = dict(form_of(world, page_of(user), "user_form")) | {
        name.replace("__", "-"): value for name, value in changed.items()
    }
    return world.client(role).post(page_of(user), form)


def test_who_has_no_role_signs_in_and_reads_who_gives_one(world: World):
    page = world.client("none").get("/admin/").content.decode()

    assert "您的帐号还没有岗位" in page
    assert "请联系管理员" in page
    assert "/admin/proposals/" not in page


def test_an_administrator_gives_a_role_and_a_department(world: World):
    user = world.users["none"]

    save(world, "administrator", user, position__0__role="liaison", position__0__department=str(world.own.pk))

    held = Position.objects.get(user=user)
    assert (held.role, held.department) == ("liaison", world.own)


def test_a_liaison_without_department_is_a_sentence_on_the_form(world: World):
    page = save(world, "administrator", world.users["none"], position__0__role="liaison")

    assert "联络员要选承办单位，其他角色不选" in page.content.decode()
    assert not Position.objects.filter(user=world.users["none"]).exists()


def test_a_new_account_is_of_the_staff_with_its_role_from_the_first_form(world: World):
    word = {"username": "newcomer", "password1": WORD, "password2": WORD, "usable_password": "true"}
    part = {"position-TOTAL_FORMS": "1", "position-INITIAL_FORMS": "0", "position-0-role": "editor"}

    world.client("administrator").post("/admin/auth/user/add/", {**word, **part})

    made = User.objects.get(username="newcomer")
    assert (made.is_staff, made.is_superuser, made.position.role) == (True, False, "editor")


@pytest.mark.parametrize("whom", ["administrator", "editor"])
def test_an_administrator_makes_no_superuser(world: World, whom: str):
    save(world, "administrator", world.users[whom], is_superuser="on", user_permissions="1", groups="1")

    saved = User.objects.get(pk=world.users[whom].pk)
    assert (saved.is_superuser, saved.user_permissions.count(), saved.groups.count()) == (False, 0, 0)


def test_a_superuser_makes_one(world: World):
    save(world, "superuser", world.users["editor"], is_superuser="on")

    assert User.objects.get(pk=world.users["editor"].pk).is_superuser


def test_an_administrator_does_not_touch_the_account_of_a_superuser(world: World):
    above = world.users["superuser"]
    word = [("password1", "新的口令一二三四五六"), ("password2", "新的口令一二三四五六")]
    chosen = [("action", "delete_selected"), ("_selected_action", str(above.pk)), ("index", "0"), ("post", "yes")]

    told = [
        ask(world, "administrator", "POST", page_of(above), [("username", "mine")]),
        ask(world, "administrator", "POST", f"/admin/auth/user/{above.pk}/password/", word),
        ask(world, "administrator", "POST", f"/admin/auth/user/{above.pk}/delete/", [("post", "yes")]),
        ask(world, "administrator", "POST", "/admin/auth/user/", chosen),
    ]

    assert [answer.word for answer in told[:3]] == ["no"] * 3
    assert not told[3].changed


def test_a_position_says_nothing_of_who_is_no_staff(world: World):
    user = world.users["reviewer"]
    User.objects.filter(pk=user.pk).update(is_staff=False)

    assert User.objects.get(pk=user.pk).get_all_permissions() == set()


def test_with_perm_names_the_accounts_whose_role_has_it(world: World):
    found = User.objects.with_perm("proposals.publish_report", backend="proposals.access.RoleBackend")

    own = {"reviewer", "administrator", "superuser"}
    assert own <= {user.username for user in found}
    assert {user.position.role for user in found if not user.is_superuser} == {Role.REVIEWER, Role.ADMINISTRATOR}


def test_who_leaves_loses_everything_at_once(world: World):
    assert ask(world, "editor", "GET", "/admin/proposals/proposal/").word == "ok"

    User.objects.filter(username="editor").update(is_active=False)

    assert ask(world, "editor", "GET", "/admin/proposals/proposal/").word == "no"
