"""Imports and undos as real processes on a real database: killed at any moment, or many of the same file at once."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running_site import database, environment_of
from tests.site_in_processes import EMPTY, Site

SAMPLE = "fixtures/reports/zhuzhou-special.txt"
KILLS = 10
AT_ONCE = 6
IMPORTED = {
    "reports": 1, "standing reports": 1, "proposals": 9, "standing proposals": 9, "delegates": 10, "events": 9,
    "batches": 1, "files": 1, "applied files": 1, "undone files": 0, "orphans": 0,
}  # fmt: skip
UNDONE = IMPORTED | {
    "standing reports": 0, "standing proposals": 0, "delegates": 0, "events": 18, "applied files": 0, "undone files": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """A database with tables and reference data, and no report yet."""
    folder = tmp_path_factory.mktemp("prepared")
    with database(folder, f"yanlu_prepared_{worker_id}") as url:
        Site.prepared(folder, url)
        yield url


@pytest.fixture
def site(tmp_path: Path, worker_id: str, prepared: str) -> Iterator[Site]:
    """A site of its own for each test, on a copy of the prepared database."""
    with database(tmp_path, f"yanlu_kills_{worker_id}", like=prepared) as url:
        yield Site(environment_of(tmp_path, 8000, url))


@pytest.fixture
def moments() -> random.Random:
    """When to kill; the seed stands in the report of a failing test."""
    seed = random.randrange(10**6)  # noqa: S311  not a secret
    print(f"seed {seed}")
    return random.Random(seed)  # noqa: S311  not a secret


def test_an_import_killed_at_any_moment_is_there_whole_or_not_at_all(site: Site, moments: random.Random):
    for _ in range(KILLS):
        site.kill_after(moments.uniform(0.3, 2.5), "import_report", SAMPLE)
        assert site.counts() in (EMPTY, IMPORTED)

    site.run("import_report", SAMPLE)

    assert site.counts() == IMPORTED


def test_an_undo_killed_at_any_moment_is_done_whole_or_not_at_all(site: Site, moments: random.Random):
    site.run("import_report", SAMPLE)
    for _ in range(KILLS):
        site.kill_after(moments.uniform(0.3, 2.5), "undo_import", "1")
        assert site.counts() in (IMPORTED, UNDONE)

    if site.counts() == IMPORTED:
        site.run("undo_import", "1")
    assert site.counts() == UNDONE
    site.run("import_report", SAMPLE)

    again = site.counts()
    assert (again["standing reports"], again["standing proposals"], again["delegates"]) == (1, 9, 10)


def test_many_imports_of_one_file_at_once_make_one_report(site: Site):
    processes = [site.start("import_report", SAMPLE) for _ in range(AT_ONCE)]

    assert [process.wait(timeout=120) for process in processes] == [0] * AT_ONCE
    assert site.counts() == IMPORTED
