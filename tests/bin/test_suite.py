"""The summary of `bin/test`: counts of each database, and no skipped test unseen."""

import sys

import _environment
import _suite
import pytest
from _suite import Outcome

TESTS = """
import pytest

def test_that_passes(): pass

def test_that_fails(): assert 1 == 2

@pytest.mark.skip(reason="这台机器没有 Chromium")
def test_that_needs_a_browser(): pass

@pytest.mark.xfail(reason="known")
def test_known_to_fail(): assert False

@pytest.fixture
def broken(): raise RuntimeError

def test_that_cannot_begin(broken): pass
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """What is read from the report of a real pytest run over five small tests."""
    folder = tmp_path_factory.mktemp("suite")
    (folder / "test_made_up.py").write_text(TESTS, "utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "--junitxml=report.xml", "."]
    status = _environment.run(command, cwd=folder)
    return _suite.read_report(folder / "report.xml", database="SQLite", status=status)


def test_a_report_is_read_as_pytest_meant_it(outcome):
    skipped = (("test_made_up::test_that_needs_a_browser", "这台机器没有 Chromium"),)

    assert outcome == Outcome("SQLite", status=1, tests=5, failed=2, skipped=skipped)
    assert outcome.passed == 2


def test_the_summary_lists_each_skipped_test_with_its_reason_and_databases(outcome):
    other = Outcome("PostgreSQL", 0, 5, 0, outcome.skipped)

    lines = _suite.summary([outcome, other]).splitlines()

    assert lines[2:] == [
        "SQLite：通过 2，失败 2，跳过 1（pytest 退出状态 1）",
        "PostgreSQL：通过 4，失败 0，跳过 1（pytest 退出状态 0）",
        "",
        "跳过的测试和原因（这台机器缺少的东西）：",
        "  test_made_up::test_that_needs_a_browser（SQLite、PostgreSQL）：这台机器没有 Chromium",
    ]


def test_the_summary_says_so_when_nothing_was_skipped():
    assert _suite.summary([Outcome("SQLite", 0, 3, 0, ())]).splitlines()[-1] == "没有跳过任何测试。"


def test_the_summary_says_what_was_left_out_and_how_to_run_it():
    said = _suite.summary([Outcome("SQLite", 0, 3, 0, ())], left_out=["tests/a.py", "tests/b.py"])

    assert said.splitlines()[-1] == "没有跑要几分钟的 2 个文件；全部都跑：bin/test --thorough"


@pytest.mark.parametrize("path", sorted({*_suite.PURE, *_suite.THOROUGH}))
def test_what_is_left_out_is_there(path):
    assert (_environment.ROOT / path).exists()


@pytest.mark.parametrize(
    ("statuses", "skipped", "fail_on_skip", "expected"),
    [
        ((0, 0), (), True, 0),
        ((0, 0), (("a", "b"),), False, 0),
        ((0, 0), (("a", "b"),), True, 1),
        ((0, 1), (), False, 1),
        ((5, 0), (), False, 5),
        ((2,), (), False, 2),
    ],
)
def test_a_failure_on_either_database_or_a_forbidden_skip_fails_the_run(statuses, skipped, fail_on_skip, expected):
    outcomes = [Outcome("SQLite", status, 9, 0, skipped) for status in statuses]

    assert _suite.exit_status(outcomes, fail_on_skip=fail_on_skip) == expected


def test_a_run_that_broke_off_counts_no_test(tmp_path):
    assert _suite.read_report(tmp_path / "none.xml", database="SQLite", status=3) == Outcome("SQLite", 3, 0, 0, ())
