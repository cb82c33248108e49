"""Asking for one address as one role, and finding out what came of it. Whatever changed is taken back."""

import re
from collections.abc import Iterable
from typing import Any

import lxml.html
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.roles.digest import APART, digest
from tests.roles.world import World

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|WITH|ALTER|DROP|CREATE)\b", re.IGNORECASE)
Form = list[tuple[str, str]]


class Answer:
    """A response with whether the request was refused, and whether any table changed."""

    def __init__(self, response: Any, *, changed: bool) -> None:
        """Keep both."""
        self.response, self.changed, self.asked = response, changed, response.wsgi_request
        self.status = response.status_code

    @property
    def refused(self) -> bool:
        """Not allowed, not there, or sent away: to sign in, or to the first page as one who asks for a lost row."""
        away = self.response.headers.get("Location", "")
        lost = away == "/admin/" and not self.asked.path.startswith("/admin/login/")
        return self.status >= 400 or away.startswith("/admin/login/") or lost

    @property
    def word(self) -> str:
        """As the cells of the matrix say it."""
        if self.refused:
            return f"no, but changed ({self.status})" if self.changed else "no"
        if self.asked.method == "GET":
            return "ok, but changed" if self.changed else "ok"
        return "ok" if self.changed else "idle"

    def __repr__(self) -> str:
        return f"{self.word} ({self.status})"


def ask(world: World, role: str, method: str, path: str, form: Form | None = None) -> Answer:
    """One request in a transaction of its own, which is rolled back."""
    client = world.client(role)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        begun = len(connection.run_on_commit)
        if method == "GET":
            response = client.get(path, dict(form) if form else None)
        else:
            response = client.post(path, _by_name(form or []))
        if response.streaming:
            b"".join(response)  # which closes its file
        wrote = any(_writes(one["sql"]) for one in queries.captured_queries)
        # Work put down for a worker begins once the transaction is kept: it counts, though nothing is written yet.
        changed = len(connection.run_on_commit) > begun or (wrote and digest() != world.digest)
        transaction.set_rollback(True)
    return Answer(response, changed=changed)


def form_of(world: World, path: str, name: str) -> Form:
    """What a browser would send from the form of that id, as the superuser sees it. Empty where there is no form."""
    page = world.client("superuser").get(path)
    found = lxml.html.fromstring(page.content.decode()).xpath(f"//form[@id='{name}']")
    return [*found[0].form_values(), ("_save", "1")] if found else []


def previewed(world: World, role: str, path: str, form: Form) -> Form:
    """What a browser sends to confirm a batch: the form again, with the seal of the preview.

    Who gets no preview has somebody else's seal, as one who forges.
    """
    pages = (world.client(who).post(path, _by_name(form)).content.decode() for who in (role, "superuser"))
    seals = (lxml.html.fromstring(page).xpath("//input[@name='batch' or @name='shown']") for page in pages if page)
    hidden = next(filter(None, seals))
    return [*form, *((one.get("name"), one.get("value")) for one in hidden), ("confirm", "1")]


def _writes(sql: str) -> bool:
    return bool(WRITES.match(sql)) and not any(table in sql for table in APART)


def _by_name(form: Iterable[tuple[str, str]]) -> dict[str, list[Any]]:
    """As the test client takes it. A value that begins with @ is a file of that name."""
    sent: dict[str, list[Any]] = {}
    for name, value in form:
        given = SimpleUploadedFile(value[1:], b"%PDF-1.4", "application/pdf") if value.startswith("@") else value
        sent.setdefault(name, []).append(given)
    return sent
