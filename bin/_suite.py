"""The test suite on one database after the other, and one summary that hides nothing."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import _postgres
from _environment import ROOT, VENV, run

INTERRUPTED = 2  # pytest's exit status after Ctrl+C
# What knows no database, or shows pages whose content other tests compare: once is enough. The matrix of roles rests on
# conditions that tests/proposals/models and tests/roles/test_forged.py ask of both. Single tests that open no database
# anywhere else are left out by tests/conftest.py; whole files named here are not even read.
PURE = (
    "tests/proposals/ingest",
    "tests/proposals/workflow",
    "tests/proposals/importing/test_reading.py",
    "tests/proposals/importing/test_reading_damaged.py",
    "tests/proposals/test_extract_command.py",
    "tests/test_architecture.py",
    "tests/test_circles.py",
    "tests/test_packaging.py",
    "tests/test_reference_data.py",
    "tests/browser/test_pages.py",
    "tests/browser/test_desk.py",
    "tests/roles/test_matrix.py",
    "tests/bin/test_in_a_browser.py",
    "tests/bin/test_environment.py",
    "tests/bin/test_audit.py",
    "tests/bin/test_suite.py",
    "tests/bin/test_distribution.py",
)


@dataclass(frozen=True)
class Outcome:
    """One run of pytest. `skipped` has (test, reason) pairs; `status` is pytest's exit status."""

    database: str
    status: int
    tests: int
    failed: int
    skipped: tuple[tuple[str, str], ...]

    @property
    def passed(self) -> int:
        return self.tests - self.failed - len(self.skipped)


def run_everywhere(python: Path, arguments: Sequence[str]) -> list[Outcome]:
    """Run pytest with `arguments` on SQLite, then on DATABASE_URL if that is a PostgreSQL, else on one of our own."""
    with tempfile.TemporaryDirectory(prefix="yanlu-test-") as name:
        folder = Path(name)
        on_sqlite = _run(python, arguments, folder, "SQLite", f"sqlite:///{(folder / 'test.sqlite3').as_posix()}")
        if on_sqlite.status == INTERRUPTED:
            return [on_sqlite]
        with _postgresql() as url:
            return [on_sqlite, _run(python, arguments or without_pure(), folder, "PostgreSQL", url)]


def without_pure() -> list[str]:
    """Arguments that leave out the tests of rooms without a database, with a word on it."""
    print(f"与数据库无关的测试已经跑过，不再重复：{'、'.join(PURE)}", flush=True)
    return ["--with-database-only", *(f"--ignore={folder}" for folder in PURE)]


def summary(outcomes: Sequence[Outcome]) -> str:
    """Counts of each run, then every skipped test with what this machine lacks for it."""
    lines = ["", "═" * 30 + " 测试汇总 " + "═" * 30]
    for one in outcomes:
        counts = f"通过 {one.passed}，失败 {one.failed}，跳过 {len(one.skipped)}"
        lines.append(f"{one.database}：{counts}（pytest 退出状态 {one.status}）")
    skipped = sorted({pair for one in outcomes for pair in one.skipped})
    lines += ["没有跳过任何测试。"] if not skipped else ["", "跳过的测试和原因（这台机器缺少的东西）："]
    for test, reason in skipped:
        where = "、".join(one.database for one in outcomes if (test, reason) in one.skipped)
        lines.append(f"  {test}（{where}）：{reason}")
    return "\n".join(lines)


def exit_status(outcomes: Sequence[Outcome], *, fail_on_skip: bool) -> int:
    """The first pytest status that is not 0; 1 for a skipped test where none may be skipped."""
    failed = next((one.status for one in outcomes if one.status), 0)
    return failed or int(fail_on_skip and any(one.skipped for one in outcomes))


def read_report(path: Path, *, database: str, status: int) -> Outcome:
    """Read pytest's JUnit report. A run that broke off before writing one counts no test."""
    if not path.exists():
        return Outcome(database, status, 0, 0, ())
    cases = list(ElementTree.parse(path).iter("testcase"))  # noqa: S314  written by our own pytest a moment ago
    skipped = tuple(
        (f"{case.get('classname')}::{case.get('name')}", mark.get("message") or "")
        for case in cases
        for mark in case.findall("skipped")
        if mark.get("type") != "pytest.xfail"
    )
    failed = sum(1 for case in cases if case.find("failure") is not None or case.find("error") is not None)
    return Outcome(database, status, len(cases), failed, skipped)


def _postgresql() -> contextlib.AbstractContextManager[str]:
    given = os.environ.get("DATABASE_URL", "")
    return contextlib.nullcontext(given) if given.startswith("postgres") else _postgres.running(VENV)


def _run(python: Path, arguments: Sequence[str], folder: Path, database: str, url: str) -> Outcome:
    print(f"\n{'═' * 30} 在 {database} 上测试 {'═' * 30}", flush=True)
    report = folder / f"{database}.xml"
    workers = str(min(os.cpu_count() or 1, 4))
    own = ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder", f"--junitxml={report}"]
    status = run([str(python), "-m", "pytest", *own, *arguments], cwd=ROOT, environment=_environment(folder, url))
    return read_report(report, database=database, status=status)


def _environment(folder: Path, url: str) -> dict[str, str]:
    """Whatever this machine's `.env` or shell says of the real site, the tests see a site of their own."""
    return os.environ | {
        "DATABASE_URL": url,
        "SITE_URL": "http://127.0.0.1:8000",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "YANLU_VAR": str(folder / "var"),
        "DEBUG": "false",
        "HASHED_STATIC": "false",
        "PYTHONDONTWRITEBYTECODE": "",  # a run starts some hundred processes: each would compile the whole site anew
    }
