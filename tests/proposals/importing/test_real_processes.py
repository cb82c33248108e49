"""Imports as real processes on a real database: killed at any moment, or many of the same file at once."""

import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.running_site import ROOT, database, environment_of

SAMPLE = ROOT / "fixtures" / "reports" / "zhuzhou-special.txt"
KILLS = 10
AT_ONCE = 6
NOTHING, EVERYTHING = (0, 0, 0, 0), (1, 9, 10, 9)


@pytest.fixture
def empty_site(tmp_path: Path, worker_id: str) -> Iterator[dict[str, str]]:
    """The environment of a site with tables and reference data, and no report yet."""
    with database(tmp_path, f"yanlu_kills_{worker_id}") as url:
        environment = environment_of(tmp_path, 8000, url)
        for command in ("migrate", "load_reference"):
            manage(environment, command, "--verbosity=0").check_returncode()
        yield environment


def manage(environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(command_line(*arguments), cwd=ROOT, env=environment, capture_output=True, check=False)  # noqa: S603  ours


def start(environment: dict[str, str], *arguments: str) -> "subprocess.Popen[bytes]":
    sink = subprocess.DEVNULL
    return subprocess.Popen(command_line(*arguments), cwd=ROOT, env=environment, stdout=sink, stderr=sink)  # noqa: S603  ours


def command_line(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def rows(environment: dict[str, str]) -> tuple[int, ...]:
    """Reports, proposals, delegates and events, counted by plain SQL."""
    tables = ("proposals_report", "proposals_proposal", "delegates_delegate", "proposals_followup")
    url = environment["DATABASE_URL"]
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as plain:
            assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return tuple(plain.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)  # noqa: S608  our names
    with psycopg.connect(url) as connection:
        counted = [connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in tables]  # noqa: S608  our names
        return tuple(row[0] for row in counted if row)


def test_an_import_killed_at_any_moment_is_there_whole_or_not_at_all(empty_site: dict[str, str]):
    seed = random.randrange(10**6)  # noqa: S311  not a secret
    moments = random.Random(seed)  # noqa: S311  not a secret
    for _ in range(KILLS):
        process = start(empty_site, "import_report", str(SAMPLE))
        try:
            process.wait(timeout=moments.uniform(0.3, 2.5))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert rows(empty_site) in {NOTHING, EVERYTHING}, f"seed {seed}"

    manage(empty_site, "import_report", str(SAMPLE)).check_returncode()

    assert rows(empty_site) == EVERYTHING


def test_many_imports_of_one_file_at_once_make_one_report(empty_site: dict[str, str]):
    processes = [start(empty_site, "import_report", str(SAMPLE)) for _ in range(AT_ONCE)]

    assert [process.wait(timeout=120) for process in processes] == [0] * AT_ONCE
    assert rows(empty_site) == EVERYTHING
