"""The admin speaks Chinese throughout: what Django leaves in English, or says as no clerk would, is said here."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from tests.factories import make_proposal, make_user

WRITTEN = Path(__file__).resolve().parents[2] / "proposals/locale/zh_Hans/LC_MESSAGES/django.po"
ENTRY = re.compile(r'^msgid "(.+)"\n(?:msgid_plural "(.+)"\n)?msgstr(?:\[0\])? "(.+)"$', re.MULTILINE)
WORDS = re.compile(r"[A-Za-z]{4,}")
KNOWN = {"言路", "Excel", "Word", "root"}


def plain(text: str) -> str:
    return text.replace('\\"', '"')


def test_every_word_that_was_written_is_the_one_that_is_said():
    entries = ENTRY.findall(WRITTEN.read_text("utf-8"))

    said = [(one, ngettext(plain(one), plain(many), 1) if many else gettext(plain(one))) for one, many, _ in entries]

    assert len(entries) > 80
    assert said == [(one, plain(words)) for one, _, words in entries]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["index", "auth_user_add", "auth_user_changelist", "password_change", "proposals_proposal_changelist",
     "proposals_proposal_add", "proposals_holiday_add", "proposals_resultscheme_add"],
)  # fmt: skip
def test_a_page_of_the_admin_holds_no_english_sentence(client: Client, name: str):
    client.force_login(make_user("管理员", superuser=True))
    make_proposal(kind="suggestion")

    page = client.get(reverse(f"admin:{name}")).content.decode()

    body = re.sub(r"<(script|style|option)\b.*?</\1>", "", page[page.index("<body") :], flags=re.DOTALL)
    shown = unescape(re.sub(r"<[^>]+>", " ", body))
    assert sorted(set(WORDS.findall(shown)) - KNOWN) == []


LISTS = (
    "proposal", "assignment", "deadline", "reply", "commitment", "rating", "report", "department", "ruleset",
    "resultscheme", "holiday", "calendaryear", "message", "position",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("table", LISTS)
def test_an_empty_list_tells_what_to_do(client: Client, table: str):
    client.force_login(make_user("管理员", superuser=True))
    address = reverse(f"admin:proposals_{table}_changelist")

    told = _told(client.get(address).content.decode())
    assert len(told) > 15
    if table not in {"calendaryear"}:  # which is searched by nothing
        assert _told(client.get(address, {"q": "没有这样的"}).content.decode()).startswith("没有符合条件的。")


def _told(page: str) -> str:
    words = re.findall(r'<p class="empty-list">(.*?)</p>', page, re.DOTALL)
    return re.sub(r"<[^>]+>", "", "".join(words))
