"""Every address of the project, by every role, asked and written to: `matrix.csv` says what comes of it."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.urls import reverse

from tests.roles.driving import Form, ask, form_of, previewed
from tests.roles.table import ROLES, Line, addresses, filled, lines, path_of, spoken_for
from tests.roles.world import World

pytestmark = pytest.mark.django_db
TABLES = [line for line in lines() if line.of_table]
SINGLE = [line for line in lines() if not line.of_table]
# A superuser may what the administrator may, by the same lines.
COLUMNS = {**{role: role for role in ROLES}, "superuser": "administrator"}
HOW_TO = """Each address without a line in tests/roles/matrix.csv; add one that says who may what there, such as
  proposals.reply                  , rows , own        , -, -, v, vc, vac, vac, vac
  admin:proposals_reply_send {own} , POST , on=2022-3-1, no, no, no, no, no, ok, ok
The head of that file explains the columns, tests/roles/world.py has the rows that braces name."""


def test_every_address_has_a_line():
    spoken = {spoken_for(line) for line in lines()}

    assert sorted({one.line for one in addresses()} - spoken) == [], HOW_TO


def test_every_line_speaks_for_an_address():
    assert sorted({spoken_for(line) for line in lines()} - {one.line for one in addresses()}) == []


def test_no_line_stands_twice():
    names = [str(line) for line in lines()]

    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("line", SINGLE, ids=str)
def test_an_address_answers_each_role_as_the_matrix_says(world: World, line: Line):
    path = path_of(line, world.named)
    previews = line.sends.startswith("preview ")
    form = form_from(filled(line.sends.removeprefix("preview "), world.named))

    told = {
        role: ask(world, role, line.how, path, previewed(world, role, path, form) if previews else form)
        for role in COLUMNS
    }

    wanted = {role: line.cells[column] for role, column in COLUMNS.items()}
    assert {role: answer.word for role, answer in told.items()} == wanted, told


def form_from(words: str) -> Form:
    """a=1&b=2, as an address writes it, without its escapes."""
    pairs = (pair.partition("=") for pair in words.split("&") if pair)
    return [(name, value) for name, _, value in pairs]


@pytest.mark.parametrize("line", TABLES, ids=str)
def test_a_table_is_open_to_each_role_as_the_matrix_says(world: World, line: Line):
    row = Row(world, line)

    assert [wrong for role in ROLES for wrong in row.differing(role)] == []


def test_a_superuser_meets_the_rights_of_an_administrator_in_every_admin(world: World):
    found = {who: rights_in_the_admin(world.users[who]) for who in ("superuser", "administrator")}
    more = {"delegates", "auth", "django_tasks_database"}  # Django's own admins ask Django, which denies it nothing

    assert {at for at in found["superuser"] ^ found["administrator"] if at[0].split(".")[0] not in more} == set()


def rights_in_the_admin(user: User) -> set[tuple[str, str]]:
    """(table, act) of all that the admin lets this account do."""
    request = RequestFactory().get("/admin/")
    request.user = user
    return {
        (model._meta.label_lower, act)
        for model, desk in admin.site._registry.items()
        for act, may in desk.get_model_perms(request).items()
        if may
    }


class Row:
    """One row of a table, and all that may be asked of it at the stock addresses of the admin."""

    def __init__(self, world: World, line: Line) -> None:
        """Look once at what a superuser sees: the form to send, and whether other rows lean on this one."""
        self.world, self.line, self.key = world, line, row_of(world, line).pk
        stem = f"admin:{line.what.replace('.', '_')}"
        self.list, self.add = reverse(f"{stem}_changelist"), reverse(f"{stem}_add")
        at = {act: reverse(f"{stem}_{act}", args=[self.key]) for act in ("change", "delete", "history")}
        self.change, self.delete, self.history = at.values()
        self.form = form_of(world, self.change, f"{line.what.partition('.')[2]}_form") or [("name", "改")]
        page = world.client("superuser").get(self.delete)
        self.stays = page.status_code == 200 and bool(page.context["protected"])

    def differing(self, role: str) -> Iterator[str]:
        """Each request whose outcome is not what the letters say."""
        for name, method, path, form, wanted in self.requests(role):
            answer = ask(self.world, role, method, path, form)
            if answer.word != wanted:
                yield f"{role} {method} {name}: {answer!r}, not {wanted!r}"
            elif (name, method, wanted) == ("list", "GET", "ok"):
                listed = answer.response.context["cl"].queryset.filter(pk=self.key).exists()
                if listed != ("v" in self.line.cells[role]):
                    yield f"{role}: the list {'shows' if listed else 'hides'} the row"

    def requests(self, role: str) -> Iterator[tuple[str, str, str, Form, str]]:
        """(name, method, path, form, outcome)."""
        letters, opens = self.line.cells[role], self.line.opens(role)
        seen, open_history = ("ok", "idle") if "v" in letters else ("no", "no")
        gone = "no" if "d" not in letters else "idle" if self.stays else "ok"
        chosen = [("action", "delete_selected"), ("_selected_action", str(self.key)), ("index", "0"), ("post", "yes")]
        yield "list", "GET", self.list, [], "ok" if opens else "no"
        yield "list", "POST", self.list, chosen, gone if "d" in letters else "idle" if opens else "no"
        yield "add", "GET", self.add, [], "ok" if "a" in letters else "no"
        yield "add", "POST", self.add, [], "idle" if "a" in letters else "no"
        yield "change", "GET", self.change, [], seen
        yield "change", "POST", self.change, self.form, "ok" if "c" in letters else "no"
        yield "history", "GET", self.history, [], seen
        yield "history", "POST", self.history, [], open_history
        yield "delete", "GET", self.delete, [], "ok" if "d" in letters else "no"
        yield "delete", "POST", self.delete, [("post", "yes")], gone
        yield "redirect", "GET", self.change.removesuffix("change/"), [], "no" if role == "anonymous" else "ok"


def row_of(world: World, line: Line):
    """The row that a line of a table speaks of."""
    assert line.what in world.rows, f"tests/roles/world.py has no row of {line.what}"
    return world.rows[line.what][line.sends or "any"]
