"""A page that is kept is out of date at once when another process, or plain SQL, changes what it shows."""

import gzip
import sqlite3
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psycopg
import pytest

from delegates.freshness import triggers_postgresql, triggers_sqlite
from tests.running_site import RunningSite


def ask(site: RunningSite, path: str, tag: str = "") -> tuple[int, str, str]:
    """Status, ETag and text of a page."""
    request = Request(f"{site.url}{path}", headers={"Accept-Encoding": "gzip", "If-None-Match": tag})  # noqa: S310  ours
    try:
        with urlopen(request) as answer:  # noqa: S310  as above
            return answer.status, answer.headers["ETag"], gzip.decompress(answer.read()).decode()
    except HTTPError as refused:
        return refused.code, refused.headers.get("ETag", ""), ""


class Plain:
    """One connection that knows nothing of the program, and what it needs to write here."""

    def __init__(self, site: RunningSite) -> None:
        """On PostgreSQL nothing is needed; an SQLite file asks its writer who they are."""
        url = site.environment["DATABASE_URL"]
        self.is_sqlite = url.startswith("sqlite")
        if self.is_sqlite:
            file: Any = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, timeout=20)
            for name in ("yanlu_by", "yanlu_why", "yanlu_act"):
                file.create_function(name, 0, lambda name=name: None if name == "yanlu_by" else "")
            self.opened = file
        else:
            self.opened = psycopg.connect(url, autocommit=True)

    def run(self, statement: str) -> Any:
        """The first row of what it answers, if it does."""
        cursor = self.opened.execute(statement)
        return cursor.fetchone() if cursor.description else None

    def close(self) -> None:
        """Ends it."""
        self.opened.close()

    def version(self) -> str:
        """As every reader sees it."""
        return str(self.run(triggers_sqlite.READ if self.is_sqlite else triggers_postgresql.READ)[0])


@pytest.fixture
def plain(running_site: RunningSite) -> Iterator[list[Plain]]:
    """Three connections."""
    opened = [Plain(running_site) for _ in range(3)]
    yield opened
    for one in opened:
        one.close()


def test_plain_sql_of_another_process_is_on_the_page_at_the_next_request(running_site: RunningSite, plain: list[Plain]):
    other = plain[0]
    pk, headline = other.run("SELECT id, headline FROM proposals_proposal WHERE publication = 'published' ORDER BY id")
    path = f"/proposals/{pk}/"
    _, tag, before = ask(running_site, path)
    assert ask(running_site, path, tag)[0] == 304
    try:
        for number in range(3):
            other.run(f"UPDATE proposals_proposal SET headline = '改了第{number}次' WHERE id = {pk}")  # noqa: S608  ours
            status, tag, page = ask(running_site, path, tag)
            assert (status, f"改了第{number}次" in page, f"改了第{number}次" in before) == (200, True, False)
            assert ask(running_site, path, tag)[0] == 304
        other.run(f"UPDATE proposals_proposal SET publication = 'draft' WHERE id = {pk}")  # noqa: S608  ours
        assert ask(running_site, path, tag)[0] == 404
    finally:
        other.run(
            f"UPDATE proposals_proposal SET headline = '{headline}', publication = 'published' WHERE id = {pk}"  # noqa: S608
        )
    assert ask(running_site, path, tag)[0] == 200


def test_what_is_not_committed_is_on_no_page_and_what_is_taken_back_never_was(
    running_site: RunningSite, plain: list[Plain]
):
    other = plain[0]
    before, (_, tag, _) = other.version(), ask(running_site, "/industries/")

    other.run("BEGIN")
    other.run("UPDATE proposals_industry SET name = '还没有定' WHERE id = (SELECT min(id) FROM proposals_industry)")
    assert ask(running_site, "/industries/", tag)[0] == 304
    other.run("ROLLBACK")

    assert ask(running_site, "/industries/", tag)[0] == 304
    assert other.version() == before


def test_writers_at_the_same_time_never_wait_for_the_version_and_each_moves_it(plain: list[Plain]):
    """On PostgreSQL both are open at once and the first to begin commits last; SQLite has one writer at a time."""
    one, other, reader = plain
    ids = [
        reader.run(f"SELECT id, name FROM proposals_industry ORDER BY id LIMIT 1 OFFSET {n}")  # noqa: S608  ours
        for n in range(2)
    ]
    seen = [reader.version()]

    def rename(writer: Plain, place: int, name: str) -> None:
        writer.run(f"UPDATE proposals_industry SET name = '{name}' WHERE id = {ids[place][0]}")  # noqa: S608  ours

    def end(writer: Plain) -> None:
        writer.run("COMMIT")
        seen.append(reader.version())

    if not one.is_sqlite:
        one.run("SET lock_timeout = 1")  # a millisecond: whoever waited would fail
        other.run("SET lock_timeout = 1")
    for _ in range(40):  # often enough for steps to be folded meanwhile
        one.run("BEGIN")
        rename(one, 0, f"甲{len(seen)}")
        if one.is_sqlite:
            end(one)
        other.run("BEGIN")
        rename(other, 1, f"乙{len(seen)}")
        end(other)
        if not one.is_sqlite:
            end(one)
    for place in range(2):
        rename(reader, place, ids[place][1])

    assert len(set(seen)) == len(seen) == 81
