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
    "tests/browser/test_keyboard.py",
    "tests/browser/test_narrowing.py",
    "tests/browser/test_suggesting.py",
    "tests/proposals/importing/test_every_specimen.py",
    "tests/proposals/importing/test_intake_reading.py",
    "tests/proposals/pictures",
)
# What takes minutes: processes that are really killed, every form of the desk in a browser, every hostile file, crawls.
# A run of the whole suite leaves it out unless it is asked for, and says so; continuous integration asks for it.
THOROUGH = (
    "tests/browser/test_desk.py",
    "tests/browser/test_keyboard.py",
    "tests/browser/test_kept_across_processes.py",
    "tests/browser/test_narrowing.py",
    "tests/browser/test_suggesting.py",
    "tests/bin/test_in_a_browser.py",
    "tests/proposals/alerts/test_mail_workers.py",
    "tests/proposals/catalogue/test_agreement.py",
    "tests/proposals/catalogue/test_processes.py",
    "tests/proposals/importing/test_every_specimen.py",
    "tests/proposals/importing/test_reading.py",
    "tests/proposals/importing/test_reading_damaged.py",
    "tests/proposals/importing/test_real_processes.py",
    "tests/proposals/ingest/test_variants.py",
    "tests/proposals/outside/test_canaries.py",
    "tests/proposals/test_pages_figures.py",
    "tests/proposals/views/test_hostile_words.py",
    "tests/roles/test_matrix.py",
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


def run_everywhere(python: Path, arguments: Sequence[str], *, thorough: bool = False) -> list[Outcome]:
    """Run pytest with `arguments` on SQLite, then on DATABASE_URL if that is a PostgreSQL, else on one of our own.

    Without any it is the whole suite, less what takes minutes unless the run is to be `thorough`.
    """
    on_first, on_second = list(arguments), list(arguments)
    if not arguments:
        on_first = [] if thorough else leaving_out(THOROUGH)
        print(f"与数据库无关的测试只在 SQLite 上跑：{'、'.join(PURE)}", flush=True)
        on_second = [*on_first, "--with-database-only", *leaving_out(PURE)]
    with tempfile.TemporaryDirectory(prefix="yanlu-test-") as name:
        folder = Path(name)
        on_sqlite = _run(python, on_first, folder, "SQLite", f"sqlite:///{(folder / 'test.sqlite3').as_posix()}")
        if on_sqlite.status == INTERRUPTED:
            return [on_sqlite]
        with _postgresql() as url:
            return [on_sqlite, _run(python, on_second, folder, "PostgreSQL", url)]


def leaving_out(paths: Sequence[str]) -> list[str]:
    """Arguments with which pytest does not even read these files and folders."""
    return [f"--ignore={path}" for path in paths]


def summary(outcomes: Sequence[Outcome], *, left_out: Sequence[str] = ()) -> str:
    """Counts of each run, then every skipped test with what this machine lacks for it, then the files left out."""
    lines = ["", "═" * 30 + " 测试汇总 " + "═" * 30]
    for one in outcomes:
        counts = f"通过 {one.passed}，失败 {one.failed}，跳过 {len(one.skipped)}"
        lines.append(f"{one.database}：{counts}（pytest 退出状态 {one.status}）")
    skipped = sorted({pair for one in outcomes for pair in one.skipped})
    lines += ["没有跳过任何测试。"] if not skipped else ["", "跳过的测试和原因（这台机器缺少的东西）："]
    for test, reason in skipped:
        where = "、".join(one.database for one in outcomes if (test, reason) in one.skipped)
        lines.append(f"  {test}（{where}）：{reason}")
    if left_out:
        lines.append(f"没有跑要几分钟的 {len(left_out)} 个文件；全部都跑：bin/test --thorough")
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
