"""The files of the running site go to one worker, every other file whole to any: by a real run with two workers."""

import os
import sys
from collections import defaultdict
from typing import Any

import _environment
import pytest

from config.preparation import ROOT
from tests.distribution import SITE, longest_first, strays, unit

CONFTEST = """
import pytest
from tests.distribution import ByFile

def pytest_xdist_make_scheduler(config, log):
    return ByFile(config, log)
"""
TESTS = """
import pathlib, os, pytest

@pytest.mark.parametrize("number", range(6))
def test_where_it_runs(number, request):
    with (pathlib.Path(__file__).parents[2] / os.environ["PYTEST_XDIST_WORKER"]).open("a") as file:
        file.write(request.path.name + "\\n")
"""
OF_THE_SITE = {"test_pages.py", "test_worker.py"}
OTHERS = {"test_suite.py", "test_first_account.py", "test_audit.py"}


@pytest.fixture
def workers_of(tmp_path):
    """Which workers ran a file's tests."""
    for name in OF_THE_SITE | OTHERS:
        folder = tmp_path / "tests" / ("browser" if name == "test_pages.py" else "bin")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TESTS, "utf-8")
    (tmp_path / "conftest.py").write_text(CONFTEST, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-n", "2", "--dist", "loadfile", "."]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    assert _environment.run(command, cwd=tmp_path, environment=surroundings | {"PYTHONPATH": str(ROOT)}) == 0
    found = defaultdict(set)
    for worker in tmp_path.glob("gw*"):
        for name in worker.read_text("utf-8").split():
            found[name].add(worker.name)
    return found


def test_a_file_stays_with_one_worker_and_those_of_the_site_with_the_same(workers_of):
    assert workers_of.keys() == OF_THE_SITE | OTHERS
    assert [len(workers_of[name]) for name in sorted(OTHERS)] == [1] * len(OTHERS)
    assert len(set.union(*(workers_of[name] for name in OF_THE_SITE))) == 1
    assert len(set.union(*workers_of.values())) == 2


class Item:
    """What the order asks of a test."""

    def __init__(self, nodeid: str, *fixturenames: str) -> None:
        self.nodeid, self.fixturenames = nodeid, fixturenames


def test_the_running_site_begins_first_and_the_rest_keeps_its_order():
    ids = ["tests/b.py::one", "tests/a.py::two", "tests/browser/test_pages.py::three", "tests/b.py::four"]
    items: list[Any] = [Item(one) for one in ids]

    ordered = [item.nodeid for item in longest_first(items)]

    assert ordered == [ids[2], ids[0], ids[1], ids[3]]
    assert [unit(one) for one in ordered] == [SITE, "tests/b.py", "tests/a.py", "tests/b.py"]


def test_a_test_of_the_site_in_another_file_is_told():
    items: list[Any] = [
        Item("tests/browser/test_pages.py::one", "running_site"),
        Item("tests/new.py::two", "running_site"),
    ]

    assert strays(items) == ["tests/new.py::two"]
