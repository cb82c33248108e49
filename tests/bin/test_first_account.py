"""The first account: made once, its password shown once and nobody's default."""

import io
import re

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def run() -> str:
    output = io.StringIO()
    call_command("first_account", stdout=output)
    return output.getvalue()


def password_in(printed: str) -> str:
    (password,) = (match[1] for match in re.finditer(r"密码  (\S+)\n", printed))
    return password


def test_the_printed_password_opens_a_superuser_account():
    password = password_in(run())

    user = authenticate(username="admin", password=password)

    assert user == get_user_model().objects.get()
    assert user.is_superuser
    validate_password(password, user)


def test_the_password_is_another_on_every_site():
    first = password_in(run())
    get_user_model().objects.all().delete()

    assert password_in(run()) != first


def test_a_site_with_any_account_gets_none_and_says_nothing():
    get_user_model().objects.create_user("somebody")

    assert run() == ""
    assert [user.username for user in get_user_model().objects.all()] == ["somebody"]
