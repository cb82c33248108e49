"""Accounts of the demonstration: one for each role to look around with, and one for each department's entries."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from proposals.models import Department, Position
from proposals.workflow.roles import Role

from .lives import Staff

# Without 0 O 1 l I: the password is read off a screen once.
ALPHABET = "23456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Account:
    """One that can sign in. The password is known only now."""

    name: str
    role: Role
    password: str
    department: Department | None = None


def open_accounts(departments: list[Department], shown: Department) -> tuple[Staff, list[Account]]:
    """Everybody who records anything, and the accounts to look around with: `shown` is the liaison's department.

    The other liaisons have no password: nobody can sign in as one of them.
    """
    roles = (Role.ADMINISTRATOR, Role.REVIEWER, Role.EDITOR, Role.AUDITOR)
    accounts = [Account(f"demo-{role}", role, _password()) for role in roles]
    accounts.append(Account("demo-liaison", Role.LIAISON, _password(), shown))
    users = {one.name: _user(one.name, one.role.label, one.password) for one in accounts}
    speakers = {one.pk: _user(f"demo-unit-{one.pk}", str(one)[:30], None) for one in departments if one != shown}
    User.objects.bulk_create([*users.values(), *speakers.values()])
    speakers[shown.pk] = users["demo-liaison"]
    of_roles = [Position(user=users[one.name], role=one.role, department=one.department) for one in accounts]
    by_number = {one.pk: one for one in departments}
    of_units = [
        Position(user=user, role=Role.LIAISON, department=by_number[pk])
        for pk, user in speakers.items()
        if pk != shown.pk
    ]
    Position.objects.bulk_create([*of_roles, *of_units])
    return Staff(users[f"demo-{Role.EDITOR}"], users[f"demo-{Role.REVIEWER}"], speakers), accounts


def _password() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))


def _user(name: str, label: str, password: str | None) -> User:
    return User(username=name, first_name=label, is_staff=True, password=make_password(password))
